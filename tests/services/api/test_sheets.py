"""API between slip and plan: アセスメント, 振り分け, 引継ぎ, 持ち込まれた引継ぎ, 緊急支援."""

from typing import Any

import pytest

from services.web import dates
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, House

TODAY = dates.today().isoformat()
ASSESSMENT: dict[str, Any] = {
    "assessed_on": TODAY,
    "needs": ["poverty", "debt"],
    "domains": ["welfare"],
    "findings": "家賃で年金が消える。",
}
SCREENING = {"decided_on": TODAY, "result": "refer", "due": TODAY}
HANDOVER: dict[str, Any] = {
    "made_on": TODAY,
    "receiver": "community_support_center",
    "receiver_name": "さくら北 地域包括支援センター",
    "accompanied": True,
    "aim": "介護の申請。",
    "due": TODAY,
}
REFERRAL = {
    "received_on": TODAY,
    "kind": "composite_report",
    "bringer": "agency",
    "body": "school_board",
    "bringer_name": "さくら東小 教頭",
    "means": "phone",
    "telling": "agreed",
    "doing": "登校の声かけ。",
    "aware": "knows",
}


@pytest.fixture
def program(house: House) -> Program:
    return Program(house, COUNSELLOR)


def write(program: Program, case: str, address: str, body: dict[str, Any]) -> Any:
    return program.send(f"cases/{case}/{address}", body, If_Match=program.etag(case))


def sheet(program: Program, case: str, address: str) -> list[dict[str, Any]]:
    return program.get(f"cases/{case}/{address}").json()["items"]


def test_a_consultation_is_assessed_and_handed_over_until_somebody_confirms(
    program: Program,
) -> None:
    """R58."""
    case = program.take()
    slip = sheet(program, case, "assessment")[0]["alias"]
    residence = {"checked_on": TODAY, "residence": "registered_here"}

    sent = [
        write(program, case, "assessment", ASSESSMENT),
        write(program, case, "residence", residence),
        write(program, case, f"records/{slip}/screening", SCREENING),
    ]
    screening = sheet(program, case, "assessment")[0]["alias"]
    sent.append(write(program, case, "handovers", {**HANDOVER, "asked_by": screening}))
    made = sheet(program, case, "handovers")[0]
    confirmation = {"confirmed_on": TODAY, "confirmed_by": "相原さん"}
    sent.append(write(program, case, f"handovers/{made['alias']}/confirmation", confirmation))

    assert [answer.status_code for answer in sent] == [201] * 5
    assert [(item["kind"], item["about"]) for item in sheet(program, case, "handovers")] == [
        ("handover.confirmed", made["alias"]),
        ("handover.made", screening),
        ("screening.decided", slip),
    ]


def test_a_hand_over_that_came_to_nothing_says_why(program: Program) -> None:
    case = program.take()
    write(program, case, "handovers", HANDOVER)
    made = sheet(program, case, "handovers")[0]["alias"]
    report = {"known_on": TODAY, "because": "body_declined", "due": TODAY, "text": "満員とのこと。"}

    first = write(program, case, f"handovers/{made}/not-taken-up", report)
    second = write(program, case, f"handovers/{made}/not-taken-up", report)

    assert first.status_code == 201
    assert problem(second) == (409, "handover-not-open")
    failed = sheet(program, case, "handovers")[0]
    assert failed["texts"] == [["text", "満員とのこと。"]]

    next_one = write(program, case, "handovers", {**HANDOVER, "asked_by": failed["alias"]})

    assert next_one.status_code == 201
    assert sheet(program, case, "handovers")[0]["about"] == failed["alias"]


def test_a_promoter_is_asked_and_answers(program: Program) -> None:
    case = program.take()
    ask = {"asked_on": TODAY, "due": TODAY, "text": "課題が重なっている。"}

    asked = write(program, case, "promoter", ask)
    again = write(program, case, "promoter", ask)
    answered = write(program, case, "promoter-answer", {"answered_on": TODAY, "answer": "advises"})

    assert asked.status_code == answered.status_code == 201
    assert problem(again) == (409, "promoter-already-asked")


