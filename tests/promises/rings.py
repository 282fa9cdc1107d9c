"""A key ring as an operator handles it: taken away, copied, put back as it was before."""

from collections.abc import Generator
from contextlib import contextmanager

from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from services.db import RING_DATABASE, Databases
from tests.databases import TemplateServer

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %(name)s"
ALLOW = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")


def name_of(conninfo: str) -> str:
    """Return the name of the database that a connection string leads to."""
    return str(conninfo_to_dict(conninfo).get("dbname", RING_DATABASE))


@contextmanager
def ring_away(postgres: TemplateServer, databases: Databases) -> Generator[None]:
    """Let nobody into the key ring meanwhile."""
    name = name_of(databases.ring)
    with postgres.connect() as admin:
        admin.execute(ALLOW.format(sql.Identifier(name), sql.Literal(False)))
        admin.execute(CUT, {"name": name})
        yield
        admin.execute(ALLOW.format(sql.Identifier(name), sql.Literal(True)))


@contextmanager
def ring_kept(postgres: TemplateServer, databases: Databases) -> Generator[sql.Identifier]:
    """Keep a copy of the key ring as it is now, as a backup does."""
    ring = name_of(databases.ring)
    copy = sql.Identifier(f"{ring}_kept")
    with postgres.connect() as admin:
        admin.execute(CUT, {"name": ring})
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER tsunagi_migrate").format(
                copy, sql.Identifier(ring)
            )
        )
        yield copy
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(copy))


def put_back(postgres: TemplateServer, databases: Databases, kept: sql.Identifier) -> None:
    """Restore a copy of the key ring in its place; what came since is gone."""
    ring = name_of(databases.ring)
    own = sql.Identifier(ring)
    roles = sql.SQL("tsunagi_unwrap, tsunagi_destroy, tsunagi_backup, tsunagi_migrate")
    with postgres.connect() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(own))
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(kept, own))
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(own, roles))
