"""Approvals (責任者の判断): all that a request needs, by someone else (R34, R35)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from consent.approvals import needed
from consent.consents import Excluded, Incapable
from consent.facts import Approved, Approves, EmergencyDeclared, Fact, Place
from events.values import Category, Period, Purpose
from tests.consent.history import (
    ALWAYS,
    CHIEF,
    CITY,
    DEPUTY,
    DESK,
    IN_SUPPORT,
    MOTHER,
    NOTE,
    NOW,
    OTHER_NOTE,
    OWN_DESK,
    SON,
    SUPPORT,
    SUZUKI,
    TANAKA,
    TO_CITY,
    UNDATED,
    appointed,
    code,
    consent,
    day,
    note,
    tokyo,
)

pytestmark = pytest.mark.pure


def approved(what: Approves, **changes: object) -> Approved:
    base = Approved(
        **UNDATED,
        what=what,
        item=NOTE,
        person=MOTHER,
        recipient=CITY,
        approver=CHIEF,
        period=Period(date(2026, 5, 1), date(2026, 5, 31)),
    )
    return replace(base, **changes)  # pyright: ignore[reportArgumentType] -- fields of an approval


GROUND = approved(Approves.REASONABLE_GROUND)


def given(*facts: Fact, now: datetime = NOW) -> str:
    return code("approval", TO_CITY, note(), *facts, now=now)


def test_nothing_is_approved_until_someone_did() -> None:
    assert given() == "NONE"
    assert given(GROUND) == "SUPERVISOR"


@pytest.mark.parametrize(
    "other",
    [
        approved(Approves.REASONABLE_GROUND, item=OTHER_NOTE),
        approved(Approves.REASONABLE_GROUND, person=SON),
        approved(Approves.REASONABLE_GROUND, recipient=DESK),
        approved(Approves.REASONABLE_GROUND, harm=True),
        approved(Approves.REASONABLE_GROUND, approver=SUZUKI),
        approved(Approves.REASONABLE_GROUND, approver=TANAKA),
        approved(Approves.REASONABLE_GROUND, approver=DEPUTY),
        approved(Approves.CLEAR_BENEFIT),
    ],
    ids=[
        "another item",
        "another person",
        "another recipient",
        "would harm",
        "may not approve",
        "the requester",
        "nobody's approver",
        "another decision",
    ],
)
def test_a_decision_stands_only_for_what_it_decided(other: Approved) -> None:
    assert given(other) == "NONE"


def test_the_requester_never_approves_even_with_the_power_to() -> None:
    powers = appointed(TANAKA, DESK, may_approve=True)

    assert given(powers, replace(GROUND, approver=TANAKA)) == "NONE"


def test_an_approver_of_the_recipients_side_does_not_count() -> None:
    theirs = appointed(DEPUTY, CITY, may_approve=True)

    assert given(theirs, replace(GROUND, approver=DEPUTY)) == "NONE"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-04-30", "NONE"),
        ("2026-05-01", "SUPERVISOR"),
        ("2026-05-31", "SUPERVISOR"),
        ("2026-06-01", "NONE"),
    ],
)
def test_a_decision_stands_for_its_period(now: str, expected: str) -> None:
    assert given(GROUND, now=day(now)) == expected


def test_the_newest_decision_counts() -> None:
    assert given(GROUND, replace(GROUND, harm=True)) == "NONE"
    assert given(replace(GROUND, harm=True), GROUND) == "SUPERVISOR"


def test_an_approver_decides_on_a_day_of_their_appointment() -> None:
    week = Period(date(2026, 5, 1), date(2026, 5, 7))
    was = replace(appointed(DEPUTY, DESK, may_approve=True), period=week)
    decision = replace(GROUND, approver=DEPUTY, seq=100)

    assert given(was, replace(decision, at=tokyo("2026-05-07T23:59:59"))) == "SUPERVISOR"
    assert given(was, replace(decision, at=tokyo("2026-05-08T00:00:00"))) == "NONE"


def test_a_request_needs_each_of_its_decisions() -> None:
    asks = IN_SUPPORT
    tax = note(categories=frozenset({Category.TAX}))
    no = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=day("2026-04-12"))
    chair = approved(Approves.EXCLUDED_AT_CONFERENCE)
    judged = approved(Approves.TAX)

    def at(*facts: Fact) -> str:
        return code("approval", asks, *SUPPORT, tax, *facts)

    assert at(no, chair) == "NONE"
    assert at(no, judged) == "NONE"
    assert at(no, chair, judged) == "SUPERVISOR"
    assert at(judged) == "SUPERVISOR"
    assert at(chair) == "NONE"


def test_what_needs_no_decision_has_none() -> None:
    assert code("approval", OWN_DESK, note(), GROUND) == "NONE"
    assert given(consent(), GROUND) == "NONE"


def test_who_cannot_judge_is_helped_by_the_decision_for_a_clear_benefit() -> None:
    unable = Incapable(**UNDATED, person=MOTHER, period=ALWAYS)

    assert given(unable, GROUND) == "NONE"
    assert given(unable, approved(Approves.CLEAR_BENEFIT)) == "SUPERVISOR"


# An emergency.

IN_DANGER = replace(TO_CITY, place=Place.EMERGENCY, purpose=Purpose.LIFE)
DECLARED = EmergencyDeclared(**UNDATED, by=TANAKA, person=MOTHER, when=NOW)


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-1, "NONE"), (0, "SELF"), (59, "SELF"), (60, "NONE")]
)
def test_the_readers_own_declaration_lasts_an_hour(minutes: int, expected: str) -> None:
    now = NOW + timedelta(minutes=minutes)

    assert code("approval", IN_DANGER, note(), DECLARED, now=now) == expected


def test_a_declaration_is_the_readers_own_about_this_person_in_an_emergency() -> None:
    assert code("approval", IN_DANGER, note(), replace(DECLARED, by=SUZUKI)) == "NONE"
    assert code("approval", IN_DANGER, note(), replace(DECLARED, person=SON)) == "NONE"
    assert given(DECLARED) == "NONE"
    decided = approved(Approves.EMERGENCY)
    assert code("approval", IN_DANGER, note(), DECLARED, decided) == "SUPERVISOR"


BASE = {
    "acting_context": "REFERRAL",
    "category": "NOTE",
    "provenance": "OWN",
    "purpose": "SERVICE",
    "consent_state": "ACTIVE",
    "consent_scope": "FULL",
}
REPORT = {"purpose": "ABUSE_REPORT"}
SUPPORTING = {"acting_context": "SUPPORT"}
COORDINATING = {"acting_context": "COORD"}


NEEDED: list[tuple[dict[str, str], frozenset[Approves]]] = [
    ({}, frozenset()),
    ({"consent_state": "NONE"}, frozenset({Approves.REASONABLE_GROUND})),
    ({"consent_state": "INCAPABLE"}, frozenset({Approves.CLEAR_BENEFIT})),
    (
        {"acting_context": "COORD", "consent_state": "INCAPABLE"},
        frozenset({Approves.CLEAR_BENEFIT}),
    ),
    (REPORT | {"consent_state": "NONE"}, frozenset()),
    (REPORT | {"category": "TAX"}, frozenset({Approves.TAX})),
    (REPORT | {"provenance": "A9"}, frozenset({Approves.REPORT_FROM_CONFERENCE})),
    (REPORT | {"category": "INFORMANT"}, frozenset({Approves.INFORMANT})),
    (
        REPORT | {"category": "TAX", "provenance": "A9"},
        frozenset({Approves.TAX, Approves.REPORT_FROM_CONFERENCE}),
    ),
    (SUPPORTING, frozenset()),
    (SUPPORTING | {"category": "TAX"}, frozenset({Approves.TAX})),
    (SUPPORTING | {"consent_scope": "EXCLUDED"}, frozenset({Approves.EXCLUDED_AT_CONFERENCE})),
    ({"acting_context": "SUBJECT"}, frozenset({Approves.DISCLOSURE})),
    ({"acting_context": "EMERGENCY"}, frozenset({Approves.EMERGENCY})),
    ({"acting_context": "CASEWORK", "consent_state": "NONE"}, frozenset()),
    ({"acting_context": "AUDIT"}, frozenset()),
]


@pytest.mark.parametrize(("changes", "wanted"), NEEDED)
def test_each_context_needs_its_own_decisions(
    changes: dict[str, str], wanted: frozenset[Approves]
) -> None:
    assert needed(BASE | changes) == wanted