def test_who_brought_the_person_is_told_once_with_their_agreement(program: Program) -> None:
    case = program.take()
    write(program, case, "referrals", REFERRAL)
    brought = sheet(program, case, "referrals")[0]["alias"]
    refused = {"decided_on": TODAY, "telling": "refused"}
    agreed = {"decided_on": TODAY, "telling": "agreed"}

    write(program, case, f"referrals/{brought}/telling", refused)
    too_soon = write(program, case, f"referrals/{brought}/told", {"told_on": TODAY})
    write(program, case, f"referrals/{brought}/telling", agreed)
    told = write(program, case, f"referrals/{brought}/told", {"told_on": TODAY})

    assert problem(too_soon) == (409, "telling-not-agreed")
    assert told.status_code == 201
    assert sheet(program, case, "referrals")[0]["about"] == brought


def test_relief_and_the_word_about_public_assistance_are_kept(program: Program) -> None:
    """R63."""
    case = program.take()
    food = {"given_on": TODAY, "kind": "food", "text": "食料3日分。"}
    told = {"explained_on": TODAY, "informed_by": "spoken"}

    sent = [write(program, case, "relief", food), write(program, case, "public-assistance", told)]

    assert [answer.status_code for answer in sent] == [201, 201]
    assert [item["kind"] for item in sheet(program, case, "relief")] == [
        "relief.public-assistance-explained",
        "relief.given",
    ]


@pytest.mark.parametrize(
    ("address", "body", "name"),
    [
        ("assessment", {**ASSESSMENT, "needs": [], "domains": []}, "nothing-assessed"),
        ("assessment", {**ASSESSMENT, "needs": ["debt", "debt"]}, "need-repeated"),
        ("records/{slip}/screening", {**SCREENING, "due": None}, "follow-up-day-missing"),
        ("handovers", {**HANDOVER, "due": "2019-05-01"}, "arrival-before-handover"),
        ("handovers/{slip}/confirmation", {"confirmed_on": TODAY, "confirmed_by": "私"},
         "handover-not-open"),
        ("referrals", {**REFERRAL, "body": None}, "body-of-bringer-missing"),
        ("referrals", {**REFERRAL, "doing": ""}, "report-incomplete"),
        ("referrals", {**REFERRAL, "due": "2019-05-01"}, "reply-before-report"),
        ("referrals", {**REFERRAL, "telling": "agreed", "aware": "does_not_know"},
         "agreed-unknowing"),
        ("referrals/{slip}/told", {"told_on": TODAY}, "referral-not-open"),
        ("promoter-answer", {"answered_on": TODAY, "answer": "leads"}, "promoter-not-asked"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named(
    program: Program, address: str, body: dict[str, Any], name: str
) -> None:
    """An alias of another kind of record stands for no record."""
    case = program.take()
    slip = sheet(program, case, "assessment")[0]["alias"]

    answer = write(program, case, address.format(slip=slip), body)

    assert problem(answer)[1] == name


@pytest.mark.parametrize("address", ["assessment", "handovers", "referrals", "relief"])
def test_another_programme_reads_and_writes_none_of_it(house: House, address: str) -> None:
    """Promise 5."""
    owner, stranger = Program(house, COUNSELLOR), Program(house, LENDER)
    case = owner.take()
    body = {"assessment": ASSESSMENT, "handovers": HANDOVER, "referrals": REFERRAL}.get(
        address, {"given_on": TODAY, "kind": "food", "text": "食料。"}
    )

    read = stranger.get(f"cases/{case}/{address}")
    wrote = stranger.send(f"cases/{case}/{address}", body, If_Match=owner.etag(case))

    assert problem(read) == problem(wrote) == (404, "not-shown")
    assert len(sheet(owner, case, "assessment")) == 1
