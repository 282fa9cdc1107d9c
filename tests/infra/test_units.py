"""The units of a real deployment: each process its own account, its own passwords, and no more."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import psycopg
import pytest

from services.db import Databases
from services.keys.root import FileRootKey
from services.migrate import LOG_ROLES
from services.settings import Settings

FOLDER = Path(__file__).parents[2] / "infra" / "systemd"
UNITS = ("tsunagi-migrate", "tsunagi-web", "tsunagi-worker")


def unit(name: str) -> dict[str, list[str]]:
    """Read a unit's settings; one that stands there several times has several values."""
    settings: defaultdict[str, list[str]] = defaultdict(list)
    for line in (FOLDER / f"{name}.service").read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            settings[key].append(value)
    return dict(settings)


def credentials(name: str) -> dict[str, str]:
    """Give what a process is handed: the name it sees, and where it is kept."""
    return dict(each.split(":", 1) for each in unit(name)["LoadCredential"])


@pytest.mark.pure
def test_each_process_has_an_account_of_its_own() -> None:
    accounts = [unit(name)["User"] for name in UNITS]

    assert accounts == [[name] for name in UNITS]
    declared = (FOLDER / "sysusers.conf").read_text()
    assert all(f"\nu {name} " in declared for name in UNITS)


@pytest.mark.pure
def test_the_worker_has_no_key_and_only_the_migrations_own_the_tables() -> None:
    assert credentials("tsunagi-worker").keys() == {"project"}
    assert credentials("tsunagi-migrate").keys() == {"migrate"}
    assert not credentials("tsunagi-web").keys() & {"migrate", "sign", "backup"}


@pytest.mark.pure
@pytest.mark.parametrize("name", UNITS)
def test_what_a_process_is_handed_is_a_roles_password_and_stands_where_it_looks(name: str) -> None:
    handed = credentials(name)

    assert handed.keys() <= set(LOG_ROLES)
    assert handed == {each: f"/etc/tsunagi/secrets/{each}" for each in handed}
    assert "TSUNAGI_SECRETS_DIR=%d" in unit(name)["Environment"]


@pytest.mark.pure
def test_only_the_pages_are_told_where_the_root_key_is() -> None:
    told = [
        name for name in UNITS if "TSUNAGI_ROOT_KEY_FILE=" in "".join(unit(name)["Environment"])
    ]

    assert told == ["tsunagi-web"]


@pytest.mark.pure
def test_every_setting_that_is_named_exists() -> None:
    lines = [
        *(line for name in UNITS for line in unit(name)["Environment"]),
        *(
            line
            for name in ("tsunagi.env", "operator.env")
            for line in (FOLDER / name).read_text().splitlines()
            if not line.startswith("#")
        ),
    ]

    named = {line.split("=", 1)[0] for line in lines}

    assert named <= {f"TSUNAGI_{field.upper()}" for field in Settings.model_fields}


@pytest.mark.pure
def test_all_processes_are_hardened_alike() -> None:
    def hardening(name: str) -> str:
        text = (FOLDER / f"{name}.service").read_text()
        return text[text.index("# The process: no privilege") : text.index("[Install]")]

    assert len({hardening(name) for name in UNITS}) == 1
    for setting in (
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "PrivateUsers=yes",
        "LimitCORE=0",
    ):
        assert f"\n{setting}\n" in hardening(UNITS[0])


@pytest.mark.parametrize("name", ["tsunagi-web", "tsunagi-worker"])
def test_a_process_runs_with_just_what_its_unit_hands_it(
    databases: Databases, tmp_path: Path, name: str
) -> None:
    for role in credentials(name):
        shutil.copy(databases.secrets_dir / role, tmp_path)
    FileRootKey.create(tmp_path / "root-key")
    port = free_port()

    settings = Settings(
        home=tmp_path,
        database_url=databases.log,
        keyring_url=databases.ring,
        secrets_dir=tmp_path,
        root_key_file=tmp_path / "root-key",
        web_port=port,
    )
    with (tmp_path / "stderr").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.cli", *unit(name)["ExecStart"][0].split()[1:]],
            env=settings.environment(),
            stderr=said,
        )

    while process.poll() is None and not works(databases, name, port):
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    # uvicorn ends by the signal it was sent, after it has shut down.
    assert process.wait(60) in (0, -signal.SIGTERM), (tmp_path / "stderr").read_text()
    assert "error" not in (tmp_path / "stderr").read_text().replace("uvicorn.error", "")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def works(databases: Databases, name: str, port: int) -> bool:
    """Tell whether the pages answer, or the worker listens."""
    if name == "tsunagi-web":
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", port)) == 0
    with psycopg.connect(databases.conninfo("project")) as conn:
        return conn.execute(LISTENING).fetchone() == (1,)


LISTENING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'tsunagi_project' AND query LIKE 'LISTEN%'
"""
