"""
Doors: facts leave by one door only, and the core touches nothing.

Each finder runs over our own source and finds nothing, and over planted lines and finds each.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doors import (
    cleared_outside_the_gate,
    environment_read_outside_the_settings,
    modules,
    opened_outside_the_keys,
    readers_of_recorded,
    world_in_the_core,
)

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]
GATE = "from consent.gate import Cleared\n"


def planted(root: Path, path: str, text: str) -> Path:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "find",
    [
        cleared_outside_the_gate,
        readers_of_recorded,
        opened_outside_the_keys,
        environment_read_outside_the_settings,
        world_in_the_core,
    ],
)
def test_our_own_source_has_no_second_door(find: Callable[[Path], list[str]]) -> None:
    """Promises 3 and 8; R33."""
    assert find(ROOT) == []


def test_the_finders_look_at_every_module_of_the_four_packages() -> None:
    seen = {module.path for module in modules(ROOT)}

    assert {"events/case.py", "consent/gate.py", "projections/people.py", "services/cli.py"} <= seen


# Cleared (promise 3).


@pytest.mark.parametrize(
    "line",
    [
        "shown = Cleared(item)",
        "shown = Cleared[str](item)",
        "shown = Cleared.__new__(Cleared)",
        "shown = object.__new__(Cleared)",
        "shown = list(map(Cleared, items))",
        "Shown = Cleared",
        "class Shown(Cleared): pass",
        "shown = cast('Cleared[str]', item)",
        "shown = cast(Cleared, item)",
        "shown = replace(cleared, content=item)",
        "shown = dataclasses.replace(cleared, content=item)",
        "shown = copy.replace(cleared, content=item)",
        "object.__setattr__(cleared, 'content', item)",
        "shown.__class__ = kind",
    ],
)
def test_a_cleared_made_or_altered_outside_the_gate_is_seen(tmp_path: Path, line: str) -> None:
    head = "import copy, dataclasses\nfrom dataclasses import replace\nfrom typing import cast\n"
    root = planted(tmp_path, "projections/people.py", f"{head}{GATE}{line}\n")

    assert {found.partition(" ")[0] for found in cleared_outside_the_gate(root)} == {
        "projections/people.py:5"
    }


@pytest.mark.parametrize(
    "text",
    [
        "import consent.gate\nshown = consent.gate.Cleared(item)\n",
        "import consent.gate as g\nshown = g.Cleared(item)\n",
        "from consent import gate\nshown = gate.Cleared(item)\n",
        "from consent.gate import Cleared as C\nshown = C(item)\n",
        "from services.reading import Cleared\nshown = Cleared(item)\n",
    ],
)
def test_a_cleared_is_seen_under_whatever_name_it_was_imported(tmp_path: Path, text: str) -> None:
    root = planted(tmp_path, "services/web/desk.py", text)

    assert cleared_outside_the_gate(root) == ["services/web/desk.py:2 Cleared as a value"]


def test_the_gate_makes_cleared_and_others_take_it(tmp_path: Path) -> None:
    planted(tmp_path, "consent/gate.py", "class Cleared: ...\nshown = Cleared()\n")
    root = planted(
        tmp_path,
        "services/reading.py",
        f"{GATE}from typing import TypeAlias\nPage: TypeAlias = tuple[Cleared, ...]\n"
        "def show(items: list[Cleared], last: 'Cleared') -> Cleared:\n"
        "    first: Cleared = items[0]\n"
        "    assert isinstance(first, Cleared)\n"
        "    match last:\n"
        "        case Cleared(): return first\n"
        "    return last\n",
    )

    assert cleared_outside_the_gate(root) == []


# Facts of the log.


@pytest.mark.parametrize(
    "reader",
    [
        "def cases(conn, facts: list[Recorded]): ...",
        "def cases(conn) -> tuple[Recorded, ...]: ...",
        "def cases(conn, *, fact: 'Recorded'): ...",
        "def cases(conn, fact: Fact): ...",
        "class Cases:\n    def rows(self) -> 'list[Recorded]': ...",
    ],
)
def test_a_reader_of_a_read_model_that_handles_facts_of_the_log_is_seen(
    tmp_path: Path, reader: str
) -> None:
    line = reader.count("\n") + 1
    name = "rows" if line == 2 else "cases"
    root = planted(tmp_path, "projections/caseload.py", f"{reader}\n")

    assert readers_of_recorded(root) == [f"projections/caseload.py:{line} {name}"]


def test_pages_and_api_that_import_facts_of_the_log_are_seen(tmp_path: Path) -> None:
    planted(tmp_path, "services/api/cases.py", "from events.base import Recorded\n")
    planted(tmp_path, "services/api/people.py", "from projections.fact import Fact\n")
    root = planted(tmp_path, "services/web/desk.py", "import events.base\n")

    assert readers_of_recorded(root) == [
        "services/api/cases.py:1 events.base.Recorded",
        "services/api/people.py:1 projections.fact.Fact",
        "services/web/desk.py:1 events.base",
    ]


def test_applying_an_event_to_a_read_model_takes_the_fact(tmp_path: Path) -> None:
    root = planted(
        tmp_path,
        "projections/caseload.py",
        "def apply(conn, fact: Fact): ...\ndef _opened(conn, fact: Fact): ...\n",
    )

    assert readers_of_recorded(root) == []


# Keys (promise 8).


@pytest.mark.parametrize(
    "line",
    [
        "from cryptography.hazmat.primitives.ciphers.aead import AESGCM",
        "from cryptography.hazmat.primitives.ciphers import Cipher",
        "from cryptography.hazmat.primitives.keywrap import aes_key_unwrap",
        "from cryptography.fernet import Fernet",
        "import cryptography.hazmat.primitives.ciphers.aead",
        "plain = cipher.decrypt(nonce, sealed, b'')",
        "plain = cipher.decryptor().update(sealed)",
        "from services.keys.cipher import unseal",
        "plain = cipher.unseal(sealed, key, place)",
        "from services.keys.opening import Opener",
    ],
)
def test_decryption_outside_the_keys_is_seen(tmp_path: Path, line: str) -> None:
    planted(tmp_path, "services/keys/cipher.py", f"{line}\n")
    root = planted(tmp_path, "services/audit/export.py", f"{line}\n")

    assert {found.partition(" ")[0] for found in opened_outside_the_keys(root)} == {
        "services/audit/export.py:1"
    }


@pytest.mark.parametrize(
    "path", ["services/showing.py", "services/disclosing.py", "services/main.py"]
)
def test_showing_and_the_composition_root_hold_the_opener(tmp_path: Path, path: str) -> None:
    root = planted(tmp_path, path, "from services.keys.opening import Opener, Receipt\n")

    assert opened_outside_the_keys(root) == []


# Environment.


@pytest.mark.parametrize(
    "line",
    [
        "import os; home = os.environ['HOME']",
        "import os as system; home = system.environ",
        "import os; home = os.getenv('HOME')",
        "from os import environ",
        "from os import getenv as read",
    ],
)
def test_reading_the_environment_outside_the_settings_is_seen(tmp_path: Path, line: str) -> None:
    planted(tmp_path, "services/settings.py", f"{line}\n")
    root = planted(tmp_path, "services/embedded.py", f"{line}\n")

    assert {f.partition(" ")[0] for f in environment_read_outside_the_settings(root)} == {
        "services/embedded.py:1"
    }


# Core.


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("import asyncio", "asyncio"),
        ("from urllib.request import urlopen", "urllib.request.urlopen"),
        ("import services.db", "services.db"),
        ("import pydantic", "pydantic"),
        ("words = open('words.txt')", "open"),
        ("eval('1')", "eval"),
    ],
)
@pytest.mark.parametrize("package", ["events", "consent"])
def test_the_world_in_the_core_is_seen(tmp_path: Path, package: str, line: str, what: str) -> None:
    root = planted(tmp_path, f"{package}/case.py", f"from dataclasses import field\n{line}\n")

    assert world_in_the_core(root) == [f"{package}/case.py:2 {what}"]
