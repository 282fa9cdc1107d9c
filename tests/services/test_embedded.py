"""The embedded PostgreSQL: reached by its roles on a unix socket, with a log that tells nothing."""

import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from services.binaries import DatabaseNotStarted
from services.embedded import Embedded
from services.processes import database_account, ours_in, run_as, running_account
from tests.databases import TemplateServer, private_server, template_server

CANARY = "見本 花子 090-0000-5555"

# Statements whose errors quote a key, a row and a value.
QUOTING: tuple[LiteralString, ...] = (
    "INSERT INTO person VALUES (%s, 30)",
    "INSERT INTO person VALUES (%s || '2', 200)",
    "SELECT %s::integer",
)


@pytest.fixture(scope="module")
def embedded() -> Iterator[Embedded]:
    with private_server(durable=False) as server:
        server.start()
        yield server


@pytest.fixture(scope="module")
def prepared(
    embedded: Embedded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TemplateServer]:
    with template_server(embedded.admin_conninfo(), tmp_path_factory.mktemp("secrets")) as server:
        yield server


def as_role(embedded: Embedded, **account: str) -> str:
    return make_conninfo("", **{"host": str(embedded.run), "dbname": "postgres"} | account)


def test_a_role_comes_in_with_its_password(prepared: TemplateServer) -> None:
    databases = prepared.copy()

    with psycopg.connect(databases.conninfo("read")) as conn:
        assert conn.execute("SELECT current_user").fetchone() == ("tsunagi_read",)

    prepared.drop(databases)


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_role_with_a_wrong_password_is_refused(
    embedded: Embedded, prepared: TemplateServer, password: str
) -> None:
    account = {"user": "tsunagi_read", "dbname": prepared.log_template}

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(as_role(embedded, **account, password=password))


def test_an_account_that_is_none_of_ours_is_refused(embedded: Embedded) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
        psycopg.connect(as_role(embedded, user="clerk", password="any"))


def test_the_superuser_is_whoever_started_it_and_nobody_else(embedded: Embedded) -> None:
    with psycopg.connect(embedded.admin_conninfo()) as conn:
        assert conn.execute("SELECT current_user, system_user").fetchone() == (
            "postgres",
            f"peer:{running_account().name}",
        )


def test_it_listens_on_no_network_address(embedded: Embedded) -> None:
    listening = {
        inode
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        for inode in [line.split()[9]]
    }

    held = {
        link.readlink().name.removeprefix("socket:[").removesuffix("]")
        for link in Path(f"/proc/{embedded.pid}/fd").iterdir()
    }

    assert not held & listening
    with psycopg.connect(embedded.admin_conninfo()) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)


def test_its_log_holds_no_statement_parameter_or_error_text(embedded: Embedded) -> None:
    with psycopg.connect(embedded.admin_conninfo(), autocommit=True) as conn:
        conn.execute("CREATE TEMP TABLE person (name text UNIQUE, age int CHECK (age < 150))")
        conn.execute("INSERT INTO person VALUES (%s, 30)", [CANARY])
        for statement in (
            "INSERT INTO person VALUES (%s, 30)",  # quotes the key
            "INSERT INTO person VALUES (%s || '2', 200)",  # quotes the whole row
            "SELECT %s::integer",  # quotes the value
            "SELECT %s FROM nowhere",
        ):
            with pytest.raises(psycopg.Error):
                conn.execute(statement, [CANARY])  # pyright: ignore[reportArgumentType] - a list of literals
        with pytest.raises(psycopg.Error):
            conn.execute(f'SELECT 1 AS "{CANARY}" FROM nowhere'.encode())

    written = log_up_to(embedded, "the_last_to_come")
    for part in CANARY.split():
        assert part.encode() not in written


def log_up_to(embedded: Embedded, stranger: str) -> bytes:
    """Give the log when it has come as far as the refusal of this stranger."""
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(as_role(embedded, user=stranger))
    while True:
        written = b"".join(path.read_bytes() for path in embedded.log.iterdir())
        if stranger.encode() in written:
            return written


def test_its_files_are_its_own_accounts_and_the_home_is_nobody_elses(embedded: Embedded) -> None:
    account = database_account().name

    assert embedded.home.stat().st_mode & 0o777 == 0o750
    for folder in (embedded.data, embedded.run, embedded.log):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert pwd.getpwuid(folder.stat().st_uid).pw_name == account
    assert pwd.getpwuid(Path(f"/proc/{embedded.pid}").stat().st_uid).pw_name == account


def test_what_was_committed_is_there_after_stop_and_start(
    postgres_server: Callable[..., Embedded],
) -> None:
    server = postgres_server()
    server.start()
    with psycopg.connect(server.admin_conninfo()) as conn:
        conn.execute("CREATE TABLE kept AS SELECT 1 AS one")

    server.stop()
    assert not server.alive()
    server.start()

    with psycopg.connect(server.admin_conninfo()) as conn:
        assert conn.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_killed_server_starts_again_although_its_lock_names_a_living_stranger(
    postgres_server: Callable[..., Embedded],
) -> None:
    server = postgres_server()
    server.start()
    assert server.pid is not None
    lock = server.data / "postmaster.pid"
    before = lock.read_text()

    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    stranger = subprocess.Popen(["sleep", "600"], **run_as(database_account()))
    lock.write_text(before.replace(before.split()[0], str(stranger.pid), 1))
    server.start()

    with psycopg.connect(server.admin_conninfo()) as conn:
        assert conn.execute("SELECT 1").fetchone() == (1,)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_server_that_lost_its_supervisor_is_ended_before_another_starts(
    postgres_server: Callable[..., Embedded],
) -> None:
    orphaned = postgres_server()
    orphaned.start()
    orphans = ours_in(orphaned.data)

    successor = Embedded(orphaned.home, durable=False)
    successor.start()

    assert orphans
    assert not orphans & ours_in(orphaned.data)
    assert not orphaned.alive()
    successor.stop()


def test_a_cluster_of_another_major_version_is_refused_and_left_alone(
    postgres_server: Callable[..., Embedded],
) -> None:
    server = postgres_server()
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(DatabaseNotStarted, match="was made by PostgreSQL 14"):
        server.start()

    assert [path.name for path in server.data.iterdir()] == ["PG_VERSION"]


def test_a_configuration_edited_by_hand_is_written_afresh(
    postgres_server: Callable[..., Embedded],
) -> None:
    server = postgres_server()
    server.start()
    server.stop()
    (server.data / "pg_hba.conf").write_text("local all all trust\n")
    (server.data / "postgresql.auto.conf").write_text("log_statement = 'all'\n")

    server.start()

    with psycopg.connect(server.admin_conninfo()) as conn:
        assert conn.execute("SHOW log_statement").fetchone() == ("none",)
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
        psycopg.connect(as_role(server, user="clerk"))


def test_a_home_too_deep_for_a_socket_is_refused_at_once() -> None:
    with pytest.raises(DatabaseNotStarted, match="too long for a unix socket"):
        Embedded(Path("/srv") / ("x" * 80))
