#!/usr/bin/env -S python3 -B
"""A whole machine, in qemu: Debian with the package and nothing else, its panel hung on its left side. From power on to the
kiosk on its screen; it hangs, and is back; it is heard; its touch screen is felt, is unplugged and back, and is felt; its
panel is switched off and on; a signed stick is plugged in and what it brings is shown; then the power is cut at any moment
while visitors ask for calls: it boots each time, at first with the panel switched off, and what a visitor was told is saved
arrives at the collector, once.

  machine_test.py BUILD FOLDER [--cuts N] [--seed N]

BUILD holds porchlight, porchlight-collector, headless_kiosk and the package. FOLDER keeps what debootstrap made.
Emulated: a boot takes minutes, a frame seconds. 77: root, or a package, is missing."""

import argparse
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time

from whole_machine import BOOTS_WITHIN_S, NEEDS, SOURCES, Machine, install, make_disk, run, until

TEAM = "st-brendans"
NAME_ON_STICK = "Elm Street Hall"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Collector:
    """On this computer; the machine reaches it on its own loopback."""

    def __init__(self, build, folder):
        self.build = build
        self.folder = folder
        self.port = free_port()
        self.store = f"sqlite:{folder / 'requests.db'}"
        keys = folder / "keys"
        keys.mkdir(parents=True, mode=0o700)
        for name in ("root", "callers", "safe"):
            run(build / "porchlight", "keygen", folder / f"{name}.key", *(["--root"] if name == "root" else []))
        shutil.copy(folder / "root.key.pub", keys / "root.pub")
        run(build / "porchlight", "recipients", folder / "set", "--root", folder / "root.key", "--team", TEAM,
            "--caller", f"Callers={folder / 'callers.key.pub'}", "--recovery", f"Safe={folder / 'safe.key.pub'}")
        self.options = ["--store", self.store, "--keys", str(keys)]
        self.process = subprocess.Popen(
            [build / "porchlight-collector", "--listen", f"127.0.0.1:{self.port}", *self.options],
            stderr=(folder / "log").open("w"))
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                time.sleep(0.05)
        run(build / "porchlight-collector", "recipients", folder / "set", *self.options)

    def enroll(self, state):
        answer = run(self.build / "porchlight-collector", "kiosk", "add", "lobby", "--team", TEAM, *self.options)
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", answer)[0]
        run(self.build / "porchlight", "enroll", f"http://127.0.0.1:{self.port}", code, "--state", state)

    def stored(self):
        return sqlite3.connect(self.folder / "requests.db", timeout=30).execute("SELECT id, hash FROM requests").fetchall()

    def close(self):
        self.process.terminate()
        self.process.wait()


def bring_visitors(root, port, state):
    """Who ask for calls one after the other and say so on the second serial line."""
    units = root / "etc/systemd/system"
    # The collector listens on a loopback address, as it must without TLS.
    (units / "to-collector.socket").write_text(
        f"[Socket]\nListenStream=127.0.0.1:{port}\n[Install]\nWantedBy=sockets.target\n")
    (units / "to-collector.service").write_text(
        f"[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd 10.0.2.2:{port}\n")
    (units / "visitors.service").write_text(
        "[Unit]\nAfter=network.target\n[Service]\nUser=porchlight\nRestart=always\nStandardOutput=tty\nTTYPath=/dev/ttyS1\n"
        "ExecStart=/opt/test/headless_kiosk /var/lib/visitors 1000000\n[Install]\nWantedBy=multi-user.target\n")
    run("chroot", root, "systemctl", "enable", "to-collector.socket")
    shutil.rmtree(root / "var/lib/visitors", ignore_errors=True)
    shutil.copytree(state, root / "var/lib/visitors")
    run("chroot", root, "chown", "-R", "porchlight:", "/var/lib/visitors")


