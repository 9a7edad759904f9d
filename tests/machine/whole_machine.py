"""A whole machine, in qemu: Debian with the package and nothing else, its panel hung on its left side. Emulated: a boot takes
minutes, a frame seconds."""

import array
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

SOURCES = pathlib.Path(__file__).parents[2]
BOOTS_WITHIN_S = 800  # emulated, on a busy computer
OUTPUT = "Virtual-1"
WATCHDOG_S = 60
SCATTERED_WORDS, ONE_BLOCK = "11", "6"  # of Tesseract's ways to look at a page
WAV_HEADER_BYTES, SILENCE = 44, 500  # of samples with 16 bits
NEEDS = {"qemu-system-x86_64": "qemu-system-x86", "debootstrap": "debootstrap", "tesseract": "tesseract-ocr"}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def skip(why):
    print("SKIPPED:", why)
    sys.exit(77)


def install(build, folder, *programs, needs=NEEDS):
    """Makes folder/root, what will be on the machine's disk. Ends the test where no machine can be had."""
    if os.geteuid() != 0 or not all(map(shutil.which, needs)):
        skip(f"a whole machine needs root and the packages {' '.join(needs.values())}")
    package = max(build.glob("porchlight_*.deb"), key=lambda each: each.stat().st_mtime)
    made = subprocess.run([SOURCES / "tests/machine/make_image.sh", package, folder, *programs]).returncode
    if made == 77:
        skip("no Debian can be made here: see above")
    if made != 0:
        sys.exit("FAILED: the package cannot be installed: see above")
    root = folder / "root"
    units = root / "etc/systemd/system"
    # The hands of somebody who switches the panel off, which qemu has none for: Machine.as_root.
    (units / "hands.service").write_text(
        "[Service]\nExecStart=/bin/sh\nRestart=always\nStandardInput=tty\nStandardOutput=tty\nStandardError=null\n"
        "TTYPath=/dev/ttyS2\n[Install]\nWantedBy=multi-user.target\n")
    run("chroot", root, "systemctl", "enable", "hands.service")
    # Where a frame takes seconds, the watchdog of a real machine would bite.
    (units / "porchlight.service.d").mkdir(exist_ok=True)
    (units / "porchlight.service.d/emulated.conf").write_text(f"[Service]\nWatchdogSec={WATCHDOG_S}\n")
    settings = root / "etc/default/porchlight"
    settings.write_text(re.sub("^ROTATE=.*", "ROTATE=left", settings.read_text(), flags=re.M))
    return root


def make_disk(folder):
    """Of folder/root."""
    disk = folder / "disk.img"
    disk.unlink(missing_ok=True)
    run("mke2fs", "-q", "-t", "ext4", "-d", folder / "root", disk, "4G")


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
             "-audiodev", "wav,id=sound,path=sound.wav", "-device", "intel-hda", "-device", "hda-output,audiodev=sound",
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

    def heard(self):
        """Whether anything but silence has come out of the loudspeaker since this boot."""
        sound = (self.folder / "sound.wav").read_bytes()[WAV_HEADER_BYTES:]
        return max(array.array("h", sound[:len(sound) // 2 * 2]), default=0) > SILENCE

    def opens(self, words, shown):
        """Whether a touch on the one has brought the other onto the screen; touches if not."""
        if shown in self.words_on_screen():
            return True
        self.touch(words)
        return False

    def touch(self, words):
        """Where they stand on the screen; whether they do."""
        place = self.place_of(words)
        if place is None:
            return False
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
        return True

    def place_of(self, words):
        """Their middle, in shares of the screen's width and height. An icon may be read as a sign before a word."""
        self.words_on_screen()
        wanted = words.split()
        for rows in self.read("tsv"):
            table = rows.splitlines()
            page, *boxes = [dict(zip(table[0].split("\t"), line.split("\t"))) for line in table[1:]]
            read = [box for box in boxes if box.get("text", "").strip()]  # the others are blocks and lines
            for at in range(len(read)):
                found = read[at:at + len(wanted)]
                if len(found) == len(wanted) and all(row["text"].endswith(word) for row, word in zip(found, wanted)):
                    left, right = int(found[0]["left"]), int(found[-1]["left"]) + int(found[-1]["width"])
                    middle = int(found[0]["top"]) + int(found[0]["height"]) / 2
                    return (left + right) / 2 / int(page["width"]), middle / int(page["height"])
        return None

    def read(self, *as_what):
        """The picture that was taken last. In two ways, since either misses buttons of which the other reads the words."""
        one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}  # more of them wait for each other
        return [run("tesseract", self.folder / "screen.ppm", "-", "--psm", way, *as_what, env=one_thread)
                for way in (SCATTERED_WORDS, ONE_BLOCK)]

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
        return "\n".join(self.read())


def until(seconds, what, true):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            sys.exit(f"FAILED: after {seconds} s still not: {what}")
        time.sleep(1)
