#!/usr/bin/env python3
"""kill -9 of kiosk and collector at any moment, with a bad network between them. Afterwards everything that a
visitor was told is saved has been stored, once, byte for byte; nothing else has.

  kill_test.py BUILD [--store sqlite|postgresql] [--kiosks N] [--kills N] [--requests N] [--seed N]

BUILD holds porchlight, porchlight-collector and headless_kiosk. A PostgreSQL server is started for the test.
One kiosk spends its time waiting for the network to be bad; several of them get a million requests through in an
hour. Ctrl-C ends a long run early: what there is is judged, and the run fails for being too short."""

import argparse
import asyncio
import mmap
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bad_network import CANARIES, BadNetwork

TEAM = "st-brendans"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Kiosk:
    def __init__(self, rig, name):
        self.rig = rig
        self.name = name
        self.state = rig.work / name
        self.process = None

    async def enroll(self):
        answer = self.rig.tool("porchlight-collector", "kiosk", "add", self.name, "--team", TEAM,
                               *self.rig.collector_options())
        code = next(word for word in answer.split() if word.count("-") == 2)
        enroll = await asyncio.create_subprocess_exec(
            self.rig.build / "porchlight", "enroll", f"http://127.0.0.1:{self.rig.network.port}", code,
            "--state", self.state, stdout=subprocess.DEVNULL)
        assert await enroll.wait() == 0, f"{self.name} could not be enrolled"

    async def start(self, count):
        self.process = await asyncio.create_subprocess_exec(
            self.rig.build / "headless_kiosk", self.state, str(count), stdout=asyncio.subprocess.PIPE,
            stderr=(self.rig.work / "kiosk.log").open("a"))
        self.reading = asyncio.create_task(self.read(self.process))

    async def read(self, process):
        async for line in process.stdout:
            if not line.endswith(b"\n"):
                continue  # killed while it spoke
            word, *rest = line.decode().split()
            if word == "saved":
                self.rig.saved[rest[0]] = bytes.fromhex(rest[1])

    async def kill(self):
        killed = self.process.returncode is None
        if killed:
            self.process.kill()
        await self.process.wait()
        await self.reading
        return killed


