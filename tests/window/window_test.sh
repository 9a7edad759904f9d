#!/usr/bin/env bash
# The real program in a real window: it opens, a finger finds what the tour's JSON says is there, no key leaves the full
# screen, SIGTERM ends it well.   window_test.sh PORCHLIGHT SOURCE_DIR
set -euo pipefail
porchlight=$1
source_dir=$2
source "$source_dir/tests/window/screen.sh"

work=$(mktemp -d)
kiosk_pid=
finish() {
  [ -z "$kiosk_pid" ] || kill -KILL "$kiosk_pid" 2>/dev/null || true
  close_screen
  rm -rf "$work"
}
trap finish EXIT

failures=0
expect() {  # SENTENCE COMMAND...
  local sentence=$1
  shift
  if "$@"; then echo "ok: $sentence"; return; fi
  echo "FAILED: $sentence"
  failures=$((failures + 1))
}
give_up() {
  echo "FAILED: $*"
  cat "$work"/*.log
  exit 1
}

# The panel's size is stated, since Xvfb invents one.
at=2026-11-24T18:35:01  # no minute begins while it looks for changes
cp -r "$source_dir/kiosk-config" "$work/config"
sed -i 's/^\[screen\]$/[screen]\npanel_mm = [268, 476]/' "$work/config/kiosk.toml"

started() { grep -q ' started ' "$work/run.log"; }
start() {  # ARGUMENTS of run
  : >"$work/run.log"
  "$porchlight" run --config "$work/config" --state "$work/state" --at "$at" "$@" 2>"$work/run.log" &
  kiosk_pid=$!
  within 30 started || give_up "the first frame of: run $*"
}
running() { kill -0 "$kiosk_pid" 2>/dev/null; }
gone() { ! running; }
stop() {  # sets exit_code
  kill -TERM "$kiosk_pid"
  within 20 gone || give_up "SIGTERM did not end the kiosk"
  exit_code=0
  wait "$kiosk_pid" || exit_code=$?
  kiosk_pid=
}

# The color of a target a little inside its left edge, where no text is.
color_of() {  # SCREEN NAME
  set -- $(box "$1" "$2")
  pixel $(($1 + $3 * 3 / 100 + 3)) $(($2 + $4 / 2))
}
color_is() { [ "$(color_of "$1" "$2")" = "$3" ]; }

tour_of() {  # WIDTHxHEIGHT
  tour=$work/tour-$1
  # A tour that stops half-way is the tour's tests' affair; what is needed here comes first.
  "$porchlight" tour --json-only --size "$1" --panel-mm 268x476 --config "$work/config" --state "$work/state-tour" --at "$at" --out "$tour" >"$work/tour.log" 2>&1 || true
}

help_red='#6b1a11'  # the standard theme: app/ui/theme.cpp
white='#ffffff'
open_screen 1080x1920 "$work" || give_up "Xvfb does not start"

echo "--- In a window of 540x960"
tour_of 540x960
start --window 540x960
expect "Help is red and where the tour says" within 5 color_is home Help "$help_red"
expect "a finger on Find a meeting shows another screen" tap_changes home "Find a meeting"
expect "Help is where the tour says on the meetings screen" within 5 color_is meetings Help "$help_red"
expect "a finger on Help shows another screen" tap_changes meetings Help
expect "where the way to the safety pages takes its place" within 5 color_is now "Overdose, withdrawal" "$white"
expect "a finger on it shows another screen" tap_changes now "Overdose, withdrawal"
expect "with Help again" within 5 color_is safety Help "$help_red"
stop
expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]

echo "--- Full screen"
tour_of 1080x1920
start
expect "it fills the screen" within 5 color_is home Help "$help_red"
first=$(picture)
sed -i 's/^name = .*Outreach Center"/name = "Harbor Lights Center"/' "$work/config/kiosk.toml"
expect "what staff save is on the screen" within 5 picture_is_not "$first"
settle
edited=$(picture)
for keys in Escape alt+F4 ctrl+c ctrl+q ctrl+w alt+Tab super F11 ctrl+alt+Delete; do
  xdotool key "$keys"
done
expect "after all those keys a finger still finds Find a meeting" tap_changes home "Find a meeting"
expect "and the meetings screen" within 5 color_is meetings Help "$help_red"
expect "no key leaves it" running
stop
expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]

echo "--- By keys"
focus_blue='#0a4fc4'
# A little outside its left edge, where the ring is: half a millimetre to two and a half.
ring_is_at() { set -- $(box home "$1"); [ "$(pixel $(($1 - 6)) $(($2 + $4 / 2)))" = "$focus_blue" ]; }
start
expect "it fills the screen" within 5 color_is home Help "$help_red"
xdotool key Down
xdotool key Right
expect "the second key brings the focus to Find a meeting" within 5 ring_is_at "Find a meeting"
xdotool keydown Right
expect "a third to the 12 steps" within 5 ring_is_at "The 12 steps"
sleep 1.5  # the system repeats a held key after 660 ms
expect "where it stays while the key is held" ring_is_at "The 12 steps"
xdotool keyup Right
before=$(picture)
xdotool key Return
expect "Return opens them" within 5 picture_is_not "$before"
sleep 0.8  # the touch guard
xdotool key Escape
expect "and Escape goes back" within 5 color_is home "Who answers" "$white"
stop
expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]

echo "--- When the monitor is unplugged"
logged() { grep -q " $1 " "$work/run.log"; }
logged_twice() { [ "$(grep -c " $1 " "$work/run.log")" -eq 2 ]; }
# xrandr then asks for a screen of no size, which no server has: its own exit code says nothing.
unplug() { xrandr --output screen --off 2>/dev/null || true; }
start
expect "it fills the screen" within 5 color_is home Help "$help_red"
unplug
expect "it sees that no monitor is left" within 5 logged monitor_lost
expect "and waits" running
xrandr --output screen --mode 1080x1920
expect "it sees that one is back" within 5 logged monitor_found
expect "it fills the screen again" within 5 color_is home Help "$help_red"
expect "and a finger finds Find a meeting" tap_changes home "Find a meeting"
unplug
expect "it sees it go again" within 5 logged_twice monitor_lost
xrandr --newmode smaller 25 540 541 542 543 960 961 962 963 && xrandr --addmode screen smaller
xrandr --output screen --mode smaller
tour_of 540x960
expect "another one, of another size, is filled" within 5 color_is meetings Help "$help_red"
expect "and a finger finds Help" tap_changes meetings Help
stop
expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]
xrandr --output screen --mode 1080x1920
tour=$work/tour-1080x1920

echo "--- When the monitor is switched on after the computer"
unplug
start
expect "it says that there is none" logged monitor_lost
expect "and waits" running
xrandr --output screen --mode 1080x1920
expect "it fills the screen when there is one" within 5 color_is home Help "$help_red"
expect "and a finger finds Find a meeting" tap_changes home "Find a meeting"
stop
expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]

# A Raspberry Pi gives OpenGL 3.1, or no 3.0 at all and ES.
for version in 3.1 2.1; do
  echo "--- Where the graphics card has OpenGL $version"
  export MESA_GL_VERSION_OVERRIDE=$version
  start
  expect "Help is red" within 5 color_is home Help "$help_red"
  stop
  expect "SIGTERM ends it with exit code 0" [ "$exit_code" -eq 0 ]
  unset MESA_GL_VERSION_OVERRIDE
done

echo "--- With a configuration that cannot be read"
cp "$work/config/kiosk.toml" "$work/kiosk.toml"
echo '[facility' >"$work/config/kiosk.toml"
start
expect "it shows what was good last" within 5 picture_is "$edited"
cp "$work/kiosk.toml" "$work/config/kiosk.toml"
sed -i 's/Harbor Lights/Candle Street/' "$work/config/kiosk.toml"
expect "and what staff mend" within 5 picture_is_not "$edited"
stop

[ "$failures" -eq 0 ] || cat "$work/run.log"
exit "$failures"
