// Only in builds with a sanitizer. Mesa's driver is unloaded before leaks are counted, and its own could not
// be told from ours; and the thread sanitizer of g++ 12 knows none of a library that is gone. So nothing is
// unloaded.
extern "C" int dlclose(void* /*library*/) {
  return 0;
}
