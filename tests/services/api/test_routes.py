"""API: the same commands and readings as on the pages, through the same gate."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from services.keys.root import FileRootKey
from services.main import build
from services.web import dates
from services.web.app import create_app
from tests.services.api.client import PROGRESS, SLIP, Program, problem
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, LENDER, House

CLOSING = {"reason": "handover", "closed_on": dates.today().isoformat(), "summary": "引き継いだ"}


def test_a_consultation_goes_from_the_slip_to_its_closing(house: House) -> None:
    program = Program(house, COUNSELLOR)

    taken = program.send("cases", SLIP)
    case = taken.json()["case"]
    program.send(f"cases/{case}/progress", PROGRESS, If_Match=program.etag(case))
    note = program.get(f"cases/{case}").json()["items"][0]["alias"]
    program.send(
        f"cases/{case}/records/{note}/progress-correction",
        {"method": "phone", "text": "つながらなかった。", "reason": "書き間違い"},
        If_Match=program.etag(case),
    )
    slip = program.get(f"cases/{case}").json()["items"][-1]["alias"]
    program.send(
        f"cases/{case}/records/{slip}/slip-correction",
        {"own_words": "一昨日から", "wishes": "", "reason": "聞き違い"},
        If_Match=program.etag(case),
    )
    closed = program.send(f"cases/{case}/closing", CLOSING, If_Match=program.etag(case))

    page = program.get(f"cases/{case}").json()
    assert (taken.status_code, closed.status_code) == (201, 201)
    assert taken.headers["location"] == f"/api/v1/cases/{case}"
    assert (page["closed"], page["person"]["name"], page["person"]["born"]) == (
        True,
        "髙橋 みどり",
        "1947-05-03",
    )
    assert {item["kind"]: item["texts"] for item in page["items"]} == {
        "case.closed": [["summary", "引き継いだ"]],
        "case.consultation-corrected": [
            ["own_words", "一昨日から"],
            ["wishes", ""],
            ["heard_of_words", ""],
            ["interpreter_words", ""],
            ["reason", "聞き違い"],
            ["teller", ""],
        ],
        "case.progress-corrected": [["text", "つながらなかった。"], ["reason", "書き間違い"]],
    }


def test_one_record_is_read_by_its_alias(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()
    item = program.get(f"cases/{case}").json()["items"][0]

    assert program.get(f"cases/{case}/records/{item['alias']}").json() == item


def test_lists_are_those_of_the_pages(fresh_house: House) -> None:
    program = Program(fresh_house, COUNSELLOR)
    case = program.take()

    work, listed = program.get("my-work").json(), program.get("cases?state=all&page=1").json()

    assert {field: work[field] for field in listed} == listed
    assert [row["alias"] for row in listed["rows"]] == [case]
    assert program.get("cases?state=closed").json()["total"] == 0


def test_a_search_needs_its_reason(house: House) -> None:
    """R76."""
    program = Program(house, COUNSELLOR)
    case = program.take()

    found = program.http.post("searches", json={"words": "髙橋 みどり", "reason": "再相談"})
    refused = program.http.post("searches", json={"words": "髙橋 みどり", "reason": ""})

    assert found.json()["more"] or case in {hit["case"] for hit in found.json()["hits"]}
    assert problem(refused) == (422, "form-incomplete")
    assert refused.json()["field"] == "reason"


def test_a_look_by_a_program_leaves_an_entry_each_time(house: House) -> None:
    """Promise 2."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    program.get(f"cases/{case}")  # The first look of all also makes the register's key.
    before = house.entries()

    program.get(f"cases/{case}")
    program.get(f"cases/{case}")

    assert house.entries() == before + 2


