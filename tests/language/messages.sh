# Collects every message id in app/ into the template "$1". Sourced by the two scripts beside it.
collect_messages() {
  find app -name '*.cpp' -o -name '*.h' | LC_ALL=C sort |
    xgettext --files-from=- --language=C++ --from-code=UTF-8 --keyword --keyword=tr --keyword=trn:1,2 --keyword=fill \
      --keyword=message --add-location=file --package-name=porchlight --output="$1"
  # Texts are put together by fmt; a per cent sign in a sentence is no printf.
  sed -i '/^#, c-format$/d; /^#,/s/, c-format//' "$1"
}
