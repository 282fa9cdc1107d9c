"""Databases for tests: one server a run, one migrated template, a fresh copy for each test."""

import secrets
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.db import LOG_DATABASE, Conn, Databases
from services.embedded import Embedded
from services.migrate import (
    LOG_ROLES,
    RING_ROLES,
    SELECT_DATABASE,
    allow_connections,
    create_database,
    make_secrets,
    migrate_both,
    prepare_cluster,
)


@dataclass(frozen=True, kw_only=True)
class TemplateServer:
    """
    A server with the roles of the cluster and two migrated, empty templates.

    `admin` is the connection string of an administrator of it.
    """

    admin: str
    secrets_dir: Path
    log_template: str
    ring_template: str

    def connect(self) -> Conn:
        """Connect as the administrator, in autocommit."""
        return psycopg.connect(self.admin, autocommit=True)

    def copy(self) -> Databases:
        """Make a fresh pair: a log and a key ring, migrated and empty."""
        return self._make(self.log_template, self.ring_template)

    @contextmanager
    def empty_pair(self) -> Generator[Databases]:
        """Give two databases that no migration has touched."""
        pair = self._make("template0", "template0")
        try:
            yield pair
        finally:
            self.drop(pair)

    def _make(self, log_template: str, ring_template: str) -> Databases:
        name = f"tsunagi_test_{secrets.token_hex(6)}"
        with self.connect() as admin:
            create_database(admin, name, template=log_template)
            allow_connections(admin, name, LOG_ROLES)
            create_database(admin, f"{name}_ring", template=ring_template)
            allow_connections(admin, f"{name}_ring", RING_ROLES)
        return self.named(name, f"{name}_ring")

    def drop(self, pair: Databases) -> None:
        """Close a pair's pools and drop it, whoever is still connected."""
        pair.close()
        with self.connect() as admin:
            for conninfo in (pair.log, pair.ring):
                name = sql.Identifier(str(conninfo_to_dict(conninfo)["dbname"]))
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def named(self, log: str, ring: str) -> Databases:
        """Reach two databases of this server, which need not be there yet."""
        return Databases(
            log=_without_account(self.admin, log),
            ring=_without_account(self.admin, ring),
            secrets_dir=self.secrets_dir,
        )


@contextmanager
def template_server(admin: str, secrets_dir: Path) -> Generator[TemplateServer]:
    """
    Prepare a server for tests: roles with passwords of this run, and the two templates.

    Raises:
        RuntimeError: when a real `tsunagi` lives there, whose passwords this would change.
    """
    make_secrets(secrets_dir)
    name = f"tsunagi_template_{secrets.token_hex(6)}"
    server = TemplateServer(
        admin=admin, secrets_dir=secrets_dir, log_template=name, ring_template=f"{name}_ring"
    )
    with server.connect() as conn:
        if conn.execute(SELECT_DATABASE, {"name": LOG_DATABASE}).rowcount:
            raise RuntimeError(
                "this server holds a database `tsunagi`: tests want a throw-away one"
            )
        templates = server.named(server.log_template, server.ring_template)
        prepare_cluster(conn, templates)
    try:
        migrate_both(templates)
        yield server
    finally:
        server.drop(templates)


@contextmanager
def private_server(*, durable: bool = True, parent: Path = Path("/tmp")) -> Generator[Embedded]:
    """
    Give a server of one's own, not started, to kill, restart or fill up.

    `parent` is a folder that every account may enter, such as the mount point of a small tmpfs.
    """
    home = Path(tempfile.mkdtemp(prefix="tsunagi-", dir=parent))
    server = Embedded(home, durable=durable)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(home)


def _without_account(admin: str, dbname: str) -> str:
    """Turn an administrator's connection string into another database's, without an account."""
    named = conninfo_to_dict(admin) | {"dbname": dbname}
    return make_conninfo(
        "", **{key: value for key, value in named.items() if key not in ("user", "password")}
    )
