#!/usr/bin/env python3
"""Whatever Porchlight's programs are asked to do, their memory is dumped nowhere: not at a fault, and to no other
program of the same user.

  no_dumps_test.py BUILD

BUILD holds porchlight and porchlight-collector."""

import fcntl
import os
import pathlib
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile

MOST = resource.getrlimit(resource.RLIMIT_CORE)[1]
NOBODY = 65534
PAGE = 4096

failures = 0


def expect(what, true):
    global failures
    if not true:
        failures += 1
        print("FAILED:", what)


def fault(command, folder, says_on):
    """Starts it, lets it fault once it has said something, and gives what is known of its dumps then."""
    hears, says = os.pipe()
    fcntl.fcntl(says, fcntl.F_SETPIPE_SZ, PAGE)  # it cannot end before it has said all, and nobody listens
    user = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    other = "stderr" if says_on == "stdout" else "stdout"
    process = subprocess.Popen(command, cwd=folder, **{says_on: says, other: subprocess.DEVNULL}, **user,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (MOST, MOST)))
    os.close(says)
    expect(f"{command} says something", select.select([hears], [], [], 20)[0])
    limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text().splitlines()
    limit = next(line for line in limits if line.startswith("Max core file size")).split()[4:6]
    # proc(5): the files of a process that must not be dumped belong to root.
    hidden = os.stat(f"/proc/{process.pid}/status").st_uid == 0
    process.send_signal(signal.SIGABRT)
    status = os.waitpid(process.pid, 0)[1]
    os.close(hears)
    expect(f"{command} ended by the fault", os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGABRT)
    return limit, hidden, os.WCOREDUMP(status)


def main(build):
    here = pathlib.Path(tempfile.mkdtemp(prefix="porchlight-dumps-"))
    try:
        source = pathlib.Path(__file__).parents[2]
        shutil.copytree(source / "kiosk-config", here / "kiosk-config")
        for program in ("porchlight", "porchlight-collector"):
            shutil.copy(build / program, here)
        root = (source / "app/intake/ENVELOPE.md").read_text().split("```kiosk-public\n")[1].split("\n")[0]
        (here / "keys").mkdir()
        (here / "keys/root.pub").write_text(root + "\n")
        for path in [here, *here.rglob("*")]:
            path.chmod(0o700)
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)

        store = ["./porchlight-collector", "--store", "sqlite:requests.db"]
        for command, says_on in (
                (["./porchlight", "schedule", "--days", "366", "--json", "--state", "state"], "stdout"),
                ([*store, "--keys", "keys", "serve", "--listen", "127.0.0.1:0"], "stderr"),
                ):
            limit, hidden, dumped = fault(command, here, says_on)
            expect(f"{command} has no room for a dump", limit == ["0", "0"])
            expect(f"{command} is hidden from others", hidden)
            expect(f"{command} leaves no dump", not dumped)
        limit, hidden, _ = fault(["yes"], here, "stdout")
        expect("another program may be dumped, or this shows nothing", limit[0] != "0" and not hidden)
    finally:
        shutil.rmtree(here)


main(pathlib.Path(sys.argv[1]).resolve())
sys.exit(1 if failures else 0)