def test_the_auditor_reads_the_ledger_and_nobody_else_does(house: House) -> None:
    """R50."""
    case = Program(house, COUNSELLOR).take()

    ledger = Program(house, AUDITOR).get("access")

    assert ledger.status_code == 200
    assert "髙橋" not in ledger.text
    assert problem(Program(house, COUNSELLOR).get("access")) == (404, "not-shown")
    assert problem(Program(house, AUDITOR).get(f"cases/{case}")) == (404, "not-shown")


@pytest.mark.parametrize("path", ["cases/{case}", "cases/{case}/records/{record}"])
def test_what_one_may_not_see_is_answered_like_what_is_not_there(house: House, path: str) -> None:
    """Promise 5."""
    owner, stranger = Program(house, COUNSELLOR), Program(house, LENDER)
    case = owner.take()
    record = owner.get(f"cases/{case}").json()["items"][0]["alias"]

    hidden = stranger.get(path.format(case=case, record=record))
    unknown = [
        stranger.get(path.format(case=alias, record=alias))
        for alias in ("a" * 26, "A", "%2e%2e", "ケース")
    ]

    assert problem(hidden) == (404, "not-shown")
    assert {(answer.status_code, answer.content) for answer in unknown} == {(404, hidden.content)}


# Conditions of a write.


def test_the_same_key_with_the_same_body_is_one_case(house: House) -> None:
    """Promise 9."""
    program, key = Program(house, COUNSELLOR), str(uuid4())
    before = house.cases()

    answers = [program.send("cases", SLIP, Idempotency_Key=key) for _ in range(3)]

    assert len({answer.json()["case"] for answer in answers}) == 1
    assert house.cases() == before + 1


def test_the_same_key_with_another_body_is_refused(house: House) -> None:
    program, key = Program(house, COUNSELLOR), str(uuid4())
    program.send("cases", SLIP, Idempotency_Key=key)
    before = house.cases()

    answer = program.send("cases", {**SLIP, "own_words": "ほかの人の話"}, Idempotency_Key=key)

    assert problem(answer) == (422, "command-reused")
    assert house.cases() == before


@pytest.mark.parametrize("key", ["", "not-a-uuid"])
def test_a_write_without_a_key_is_refused(house: House, key: str) -> None:
    answer = Program(house, COUNSELLOR).send("cases", SLIP, Idempotency_Key=key)

    assert problem(answer) == (400, "idempotency-key-missing")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("progress", PROGRESS),
        ("closing", CLOSING),
        ("records/x/progress-correction", {**PROGRESS, "reason": "書き間違い"}),
        ("records/x/slip-correction", {"own_words": "", "wishes": "", "reason": "聞き違い"}),
    ],
)
def test_a_write_to_a_case_says_which_state_it_saw(
    house: House, path: str, body: dict[str, str]
) -> None:
    """RFC 6585."""
    program = Program(house, COUNSELLOR)

    answer = program.send(f"cases/{program.take()}/{path}", body)

    assert problem(answer) == (428, "if-match-missing")


