"""Migrations: each once, in order, whole or not at all, and never changed afterwards."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from services.db import Conn, Database, Databases, Role
from services.migrate import (
    LOG_ROLES,
    MigrationRefused,
    make_secrets,
    migrate,
    migrations,
    prepare_cluster,
)
from tests.databases import TemplateServer

FIRST = "CREATE SCHEMA first;\nCREATE TABLE first.one (n int);\n"
SECOND = "-- 100 % ours\nALTER TABLE first.one ADD m int;\nINSERT INTO first.one VALUES (1, 2);\n"
HALF = "CREATE TABLE first.two (n int);\nSELECT nothing;\n"

ROLES = """
    SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, rolbypassrls, rolreplication
    FROM pg_roles WHERE rolname LIKE 'tsunagi%' ORDER BY rolname COLLATE "C"
"""
OWNERS = """
    SELECT DISTINCT r.rolname FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give two migrations of a schema that has nothing to do with ours."""
    (tmp_path / "0001_first.sql").write_text(FIRST)
    (tmp_path / "0002_second.sql").write_text(SECOND)
    return tmp_path


@pytest.fixture
def empty(postgres: TemplateServer) -> Iterator[str]:
    """Give the connection string of an empty database, as its owner."""
    with postgres.empty_pair() as pair:
        yield pair.conninfo("migrate")


def owner(conninfo: str) -> Conn:
    return psycopg.connect(conninfo, autocommit=True)


def tables(conn: Conn) -> list[str]:
    found = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'first' ORDER BY 1")
    return [str(row[0]) for row in found]


def test_files_are_applied_in_order_and_once(empty: str, folder: Path) -> None:
    with owner(empty) as conn:
        assert migrate(conn, migrations(folder)) == ["0001_first", "0002_second"]
        assert migrate(conn, migrations(folder)) == []

        assert conn.execute("SELECT n, m FROM first.one").fetchall() == [(1, 2)]
        assert conn.execute(
            "SELECT version, name, sha256 FROM public.schema_version ORDER BY version"
        ).fetchall() == [
            (1, "0001_first", hashlib.sha256(FIRST.encode()).digest()),
            (2, "0002_second", hashlib.sha256(SECOND.encode()).digest()),
        ]


def test_a_later_file_is_applied_to_what_is_there(empty: str, folder: Path) -> None:
    with owner(empty) as conn:
        migrate(conn, migrations(folder)[:1])

        assert migrate(conn, migrations(folder)) == ["0002_second"]


def test_a_file_that_fails_leaves_nothing_and_what_came_before_stays(
    empty: str, folder: Path
) -> None:
    (folder / "0003_half.sql").write_text(HALF)

    with owner(empty) as conn:
        with pytest.raises(errors.UndefinedColumn):
            migrate(conn, migrations(folder))

        assert tables(conn) == ["one"]
        assert conn.execute("SELECT max(version) FROM public.schema_version").fetchone() == (2,)


@pytest.mark.parametrize("changed", [SECOND + "\n", ""])
def test_an_applied_file_that_changed_is_refused(empty: str, folder: Path, changed: str) -> None:
    with owner(empty) as conn:
        migrate(conn, migrations(folder))
        (folder / "0002_second.sql").write_text(changed)
        (folder / "0003_third.sql").write_text("CREATE TABLE first.three ();\n")

        with pytest.raises(MigrationRefused):
            migrate(conn, migrations(folder))

        assert tables(conn) == ["one"]


def test_a_database_of_a_later_release_is_refused(empty: str, folder: Path) -> None:
    with owner(empty) as conn:
        migrate(conn, migrations(folder))

        with pytest.raises(MigrationRefused):
            migrate(conn, migrations(folder)[:1])


@pytest.mark.parametrize("name", ["0002_again.sql", "0004_gap.sql", "0003_Bad.sql", "next.sql"])
def test_a_number_that_is_missing_twice_there_or_none_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("SELECT 1;\n")

    with pytest.raises(MigrationRefused, match="stands where number"):
        migrations(folder)


def test_a_table_in_use_is_waited_for_five_seconds_and_no_longer(empty: str, folder: Path) -> None:
    (folder / "0003_limit.sql").write_text(
        "CREATE TABLE first.told AS SELECT current_setting('lock_timeout') AS lock_timeout;\n"
    )

    with owner(empty) as conn:
        migrate(conn, migrations(folder))

        assert conn.execute("SELECT lock_timeout FROM first.told").fetchone() == ("5s",)
        assert conn.execute("SHOW lock_timeout").fetchone() == ("0",)


def test_roles_and_databases_can_be_prepared_again_and_again(
    postgres: TemplateServer, databases: Databases
) -> None:
    with postgres.connect() as admin:
        before = admin.execute(ROLES).fetchall()
        prepare_cluster(admin, databases)

        assert admin.execute(ROLES).fetchall() == before
    with databases.pool("append").connection() as conn:
        assert conn.execute("SHOW lock_timeout").fetchone() == ("5s",)


def test_only_the_backup_passes_row_security_and_only_the_definer_cannot_log_in(
    postgres: TemplateServer,
) -> None:
    def role(name: str, *, login: bool = True, bypass: bool = False) -> tuple[str | bool, ...]:
        return (f"tsunagi_{name}", False, False, False, login, bypass, False)

    with postgres.connect() as admin:
        assert admin.execute(ROLES).fetchall() == [
            role("append"),
            role("audit"),
            role("backup", bypass=True),
            role("destroy"),
            role("log_definer", login=False),
            role("login"),
            role("migrate"),
            role("project"),
            role("read"),
            role("sign"),
            role("unwrap"),
        ]


@pytest.mark.parametrize("role", LOG_ROLES)
def test_the_key_ring_lets_in_only_who_handles_keys(databases: Databases, role: Role) -> None:
    allowed = role in ("migrate", "unwrap", "destroy", "backup")

    try:
        psycopg.connect(databases.conninfo(role, "ring")).close()
        came_in = True
    except psycopg.OperationalError as refused:
        came_in = "permission denied for database" not in str(refused)

    assert came_in is allowed


@pytest.mark.parametrize("database", ["log", "ring"])
def test_no_running_role_owns_anything_or_may_make_tables(
    databases: Databases, database: Database
) -> None:
    with psycopg.connect(databases.conninfo("migrate", database)) as conn:
        assert conn.execute(OWNERS).fetchall() == [("tsunagi_migrate",)]
    with psycopg.connect(databases.conninfo("unwrap", database)) as conn:
        with pytest.raises(errors.InsufficientPrivilege), conn.transaction():
            conn.execute("CREATE TEMP TABLE copied (n int)")
        with pytest.raises(errors.InsufficientPrivilege), conn.transaction():
            conn.execute("CREATE TABLE public.copied (n int)")


def test_passwords_are_drawn_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"

    make_secrets(folder)
    drawn = {path.name: path.read_text() for path in folder.iterdir()}
    make_secrets(folder)

    assert set(drawn) == set(LOG_ROLES)
    assert len(set(drawn.values())) == len(LOG_ROLES)
    assert {path.name: path.read_text() for path in folder.iterdir()} == drawn
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_server_keeps_scram_verifiers_of_the_passwords(
    postgres: TemplateServer,
) -> None:
    with postgres.connect() as admin:
        kept = admin.execute(
            "SELECT DISTINCT split_part(rolpassword, '$', 1) FROM pg_authid"
            " WHERE rolname LIKE 'tsunagi%' AND rolcanlogin"
        ).fetchall()

    assert kept == [("SCRAM-SHA-256",)]
