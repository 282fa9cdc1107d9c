"""Ground: a PostgreSQL server of its own on the disk, with a filled log and its peers beside it."""

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.acting import Acting
from services.db import Databases
from services.facts import gather, utc_now
from services.migrate import LOG_ROLES, RING_ROLES, allow_connections, create_database
from tests.bench import filling, page_peer, peer
from tests.city import TENANT, City, city
from tests.databases import TemplateServer, private_server, template_server

PEER: Final = "bench_peer"
SET_FSYNC: Final[dict[bool, LiteralString]] = {
    True: "ALTER SYSTEM SET fsync = on",
    False: "ALTER SYSTEM SET fsync = off",
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """
    One log of `entries` entries with its peers, as every process that works on it needs to know.

    `admin` and `peer` are connection strings of the administrator; `cases` are aliases of cases
    that `acting` may read, each of 50 records.
    """

    admin: str
    peer: str
    log: str
    ring: str
    secrets_dir: Path
    root_key: Path
    acting: Acting
    cases: tuple[str, ...]
    entries: int

    @contextmanager
    def databases(self) -> Generator[Databases]:
        """Connect to log and key ring."""
        databases = Databases(log=self.log, ring=self.ring, secrets_dir=self.secrets_dir)
        yield databases
        databases.close()

    @contextmanager
    def fsync(self, *, on: bool) -> Generator[None]:
        """Have the server wait for the disk, or not."""
        set_fsync(self.admin, on=on)
        yield


@dataclass
class Ground:
    """The server, and the log and the peers' tables that grow on it."""

    server: TemplateServer
    town: City
    base: Databases
    cases: tuple[str, ...] = ()

    def fill(self, entries: int) -> None:
        """Bring the log, its read models and the peers' tables up to a size."""
        set_fsync(self.server.admin, on=False)
        facts = gather(self.town.system.ledgers.of(TENANT), self.town.worker, utc_now())
        self.cases += filling.fill(self.town, facts, entries)
        peer.fill(self._peer(PEER), facts, entries)
        page_peer.fill(self._peer(PEER), self.cases)
        for conninfo in (self._as_admin(self.base), self._peer(PEER)):
            with psycopg.connect(conninfo, autocommit=True) as conn:
                conn.execute("VACUUM ANALYZE")

    @contextmanager
    def place(self, entries: int) -> Generator[Place]:
        """Give a copy of everything as it now is; dropped afterwards."""
        log, ring, other = "bench_log_copy", "bench_ring_copy", f"{PEER}_copy"
        self.base.close()
        with self.server.connect() as admin:
            create_database(admin, log, template=_name_of(self.base.log))
            allow_connections(admin, log, LOG_ROLES)
            create_database(admin, ring, template=_name_of(self.base.ring))
            allow_connections(admin, ring, RING_ROLES)
            create_database(admin, other, template=PEER)
        copy = self.server.named(log, ring)
        yield Place(
            admin=self.server.admin,
            peer=self._peer(other),
            log=copy.log,
            ring=copy.ring,
            secrets_dir=self.base.secrets_dir,
            root_key=self.town.root_key,
            acting=self.town.worker,
            cases=self.cases,
            entries=entries,
        )
        with self.server.connect() as admin:
            for name in (log, ring, other):
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                admin.execute(drop)

    def _peer(self, name: str) -> str:
        return make_conninfo(self.server.admin, dbname=name)

    def _as_admin(self, databases: Databases) -> str:
        return make_conninfo(self.server.admin, dbname=_name_of(databases.log))


@contextmanager
def ground() -> Generator[Ground]:
    """Give a new server with a small city on it and nothing else."""
    with ExitStack() as stack:
        embedded = stack.enter_context(private_server(durable=True))
        embedded.start()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        admin = embedded.admin_conninfo()
        server = stack.enter_context(template_server(admin, folder / "secrets"))
        base = server.copy()
        with server.connect() as conn:
            create_database(conn, PEER, template="template0")
        yield Ground(server, stack.enter_context(city(base, folder, working=False)), base)
        base.close()


def set_fsync(admin: str, *, on: bool) -> None:
    """Set it for the whole server, and wait until it holds and nothing old is left to write."""
    wanted = "on" if on else "off"
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(SET_FSYNC[on])
        conn.execute("SELECT pg_reload_conf()")
    while True:
        with psycopg.connect(admin, autocommit=True) as conn:
            if conn.execute("SHOW fsync").fetchone() == (wanted,):
                conn.execute("CHECKPOINT")
                return
        sleep(0.01)


def _name_of(conninfo: str) -> str:
    return str(conninfo_to_dict(conninfo)["dbname"])
