"""A city's own servers: one for the log, another for the key ring, made by `tsunagi migrate`."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from services.db import Databases
from services.embedded import Embedded
from services.settings import Settings

NAMES = "SELECT datname FROM pg_database WHERE datname LIKE 'tsunagi%' ORDER BY 1"


def tsunagi(settings: Settings, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.cli", *command],
        env=settings.environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_log_and_the_key_ring_are_made_on_servers_of_their_own_and_again_without_change(
    postgres_server: Callable[..., Embedded], tmp_path: Path
) -> None:
    log, ring = postgres_server(), postgres_server()
    for server in (log, ring):
        server.start()
    settings = Settings(
        home=tmp_path,
        database_url=make_conninfo(host=str(log.run), dbname="tsunagi"),
        keyring_url=make_conninfo(host=str(ring.run), dbname="tsunagi_ring"),
    )
    admins = ("--admin", log.admin_conninfo(), "--keyring-admin", ring.admin_conninfo())

    first = tsunagi(settings, "migrate", *admins)
    again = tsunagi(settings, "migrate", *admins)
    as_owner = tsunagi(settings, "migrate")

    assert (first.returncode, again.returncode, as_owner.returncode) == (0, 0, 0), first.stderr
    assert {"log/0001_log", "ring/0001_ring"} <= set(first.stdout.splitlines())
    assert (again.stdout, as_owner.stdout) == ("", "")
    for server, name in ((log, "tsunagi"), (ring, "tsunagi_ring")):
        with psycopg.connect(server.admin_conninfo()) as conn:
            assert conn.execute(NAMES).fetchall() == [(name,)]
    databases = Databases.of(settings)
    with psycopg.connect(databases.conninfo("unwrap")) as conn:
        assert conn.execute("SELECT current_database()").fetchone() == ("tsunagi",)
    with psycopg.connect(databases.conninfo("unwrap", "ring")) as conn:
        assert conn.execute("SELECT current_database()").fetchone() == ("tsunagi_ring",)


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    nowhere = make_conninfo(host=str(tmp_path), dbname="tsunagi")
    settings = Settings(home=tmp_path, database_url=nowhere, keyring_url=nowhere)

    done = tsunagi(settings, "migrate", "--admin", nowhere)

    assert done.returncode == 1
    assert "データベースに接続できません" in done.stderr
    assert "Traceback" not in done.stderr
