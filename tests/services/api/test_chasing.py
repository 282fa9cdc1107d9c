"""Chasing (返事を求める) for programs: the next step, and an answer that was taken down (R43)."""

from typing import Any

import pytest

from services.web import dates
from services.worker import catch_up
from tests.services.api.client import Program, problem
from tests.services.sharing_town import Sharing, open_sharing
from tests.services.web.house import COUNSELLOR, LENDER, House

SAID: dict[str, Any] = {
    "declined": None,
    "channel": "phone",
    "said_on": dates.today().isoformat(),
    "read_back": True,
    "speaker": "貸付係 田中係長",
}


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    sharing = open_sharing(fresh_house.city)
    sharing.consent()
    sharing.propose()
    return sharing


def test_an_answer_is_taken_down_and_said_so(fresh_house: House, sharing: Sharing) -> None:
    program = Program(fresh_house, COUNSELLOR)
    at = f"cases/{sharing.case}/provisions"
    [row] = program.get(at).json()["rows"]
    seen = f'"{row["token"]}"'

    early = program.send(f"{at}/{row['alias']}/urging", {}, If_Match=seen)
    taken = program.send(f"{at}/{row['alias']}/answer", SAID, If_Match=seen)
    catch_up(fresh_house.system.databases)

    assert problem(early)[0] == 409
    assert taken.status_code == 201
    [after] = program.get(at).json()["rows"]
    assert (after["stage"], after["channel"]) == ("accepted", "phone")
    assert after["spoken"]["speaker"] == SAID["speaker"]


def test_neither_the_recipient_nor_an_unknown_alias_is_answered(
    fresh_house: House, sharing: Sharing
) -> None:
    """Promise 5: forbidden and absent are one."""
    program, lender = Program(fresh_house, COUNSELLOR), Program(fresh_house, LENDER)
    at = f"cases/{sharing.case}/provisions"
    [row] = program.get(at).json()["rows"]
    seen = f'"{row["token"]}"'

    theirs = lender.send(f"{at}/{row['alias']}/answer", SAID, If_Match=seen)
    unknown = program.send(f"{at}/{'a' * 26}/answer", SAID, If_Match=seen)

    assert (problem(theirs)[0], problem(unknown)[0]) == (404, 404)
