#!/usr/bin/env bash
# The inbox's tests in a browser. 77: there is no Chromium, or no Node, and it cannot be tested here.
#   tests/inbox/browser/run.sh BIN [sqlite|postgresql]
set -euo pipefail
cd "$(dirname "$0")/../../.."
export BIN CHROMIUM STORE=
BIN=$(realpath "$1")
CHROMIUM=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$CHROMIUM" ] || ! command -v node >/dev/null; then
  echo "SKIPPED: the inbox is tested with chromium and nodejs (Debian's packages); they are not here."
  exit 77
fi
if [ "${2:-sqlite}" = postgresql ]; then
  # The server ends when its standard input does, which is with this shell: so node is not started in its place.
  coproc postgres { tests/support/postgres_server.sh; }
  read -r address <&"${postgres[0]}" || { echo "SKIPPED: PostgreSQL is not installed."; exit 77; }
  STORE="postgresql:///postgres?${address#*\?}"
fi
node --test --test-reporter spec tests/inbox/browser/words_test.mjs tests/inbox/browser/envelope_test.mjs tests/inbox/browser/inbox_test.mjs
