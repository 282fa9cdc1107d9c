"""ひとこと受付 and 所在を探る問い合わせ over the API, as on the pages."""

from typing import Any, Final
from uuid import uuid4

import pytest

from tests.city import TENANT
from tests.services.api.client import PROGRESS, SLIP, Program, problem
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, House

BRIEF: Final = {"route": "self_visit", "topic": "care", "answer": "介護保険の窓口を案内した。"}
INQUIRY: Final = {"asked": "髙橋みどりという人が来ていないか。", "number": "090-0000-1234"}


def noted(program: Program, **more: str) -> str:
    answer = program.send("briefs", {**BRIEF, **more})
    assert answer.status_code == 201
    return answer.json()["alias"]


def test_a_brief_is_noted_listed_and_ended(house: House) -> None:
    program = Program(house, COUNSELLOR)
    alias = noted(program)

    listed = {one["alias"]: one for one in program.get("briefs").json()}
    ended = program.send(f"briefs/{alias}/end", None)
    twice = program.send(f"briefs/{alias}/end", None)
    after = {one["alias"] for one in program.get("briefs").json()}

    assert (listed[alias]["words"], listed[alias]["topic"]) == (BRIEF["answer"], "care")
    assert (ended.status_code, problem(twice)) == (201, (409, "brief-not-open"))
    assert alias not in after


def test_a_brief_is_completed_by_a_slip_or_becomes_a_note(house: House) -> None:
    """R58."""
    program, case = Program(house, COUNSELLOR), ""
    first, second = noted(program), noted(program)

    taken = program.send("cases", {**SLIP, "brief": first})
    case = taken.json()["case"]
    progress = {**PROGRESS, "brief": second}
    written = program.send(f"cases/{case}/progress", progress, If_Match=program.etag(case))
    again = program.send("cases", {**SLIP, "brief": first})

    assert (taken.status_code, written.status_code) == (201, 201)
    assert problem(again) == (409, "brief-not-open")
    assert {first, second} & {one["alias"] for one in program.get("briefs").json()} == set()


@pytest.mark.parametrize(("path", "body"), [("briefs", BRIEF), ("inquiries", INQUIRY)])
def test_a_note_sent_twice_is_one(house: House, path: str, body: dict[str, str]) -> None:
    program, key = Program(house, COUNSELLOR), str(uuid4())
    before = len(program.get(path).json())

    answers = [program.send(path, body, Idempotency_Key=key) for _ in range(2)]
    other = program.send(path, {**body, "late_reason": "紙から"}, Idempotency_Key=key)

    assert answers[0].json()["alias"] == answers[1].json()["alias"]
    assert problem(other) == (422, "command-reused")
    assert len(program.get(path).json()) == before + 1


def test_an_inquiry_is_answered_the_same_whether_the_person_is_known_or_not(house: House) -> None:
    """Promise 5: nothing is looked up."""
    program = Program(house, COUNSELLOR)
    program.take()
    ledger, before = house.system.ledgers.of(TENANT), house.entries()

    known = program.send("inquiries", INQUIRY)
    unknown = program.send("inquiries", {**INQUIRY, "asked": "名無しの権兵衛が来ていないか。"})

    kinds = [entry.event.TOPIC for entry in ledger.entries(before, house.entries() - before)]
    assert {*known.json()} == {*unknown.json()}
    assert (known.status_code, unknown.status_code) == (201, 201)
    assert {kind for kind in kinds if kind.startswith("access.")} == set()
    assert program.get("inquiries").json()[0]["words"] == "名無しの権兵衛が来ていないか。"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("briefs", {**BRIEF, "answer": "1234 5678 9018"}, "answer"),
        ("inquiries", {**INQUIRY, "asked": "1234 5678 9018"}, "asked"),
        ("inquiries", {**INQUIRY, "number": "1" * 5000}, "number"),
    ],
)
def test_what_may_not_be_noted_is_refused_at_its_field(
    house: House, path: str, body: dict[str, str], field: str
) -> None:
    """R77."""
    refused = Program(house, COUNSELLOR).send(path, body)

    assert (problem(refused), refused.json()["field"]) == ((422, "form-incomplete"), field)


@pytest.mark.parametrize("login", [AUDITOR, LENDER])
def test_a_note_is_the_programmes_own(house: House, login: str) -> None:
    alias, other = noted(Program(house, COUNSELLOR)), Program(house, login)

    listed: Any = other.get("briefs")
    ended = other.send(f"briefs/{alias}/end", None)

    assert listed.status_code == 404 or listed.json() == []
    assert problem(ended) == (404, "not-shown")
