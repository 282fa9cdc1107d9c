"""
Contracts: who may import whom, and what the core may not call.

Each rule is kept here, and seen to be broken by a planted line in a copy: a guard that cannot fail
guards nothing.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
PACKAGES = ["events", "consent", "projections", "services"]
MADE_BY_TOOLS = shutil.ignore_patterns("__pycache__")

VIOLATIONS = [
    ("Dependencies point inwards", "events/values.py", "import consent"),
    ("Dependencies point inwards", "consent/gate.py", "import projections"),
    ("Dependencies point inwards", "projections/caseload.py", "import services.acting"),
    ("The core does no input or output", "events/base.py", "import time"),
    ("The core does no input or output", "events/case.py", "from pathlib import Path"),
    ("The core does no input or output", "events/key.py", "import random"),
    ("The core does no input or output", "consent/gate.py", "import psycopg"),
    ("Concepts meet by id, never by import", "events/case.py", "from events.person import Person"),
    ("Concepts meet by id, never by import", "events/base.py", "import events.catalogue"),
    ("Concepts meet by id, never by import", "events/stray.py", "STRAY = True"),
    ("The gate sits on the policy", "consent/stray.py", "STRAY = True"),
    ("Read models do not know each other", "projections/caseload.py", "import projections.people"),
    ("Read models render nothing and sign nothing", "projections/people.py", "import jinja2"),
    (
        "Only the ledger knows the eventsourcing library",
        "services/acting.py",
        "import eventsourcing",
    ),
    ("Only the keys and the audit know ciphers", "services/ledger/codec.py", "import cryptography"),
    (
        "Pages and API never touch the ledger, the keys or the database driver",
        "services/web/__init__.py",
        "import psycopg",
    ),
    (
        "Pages and API never touch the ledger, the keys or the database driver",
        "services/api/__init__.py",
        "from services.keys import ring",
    ),
]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Give a copy of the four packages and their settings, with the same tools beside it."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=MADE_BY_TOOLS)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def run(tool: str, *arguments: str, at: Path) -> str:
    """Run a tool of the environment and return what it says; a finding is no failure here."""
    command = [str(TOOLS / tool), *arguments]
    done = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def verdicts(at: Path) -> dict[str, str]:
    """Return what import-linter says of each contract: KEPT or BROKEN."""
    lines = run("lint-imports", "--no-cache", "--no-logo", at=at).splitlines()
    ruled = (line.rpartition(" ") for line in lines)
    return {name: verdict for name, _, verdict in ruled if verdict in {"KEPT", "BROKEN"}}


def contracts() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def plant(at: Path, path: str, line: str) -> None:
    file = at / path
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")


# Imports.


def test_every_contract_is_kept() -> None:
    assert verdicts(ROOT) == dict.fromkeys(contracts(), "KEPT")


def test_every_contract_has_been_seen_to_break() -> None:
    assert {name for name, _, _ in VIOLATIONS} == contracts()


@pytest.mark.parametrize(("name", "path", "line"), VIOLATIONS)
def test_a_planted_line_breaks_its_contract_and_no_other(
    copied: Path, name: str, path: str, line: str
) -> None:
    plant(copied, path, line)

    assert verdicts(copied) == {**dict.fromkeys(contracts(), "KEPT"), name: "BROKEN"}


# Calls.

BANNED = {
    "clock": "import datetime\nNOW = datetime.datetime.now(datetime.UTC)",
    "clock_by_name": "from datetime import UTC, datetime\nNOW = datetime.now(UTC)",
    "clock_by_alias": "from datetime import UTC, datetime as instant\nNOW = instant.now(UTC)",
    "id": "import uuid\nRANDOM = uuid.uuid4()",
    "id_by_name": "from uuid import uuid4\nRANDOM = uuid4()",
    "id_by_alias": "import uuid as ids\nRANDOM = ids.uuid4()",
    "environment": "import os\nHOME = os.environ",
    "environment_by_name": "from os import environ\nHOME = environ",
    "variable": "import os\nHOME = os.getenv('HOME')",
    "variable_by_name": "from os import getenv\nHOME = getenv('HOME')",
}


def banned_in(package: str, *, at: Path) -> set[str]:
    """Plant one module a form, and return those in which ruff finds a banned call."""
    for name, code in BANNED.items():
        (at / package / f"{name}.py").write_text(f'"""Planted."""\n\n{code}\n', encoding="utf-8")
    report = run("ruff", "check", "--no-cache", "--output-format=json", package, at=at)
    return {
        Path(found["filename"]).stem for found in json.loads(report) if found["code"] == "TID251"
    }


@pytest.mark.parametrize("package", ["events", "consent", "projections"])
def test_clock_ids_and_environment_are_banned_whatever_way_they_are_imported(
    copied: Path, package: str
) -> None:
    assert banned_in(package, at=copied) == set(BANNED)


def test_only_services_read_the_clock_and_draw_ids(copied: Path) -> None:
    assert banned_in("services", at=copied) == set()


# Queries.

QUERIES = '''"""Planted."""

from typing import LiteralString

import psycopg

BY_NAME: LiteralString = "SELECT 1 FROM view.person WHERE name = %(name)s"


def find(conn: psycopg.Connection, name: str) -> None:
    conn.execute(BY_NAME, {"name": name})
    conn.execute(f"SELECT 1 FROM view.person WHERE name = '{name}'")
'''


def test_a_query_made_with_an_f_string_is_a_type_error_and_a_literal_is_none(copied: Path) -> None:
    (copied / "projections" / "planted.py").write_text(QUERIES, encoding="utf-8")

    found = json.loads(run("basedpyright", "--outputjson", "projections/planted.py", at=copied))

    lines = {error["range"]["start"]["line"] for error in found["generalDiagnostics"]}
    assert lines == {len(QUERIES.splitlines()) - 1}
