"""
Promise 2: whatever is shown was named first in one committed entry; refusals leave one too.

Own programme only, as the first gate rules; other programmes come with consent.
"""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.db import Databases
from services.refusals import NotShown
from tests.city import TENANT, city, consultation
from tests.promises import census
from tests.promises.desk import (
    SHOWN,
    Desk,
    Look,
    access_ledger,
    case_list,
    case_page,
    correction_form,
    save,
    search,
)


def named(log: census.Log, entry: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the kinds and parts that an entry names, after seeing that each is really there."""
    found: list[tuple[str, int]] = []
    for item in entry["data"]["items"]:
        seq: int = item["seq"]
        line = log.lines[seq]
        assert line["id"] == item["event_id"]
        assert item["part"] < len(line["parts"])
        found.append((line["type"], item["part"]))
    return found


@pytest.mark.parametrize("look", SHOWN, ids=lambda look: look.__name__)
def test_a_look_leaves_one_entry_that_names_exactly_what_is_shown(desk: Desk, look: Look) -> None:
    kind, surface, parts = SHOWN[look]
    me, before = desk.town.worker, len(desk.log().lines)

    look(desk, me)

    log = desk.log()
    (entry,) = log.since(before)
    assert (entry["type"], entry["data"].get("surface", "")) == (kind, surface)
    assert sorted(named(log, entry)) == sorted(parts)
    assert entry["actor"] == {
        "programme": str(me.programme),
        "staff": str(me.staff),
        "role": me.role,
        "context": me.context,
        "session": str(me.session),
        "aal": 1,
    }
    assert (entry["purpose"], entry["basis"]) == ("SERVICE", "within_purpose")


def test_a_command_that_shows_nothing_leaves_no_reading(
    databases: Databases, tmp_path: Path
) -> None:
    command_id = uuid4()
    with city(databases, tmp_path, working=False) as town:
        town.system.commands.receive_consultation(town.worker, command_id, consultation())

    log = census.read(databases, TENANT)
    made = ["person.registered", "case.consultation-received"]
    assert log.of_command(command_id) == made
    assert [line["type"] for line in log.lines if line["type"].startswith("access.")] == []


def test_who_inspects_the_access_ledger_leaves_an_entry_as_well(desk: Desk) -> None:
    before = len(desk.log().lines)

    page = desk.town.system.reading.access_page(desk.town.auditor, page=1, case=None)

    (entry,) = desk.log().since(before)
    assert entry["type"] == "access.ledger-inspected"
    assert entry["data"]["seqs"] == [row.seq for row in page.rows]
    assert entry["actor"]["staff"] == str(desk.town.auditor.staff)


REFUSED: dict[str, tuple[Look, str, str, str]] = {
    "a case of another programme": (case_page, "tanaka", "case_page", "NOT_FOUND"),
    "a record of another programme": (correction_form, "tanaka", "correction_form", "NOT_FOUND"),
    "saving in another programme": (save, "tanaka", "saving", "NOT_FOUND"),
    "an auditor at a case": (case_page, "kansa", "case_page", "NOT_CASEWORK"),
    "an auditor at a list": (case_list, "kansa", "case_list", "NOT_CASEWORK"),
    "an auditor who searches": (search, "kansa", "search", "NOT_CASEWORK"),
    "an auditor who saves": (save, "kansa", "saving", "NOT_CASEWORK"),
    "a counsellor who inspects": (access_ledger, "sato", "access_ledger", "NOT_AN_INSPECTOR"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_look_leaves_an_entry_without_a_copy_of_anything(desk: Desk, what: str) -> None:
    """R37: the failing rule in the clear; what was asked for is sealed."""
    look, login, surface, rule = REFUSED[what]
    acting = desk.town.log_in(login)
    before, opened = len(desk.log().lines), desk.receipts()

    with pytest.raises(NotShown):
        look(desk, acting)

    (entry,) = desk.log().since(before)
    assert entry["type"] == "access.reading-refused"
    assert entry["data"] == {
        "register": str(acting.programme),
        "surface": surface,
        "rule": rule,
    }
    assert (entry["actor"]["staff"], entry["basis"]) == (str(acting.staff), "none")
    assert [part["cat"] for part in entry["parts"]] == ["RECORD"]
    assert desk.case not in str(entry)
    assert desk.receipts() == opened
