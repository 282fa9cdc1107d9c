"""API: 連絡票と支援経過の入替え, 同じ方の確認, 書き分け, as on the pages."""

from typing import Any

import pytest

from tests.services.api.client import PROGRESS, SLIP, Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, House
from tests.services.web.test_passages import with_son

AS_PROGRESS = {"method": "phone", "text": "支援中の方からの電話。", "reason": "支援中だった"}
AS_SLIP = {k: v for k, v in SLIP.items() if k not in {"name", "born"}} | {"reason": "別の相談"}


@pytest.fixture
def program(house: House) -> Program:
    return Program(house, COUNSELLOR)


def items(program: Program, case: str) -> list[dict[str, Any]]:
    return program.get(f"cases/{case}").json()["items"]


def test_a_slip_becomes_progress_and_progress_a_slip(program: Program) -> None:
    """R58, R71."""
    target, mistaken = program.take(), program.take()
    sent = {**AS_PROGRESS, "into": target}

    turned = program.send(
        f"cases/{mistaken}/slip-as-progress", sent, If_Match=program.etag(mistaken)
    )
    note = items(program, target)[0]
    opened = program.send(
        f"cases/{target}/records/{note['alias']}/as-slip",
        AS_SLIP,
        If_Match=program.etag(target),
    )

    assert (turned.status_code, opened.status_code) == (201, 201)
    assert (note["kind"], note["elsewhere"]) == ("case.progress-recorded", mistaken)
    assert items(program, opened.json()["case"])[0]["elsewhere"] == target
    assert program.get(f"cases/{mistaken}").json()["closed"]


def test_what_is_known_already_is_not_sent_again(program: Program) -> None:
    case = program.take()
    program.send(f"cases/{case}/progress", PROGRESS, If_Match=program.etag(case))
    record = items(program, case)[0]["alias"]

    answer = program.send(
        f"cases/{case}/records/{record}/as-slip",
        {**AS_SLIP, "name": "ほかの方"},
        If_Match=program.etag(case),
    )

    assert problem(answer) == (422, "form-incomplete")
    assert answer.json()["field"] == "name"


def test_who_may_be_meant_is_answered_within_the_own_programme(
    house: House, program: Program
) -> None:
    """Promise 5, R76."""
    case = program.send("cases", {**SLIP, "name": "槇 一", "born": None}).json()["case"]
    told = {"name": "槇　一", "reason": "いま来所・電話中"}

    ours = program.send("searches/likely", told).json()
    theirs = Program(house, LENDER).send("searches/likely", told).json()
    unasked = program.send("searches/likely", {**told, "reason": ""})

    assert [(one["name"], one["cases"][0]["alias"]) for one in ours] == [("槇 一", case)]
    assert theirs == []
    assert unasked.status_code == 422


def test_what_is_said_about_another_is_sent_and_corrected(house: House, program: Program) -> None:
    """R55, R71."""
    case, son = with_son(house)
    said = {"person": son, "category": "HEALTH", "text": "眠れていない。"}
    program.send(
        f"cases/{case}/progress", {**PROGRESS, "passages": [said]}, If_Match=program.etag(case)
    )
    passage = items(program, case)[0]

    answer = program.send(
        f"cases/{case}/records/{passage['alias']}/passage-correction",
        {"text": "よく眠れている。", "reason": "聞き違い"},
        If_Match=program.etag(case),
    )

    assert (passage["kind"], passage["whose"]) == ("passage.recorded", "髙橋 健")
    assert answer.status_code == 201
    assert items(program, case)[0]["texts"][0] == ["text", "よく眠れている。"]
