# For a .po without wrapped lines: a translation has the {placeholders} of its English. Of plural forms, those for one or
# few may leave a number out ("one meeting"), but no form has a placeholder that the English lacks.
function keys(text,    list, found) {
  list = " "
  while (match(text, /\{[^{}]*\}/)) {
    list = list substr(text, RSTART, RLENGTH) " "
    text = substr(text, RSTART + RLENGTH)
  }
  return list
}
function has_all(wanted, given,    i, n, part) {
  n = split(wanted, part, " ")
  for (i = 1; i <= n; i++) {
    at = index(given, " " part[i] " ")
    if (!at) return 0
    given = substr(given, 1, at) substr(given, at + length(part[i]) + 1)
  }
  return 1
}
function complain(why) {
  print catalog ": " why ": " $0 > "/dev/stderr"
  failed = 1
}
/^msgid / { english = keys($0); plural = 0 }
/^msgid_plural / { english = keys($0); plural = 1 }
/^msgstr/ && !/^msgstr(\[[0-9]\])? ""$/ {
  translated = keys($0)
  if (!has_all(translated, english)) complain("a {placeholder} that the English does not have")
  else if (!plural && !has_all(english, translated)) complain("a {placeholder} is missing")
}
END { exit failed }
