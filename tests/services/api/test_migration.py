"""移行 over the API: totals from before, the old list's end, numbers on paper (R64, R71)."""

from typing import Any, Final
from uuid import uuid4

import pytest

from services.web import dates
from tests.services.api.client import SLIP, Program, problem
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, House

TOTALS: Final[dict[str, Any]] = {
    "month": "2024-08",
    "source": "national_report",
    "counts": [{"figure": "new_consultations", "count": 21}, {"figure": "referred", "count": 4}],
}


def write(program: Program, path: str, body: dict[str, Any], **more: str) -> Any:
    seen = program.get("migration").headers["etag"]
    return program.send(f"migration/{path}", body, **{"If_Match": seen, **more})


def test_totals_are_written_and_put_right(fresh_house: House) -> None:
    program = Program(fresh_house, COUNSELLOR)

    written = write(program, "totals", TOTALS)
    (row,) = program.get("migration").json()["months"]
    twice = write(program, "totals", TOTALS)
    right = {**TOTALS, "counts": [{"figure": "new_consultations", "count": 22}]}
    corrected = write(program, f"totals/{row['alias']}/correction", right)
    (after,) = program.get("migration").json()["months"]

    assert (written.status_code, corrected.status_code) == (201, 201)
    assert (row["alias"], row["month"], row["counts"]) == (
        written.json()["record"],
        "2024-08-01",
        TOTALS["counts"],
    )
    assert problem(twice) == (409, "month-totalled-already")
    assert (after["counts"], after["corrected"]) == (right["counts"], True)


def test_the_old_list_ends_on_a_day(fresh_house: House) -> None:
    program = Program(fresh_house, COUNSELLOR)

    ended = write(program, "old-list", {"last_day": "2026-03-31"})

    assert ended.status_code == 201
    assert program.get("migration").json()["last_day"] == "2026-03-31"


def test_a_save_that_saw_another_state_is_stale_and_one_sent_twice_is_one(
    fresh_house: House,
) -> None:
    program, key = Program(fresh_house, COUNSELLOR), str(uuid4())
    seen = program.get("migration").headers["etag"]

    answers = [
        program.send("migration/totals", TOTALS, If_Match=seen, Idempotency_Key=key)
        for _ in range(2)
    ]
    stale = program.send("migration/old-list", {"last_day": "2026-03-31"}, If_Match=seen)

    assert answers[0].json()["record"] == answers[1].json()["record"]
    assert problem(stale) == (412, "stale-save")
    assert len(program.get("migration").json()["months"]) == 1


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({**TOTALS, "month": "2024-13"}, "form-incomplete"),
        ({**TOTALS, "month": "2099-01"}, "month-not-over"),
        ({**TOTALS, "counts": []}, "nothing-counted"),
        ({**TOTALS, "counts": [{"figure": "referred", "count": -1}]}, "count-impossible"),
    ],
)
def test_impossible_totals_are_refused(house: House, body: dict[str, Any], name: str) -> None:
    """R64."""
    assert problem(write(Program(house, COUNSELLOR), "totals", body))[1] == name


def test_numbers_on_paper_are_compared_with_the_slips_of_some_days(fresh_house: House) -> None:
    program, today = Program(fresh_house, COUNSELLOR), dates.today().isoformat()
    case = program.send("cases", {**SLIP, "paper_number": "令8-12"}).json()["case"]
    other = program.take()
    sent = {"first": today, "last": today, "numbers": ["令８－１２", "令8-99"]}

    found = program.send("migration/slips", sent).json()
    refused = program.send("migration/slips", {**sent, "last": "2020-01-01"})
    number = program.get(f"cases/{case}/paper-number")

    assert (found["matched"], found["only_on_paper"]) == (1, ["令8-99"])
    assert [row["alias"] for row in found["unnumbered"]] == [other]
    assert problem(refused) == (422, "form-incomplete")
    assert number.json()["items"][0]["texts"] == [["number", "令8-12"]]


def test_a_number_on_paper_is_written_and_put_right(house: House) -> None:
    """R71."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    for number in ("A-1", "A-2"):
        seen = program.get(f"cases/{case}/paper-number").headers["etag"]
        sent = program.send(f"cases/{case}/paper-number", {"number": number}, If_Match=seen)
        assert sent.status_code == 201

    items = program.get(f"cases/{case}/paper-number").json()["items"]

    assert items[0]["texts"] == [["number", "A-2"]]


@pytest.mark.parametrize("login", [AUDITOR, LENDER])
def test_the_time_before_is_the_programmes_own(fresh_house: House, login: str) -> None:
    program, other = Program(fresh_house, COUNSELLOR), Program(fresh_house, login)
    write(program, "totals", TOTALS)
    seen = program.get("migration").headers["etag"]

    looked = other.get("migration")
    written = other.send("migration/totals", {**TOTALS, "month": "2024-07"}, If_Match=seen)

    assert looked.status_code == 404 or looked.json()["months"] == []
    assert problem(written) == (404, "not-shown")
