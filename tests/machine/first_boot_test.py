#!/usr/bin/env -S python3 -B
"""The first boot of a whole machine: power on, and the kiosk is on its screen, read there. The short form of machine_test.py.

  first_boot_test.py make BUILD FOLDER     builds the package and the machine's disk, beside other tests
  first_boot_test.py boot BUILD FOLDER     wants the computer for itself

Only what the package does differently can make it boot differently: where neither packaging/ nor this folder has changed since
it last did, there is no disk made, and no boot. 77: for that reason, or no machine can be made here."""

import hashlib
import pathlib
import subprocess
import sys
import time

from whole_machine import BOOTS_WITHIN_S, SOURCES, Machine, install, make_disk, skip, until


def fingerprint():
    """Of what makes it boot differently."""
    files = [each for folder in ("packaging", "tests/machine") for each in sorted((SOURCES / folder).rglob("*")) if each.is_file()]
    return hashlib.sha256(b"".join(bytes(each) + each.read_bytes() for each in files)).hexdigest()


def main():
    what, build, folder = sys.argv[1], *(pathlib.Path(each).resolve() for each in sys.argv[2:4])
    booted, disk = folder / "booted", folder / "disk.img"
    if what == "make":
        disk.unlink(missing_ok=True)
        if booted.exists() and booted.read_text() == fingerprint():
            skip("it has booted with this package already")
        subprocess.run([SOURCES / "scripts/package"], check=True)
        install(build, folder)
        make_disk(folder)
        return
    if not disk.exists():
        skip("there is no disk to boot from")
    machine = Machine(folder)
    began = time.monotonic()
    machine.power_on()
    try:
        until(BOOTS_WITHIN_S, "the home screen is read on the machine’s own screen",
              lambda: "Find a meeting" in machine.words_on_screen())
        print(f"from power on to the home screen, emulated: {time.monotonic() - began:.0f} s")
        until(BOOTS_WITHIN_S, "systemd hears that the kiosk runs", lambda: machine.restarts() is not None)
        if machine.restarts() != 0:
            sys.exit("FAILED: the kiosk was started again by itself")
    except SystemExit:
        print(machine.as_root("journalctl -b -u porchlight"))
        raise
    finally:
        machine.cut_power()
    disk.unlink()
    booted.write_text(fingerprint())


if __name__ == "__main__":
    main()
