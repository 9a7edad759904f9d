#!/usr/bin/env python3
"""A whole machine, in qemu: Debian with the package and nothing else, its panel hung on its left side. From power on to the
kiosk on its screen; it hangs, and is back; its touch screen is felt, is unplugged and back, and is felt; its panel is switched
off and on; a signed stick is plugged in and what it brings is shown; then the power is cut at any moment while visitors ask
for calls: it boots each time, at first with the panel switched off, and what a visitor was told is saved arrives at the
collector, once.

  machine_test.py BUILD FOLDER [--cuts N] [--seed N]

BUILD holds porchlight, porchlight-collector, headless_kiosk and the package. FOLDER keeps what debootstrap made.
Emulated: a boot takes minutes, a frame seconds. 77: root, or a program of Debian's that NEEDS lists, is missing."""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
TEAM = "st-brendans"
BOOTS_WITHIN_S = 900  # emulated, on a busy computer
NEEDS = {"qemu-system-x86_64": "qemu-system-x86", "debootstrap": "debootstrap", "tesseract": "tesseract-ocr",
         "mkfs.vfat": "dosfstools", "mcopy": "mtools"}
NAME_ON_STICK = "Elm Street Hall"
OUTPUT = "Virtual-1"
WATCHDOG_S = 60


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


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


def make_disk(folder, port, state):
    """The machine's disk, with visitors who ask for calls one after the other and say so on the second serial line."""
    root = folder / "root"
    units = root / "etc/systemd/system"
    # The collector listens on a loopback address, as it must without TLS.
    (units / "to-collector.socket").write_text(
        f"[Socket]\nListenStream=127.0.0.1:{port}\n[Install]\nWantedBy=sockets.target\n")
    (units / "to-collector.service").write_text(
        f"[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd 10.0.2.2:{port}\n")
    (units / "visitors.service").write_text(
        "[Unit]\nAfter=network.target\n[Service]\nUser=porchlight\nRestart=always\nStandardOutput=tty\nTTYPath=/dev/ttyS1\n"
        "ExecStart=/opt/test/headless_kiosk /var/lib/visitors 1000000\n[Install]\nWantedBy=multi-user.target\n")
    # The hands of somebody who switches the panel off, which qemu has none for: Machine.as_root.
    (units / "hands.service").write_text(
        "[Service]\nExecStart=/bin/sh\nRestart=always\nStandardInput=tty\nStandardOutput=tty\nStandardError=null\n"
        "TTYPath=/dev/ttyS2\n[Install]\nWantedBy=multi-user.target\n")
    run("chroot", root, "systemctl", "enable", "to-collector.socket", "visitors.service", "hands.service")
    # Where a frame takes seconds, the watchdog of a real machine would bite.
    (units / "porchlight.service.d").mkdir(exist_ok=True)
    (units / "porchlight.service.d/emulated.conf").write_text(f"[Service]\nWatchdogSec={WATCHDOG_S}\n")
    settings = root / "etc/default/porchlight"
    settings.write_text(re.sub("^ROTATE=.*", "ROTATE=left", settings.read_text(), flags=re.M))
    shutil.rmtree(root / "var/lib/visitors", ignore_errors=True)
    shutil.copytree(state, root / "var/lib/visitors")
    run("chroot", root, "chown", "-R", "porchlight:", "/var/lib/visitors")
    disk = folder / "disk.img"
    disk.unlink(missing_ok=True)
    run("mke2fs", "-q", "-t", "ext4", "-d", root, disk, "4G")


def make_stick(build, folder):
    """A stick as staff bring it: FAT, with a kiosk-config that somebody has signed whom the machine trusts."""
    config = folder / "work/kiosk-config"
    shutil.copytree(HERE.parent.parent / "kiosk-config", config)
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


