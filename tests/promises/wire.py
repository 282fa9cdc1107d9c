"""A wire between the program and PostgreSQL that can be cut at any byte, or lose an answer."""

import contextlib
import socket
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.db import Databases

CHUNK: Final = 65_536
LISTENER: Final = ".s.PGSQL.5432"


class Loss(Enum):
    """What gets lost on the way of an append."""

    THE_COMMAND = "it never reaches the server"
    THE_ANSWER = "the server commits and its answer is lost"


class Wire:
    """
    A proxy on a unix socket; counts the bytes of all its connections, both ways.

    It is mended after each cut: what was connected is gone, and whoever connects anew gets through.
    """

    def __init__(self, upstream: Callable[[], socket.socket], folder: Path) -> None:
        """Listen in the folder, as PostgreSQL would."""
        self._upstream = upstream
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._threads: list[Thread] = []
        self._left: int | None = None
        self._loss: Loss | None = None
        self.passed = 0
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(folder / LISTENER))
        self._listener.listen(64)
        self._start(self._accept)

    def cut_after(self, size: int) -> None:
        """Cut every connection once, after this many bytes more have passed."""
        with self._lock:
            self._left = size

    def lose(self, what: Loss) -> None:
        """Lose this once, at the next append, and cut every connection."""
        with self._lock:
            self._loss = what

    def undisturbed(self) -> None:
        """Take back what was to be cut or lost and has not been yet."""
        with self._lock:
            self._left = self._loss = None

    def close(self) -> None:
        """Cut everything and stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._cut()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = self._upstream()
            with self._lock:
                self._open += [client, server]
            talk = _Talk()
            self._start(lambda c=client, s=server, t=talk: self._pump(c, s, t.said))
            self._start(lambda c=client, s=server, t=talk: self._pump(s, c, t.answered))

    def _start(self, work: Callable[[], None]) -> None:
        thread = Thread(target=work)
        self._threads.append(thread)
        thread.start()

    def _pump(
        self, here: socket.socket, there: socket.socket, watch: Callable[[bytes], Loss | None]
    ) -> None:
        """Pass bytes on in one direction until either side ends or the wire is cut."""
        try:
            while data := here.recv(CHUNK):
                lost = watch(data)
                with self._lock:
                    losing = lost is not None and lost is self._loss
                    let_through = data if self._left is None else data[: self._left]
                    if self._left is not None:
                        self._left -= len(let_through)
                    self.passed += len(let_through)
                    cutting = losing or self._left == 0
                if not losing:
                    there.sendall(let_through)
                if cutting:
                    self.undisturbed()
                    self._cut()
        except OSError:
            pass
        _hang_up(here, there)
        here.close()

    def _cut(self) -> None:
        with self._lock:
            ends, self._open = self._open, []
        _hang_up(*ends)


def _hang_up(*ends: socket.socket) -> None:
    """End conversations; whoever waits for more of them wakes up."""
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class _Talk:
    """What is known of one connection's conversation: whether an append was sent."""

    def __init__(self) -> None:
        self._appending = False

    def said(self, data: bytes) -> Loss | None:
        """Hear what the client says; an append is one statement, which commits itself."""
        self._appending = self._appending or b"log.append(" in data
        return Loss.THE_COMMAND if self._appending else None

    def answered(self, _: bytes) -> Loss | None:
        """Hear that the server answers: it has committed."""
        return Loss.THE_ANSWER if self._appending else None


@contextmanager
def wired(databases: Databases) -> Generator[tuple[Wire, Databases]]:
    """Give a wire to a server, and the same databases at its other end."""
    named = conninfo_to_dict(databases.log)
    host, port = str(named.get("host", "localhost")), int(named.get("port", 5432) or 5432)

    def upstream() -> socket.socket:
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.connect(f"{host}/.s.PGSQL.{port}")
        return server

    with tempfile.TemporaryDirectory(prefix="wire-", dir="/tmp") as folder:
        wire = Wire(upstream, Path(folder))
        ends = (make_conninfo(c, host=folder, port=5432) for c in (databases.log, databases.ring))
        log, ring = ends
        far = replace(databases, log=log, ring=ring, patience=1.0)
        try:
            yield wire, far
        finally:
            far.close()
            wire.close()
