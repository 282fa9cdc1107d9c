"""攻撃: what a program that means harm sends to the API, and what comes of it."""

import pytest

from services.web.brake import MOST
from tests.services.api.client import Program, problem
from tests.services.web.house import AUDITOR, LENDER, TWO_HATS, House


@pytest.mark.parametrize(
    "sent",
    [
        r'{"login": "sa\u0000to", "password": "x"}',
        r'{"login": "sato", "password": "x\u0000"}',
        r'{"login": "\ud800", "password": "x"}',
        r'{"login": "sato", "password": "\udfff"}',
    ],
)
def test_what_nobody_can_be_called_is_refused_like_any_other_name(house: House, sent: str) -> None:
    answer = house.client().post(
        "/api/v1/session", content=sent, headers={"Content-Type": "application/json"}
    )

    assert problem(answer) == (401, "login-refused")


@pytest.mark.parametrize("asked", ["x" * 65, "x" * 40_000, "髙橋", ""])
def test_the_ledger_is_narrowed_by_an_alias_and_keeps_nothing_else(
    house: House, asked: str
) -> None:
    """What is asked for stands in the entry of its refusal."""
    program = Program(house, AUDITOR)
    before = house.entries()

    answer = program.http.get("access", params={"case": asked})

    assert problem(answer) == (422, "form-incomplete")
    assert house.entries() == before


def test_who_is_refused_again_and_again_is_not_looked_at_for_a_while(house: House) -> None:
    case, program = house.take(), Program(house.within_a_minute(), LENDER)
    refused = [program.get(f"cases/{case}").status_code for _ in range(MOST)]
    before = house.entries()

    answer = program.get(f"cases/{case}")

    assert refused == [404] * MOST
    assert problem(answer) == (429, "too-many-refused")
    assert answer.headers["retry-after"] == "60"
    assert house.entries() == before


def test_who_has_not_chosen_a_standing_is_shown_nothing(house: House) -> None:
    program = Program(house, TWO_HATS)
    before = house.entries()

    answer = program.get("cases")

    assert problem(answer) == (409, "stand-needed")
    assert house.entries() == before
