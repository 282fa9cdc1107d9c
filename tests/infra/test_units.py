"""The units of a real deployment: each process its own account, its own passwords, and no more."""

from collections import defaultdict
from pathlib import Path

import pytest

from services.migrate import LOG_ROLES
from services.settings import Settings

pytestmark = pytest.mark.pure

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


def test_each_process_has_an_account_of_its_own() -> None:
    accounts = [unit(name)["User"] for name in UNITS]

    assert accounts == [[name] for name in UNITS]
    declared = (FOLDER / "sysusers.conf").read_text()
    assert all(f"\nu {name} " in declared for name in UNITS)


def test_the_worker_has_no_key_and_only_the_migrations_own_the_tables() -> None:
    assert credentials("tsunagi-worker").keys() == {"project"}
    assert credentials("tsunagi-migrate").keys() == {"migrate"}
    assert not credentials("tsunagi-web").keys() & {
        "migrate",
        "project",
        "destroy",
        "sign",
        "backup",
    }


@pytest.mark.parametrize("name", UNITS)
def test_what_a_process_is_handed_is_a_role_or_the_root_key_and_stands_where_it_looks(
    name: str,
) -> None:
    handed = credentials(name)

    assert handed.keys() <= {*LOG_ROLES, "root-key"}
    assert handed == {each: f"/etc/tsunagi/secrets/{each}" for each in handed}
    assert "TSUNAGI_SECRETS_DIR=%d" in unit(name)["Environment"]
    assert ("TSUNAGI_ROOT_KEY_FILE=%d/root-key" in unit(name)["Environment"]) is (
        "root-key" in handed
    )


def test_every_setting_that_is_named_exists() -> None:
    lines = [
        *(line for name in UNITS for line in unit(name)["Environment"]),
        *(line for line in (FOLDER / "tsunagi.env").read_text().splitlines() if line[:1] != "#"),
    ]

    named = {line.split("=", 1)[0] for line in lines}

    assert named <= {f"TSUNAGI_{field.upper()}" for field in Settings.model_fields}


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
