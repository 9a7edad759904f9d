#!/usr/bin/env bash
# A PostgreSQL server of its own for a test: in a temporary folder, reached by a socket there and nowhere else.
#   tests/support/postgres_server.sh [SETTING=VALUE...]
# Prints its address (a URL of libpq) as soon as it answers, runs until standard input ends, then stops it and leaves
# nothing. So it ends with the program that started it, however that ends. Exit code 77: its programs are not installed.
# The user `porchlight` needs no password, the user `locked` has one.
set -euo pipefail
trap '' INT  # Ctrl-C ends the test, and so standard input

shopt -s nullglob
programs=(/usr/lib/postgresql/*/bin)
[ ${#programs[@]} -gt 0 ] || exit 77
programs=$(printf '%s\n' "${programs[@]}" | sort -V | tail -n 1)
[ -x "$programs/initdb" ] || exit 77

folder=$(mktemp -d --tmpdir porchlight-postgres-XXXXXX)
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then  # initdb refuses root
  chown postgres "$folder"
  as_owner() { runuser -u postgres -- "$@"; }
fi
chmod 755 "$folder"
cd "$folder"

finish() {
  as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  cd /
  rm -rf "$folder"
}
trap finish EXIT

# Locale C and no sync of the empty tables: half a second instead of three. The server itself syncs.
as_owner "$programs/initdb" -D data -U porchlight --auth trust --encoding UTF8 --locale C --no-sync >initdb.log 2>&1 ||
  { cat initdb.log >&2; exit 1; }
as_owner sed -i '1i local all locked scram-sha-256' data/pg_hba.conf
as_owner tee -a data/postgresql.conf >/dev/null <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 60
END
for setting in "$@"; do echo "$setting" | as_owner tee -a data/postgresql.conf >/dev/null; done
as_owner "$programs/pg_ctl" -D data -l "$folder/data/server.log" -w start >/dev/null ||
  { cat data/server.log >&2; exit 1; }
as_owner "$programs/psql" -qX -h "$folder" -U porchlight -d postgres \
  -c "CREATE ROLE locked LOGIN PASSWORD 'correct horse'" -c "CREATE DATABASE porchlight" >/dev/null

echo "postgresql:///porchlight?host=$folder&user=porchlight"
cat >/dev/null
