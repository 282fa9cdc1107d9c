"""The supervisor: database, worker and web as children of one process that keeps them running."""

import contextlib
import fcntl
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psycopg
import structlog

from services.db import Databases
from services.embedded import DatabaseNotStarted, Embedded
from services.migrate import make_secrets, migrate_both, prepare_cluster
from services.processes import Program
from services.settings import Settings

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STEADY_SECONDS = 60.0
LOOK_SECONDS = 1.0

log = structlog.stdlib.get_logger()


class AlreadyRunning(Exception):
    """Another `tsunagi up` holds this home."""


class PortTaken(Exception):
    """Another program listens where the pages should be."""


@dataclass(frozen=True)
class Child:
    """A program to keep running: its name in the log, and its command line."""

    name: str
    command: tuple[str, ...]


class Part(Protocol):
    """What the supervisor keeps running."""

    @property
    def pid(self) -> int | None:
        """Give the process id while it runs."""
        ...

    def start(self) -> None:
        """Start it, and return when it can be used."""
        ...

    def alive(self) -> bool:
        """Tell whether it runs."""
        ...

    def stop(self) -> None:
        """Ask it to finish, and return when it has."""
        ...


@dataclass
class Kept:
    """A part, and how often it failed: each failure doubles the wait before the next start."""

    name: str
    part: Part
    failures: int = 0
    started_at: float = field(default_factory=time.monotonic)
    due: float | None = None

    def look(self) -> None:
        """Start it again when it is down and its wait is over."""
        now = time.monotonic()
        if self.part.alive():
            if now - self.started_at > STEADY_SECONDS:
                self.failures = 0
        elif self.due is None:
            self._wait(now)
        elif now >= self.due:
            self._start_again(now)

    def _wait(self, now: float) -> None:
        seconds = min(FIRST_WAIT * 2**self.failures, LONGEST_WAIT)
        self.failures += 1
        self.due = now + seconds
        log.warning("died, starting it again", command=self.name, seconds=seconds)

    def _start_again(self, now: float) -> None:
        self.due = None
        self.started_at = now
        try:
            self.part.start()
        except (DatabaseNotStarted, OSError):
            log.exception("could not be started", command=self.name)
        else:
            log.info("started", command=self.name, pid=self.part.pid)


class Wishes:
    """What the operating system tells us: to stop, or that a child has ended."""

    def __init__(self) -> None:
        """Listen from now on; only one of these at a time, in the main thread."""
        self.stop = False
        self._heard, self._told = socket.socketpair()
        self._heard.setblocking(False)
        self._told.setblocking(False)
        # Through a socket, since a signal between a look and a sleep would be slept over.
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

    def _stop(self, _number: int, _frame: object) -> None:
        self.stop = True

    def wait(self, seconds: float) -> None:
        """Sleep until something is told, at most so long."""
        if select.select([self._heard], [], [], seconds)[0]:
            self._heard.recv(4096)


@contextlib.contextmanager
def sole_use(home: Path) -> Generator[None]:
    """
    Hold the home; the kernel lets go of it when this process ends in whatever way.

    Raises:
        AlreadyRunning: when another process holds it.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o750)
    lock = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise AlreadyRunning from problem
        yield
    finally:
        os.close(lock)


def check_port(settings: Settings) -> None:
    """
    See that the pages can be served.

    Raises:
        PortTaken: when another program listens there.
    """
    family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((settings.web_host, settings.web_port))
        except OSError as problem:
            raise PortTaken from problem


def prepare_embedded(settings: Settings, server: Embedded) -> None:
    """Make passwords, roles, databases and tables in the embedded server, whatever is missing."""
    databases = Databases.of(settings)
    make_secrets(settings.secrets_dir)
    with psycopg.connect(server.admin_conninfo(), autocommit=True) as admin:
        prepare_cluster(admin, databases)
    for name in migrate_both(databases):
        log.info("migrated", migration=name)


def supervise(
    settings: Settings,
    children: Sequence[Child],
    *,
    prepare: Callable[[Settings], None],
    ready: Callable[[Settings], None],
) -> None:
    """
    Run the database and then the children until SIGTERM or SIGINT; stop them in reverse order.

    `prepare` is called once when the databases are migrated and no child runs yet, `ready` once
    when the pages answer. Only the embedded database is ours to start; a city's own is not.

    Raises:
        AlreadyRunning: when the home is in use.
        PortTaken: when the pages' port is.
        DatabaseNotStarted: when PostgreSQL does not start the first time.
        MigrationRefused: when the database does not fit this release.
    """
    with sole_use(settings.home), contextlib.ExitStack() as stack:
        check_port(settings)
        wishes = Wishes()
        kept: list[Kept] = []

        def start(name: str, part: Part) -> None:
            stack.callback(part.stop)
            part.start()
            kept.append(Kept(name, part))
            log.info("started", command=name, pid=part.pid)

        if settings.embedded:
            server = Embedded(settings.home)
            start("database", server)
            prepare_embedded(settings, server)
        prepare(settings)
        for child in children:
            start(child.name, Program(child.command, settings.environment()))
        _keep(settings, kept, wishes, ready)
        log.info("stopping")


def _keep(
    settings: Settings, kept: Sequence[Kept], wishes: Wishes, ready: Callable[[Settings], None]
) -> None:
    announced = False
    while not wishes.stop:
        for each in kept:
            each.look()
        if not announced and _answers(settings):
            announced = True
            ready(settings)
        wishes.wait(LOOK_SECONDS if announced else FIRST_WAIT / 2)


def _answers(settings: Settings) -> bool:
    try:
        socket.create_connection((settings.web_host, settings.web_port), timeout=1).close()
    except OSError:
        return False
    return True
