"""Migrations: the numbered SQL files, each applied once, in order, and never changed afterwards."""

import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from services import readmodels
from services.db import Conn, Database, Databases, Role, read_secret

SQL = Path(__file__).parent.parent / "infra" / "sql"
ROLES = SQL / "roles.sql"

CREATE_VERSIONS = """
    CREATE TABLE IF NOT EXISTS public.schema_version (
        version integer NOT NULL,
        name text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sha256 bytea NOT NULL,
        CONSTRAINT schema_version_once PRIMARY KEY (version)
    );
    -- A dump holds every table, or it is none.
    GRANT SELECT ON public.schema_version TO tsunagi_backup
"""
LOCK_VERSIONS = "LOCK TABLE public.schema_version IN EXCLUSIVE MODE"
SELECT_VERSIONS = "SELECT version, name, sha256 FROM public.schema_version ORDER BY version"
INSERT_VERSION = """
    INSERT INTO public.schema_version (version, name, sha256)
    VALUES (%(version)s, %(name)s, %(sha256)s)
"""
SELECT_DATABASE = "SELECT FROM pg_catalog.pg_database WHERE datname = %(name)s"

# Who may connect where; a key and what it opens are never within one role's reach but `unwrap`'s.
LOG_ROLES: tuple[Role, ...] = get_args(Role)
RING_ROLES: tuple[Role, ...] = ("migrate", "unwrap", "destroy", "backup")


class MigrationRefused(Exception):
    """The files and what the database says was applied do not fit; nothing more was applied."""


@dataclass(frozen=True)
class Migration:
    """One file, `NNNN_what.sql`."""

    version: int
    name: str
    text: bytes

    @property
    def sha256(self) -> bytes:
        """Hash the file's bytes."""
        return hashlib.sha256(self.text).digest()


def migrations(folder: Path) -> list[Migration]:
    """
    Read the files of a folder in order.

    Raises:
        MigrationRefused: when a name is not `NNNN_what.sql`, or the numbers are not 1, 2, 3, ….
    """
    found: list[Migration] = []
    for number, path in enumerate(sorted(folder.glob("*.sql")), start=1):
        if not re.fullmatch(rf"{number:04}_[a-z0-9_]+\.sql", path.name):
            raise MigrationRefused(f"{path.name} stands where number {number:04} is due")
        found.append(Migration(number, path.stem, path.read_bytes()))
    return found


def migrate(conn: Conn, wanted: list[Migration]) -> list[str]:
    """
    Apply what is new, each in a transaction of its own; give the names of what was applied.

    Raises:
        MigrationRefused: when an applied file has changed, or is unknown to this release.
        psycopg.errors.LockNotAvailable: when a table stays locked for 5 s; run it again.
    """
    with conn.transaction():
        conn.execute(CREATE_VERSIONS)
    return [one.name for one in wanted if _apply(conn, one, wanted)]


def _apply(conn: Conn, one: Migration, wanted: list[Migration]) -> bool:
    with conn.transaction():
        conn.execute("SET LOCAL lock_timeout = '5s'")
        conn.execute(LOCK_VERSIONS)
        applied = conn.execute(SELECT_VERSIONS).fetchall()
        known = [(each.version, each.name, each.sha256) for each in wanted[: len(applied)]]
        if applied != known:
            raise MigrationRefused("what was applied is not what the files say: restore the files")
        if one.version <= len(applied):
            return False
        # Bytes, since the text comes from a file of ours and carries no parameters.
        conn.execute(one.text)
        conn.execute(
            INSERT_VERSION, {"version": one.version, "name": one.name, "sha256": one.sha256}
        )
        return True


def migrate_both(databases: Databases, folder: Path = SQL) -> list[str]:
    """
    Bring the log and the key ring up to date, as their owner.

    Raises:
        MigrationRefused: as `migrate` does.
    """
    applied: list[str] = []
    both: tuple[Database, ...] = ("log", "ring")
    for database in both:
        with psycopg.connect(databases.conninfo("migrate", database), autocommit=True) as conn:
            applied += [
                f"{database}/{name}" for name in migrate(conn, migrations(folder / database))
            ]
            if database == "log":
                applied += [f"projections/{name}" for name in readmodels.ensure(conn)]
    return applied


def make_secrets(folder: Path) -> None:
    """Draw a password for each role that has none yet, readable by who runs this only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for role in LOG_ROLES:
        path = folder / role
        if path.exists():
            continue
        half = folder / f".{role}"
        half.touch(mode=0o600)
        with half.open("w", encoding="ascii") as drawn:
            drawn.write(secrets.token_urlsafe(32))
            drawn.flush()
            os.fsync(drawn.fileno())
        half.rename(path)


def prepare_cluster(
    admin: Conn, databases: Databases, holds: Sequence[Database] = ("log", "ring")
) -> None:
    """
    Make roles, their passwords and the databases that this server holds; can be run again.

    `admin` is in autocommit. The passwords are turned into SCRAM verifiers here: the server and its
    log never see them.

    Raises:
        SecretMissing: when a role has no password file.
    """
    with admin.transaction():
        admin.execute(ROLES.read_bytes())
        for role in LOG_ROLES:
            _set_password(admin, role, read_secret(databases.secrets_dir / role))
    for database in holds:
        conninfo, may_connect = {
            "log": (databases.log, LOG_ROLES),
            "ring": (databases.ring, RING_ROLES),
        }[database]
        name = str(conninfo_to_dict(conninfo)["dbname"])
        if admin.execute(SELECT_DATABASE, {"name": name}).rowcount == 0:
            create_database(admin, name, template="template0")
        allow_connections(admin, name, may_connect)


def _set_password(admin: Conn, role: Role, password: str) -> None:
    name = f"tsunagi_{role}"
    verifier = admin.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    admin.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(name), sql.Literal(verifier.decode("ascii"))
        )
    )


def create_database(admin: Conn, name: str, *, template: str) -> None:
    """Make a database that the migrating role owns, in UTF-8, sorted by code point."""
    admin.execute(
        sql.SQL(
            "CREATE DATABASE {} OWNER tsunagi_migrate TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'"
        ).format(sql.Identifier(name), sql.Identifier(template))
    )


def allow_connections(admin: Conn, name: str, roles: tuple[Role, ...]) -> None:
    """Let these roles in and nobody else, and nobody make temporary tables."""
    named = sql.Identifier(name)
    allowed = sql.SQL(", ").join(sql.Identifier(f"tsunagi_{role}") for role in roles)
    with admin.transaction():
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(named))
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(named, allowed))
