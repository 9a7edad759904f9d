#!/bin/sh
# Brings each assets/locale/*.po up to the messages in the source: new ones come in empty, old ones go.
# A new language begins with: msginit --no-translator --locale=fr --output=assets/locale/fr.po --input=/dev/null
set -eu
cd "$(dirname "$0")/../.."
. tests/language/messages.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
collect_messages "$work/messages.pot"

for catalog in assets/locale/*.po; do
  # No guesses: a sentence that is nearly right must not pass for a translation.
  msgmerge --quiet --no-fuzzy-matching --width=110 "$catalog" "$work/messages.pot" |
    msgattrib --no-obsolete --width=110 --output-file="$work/merged.po"
  sed -i '/^"POT-Creation-Date:/d' "$work/merged.po"
  cmp -s "$work/merged.po" "$catalog" || cp "$work/merged.po" "$catalog"
  printf '%s: ' "$catalog"
  msgfmt --statistics --output-file=/dev/null "$catalog" 2>&1
done