def stand_up(picture):
    """Turns a picture of a panel that hangs on its left side, so that it can be read."""
    kind, size, most, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    turned = bytearray()
    for x in range(width):
        row = bytearray(3 * height)
        for color in range(3):
            row[color::3] = pixels[3 * x + color::3 * width][::-1]
        turned += row
    picture.write_bytes(b"\n".join((kind, b"%d %d" % (height, width), most, bytes(turned))))


class Machine:
    def __init__(self, folder):
        self.folder = folder
        self.console = folder / "console.log"
        self.visitors = folder / "visitors.log"
        self.monitor = folder / "monitor"
        self.hands = folder / "hands"
        self.shell = folder / "shell"
        self.process = None

    def power_on(self, panel="on"):
        self.visitors.write_bytes(b"")
        for end in (self.monitor, self.hands, self.shell):
            end.unlink(missing_ok=True)
        options = "root=/dev/vda rw console=ttyS0 quiet systemd.show_status=0" + (f" video={OUTPUT}:d" if panel == "off" else "")
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-smp", "2", "-m", "1536", "-display", "none", "-vga", "std",
             "-kernel", "vmlinuz", "-initrd", "initrd.img", "-append", options,
             "-drive", "file=disk.img,if=virtio,format=raw", "-nic", "user,model=virtio-net-pci", "-device", "qemu-xhci",
             "-device", "usb-tablet,id=touch", "-qmp", f"unix:{self.hands},server,nowait",
             "-serial", f"file:{self.console}", "-serial", f"file:{self.visitors}", "-serial", f"unix:{self.shell},server,nowait",
             "-monitor", f"unix:{self.monitor},server,nowait"],
            cwd=self.folder, stderr=(self.folder / "qemu.log").open("a"))

    def cut_power(self):
        self.process.kill()
        self.process.wait()

    def said(self):
        return self.visitors.read_bytes().decode(errors="replace")

    def saved(self):
        """What visitors were told, by id: whole lines alone."""
        return dict(re.findall(r"saved ([0-9a-f]{32}) ([0-9a-f]{64})\r?\n", self.said()))

    def ask(self, *commands):
        """Of qemu, as somebody with their hands at the machine."""
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.connect(str(self.monitor))
            for command in commands:
                monitor.sendall(f"{command}\n".encode())
                time.sleep(2)

    def plug_in_the_stick(self):
        self.ask("drive_add 0 if=none,id=stick,format=raw,file=stick.img", "device_add usb-storage,id=plugged,drive=stick")

    def pull_out_the_stick(self):
        self.ask("device_del plugged")

    def as_root(self, command):
        """What it prints; nothing yet while the machine is not that far."""
        said = b""
        with socket.socket(socket.AF_UNIX) as shell:
            shell.settimeout(60)
            try:
                shell.connect(str(self.shell))
                shell.sendall(f"{command}; echo done=$?\n".encode())
                while not re.search(rb"done=[0-9]", said):
                    said += shell.recv(4096)
            except OSError:
                return ""
        return said.decode(errors="replace")

    def switch_the_panel(self, state):
        """As the driver of a real one sees it, and tells udev."""
        self.as_root(f"echo {state} >/sys/class/drm/card0-{OUTPUT}/status; udevadm trigger --action=change --subsystem-match=drm")

    def noticed(self, event):
        """How often the kiosk has, since this boot."""
        return len(re.findall(rf" {event}\b", self.as_root("journalctl -b -u porchlight -o cat")))

    def restarts(self):
        """Of the kiosk by systemd, since this boot; None before systemd has heard of its first frame."""
        said = self.as_root("systemctl show porchlight -p SubState -p NRestarts")
        return int(re.search(r"NRestarts=([0-9]+)", said)[1]) if "SubState=running" in said else None

    def unplug_the_touch_screen(self):
        self.ask("device_del touch")

    def plug_in_the_touch_screen(self):
        self.ask("device_add usb-tablet,id=touch")

    def touch(self, words):
        """Where they stand on the screen, if they do."""
        place = self.place_of(words)
        if place is None:
            return
        right, down = place
        on_panel = (down, 1 - right)  # whose left side is at the top
        axes = [{"type": "abs", "data": {"axis": axis, "value": round(share * 0x7FFF)}} for axis, share in zip("xy", on_panel)]
        with socket.socket(socket.AF_UNIX) as hands:
            hands.connect(str(self.hands))
            for command in [{"execute": "qmp_capabilities"}] + [
                    {"execute": "input-send-event", "arguments": {"events": events}}
                    for events in (axes, *([{"type": "btn", "data": {"button": "left", "down": down}}] for down in (True, False)))]:
                hands.sendall(json.dumps(command).encode())
                time.sleep(1)

    def place_of(self, words):
        """Their middle, in shares of the screen's width and height. An icon may be read as a sign before a word."""
        self.words_on_screen()
        table = run("tesseract", self.folder / "screen.ppm", "-", "--psm", "11", "tsv").splitlines()
        page, *rows = [dict(zip(table[0].split("\t"), line.split("\t"))) for line in table[1:]]
        read = [row for row in rows if row.get("text", "").strip()]  # the others are blocks and lines
        wanted = words.split()
        for at in range(len(read)):
            found = read[at:at + len(wanted)]
            if len(found) == len(wanted) and all(row["text"].endswith(word) for row, word in zip(found, wanted)):
                left, right = int(found[0]["left"]), int(found[-1]["left"]) + int(found[-1]["width"])
                middle = int(found[0]["top"]) + int(found[0]["height"]) / 2
                return (left + right) / 2 / int(page["width"]), middle / int(page["height"])
        return None

    def words_on_screen(self):
        """After a key, since between visits the screen rests."""
        picture = self.folder / "screen.ppm"
        picture.unlink(missing_ok=True)
        if self.process.poll() is not None:
            sys.exit(f"FAILED: qemu has ended: {(self.folder / 'qemu.log').read_text()}")
        try:
            self.ask("sendkey down", f"screendump {picture}")
        except OSError:  # it is not there yet
            return ""
        if not picture.exists() or picture.stat().st_size == 0:
            return ""
        stand_up(picture)
        return run("tesseract", picture, "-", "--psm", "11")


