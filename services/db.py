"""Database connections: a pool for each role and database, and what a failing server is called."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from select import POLLIN, poll
from threading import Lock, local
from typing import Literal, TypeAlias
from uuid import UUID

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.pq import ExecStatus
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from services.refusals import StorageUnavailable
from services.settings import Settings

Conn: TypeAlias = psycopg.Connection[TupleRow]
Pool: TypeAlias = ConnectionPool[Conn]

Role: TypeAlias = Literal[
    "migrate",
    "append",
    "project",
    "read",
    "audit",
    "sign",
    "unwrap",
    "destroy",
    "login",
    "backup",
]
Database: TypeAlias = Literal["log", "ring"]

LOG_DATABASE = "tsunagi"
RING_DATABASE = "tsunagi_ring"

POOL_SIZE = 8

BEGIN_WITHIN = """
BEGIN READ ONLY; SELECT set_config('tsunagi.tenant', %(tenant)s, true),
    set_config('tsunagi.viewer', %(viewer)s, true)
"""


class SecretMissing(Exception):
    """The password file of a database role is not there: nothing starts with a default."""


class _Within(local):
    """The transactions that this thread is in, by role and tenant."""

    def __init__(self) -> None:
        self.by_place: dict[tuple[Role, str], Conn] = {}


class _First(local):
    """
    The first thing that a connection is asked when it is taken from a pool.

    It tries the connection too: a pool puts one that fails it away and takes the next. Who wants
    a transaction for one tenant begins with that, all others with an empty question. Who wants a
    single statement asks nothing unless something lies in the socket: a server that closed a
    connection has said so there, and one that just vanished is found by TCP keepalive.
    """

    _begin: dict[str, str] | None = None
    _single = False

    @contextmanager
    def to(self, begin: dict[str, str]) -> Generator[None]:
        """Begin a transaction with these settings on the connection that is taken next."""
        self._begin = begin
        try:
            yield
        finally:
            self._begin = None

    @contextmanager
    def single(self) -> Generator[None]:
        """Only look at the connection that is taken next."""
        self._single = True
        try:
            yield
        finally:
            self._single = False

    def done(self) -> None:
        """Take further connections as usual."""
        self._begin = None
        self._single = False

    def on(self, conn: Conn) -> None:
        """
        Ask a connection.

        Raises:
            psycopg.OperationalError: when it is dead.
        """
        if self._begin is not None:
            conn.autocommit = True
            # Two statements at once, which only a query without server-side parameters can be.
            psycopg.ClientCursor(conn).execute(BEGIN_WITHIN, self._begin)
        elif self._single and not _has_news(conn):
            return
        elif conn.pgconn.exec_(b"").status != ExecStatus.EMPTY_QUERY:
            raise psycopg.OperationalError("the connection was cut")


@dataclass(frozen=True, kw_only=True)
class Databases:
    """
    The log and the key ring, as each role reaches them.

    `log` and `ring` are connection strings without an account; the password of a role is the
    content of the file `secrets_dir`/<role>. Pools are made at first use and closed by `close`; who
    wants a connection waits at most `patience` seconds for it, and who has written something waits
    at most `sight` seconds until pages show it (0 = nobody is looking, as in a long import).
    """

    log: str
    ring: str
    secrets_dir: Path
    patience: float = 5.0
    sight: float = 1.0
    _pools: dict[tuple[Role, Database], Pool] = field(
        default_factory=dict[tuple[Role, Database], Pool], init=False, repr=False, compare=False
    )
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)
    _within: _Within = field(default_factory=_Within, init=False, repr=False, compare=False)
    _first: _First = field(default_factory=_First, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, settings: Settings) -> "Databases":
        """Find the databases that the settings name: a city's own, or those of the home."""
        socket = str(settings.home / "run")
        return cls(
            log=settings.database_url or make_conninfo(host=socket, dbname=LOG_DATABASE),
            ring=settings.keyring_url or make_conninfo(host=socket, dbname=RING_DATABASE),
            secrets_dir=settings.secrets_dir,
        )

    def conninfo(self, role: Role, database: Database = "log") -> str:
        """
        Make the connection string of a role.

        Raises:
            SecretMissing: when the role has no password file.
        """
        return make_conninfo(
            self.log if database == "log" else self.ring,
            user=f"tsunagi_{role}",
            password=read_secret(self.secrets_dir / role),
            application_name=f"tsunagi-{role}",
            client_encoding="UTF8",
            connect_timeout=5,
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
            tcp_user_timeout=30_000,
        )

    def pool(self, role: Role, database: Database = "log") -> Pool:
        """
        Give the role's pool; each connection is tried before it is handed out.

        Raises:
            SecretMissing: when the role has no password file.
        """
        with self._lock:
            key = (role, database)
            if key not in self._pools:
                self._pools[key] = ConnectionPool(
                    self.conninfo(role, database),
                    min_size=0,
                    max_size=POOL_SIZE,
                    timeout=self.patience,
                    check=self._first.on,
                    name=f"{role}@{database}",
                    open=True,
                )
            return self._pools[key]

    @contextmanager
    def single(self, role: Role, database: Database = "log") -> Generator[Conn]:
        """
        Give a connection on which each statement is a transaction of its own.

        Raises:
            StorageUnavailable: as `storage_errors`.
        """
        pool = self.pool(role, database)
        with storage_errors(), self._first.single(), pool.connection() as conn:
            self._first.done()
            conn.autocommit = True
            try:
                yield conn
            finally:
                _as_new(conn)

    @contextmanager
    def within(
        self, tenant: str, *, viewer: UUID | None = None, role: Role = "read"
    ) -> Generator[Conn]:
        """
        Give a transaction that reads one tenant's log, and read models as one programme sees them.

        Whatever this thread reads of the tenant's log meanwhile is read in the same transaction, so
        that a page waits for the server once for each thing that it wants to know, not five times.

        Raises:
            StorageUnavailable: as `storage_errors`.
        """
        place = (role, tenant)
        entered = self._within.by_place.get(place)
        if entered is not None and viewer is None:
            with storage_errors():
                yield entered
            return
        given = {"tenant": tenant, "viewer": str(viewer or "")}
        with storage_errors(), self._first.to(given), self.pool(role).connection() as conn:
            self._first.done()
            self._within.by_place.setdefault(place, conn)
            try:
                yield conn
                conn.commit()
            finally:
                if self._within.by_place[place] is conn:
                    del self._within.by_place[place]
                _as_new(conn)

    def close(self) -> None:
        """Close every pool; a later `pool` makes a new one."""
        with self._lock:
            pools = list(self._pools.values())
            self._pools.clear()
        for pool in pools:
            pool.close()


