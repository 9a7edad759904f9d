#!/usr/bin/env bash
# Does every program's way of saving give the same meetings? LibreOffice opens the example's two tables as staff in five
# countries would, with times and dates turned into cells of their own kind, and saves them as .csv, .xlsx and .ods; each
# must give the occurrences of the example. Part of scripts/soak; installs LibreOffice when it is missing.
#   tests/site/libreoffice_test.sh TEST_SITE     the built tests of the room
set -euo pipefail
test_site=$(realpath "$1")
cd "$(dirname "$0")/../.."

if ! command -v soffice >/dev/null; then
  as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The office's own locale decides how a date or a number is shown, and so what stands in a CSV file it saves.
profile() {  # LOCALE
  mkdir -p "$work/profile-$1/user"
  cat >"$work/profile-$1/user/registrymodifications.xcu" <<XCU
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$1</value></prop></item>
</oor:items>
XCU
}

# The tables as somebody there would have typed them: dates in the order of the country, the 24-hour clock, decimal commas.
typed() {  # DATE-FORMAT TIME-FORMAT DECIMAL-SIGN INTO
  python3 - "$@" <<'PYTHON'
import csv, datetime, re, sys
date_format, time_format, decimal, into = sys.argv[1:]
def typed(cell):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return datetime.date.fromisoformat(cell).strftime(date_format)
    if re.fullmatch(r"\d{1,2}:\d\d [AP]M", cell):
        return datetime.datetime.strptime(cell, "%I:%M %p").strftime(time_format)
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return cell.replace(".", decimal)
    return cell
for name in "meetings.csv", "changes.csv":
    with open("kiosk-config/" + name, encoding="utf-8", newline="") as source, \
         open(into + "/" + name, "w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([typed(cell) for cell in row] for row in csv.reader(source))
PYTHON
}

# LOCALE, its number at Microsoft, the separator a spreadsheet there puts between cells (44 is ",", 59 ";"), the country,
# how people there write dates, times and decimals.
while read -r locale number separator country date time decimal; do
  profile "$locale"
  mkdir -p "$work/typed/$locale"
  typed "$date" "${time/_/ }" "$decimal" "$work/typed/$locale"
  for source in example typed; do
    from=kiosk-config
    [ "$source" = typed ] && from=$work/typed/$locale
    for format in csv xlsx ods; do
      folder=$work/saved/$locale-$source-$format
      mkdir -p "$folder"
      cp -r kiosk-config/. "$folder"
      rm "$folder"/meetings.csv "$folder"/changes.csv
      # A facility there says so: it is how its dates are read.
      sed -i "s/^country = \"US\"/country = \"$country\"/" "$folder/kiosk.toml"
      filter=$format
      # UTF-8 (76), cells as they are shown, quotation marks where they are needed.
      [ "$format" = csv ] && filter="csv:Text - txt - csv (StarCalc):$separator,34,76,1,,$number,false,true,false"
      # Read as UTF-8 with commas; the last "true": special numbers are recognised, as they are when typed.
      soffice -env:UserInstallation="file://$work/profile-$locale" --headless \
        --infilter="Text - txt - csv (StarCalc):44,34,76,1,,$number,false,true" \
        --convert-to "$filter" --outdir "$folder" "$from"/meetings.csv "$from"/changes.csv >/dev/null 2>&1
      ls "$folder/meetings.$format" "$folder/changes.$format" >/dev/null
    done
  done
done <<'LOCALES'
en-US 1033 44 US %m/%d/%Y %I:%M_%p .
en-GB 2057 44 GB %d/%m/%Y %H:%M .
de-DE 1031 59 DE %d.%m.%Y %H:%M ,
fr-FR 1036 59 FR %d/%m/%Y %H:%M ,
es-MX 2058 44 MX %d/%m/%Y %H:%M .
LOCALES

[ -n "${PORCHLIGHT_KEEP_SAVED:-}" ] && cp -r "$work/saved/." "$PORCHLIGHT_KEEP_SAVED"
PORCHLIGHT_SAVED=$work/saved "$test_site" "[.libreoffice]"