@pytest.mark.parametrize("form", ['W/"{}"', "{}"])
def test_a_weakened_or_bare_state_is_the_same_state(house: House, form: str) -> None:
    """Proxies weaken tags when they compress."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    token = program.etag(case).strip('"')

    answer = program.send(f"cases/{case}/progress", PROGRESS, If_Match=form.format(token))

    assert answer.status_code == 201


def test_a_stale_save_is_told_what_came_and_the_state_to_save_against(house: House) -> None:
    mine, hers = Program(house, COUNSELLOR), Program(house, COLLEAGUE)
    case = mine.take()
    seen = mine.etag(case)
    hers.send(f"cases/{case}/progress", {**PROGRESS, "text": "窓口で会った。"}, If_Match=seen)

    stale = mine.send(f"cases/{case}/progress", PROGRESS, If_Match=seen)
    again = mine.send(f"cases/{case}/progress", PROGRESS, If_Match=stale.headers["etag"])

    assert problem(stale) == (412, "stale-save")
    assert [item["texts"] for item in stale.json()["changes"]] == [
        [["text", "窓口で会った。"], ["late_reason", ""]]
    ]
    assert again.status_code == 201


def test_a_broken_rule_of_a_case_is_a_conflict(house: House) -> None:
    program = Program(house, COUNSELLOR)
    case = program.take()
    program.send(f"cases/{case}/closing", CLOSING, If_Match=program.etag(case))

    answer = program.send(f"cases/{case}/progress", PROGRESS, If_Match=program.etag(case))

    assert problem(answer) == (409, "case-not-open")


# What is sent.


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"route": "by-boat"}, "route"),
        ({"topics": []}, "topics"),
        ({"topics": "no_food"}, "topics"),
        ({"topics": ["no_food", "nonsense"]}, "topics.1"),
        ({"born": "昭和22年5月3日"}, "born"),
        ({"born": "1947-05-03T00:00:00"}, "born"),
        ({"born": -714873600}, "born"),
        ({"name": 42}, "name"),
        ({"name": None}, "name"),
        ({"own_words": "\ud800"}, "own_words"),
        ({"surname": "髙橋"}, "surname"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field_and_not_repeated(
    house: House, changed: dict[str, Any], field: str
) -> None:
    program = Program(house, COUNSELLOR)
    before = house.cases()

    answer = program.send("cases", {**SLIP, **changed})

    assert problem(answer) == (422, "form-incomplete")
    assert answer.json()["field"] == field
    assert answer.json()["rule"]
    assert "髙橋" not in answer.text
    assert house.cases() == before


def test_a_missing_field_is_named(house: House) -> None:
    answer = Program(house, COUNSELLOR).send("cases", {})

    assert problem(answer) == (422, "form-incomplete")
    assert (answer.json()["field"], answer.json()["rule"]) == ("route", "missing")


def test_an_individual_number_is_refused(house: House) -> None:
    """R77."""
    answer = Program(house, COUNSELLOR).send("cases", {**SLIP, "own_words": "123456789018"})

    assert problem(answer) == (422, "form-incomplete")
    assert (answer.json()["field"], answer.json()["rule"]) == ("own_words", "R77")
    assert "個人番号" in answer.json()["detail"]
    assert "123456789018" not in answer.text


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[]", b'"x"', b"null"])
def test_what_is_no_json_object_is_refused(house: House, body: bytes) -> None:
    program = Program(house, COUNSELLOR)

    answer = program.http.post(
        "cases",
        content=body,
        headers={"Content-Type": "application/json", "Idempotency-Key": str(uuid4())},
    )

    assert problem(answer)[0] in {400, 422}


@pytest.mark.parametrize("query", ["page=0", "page=x", "state=nonsense"])
def test_a_list_is_asked_for_in_the_words_of_the_description(house: House, query: str) -> None:
    answer = Program(house, COUNSELLOR).get(f"cases?{query}")

    assert problem(answer) == (422, "form-incomplete")


def test_an_unknown_address_is_a_problem_too(house: House) -> None:
    program = Program(house, COUNSELLOR)

    assert problem(program.get("no-such-thing")) == (404, "not-shown")
    assert problem(program.http.put("cases", json={})) == (405, "method-not-allowed")


def test_what_nobody_expected_is_said_without_what_it_was(house: House, tmp_path: Path) -> None:
    without_passwords = replace(house.system.databases, secrets_dir=tmp_path)
    with build(without_passwords, FileRootKey.create(tmp_path / "root-key")) as broken:
        desk = replace(house.app.state.desk, sessions=broken.sessions)
        app = create_app(desk, secure_cookies=True)
        client = TestClient(app, base_url="https://localhost")

        with capture_logs() as logged:
            answer = client.get("/api/v1/cases", headers={"Authorization": "Bearer x"})

    assert problem(answer) == (500, "unexpected")
    assert str(tmp_path) not in answer.text
    assert [entry["event"] for entry in logged] == ["request failed", "request"]
