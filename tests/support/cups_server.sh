#!/usr/bin/env bash
# Runs a command beside a CUPS of its own, in a temporary folder, reached by a socket there and nowhere else:
#   tests/support/cups_server.sh COMMAND [ARGUMENT...]
# What is printed to the queue `slips` lies in $PORCHLIGHT_CUPS/paper, what the server still keeps of it in
# $PORCHLIGHT_CUPS/spool. Other queues: `hungry` is out of paper, `off` is stopped, `closed` takes nothing.
# Exit code 77: cupsd is not installed, or may not run for this user.
set -euo pipefail
[ -x /usr/sbin/cupsd ] && [ "$(id -u)" -eq 0 ] && id lp >/dev/null 2>&1 || exit 77

here=$PWD
folder=$(mktemp -d --tmpdir porchlight-cups-XXXXXX)
server=
finish() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p root spool/tmp cache state log bin/backend paper
ln -s /usr/lib/cups/daemon bin/daemon  # by which cupsd runs a backend as another user
chown lp paper

# A printer whose paper is a file: CUPS gives it the document on standard input or by its name.
cat >bin/backend/tray <<END
#!/bin/sh
[ \$# -gt 0 ] || { echo 'direct tray "" ""'; exit; }
exec cat \${6:+"\$6"} >>"$folder/paper/printed"
END
chmod 755 bin/backend/tray
cat >cupsd.conf <<END
Listen $folder/socket
Browsing No
WebInterface No
DefaultAuthType None
PageLogFormat
<Location />
  Order allow,deny
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
END
cat >cups-files.conf <<END
ServerRoot $folder/root
ServerBin $folder/bin
RequestRoot $folder/spool
TempDir $folder/spool/tmp
CacheDir $folder/cache
StateDir $folder/state
AccessLog $folder/log/access
ErrorLog $folder/log/error
PageLog $folder/log/page
SystemGroup root
User lp
Group lp
END
queue() {  # NAME STATE ACCEPTING [MORE]
  printf '<Printer %s>\nDeviceURI tray:/\nState %s\nAccepting %s\nShared No\n%s\n</Printer>\n' "$1" "$2" "$3" "${4:-}"
}
{ queue slips Idle Yes; queue hungry Idle Yes 'Reason media-empty-error'; queue off Stopped Yes; queue closed Idle No; } \
  >root/printers.conf

/usr/sbin/cupsd -f -c "$folder/cupsd.conf" -s "$folder/cups-files.conf" >log/out 2>&1 &
server=$!
for _ in $(seq 100); do [ -S socket ] && break; sleep 0.05; done
[ -S socket ] || { cat log/* >&2; exit 77; }
cd "$here"
CUPS_SERVER=$folder/socket PORCHLIGHT_CUPS=$folder "$@"
