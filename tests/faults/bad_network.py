"""A proxy on loopback that does to HTTP what networks do: every answer and every request may be lost, late, cut,
doubled, exchanged or replaced. Seeded: the same seed does the same to the same sequence of calls."""

import asyncio
import random
import socket
import struct

CANARIES = [b"Quetzal", b"4155550199"]  # of what headless_kiosk's visitors type

LOGIN_PAGE = b"<html><title>Welcome to the guest network</title><form>Accept the terms</form></html>"


class BadNetwork:
    """Forwards to `port_of()`, which may change: a collector that was killed comes back elsewhere."""

    FAULTS = ["none", "drop", "delay", "duplicate", "truncate", "reorder", "half-close", "replay", "login page", "reset"]

    def __init__(self, port_of, seed, calm=False):
        self.port_of = port_of
        self.random = random.Random(seed)
        self.calm = calm  # nothing goes wrong any more
        self.counts = dict.fromkeys(self.FAULTS, 0)
        self.answers = []  # a few old ones, to be replayed
        self.open = set()
        self.canary_seen = False  # in clear, on its way
        self.held = None  # an answer that waits for another to take its place

    async def listen(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]

    def close(self):
        self.server.close()
        for connection in self.open:
            connection.cancel()

    async def serve(self, reader, writer):
        self.open.add(asyncio.current_task())
        try:
            while (request := await read_message(reader)) is not None:
                if not await self.pass_on(request, writer):
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass
        finally:
            self.open.discard(asyncio.current_task())
            writer.close()

    async def pass_on(self, request, writer):
        """Whether the connection goes on."""
        self.canary_seen |= any(canary in request for canary in CANARIES)
        fault = "none" if self.calm else self.random.choices(self.FAULTS, [6, 1, 1, 1, 1, 1, 1, 1, 1, 1])[0]
        self.counts[fault] += 1
        if fault == "drop":
            return False
        if fault == "reset":
            reset(writer)
            return False
        if fault == "login page":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(LOGIN_PAGE))
            writer.write(LOGIN_PAGE)
            await writer.drain()
            return True
        if fault == "delay":
            await asyncio.sleep(self.random.uniform(0.01, 0.2))
        if fault == "replay" and self.answers:
            # What was asked never arrives; only who looks at whose receipt it is can tell.
            writer.write(self.random.choice(self.answers))
            await writer.drain()
            return True
        answer = await self.ask(request)
        if fault == "duplicate":
            answer = await self.ask(request) or answer
        if answer is None:
            return False
        if fault == "reorder":
            answer, self.held = (self.held or answer), answer
        elif fault == "truncate":
            writer.write(answer[: self.random.randrange(len(answer))])
            await writer.drain()
            return False
        elif fault == "half-close":
            writer.write(answer)
            writer.write_eof()
            return False
        if len(self.answers) < 50 or self.random.random() < 0.05:
            self.answers = self.answers[-49:] + [answer]
        writer.write(answer)
        await writer.drain()
        return True

    async def ask(self, request):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port_of())
        except OSError:
            return None
        try:
            writer.write(request)
            await writer.drain()
            return await read_message(reader)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            return None
        finally:
            writer.close()


def reset(writer):
    """RST instead of FIN."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_message(reader):
    """Head and body as they came; None: the other side has nothing more to say. Bodies have a Content-Length."""
    head = b""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if not error.partial:
            return None
        raise
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    return head + await reader.readexactly(length)
