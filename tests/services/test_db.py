"""Database connections: replaced when they die; a failing server is one refusal, safe to retry."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from services.db import Conn, Databases, Pool, SecretMissing, storage_errors
from services.embedded import Embedded
from services.refusals import StorageUnavailable
from tests.databases import TemplateServer, template_server

KILL_MINE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

KILL_AND_WAIT = "SELECT pg_terminate_backend(%(pid)s, 5000)"


def admin_of(postgres: TemplateServer, databases: Databases) -> Conn:
    dbname = conninfo_to_dict(databases.log)["dbname"]
    return psycopg.connect(postgres.admin, dbname=dbname, autocommit=True)


@contextmanager
def broken_off(pool: Pool) -> Generator[Conn]:
    """Check a connection out for a transaction that is expected to fail."""
    conn = pool.getconn()
    yield conn
    conn.close()
    pool.putconn(conn)


def test_a_connection_cut_while_idle_is_replaced_unnoticed(
    postgres: TemplateServer, databases: Databases
) -> None:
    pool = databases.pool("read")
    with pool.connection() as conn:
        conn.execute("SELECT 1")
    with admin_of(postgres, databases) as admin:
        admin.execute(KILL_MINE)

    with pool.connection() as conn:
        assert conn.execute("SELECT current_user").fetchone() == ("tsunagi_read",)


def test_a_connection_cut_while_idle_is_replaced_unnoticed_for_a_single_statement(
    postgres: TemplateServer, databases: Databases
) -> None:
    with databases.single("append") as conn:
        before = conn.info.backend_pid
    with admin_of(postgres, databases) as admin:
        assert admin.execute(KILL_AND_WAIT, {"pid": before}).fetchone() == (True,)

    with databases.single("append") as conn:
        assert conn.execute("SELECT current_user").fetchone() == ("tsunagi_append",)
        assert conn.info.backend_pid != before


def test_a_connection_cut_at_work_is_storage_unavailable(
    postgres: TemplateServer, databases: Databases
) -> None:
    with broken_off(databases.pool("read")) as conn, admin_of(postgres, databases) as admin:
        conn.execute("SELECT 1")
        admin.execute(KILL_MINE)

        with pytest.raises(StorageUnavailable), storage_errors():
            conn.execute("SELECT 2")


def test_a_statement_out_of_time_is_storage_unavailable(databases: Databases) -> None:
    with broken_off(databases.pool("read")) as conn:
        conn.execute("SET LOCAL statement_timeout = '10ms'")

        with pytest.raises(StorageUnavailable), storage_errors():
            conn.execute("SELECT pg_sleep(60)")


def test_a_lock_that_is_not_to_be_had_is_storage_unavailable(databases: Databases) -> None:
    pool = databases.pool("append")
    with pool.connection() as holder, broken_off(pool) as conn:
        holder.execute("SELECT pg_advisory_xact_lock(1)")
        conn.execute("SET LOCAL lock_timeout = '10ms'")

        with pytest.raises(StorageUnavailable), storage_errors():
            conn.execute("SELECT pg_advisory_xact_lock(1)")


def test_a_server_that_is_away_is_storage_unavailable_until_it_is_back(
    postgres_server: Callable[..., Embedded], tmp_path: Path
) -> None:
    server = postgres_server()
    server.start()
    with template_server(server.admin_conninfo(), tmp_path) as templates:
        pool = replace(templates.copy(), patience=0.5).pool("read")
        server.stop()

        with pytest.raises(StorageUnavailable), storage_errors(), pool.connection():
            pass
        server.start()

        with pool.connection(timeout=30) as conn:
            assert conn.execute("SELECT 1").fetchone() == (1,)
        pool.close()


@pytest.mark.parametrize("statement", ["SELECT 1/0", "SELECT * FROM nowhere", "SELEC"])
def test_an_error_of_ours_stays_what_it_is(databases: Databases, statement: LiteralString) -> None:
    with (
        broken_off(databases.pool("read")) as conn,
        pytest.raises(psycopg.Error) as caught,
        storage_errors(),
    ):
        conn.execute(statement)

    assert not isinstance(caught.value, psycopg.OperationalError)


def test_a_role_without_a_password_file_does_not_connect(
    databases: Databases, tmp_path: Path
) -> None:
    (tmp_path / "read").touch()
    without = replace(databases, secrets_dir=tmp_path)

    with pytest.raises(SecretMissing, match="read: empty"):
        without.pool("read")
    with pytest.raises(SecretMissing, match="append: No such file"):
        without.pool("append")


def test_the_password_is_in_no_word_a_connection_says_of_itself(databases: Databases) -> None:
    secret = (databases.secrets_dir / "read").read_text()

    assert secret not in repr(databases)
    with databases.pool("read").connection() as conn:
        assert secret not in f"{conn} {conn.info.dsn}"