def _has_news(conn: Conn) -> bool:
    """Say whether the server has sent something, or has closed the connection."""
    looking = poll()
    looking.register(conn.pgconn.socket, POLLIN)
    return bool(looking.poll(0))


def _as_new(conn: Conn) -> None:
    """Give a connection back as it was: without asking for it, nobody gets one in autocommit."""
    with suppress(psycopg.Error):
        conn.rollback()
        conn.autocommit = False


def read_secret(path: Path) -> str:
    """
    Read a password file.

    Raises:
        SecretMissing: when it is not there, not readable or empty.
    """
    try:
        secret = path.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise SecretMissing(f"{path}: {problem.strerror}") from problem
    if not secret:
        raise SecretMissing(f"{path}: empty")
    return secret


@contextmanager
def storage_errors() -> Generator[None]:
    """
    Turn what the server itself cannot do now into one refusal that is safe to retry.

    Raises:
        StorageUnavailable: when the server is away, full, out of connections, read-only after a
            fail-over, too slow, or a lock is not to be had in time.
    """
    try:
        yield
    except (
        psycopg.OperationalError,
        psycopg.InterfaceError,
        errors.ReadOnlySqlTransaction,
        errors.IdleInTransactionSessionTimeout,
    ) as problem:
        raise StorageUnavailable from problem
