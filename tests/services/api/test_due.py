"""API of what is due: わたしの仕事, やること and 訪問 (R57, R61)."""

from typing import Any

import pytest

from services.web import dates
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, House

TODAY = dates.today().isoformat()
TASK: dict[str, Any] = {"text": "貸付の書類を届ける。", "due": TODAY}
VISIT: dict[str, Any] = {"due": TODAY, "absence_note": "none", "text": "様子を見る。"}


@pytest.fixture
def program(house: House) -> Program:
    return Program(house, COUNSELLOR)


def write(program: Program, case: str, address: str, body: dict[str, Any]) -> Any:
    return program.send(f"cases/{case}/{address}", body, If_Match=program.etag(case))


def due(program: Program, case: str, sheet: str) -> list[dict[str, Any]]:
    return program.get(f"cases/{case}/{sheet}").json()["deadlines"]


def test_a_task_is_given_put_off_and_done(program: Program) -> None:
    """R61."""
    case = program.take()

    given = write(program, case, "tasks", TASK)
    first = due(program, case, "tasks")
    work = program.get("my-work").json()
    off = {**TASK, "waiting_for": "agency", "reason": "返事がない"}
    put_off = write(program, case, f"tasks/{first[0]['record']}/postponement", off)
    second = due(program, case, "tasks")
    done = write(program, case, f"tasks/{second[0]['record']}/completion", {"text": "届いた"})

    assert [answer.status_code for answer in (given, put_off, done)] == [201, 201, 201]
    assert [(row["text"], row["due"], row["mine"]) for row in first] == [
        (TASK["text"], TODAY, True)
    ]
    assert case in {row["case"] for row in work["today"]}
    assert [row["waiting_for"] for row in second] == ["agency"]
    assert due(program, case, "tasks") == []


def test_a_task_is_given_to_a_colleague_of_the_programme_only(program: Program) -> None:
    case = program.take()
    there = program.get("colleagues").json()
    suzuki = next(one["alias"] for one in there if one["name"] == "鈴木 健")

    given = write(program, case, "tasks", {**TASK, "assignee": suzuki})
    nobody = write(program, case, "tasks", {**TASK, "assignee": case})

    assert given.status_code == 201
    assert [row["responsible"] for row in due(program, case, "tasks")] == ["鈴木 健"]
    assert nobody.status_code == 422
    assert "田中 豊" not in {one["name"] for one in there}


def test_a_task_dropped_twice_is_refused(program: Program) -> None:
    case = program.take()
    write(program, case, "tasks", TASK)
    record = due(program, case, "tasks")[0]["record"]

    first, again = (
        write(program, case, f"tasks/{record}/dropping", {"reason": "不要"}) for _ in range(2)
    )

    assert first.status_code == 201
    assert problem(again) == (409, "task-not-standing")


def test_a_visit_is_planned_started_and_ended(program: Program) -> None:
    """R57."""
    case = program.take()
    me = program.get("colleagues").json()[0]["alias"]

    write(program, case, "visits", {**VISIT, "assignee": me})
    planned = due(program, case, "visits")[0]["record"]
    back_at = f"{TODAY}T00:00:01+09:00"
    write(program, case, f"visits/{planned}/start", {"back_at": back_at})
    out = due(program, case, "visits")[0]["record"]
    alarms = program.get("my-work").json()["alarms"]
    body = {"outcome": "met", "absence_note": "none"}
    back = write(program, case, f"visits/{out}/return", body)

    assert case in {row["case"] for row in alarms}
    assert back.status_code == 201
    assert due(program, case, "visits") == []


def test_a_visit_is_cancelled(program: Program) -> None:
    case = program.take()
    me = program.get("colleagues").json()[0]["alias"]
    write(program, case, "visits", {**VISIT, "assignee": me})
    record = due(program, case, "visits")[0]["record"]

    answer = write(program, case, f"visits/{record}/cancellation", {"reason": "入院"})

    assert answer.status_code == 201
    assert due(program, case, "visits") == []


@pytest.mark.parametrize("sheet", ["tasks", "visits"])
def test_another_programme_finds_nothing(house: House, program: Program, sheet: str) -> None:
    """Promise 5."""
    case = program.take()

    assert problem(Program(house, LENDER).get(f"cases/{case}/{sheet}")) == (404, "not-shown")
