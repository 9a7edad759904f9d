#!/usr/bin/env python3
"""kill -9 of kiosk and collector at any moment, with a bad network between them. Afterwards everything that a
visitor was told is saved has been stored, once, byte for byte; nothing else has.

  kill_test.py BUILD [--store sqlite|postgresql] [--kills N] [--requests N] [--seed N]

BUILD holds porchlight, porchlight-collector and headless_kiosk. A PostgreSQL server is started for the test."""

import argparse
import asyncio
import pathlib
import random
import shutil
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


class Rig:
    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.build = pathlib.Path(options.build)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="porchlight-faults-"))
        self.state = self.work / "state"
        self.store = f"sqlite:{self.work / 'collector.db'}" if options.store == "sqlite" else self.start_server()
        self.port = free_port()
        self.network = BadNetwork(lambda: self.port, options.seed, calm=True)
        self.saved = {}  # what a visitor was told, by id: the hash of the envelope
        self.kills = {"kiosk": 0, "collector": 0}
        self.kiosk = self.collector = None

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
        answer = self.tool("porchlight-collector", "kiosk", "add", "lobby", "--team", TEAM, *self.collector_options())
        code = next(word for word in answer.split() if word.count("-") == 2)
        enroll = await asyncio.create_subprocess_exec(
            self.build / "porchlight", "enroll", f"http://127.0.0.1:{self.network.port}", code, "--state", self.state)
        assert await enroll.wait() == 0, "the kiosk could not be enrolled"

    async def start_collector(self):
        self.collector = await asyncio.create_subprocess_exec(
            self.build / "porchlight-collector", "--listen", f"127.0.0.1:{self.port}", *self.collector_options(),
            stderr=(self.work / "collector.log").open("a"))
        for _ in range(500):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.02)
        sys.exit("the collector does not come up")

    async def start_kiosk(self, count):
        self.kiosk = await asyncio.create_subprocess_exec(
            self.build / "headless_kiosk", self.state, str(count), stdout=asyncio.subprocess.PIPE,
            stderr=(self.work / "kiosk.log").open("a"))
        self.reading = asyncio.create_task(self.read_kiosk(self.kiosk))

    async def read_kiosk(self, kiosk):
        async for line in kiosk.stdout:
            if not line.endswith(b"\n"):
                continue  # killed while it spoke
            word, *rest = line.decode().split()
            if word == "saved":
                self.saved[rest[0]] = rest[1]

    async def kill(self, which):
        process = getattr(self, which)
        if process.returncode is None:
            process.kill()
            self.kills[which] += 1
        await process.wait()

    async def misfortunes(self):
        per_life = max(1, 2 * self.options.requests // self.options.kills)
        await self.start_kiosk(per_life)
        while sum(self.kills.values()) < self.options.kills or len(self.saved) < self.options.requests:
            await asyncio.sleep(self.random.uniform(0.01, 0.5))
            if self.random.random() < 0.5:
                await self.kill("collector")
                await self.start_collector()
            else:
                await self.kill("kiosk")
                await self.reading
                await self.start_kiosk(per_life)

    async def peace(self):
        self.network.calm = True
        await self.kill("kiosk")
        await self.reading
        await self.start_kiosk(0)
        try:
            await asyncio.wait_for(self.kiosk.wait(), 240)
        except asyncio.TimeoutError:
            print(f"after four minutes of peace requests still wait\n{self.tool('porchlight', 'outbox', '--state', self.state)}")
            await self.kill("kiosk")
        await self.reading
        self.collector.terminate()
        await asyncio.wait_for(self.collector.wait(), 20)

    def stored(self):
        query = "SELECT id, hash FROM requests"
        if self.options.store == "sqlite":
            rows = sqlite3.connect(self.work / "collector.db").execute(query).fetchall()
            return [(as_hex(id), as_hex(digest)) for id, digest in rows]
        lines = run("psql", self.store, "-Atqc", "SELECT id, encode(hash, 'hex') FROM requests").splitlines()
        return [tuple(line.split("|")) for line in lines]

    def leaks(self):
        """Files that hold what a visitor typed, in any form that is not sealed."""
        found = ["the network"] if self.network.canary_seen else []
        for path in self.work.rglob("*"):
            if path.is_file() and any(canary in path.read_bytes() for canary in CANARIES):
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


def as_hex(value):
    return value.hex() if isinstance(value, bytes) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--store", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    return 0 if asyncio.run(Rig(parser.parse_args()).play()) else 1


if __name__ == "__main__":
    sys.exit(main())