def make_stick(build, folder):
    """A stick as staff bring it: FAT, with a kiosk-config that somebody has signed whom the machine trusts."""
    config = folder / "work/kiosk-config"
    shutil.copytree(SOURCES / "kiosk-config", config)
    toml = config / "kiosk.toml"
    toml.write_text(re.sub(r'^name = ".*"', f'name = "{NAME_ON_STICK}"', toml.read_text(), count=1, flags=re.M))
    run(build / "porchlight", "keygen", folder / "work/staff.key", "--root")
    run(build / "porchlight", "sign", folder / "work", "--key", folder / "work/staff.key")
    stick = folder / "stick.img"
    stick.unlink(missing_ok=True)
    run("mkfs.vfat", "-C", stick, str(32 * 1024))
    run("mcopy", "-s", "-i", stick, config, folder / "work/kiosk-config.sig", "::")
    key = folder / "root/var/lib/staff.key.pub"
    shutil.copy(folder / "work/staff.key.pub", key)
    run("chroot", folder / "root", "install", "-d", "-o", "porchlight", "-g", "porchlight", "-m", "700", "/var/lib/porchlight")
    run("chroot", folder / "root", "runuser", "-u", "porchlight", "--", "porchlight", "trust", "/var/lib/staff.key.pub",
        "--state", "/var/lib/porchlight")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cuts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    build, folder = options.build.resolve(), options.folder.resolve()
    root = install(build, folder, build / "headless_kiosk", needs=NEEDS | {"mkfs.vfat": "dosfstools", "mcopy": "mtools"})

    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    collector = Collector(build, work / "collector")
    collector.enroll(work / "visitors")
    make_stick(build, folder)
    bring_visitors(root, collector.port, work / "visitors")
    make_disk(folder)

    machine = Machine(folder)
    chance = random.Random(options.seed)
    began = time.monotonic()
    machine.power_on()
    try:
        until(BOOTS_WITHIN_S, "the home screen is read on the machine’s own screen",
              lambda: "Find a meeting" in machine.words_on_screen())
        print(f"from power on to the home screen, emulated: {time.monotonic() - began:.0f} s", flush=True)
        until(BOOTS_WITHIN_S, "systemd hears that the kiosk runs", lambda: machine.restarts() is not None)
        machine.as_root("kill -STOP $(pidof porchlight)")
        restarts = machine.restarts()
        until(BOOTS_WITHIN_S, "a kiosk that hangs is started again", lambda: (machine.restarts() or 0) > restarts)
        until(BOOTS_WITHIN_S, "the home screen is there again", lambda: "Find a meeting" in machine.words_on_screen())
        restarts = machine.restarts()
        until(BOOTS_WITHIN_S, "Listen is offered, and touched", lambda: machine.touch("Listen"))
        until(BOOTS_WITHIN_S, "the loudspeaker is heard", machine.heard)
        until(BOOTS_WITHIN_S, "a touch opens the meetings", lambda: machine.opens("Find a meeting", "Back"))
        machine.unplug_the_touch_screen()
        machine.plug_in_the_touch_screen()
        until(BOOTS_WITHIN_S, "a touch goes back, after the touch screen was unplugged and back",
              lambda: machine.opens("Back", "Find a meeting"))
        machine.switch_the_panel("off")
        until(BOOTS_WITHIN_S, "the kiosk sees that its panel is off", lambda: machine.noticed("monitor_lost"))
        machine.switch_the_panel("detect")
        until(BOOTS_WITHIN_S, "the kiosk sees that its panel is on", lambda: machine.noticed("monitor_found"))
        until(BOOTS_WITHIN_S, "the home screen is on it", lambda: "Find a meeting" in machine.words_on_screen())
        machine.as_root("systemctl enable --now visitors")  # not before: they take half of the computer
        until(BOOTS_WITHIN_S, "visitors are told that their request is saved", machine.saved)
        began = time.monotonic()
        machine.plug_in_the_stick()
        until(BOOTS_WITHIN_S, "what a signed stick brings is shown", lambda: NAME_ON_STICK in machine.words_on_screen())
        print(f"from the stick in the machine to its name on the screen: {time.monotonic() - began:.0f} s", flush=True)
        machine.pull_out_the_stick()
        # Nothing of this has made it fail.
        if machine.restarts() != restarts:
            sys.exit(f"FAILED: the kiosk was started again by itself: {machine.as_root('journalctl -b -u porchlight')}")
        saved = {}
        for cut in range(options.cuts):
            time.sleep(chance.uniform(0, 20))
            machine.cut_power()
            saved |= machine.saved()
            machine.power_on(panel="off" if cut == 0 else "on")
            until(BOOTS_WITHIN_S, f"it boots after cut {cut + 1}, and takes requests", machine.saved)
            if cut == 0:
                until(BOOTS_WITHIN_S, "the kiosk waits for its panel", lambda: machine.noticed("started"))
                machine.switch_the_panel("detect")
                until(BOOTS_WITHIN_S, "the home screen is there once the panel is on",
                      lambda: NAME_ON_STICK in machine.words_on_screen())
            print(f"cut {cut + 1}: it booted; saved until then {len(saved)}, stored {len(collector.stored())}", flush=True)
        saved |= machine.saved()
        # Visitors go on asking: what was saved until now has to arrive.
        until(BOOTS_WITHIN_S, "all that was saved is stored", lambda: saved.keys() <= dict(collector.stored()).keys())
        rows = collector.stored()
        stored = dict(rows)
        lost = [id for id in saved if id not in stored]
        changed = [id for id, digest in saved.items() if id in stored and stored[id].hex() != digest]
        print(f"saved {len(saved)}  stored {len(rows)}  lost {len(lost)}  changed {len(changed)}  "
              f"twice {len(rows) - len(stored)}  power cuts {options.cuts}")
        until(BOOTS_WITHIN_S, "the home screen is there after the last cut, with what the stick brought",
              lambda: NAME_ON_STICK in machine.words_on_screen())
        return 1 if lost or changed or len(rows) != len(stored) else 0
    finally:
        machine.cut_power()
        collector.close()


if __name__ == "__main__":
    sys.exit(main())