def until(seconds, what, true):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            sys.exit(f"FAILED: after {seconds} s still not: {what}")
        time.sleep(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cuts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    missing = [package for program, package in NEEDS.items() if not shutil.which(program)]
    if os.geteuid() != 0 or missing:
        print("SKIPPED: a whole machine needs root and the packages", *NEEDS.values())
        return 77
    build, folder = options.build.resolve(), options.folder.resolve()
    package = max(build.glob("porchlight_*.deb"), key=lambda each: each.stat().st_mtime)
    subprocess.run([HERE / "make_image.sh", package, folder, build / "headless_kiosk"], check=True)

    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    collector = Collector(build, work / "collector")
    collector.enroll(work / "visitors")
    make_stick(build, folder)
    make_disk(folder, collector.port, work / "visitors")

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
        until(BOOTS_WITHIN_S, "a touch opens the meetings",
              lambda: "Back" in machine.words_on_screen() or machine.touch("Find a meeting"))
        machine.unplug_the_touch_screen()
        machine.plug_in_the_touch_screen()
        until(BOOTS_WITHIN_S, "a touch goes back, after the touch screen was unplugged and back",
              lambda: "Find a meeting" in machine.words_on_screen() or machine.touch("Back"))
        machine.switch_the_panel("off")
        until(BOOTS_WITHIN_S, "the kiosk sees that its panel is off", lambda: machine.noticed("monitor_lost"))
        machine.switch_the_panel("detect")
        until(BOOTS_WITHIN_S, "the kiosk sees that its panel is on", lambda: machine.noticed("monitor_found"))
        until(BOOTS_WITHIN_S, "the home screen is on it", lambda: "Find a meeting" in machine.words_on_screen())
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
