# A display of our own without a monitor, and what is on it: `source` it. Xvfb keeps its picture in a file in XWD format.
# The functions print or return non-zero; whoever sources this sets -e.

# open_screen WIDTHxHEIGHT FOLDER: starts Xvfb on a free display; sets DISPLAY, screen_pid, screen_file.
open_screen() {
  screen_file=$2/Xvfb_screen0
  mkfifo "$2/display"
  Xvfb -screen 0 "$1x24" -fbdir "$2" -displayfd 9 -nolisten tcp -noreset 9>"$2/display" 2>"$2/xvfb.log" &
  screen_pid=$!
  local number=
  read -r -t 30 number <"$2/display" || { cat "$2/xvfb.log" >&2; return 1; }
  export DISPLAY=:$number
  # Header: big-endian words; the first is its size, the 13th the bytes of a row, the 20th the number of colors.
  local header
  header=$(od -An -v -tu4 --endian=big -N 80 -w80 "$screen_file")
  set -- $header
  screen_start=$(($1 + ${20} * 12))
  screen_row_bytes=${13}
}

close_screen() {
  [ -z "${screen_pid:-}" ] || kill "$screen_pid" 2>/dev/null || true
}

# pixel X Y: its color as #rrggbb.
pixel() {
  local bytes
  bytes=$(od -An -tx1 -j $((screen_start + $2 * screen_row_bytes + $1 * 4)) -N 3 "$screen_file")
  set -- $bytes
  echo "#$3$2$1"
}

# A number that is another one when anything on the screen is.
picture() { cksum <"$screen_file"; }

picture_is() { [ "$(picture)" = "$1" ]; }
picture_is_not() { ! picture_is "$1"; }

# within SECONDS COMMAND...: until the command says yes; no sleep longer than 50 ms.
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.05
  done
}

# --- A finger: where the tour's JSON in the folder $tour says that something is

# box SCREEN NAME: left, top, width, height in pixels, of the node whose name begins so.
box() {
  python3 - "$tour" "$1" "$2" <<'END'
import glob, json, sys
folder, screen, name = sys.argv[1:]
nodes = json.load(open(glob.glob(f"{folder}/??-{screen}.json")[0]))["nodes"]
print(*(round(side) for side in next(n for n in nodes if n["name"].startswith(name))["box_px"]))
END
}
tap() {  # SCREEN NAME
  set -- $(box "$1" "$2")
  xdotool mousemove $(($1 + $3 / 2)) $(($2 + $4 / 2)) mousedown 1 sleep 0.1 mouseup 1
}
# Until the picture has stayed the same for 800 ms: longer than the 700 ms for which touches do nothing after a screen has come.
settle() {
  local now last= since=0 tries
  for tries in {1..100}; do
    now=$(picture)
    [ "$now" = "$last" ] || since=${EPOCHREALTIME/./}
    last=$now
    [ $((${EPOCHREALTIME/./} - since)) -lt 800000 ] || return 0
    sleep 0.1
  done
}
# Fails when nothing on the screen is another one afterwards.
tap_changes() {  # SCREEN NAME
  local before tries
  settle
  before=$(picture)
  for tries in 1 2 3; do
    tap "$1" "$2"
    settle
    [ "$(picture)" = "$before" ] || return 0
  done
  return 1
}
