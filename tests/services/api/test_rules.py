"""Rules that hold for programs whatever order they write in (R58, R61, R62, R74)."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.web import dates
from tests.services.api.client import SLIP, Program, problem
from tests.services.api.test_plan import CLOSING, PLAN, TODAY, newest, send
from tests.services.web.house import COUNSELLOR, House

TOMORROW = (dates.today() + timedelta(days=1)).isoformat()
LONG_AGO = date(1990, 1, 1).isoformat()
HANDOVER: dict[str, Any] = {
    "made_on": TODAY,
    "receiver": "city_division",
    "receiver_name": "さくら市健康課",
    "accompanied": False,
    "aim": "健診の申し込み。",
    "due": TOMORROW,
}


def due(program: Program, case: str) -> list[str]:
    """Return what a case waits for, by kind."""
    return [one["kind"] for one in program.get(f"cases/{case}").json()["deadlines"]]


def test_r62_support_that_began_is_evaluated_before_the_closing(house: House) -> None:
    """R60, R62: also before the meeting has approved the plan."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    send(program, case, "plan/draft", PLAN)
    plan = newest(program, case, "plan", "plan.drafted")
    agreed = {"agreed_on": TODAY, "how": "signature"}
    send(program, case, f"plan/{plan}/agreement", agreed)
    assert send(program, case, f"plan/{plan}/start", {"started_on": TODAY}).status_code == 201

    refused = send(program, case, "closing", CLOSING)

    assert problem(refused) == (409, "evaluation-missing")


def test_r58_an_unconfirmed_hand_over_stays_on_the_list_after_the_closing(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()
    send(program, case, "handovers", HANDOVER)
    made = newest(program, case, "handovers", "handover.made")

    closed = send(program, case, "closing", CLOSING)
    waiting = due(program, case)
    confirmed = send(
        program,
        case,
        f"handovers/{made}/confirmation",
        {"confirmed_on": TODAY, "confirmed_by": "健康課 相原さん"},
    )

    assert (closed.status_code, waiting) == (201, ["handover.made"])
    assert (confirmed.status_code, due(program, case)) == (201, [])


def test_r58_a_corrected_slip_is_not_due_once_it_was_decided_where_it_goes(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()
    items = program.get(f"cases/{case}").json()["items"]
    slip = items[0]["alias"]
    decided = {"decided_on": TODAY, "result": "information_only", "text": ""}
    assert send(program, case, f"records/{slip}/screening", decided).status_code == 201

    corrected = send(
        program,
        case,
        f"records/{slip}/slip-correction",
        {"own_words": "三日前から食べていない。", "wishes": "", "reason": "聞き違い"},
    )

    assert (corrected.status_code, due(program, case)) == (201, [])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("handovers", {**HANDOVER, "made_on": LONG_AGO}),
        ("plan/draft", {**PLAN, "target": LONG_AGO}),
    ],
)
def test_r74_nothing_is_done_in_a_case_before_its_consultation(
    house: House, path: str, body: dict[str, Any]
) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()

    refused = send(program, case, path, body)

    assert refused.status_code == 422
    assert problem(refused)[1] in {"before-the-case", "target-before-the-case"}


def test_r74_a_day_of_long_ago_comes_with_its_reason(house: House) -> None:
    program = Program(house, COUNSELLOR)
    today = dates.today()
    old, late = (today - timedelta(20)).isoformat(), (today - timedelta(8)).isoformat()
    slip = {**SLIP, "happened_on": old, "late_reason": "紙の記録から"}
    case = program.send("cases", slip).json()["case"]
    relief = {"given_on": late, "kind": "food", "text": "食料3日分。"}

    refused = send(program, case, "relief", relief)
    done = send(program, case, "relief", {**relief, "late_reason": "紙の記録から"})

    assert problem(refused) == (422, "backdated-without-reason")
    assert done.status_code == 201
    newest_one = program.get(f"cases/{case}/relief").json()["items"][0]
    assert newest_one["alias"] == done.json()["record"]