class Rig:
    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.build = pathlib.Path(options.build)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="porchlight-faults-"))
        self.store = f"sqlite:{self.work / 'collector.db'}" if options.store == "sqlite" else self.start_server()
        self.port = free_port()
        self.network = BadNetwork(lambda: self.port, options.seed, calm=True)
        self.saved = {}  # what a visitor was told, by id: the hash of the envelope
        self.kills = {"kiosk": 0, "collector": 0}
        self.enough = False
        self.collector = None
        self.kiosks = [Kiosk(self, f"lobby-{number + 1}") for number in range(options.kiosks)]

    def start_server(self):
        """Ends with our standard output to it."""
        script = pathlib.Path(__file__).parent.parent / "support" / "postgres_server.sh"
        self.server = subprocess.Popen([script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        url = self.server.stdout.readline().strip()
        if not url:
            print("PostgreSQL is not installed: skipped")
            sys.exit(77)
        return url

    def tool(self, name, *arguments):
        return run(self.build / name, *arguments)

    def collector_options(self):
        return ["--store", self.store, "--keys", str(self.work / "keys")]

    async def set_up(self):
        keys = self.work / "keys"
        keys.mkdir(mode=0o700)
        for name in ("root", "callers", "safe"):
            extra = ["--root"] if name == "root" else []
            self.tool("porchlight", "keygen", self.work / f"{name}.key", *extra)
        shutil.copy(self.work / "root.key.pub", keys / "root.pub")
        self.tool("porchlight", "recipients", self.work / "set", "--root", self.work / "root.key", "--team", TEAM,
                  "--caller", f"Callers={self.work / 'callers.key.pub'}",
                  "--recovery", f"Safe={self.work / 'safe.key.pub'}")
        await self.network.listen()
        await self.start_collector()
        self.tool("porchlight-collector", "recipients", self.work / "set", *self.collector_options())
        for kiosk in self.kiosks:
            await kiosk.enroll()

    async def start_collector(self):
        self.collector = await asyncio.create_subprocess_exec(
            self.build / "porchlight-collector", "--listen", f"127.0.0.1:{self.port}", *self.collector_options(),
            stderr=(self.work / "collector.log").open("a"))
        for _ in range(3000):  # a minute: it looks through its whole file first
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.02)
        sys.exit("the collector does not come up")

    async def kill_collector(self):
        if self.collector.returncode is None:
            self.collector.kill()
            self.kills["collector"] += 1
        await self.collector.wait()

    async def misfortunes(self):
        for kiosk in self.kiosks:
            await kiosk.start(self.options.requests)
        told = time.monotonic()
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: setattr(self, "enough", True))
        while not self.enough and (
                sum(self.kills.values()) < self.options.kills or len(self.saved) < self.options.requests):
            await asyncio.sleep(self.random.uniform(0.01, 0.5))
            # Kills are spread over all requests.
            if sum(self.kills.values()) * self.options.requests > self.options.kills * (len(self.saved) + 100):
                continue
            if self.random.random() < 0.5:
                await self.kill_collector()
                await self.start_collector()
            else:
                kiosk = self.random.choice(self.kiosks)
                self.kills["kiosk"] += await kiosk.kill()
                await kiosk.start(self.options.requests)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"so far: saved {len(self.saved)}, killed {self.kills}", flush=True)

    async def peace(self):
        self.network.calm = True
        await asyncio.gather(*(self.empty(kiosk) for kiosk in self.kiosks))
        self.collector.terminate()
        await asyncio.wait_for(self.collector.wait(), 20)

    async def empty(self, kiosk):
        await kiosk.kill()
        await kiosk.start(0)
        try:
            await asyncio.wait_for(kiosk.process.wait(), 240)
        except asyncio.TimeoutError:
            print(f"after four minutes of peace requests still wait\n{self.tool('porchlight', 'outbox', '--state', kiosk.state)}")
        await kiosk.kill()

    def stored(self):
        query = "SELECT id, hash FROM requests"
        if self.options.store == "sqlite":
            return sqlite3.connect(self.work / "collector.db").execute(query).fetchall()
        lines = run("psql", self.store, "-Atqc", "SELECT id, encode(hash, 'hex') FROM requests").splitlines()
        return [(id, bytes.fromhex(digest)) for id, digest in (line.split("|") for line in lines)]

    def leaks(self):
        """Files that hold what a visitor typed, in any form that is not sealed."""
        found = ["the network"] if self.network.canary_seen else []
        for path in self.work.rglob("*"):
            if not path.is_file() or path.stat().st_size == 0:
                continue
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bytes_of_file:
                if any(bytes_of_file.find(canary) >= 0 for canary in CANARIES):
                    found.append(path.name)
        return found

    def judge(self):
        leaks = self.leaks()
        rows = self.stored()
        stored = dict(rows)
        lost = [id for id in self.saved if id not in stored]
        changed = [id for id, digest in self.saved.items() if id in stored and stored[id] != digest]
        twice = len(rows) - len(stored)
        print(f"saved {len(self.saved)}  stored {len(rows)}  lost {len(lost)}  changed {len(changed)}  twice {twice}  "
              f"leaks {leaks}  killed {self.kills}  network {self.network.counts}")
        return not leaks and not lost and not changed and twice == 0 and len(self.saved) >= self.options.requests

    async def play(self):
        began = time.monotonic()
        await self.set_up()
        self.network.calm = False
        await self.misfortunes()
        await self.peace()
        self.network.close()
        good = self.judge()
        print(f"{time.monotonic() - began:.0f} s")
        if good:
            shutil.rmtree(self.work)
        else:
            print(f"FAILED; what is left: {self.work}")
        return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--store", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--kiosks", type=int, default=1)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    return 0 if asyncio.run(Rig(parser.parse_args()).play()) else 1


if __name__ == "__main__":
    sys.exit(main())
