#!/usr/bin/env bash
# porchlight-collector as its operator has it: what it refuses to start with, a kiosk's way from code to revoked, and SIGTERM.
#   tests/collector/program_test.sh PROGRAM
set -uo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill -KILL "$server" 2>/dev/null; rm -rf "$folder"' EXIT
store=sqlite:$folder/requests.db
failures=0

expect() {  # WHAT EXPECTED ACTUAL
  case $3 in *"$2"*) ;; *) echo "FAILED: $1: expected “$2”, got “$3”"; failures=$((failures + 1)) ;; esac
}
run() {  # prints all it says, and its exit code
  "$program" "$@" 2>&1
  echo "exit $?"
}
ask() {  # METHOD TARGET [BODY]
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return
  printf '%s %s HTTP/1.1\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' "$1" "$2" "${#3}" "$3" >&3
  cat <&3
  exec 3>&-
}

expect "no root key" "root.pub" "$(run --store "$store" --keys "$folder/keys")"
expect "no root key" "exit 2" "$(run --store "$store" --keys "$folder/keys")"
expect "receipt key, its owner's alone" 600 "$(stat -c %a "$folder/keys/receipt.key")"
sed -n '/^```kiosk-public/{n;p}' app/intake/ENVELOPE.md >"$folder/keys/root.pub"
expect "plain for all to hear" "--behind-proxy" "$(run --store "$store" --keys "$folder/keys" --listen 0.0.0.0:0)"
expect "no address" "exit 2" "$(run --store "$store" --keys "$folder/keys" --listen nowhere)"
expect "no store" "exit 2" "$(run --store mysql:x --keys "$folder/keys" --listen 127.0.0.1:0)"
expect "no command line" "exit 10" "$(run --keys "$folder/keys")"
expect "a certificate without its key" "exit 10" "$(run --store "$store" --keys "$folder/keys" --tls-certificate x)"

"$program" --store "$store" --keys "$folder/keys" --listen 127.0.0.1:0 2>"$folder/log" &
server=$!
for _ in $(seq 200); do
  port=$(sed -n 's/.*"event":"started","number":\([0-9]*\).*/\1/p' "$folder/log" 2>/dev/null)
  [ -n "$port" ] && break
  sleep 0.05
done
expect "health" "200 OK" "$(ask GET /healthz "")"

key=$(cat "$folder/keys/root.pub")
code=$("$program" --store "$store" kiosk add lobby --team st-brendans 2>/dev/null)
expect "enrolled" '"kiosk":"lobby"' "$(ask POST /v1/enrollments "{\"code\": \"$code\", \"key\": \"$key\"}")"
expect "a code works once" "403" "$(ask POST /v1/enrollments "{\"code\": \"$code\", \"key\": \"$key\"}")"
expect "a kiosk that cannot be" "exit 2" "$(run --store "$store" kiosk add "a b" --team st-brendans)"
expect "listed" "lobby" "$(run --store "$store" kiosk list)"
expect "listed as JSON" '"revoked": false' "$(run --store "$store" kiosk list --json)"
expect "revoked" "exit 0" "$(run --store "$store" kiosk revoke lobby)"
expect "revoked, and listed so" '"revoked": true' "$(run --store "$store" kiosk list --json)"
expect "revoking nobody" "exit 2" "$(run --store "$store" kiosk revoke nobody)"
expect "no set of recipients" "exit 2" "$(run --store "$store" --keys "$folder/keys" recipients README.md)"

head -c 5000 README.md >"$folder/damaged.db"
sum=$(cksum <"$folder/damaged.db")
expect "a damaged file" "Put the last backup" "$(run --store "sqlite:$folder/damaged.db" --keys "$folder/keys" --listen 127.0.0.1:0)"
expect "a damaged file" "exit 2" "$(run --store "sqlite:$folder/damaged.db" kiosk list)"
expect "a damaged file of which nothing can be read is left as it is" "$sum" "$(cksum <"$folder/damaged.db")"

kill -TERM "$server"
wait "$server"
expect "told to stop" "exit 0" "exit $?"
server=
expect "the log" '"event":"stopped"' "$(cat "$folder/log")"
expect "no display's library" "none" "$(ldd "$program" | grep -qiE 'libX|libGL|libEGL|pango|cairo' && echo some || echo none)"

[ "$failures" -eq 0 ] && echo "The collector does as its operator expects."
exit "$((failures > 0))"
