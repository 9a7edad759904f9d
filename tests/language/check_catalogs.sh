#!/bin/sh
# Holds each assets/locale/*.po against the messages in the source: fails with the list of what is missing, empty, fuzzy,
# or has other {placeholders} than its English. What the source no longer has is only mentioned.
# Usage: check_catalogs.sh [catalog.po...]
set -eu
cd "$(dirname "$0")/../.."
. tests/language/messages.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
collect_messages "$work/messages.pot"

# list WHAT OPTION: the messages of the merged catalog that msgattrib finds by OPTION, one a line; true when there is one.
list() {
  msgattrib --no-wrap "$2" "$work/merged.po" | sed -n 's/^\(#~ \)\{0,1\}msgid "\(..*\)"$/\2/p' >"$work/listed"
  sed "s|^|$catalog: $1: |" "$work/listed"
  [ -s "$work/listed" ]
}

[ $# -gt 0 ] || set -- assets/locale/*.po
failed=0
for catalog in "$@"; do
  msgmerge --quiet --no-fuzzy-matching "$catalog" "$work/messages.pot" >"$work/merged.po"
  if list "not translated" --untranslated; then failed=1; fi
  if list "fuzzy, to be read by a person" --only-fuzzy; then failed=1; fi
  list "no longer in the source" --only-obsolete || :
  msgattrib --no-obsolete --no-wrap "$catalog" >"$work/flat.po"
  awk -v catalog="$catalog" -f tests/language/placeholders.awk "$work/flat.po" || failed=1
done
[ "$failed" = 0 ] || { echo "Write the translations, after tests/language/update_catalogs.sh"; exit 1; }
echo "$(($(grep -c '^msgid ' "$work/messages.pot") - 1)) messages, each translated in: $*"
