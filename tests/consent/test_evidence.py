"""Evidence (判断の根拠となった事実): a case names every fact that made its codes what they are."""

from dataclasses import replace
from datetime import date

import pytest

from consent.consents import (
    ConsentDisputed,
    ConsentRefused,
    ConsentWithdrawn,
    DisputeSettled,
    Excluded,
    Incapable,
)
from consent.facts import (
    Approved,
    Approves,
    Ask,
    Disclosed,
    EmergencyDeclared,
    Fact,
    Mandated,
    Place,
    Protected,
    Related,
    Tie,
)
from consent.scope import Crossed, Crossing
from consent.sittings import Called, Member, Recused, WindowClosed
from events.values import Category, Period, Purpose
from tests.consent.history import (
    ALWAYS,
    CHIEF,
    CITY,
    CLINIC,
    CONSENT,
    HUSBAND,
    IN_SUPPORT,
    MOTHER,
    NOTE,
    NOW,
    OWN_DESK,
    SUPPORT,
    SUZUKI,
    TANAKA,
    TO_CITY,
    UNDATED,
    WINDOW,
    ask,
    consent,
    day,
    note,
)

pytestmark = pytest.mark.pure

AS_HIMSELF = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)
AUDITING = replace(TO_CITY, place=Place.AUDIT)
IN_DANGER = replace(TO_CITY, place=Place.EMERGENCY, purpose=Purpose.LIFE)
OF_HUSBAND = Related(**UNDATED, who=HUSBAND, person=MOTHER, tie=Tie.FAMILY, period=ALWAYS)
OF_SUZUKI = replace(OF_HUSBAND, who=SUZUKI)
DISPUTED = ConsentDisputed(**UNDATED, consent=CONSENT, when=day("2026-04-20"))
SETTLED = DisputeSettled(**UNDATED, consent=CONSENT, when=day("2026-04-25"))
WITHDRAWN = ConsentWithdrawn(**UNDATED, consent=CONSENT, when=day("2026-04-20"))
APPROVED = Approved(
    **UNDATED,
    what=Approves.REASONABLE_GROUND,
    item=NOTE,
    person=MOTHER,
    recipient=CITY,
    approver=CHIEF,
    period=ALWAYS,
)
PROTECTED = Protected(**UNDATED, person=MOTHER, first=date(2026, 5, 1))
EXCLUDED = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=NOW)
LAST_YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))

CASES: list[tuple[str, Ask, tuple[Fact, ...], str]] = [
    ("assignment", OWN_DESK, (), "Assigned"),
    ("family", AS_HIMSELF, (OF_HUSBAND,), "Related"),
    ("other party", AS_HIMSELF, (replace(OF_HUSBAND, tie=Tie.ADVERSE),), "Related"),
    ("related worker", OWN_DESK, (OF_SUZUKI,), "Related"),
    ("recusal", OWN_DESK, (Recused(**UNDATED, who=SUZUKI, person=MOTHER),), "Recused"),
    ("mandate", AUDITING, (Mandated(**UNDATED, staff=TANAKA, period=ALWAYS),), "Mandated"),
    ("consent", TO_CITY, (consent(),), "ConsentGiven"),
    ("draft", TO_CITY, (consent(draft=True, recipients=frozenset()),), "ConsentGiven"),
    ("ended", TO_CITY, (consent(period=LAST_YEAR),), "ConsentGiven"),
    ("not begun", TO_CITY, (consent(period=Period(date(2027, 1, 1))),), "ConsentGiven"),
    ("ended, excluded", TO_CITY, (consent(period=LAST_YEAR), EXCLUDED), "ConsentGiven Excluded"),
    ("draft, excluded", TO_CITY, (consent(draft=True), EXCLUDED), "ConsentGiven Excluded"),
    (
        "not begun, excluded",
        TO_CITY,
        (consent(period=Period(date(2027, 1, 1))), EXCLUDED),
        "ConsentGiven Excluded",
    ),
    ("other recipient", TO_CITY, (consent(recipients=frozenset({CLINIC})),), "ConsentGiven"),
    ("other purpose", TO_CITY, (consent(purposes=frozenset()),), "ConsentGiven"),
    ("other subjects", TO_CITY, (consent(subjects=frozenset()),), "ConsentGiven"),
    ("withdrawal", TO_CITY, (consent(), WITHDRAWN), "ConsentGiven ConsentWithdrawn"),
    ("dispute", TO_CITY, (consent(), DISPUTED), "ConsentDisputed ConsentGiven"),
    ("settled", TO_CITY, (consent(), DISPUTED, SETTLED), "ConsentGiven DisputeSettled"),
    (
        "refusal",
        TO_CITY,
        (ConsentRefused(**UNDATED, person=MOTHER, when=NOW),),
        "ConsentRefused",
    ),
    ("incapacity", TO_CITY, (Incapable(**UNDATED, person=MOTHER, period=ALWAYS),), "Incapable"),
    ("exclusion", TO_CITY, (EXCLUDED,), "Excluded"),
    (
        "crossing",
        TO_CITY,
        (
            consent(names_art9=True),
            Crossed(**UNDATED, item=NOTE, how=Crossing.RECOLLECTED),
        ),
        "ConsentGiven Crossed",
    ),
    (
        "protection",
        OWN_DESK,
        (Protected(**UNDATED, person=MOTHER, first=date(2026, 5, 1)),),
        "Protected",
    ),
    (
        "disclosure",
        TO_CITY,
        (Disclosed(**UNDATED, item=NOTE, to=CITY, sitting=None, when=NOW),),
        "Disclosed",
    ),
    ("approval", TO_CITY, (APPROVED,), "Approved"),
    (
        "declaration",
        IN_DANGER,
        (EmergencyDeclared(**UNDATED, by=TANAKA, person=MOTHER, when=NOW),),
        "EmergencyDeclared",
    ),
]
USUAL = {"Programme", "Appointed", "Item"}


def kinds(request: Ask, *facts: Fact) -> set[str]:
    (case,) = ask(request, *facts).cases
    return {type(one).__name__ for one in case.because}


@pytest.mark.parametrize(
    ("request_", "facts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_fact_that_made_a_code_is_named(
    request_: Ask, facts: tuple[Fact, ...], expected: str
) -> None:
    found = kinds(request_, note(), *facts)

    assert found - USUAL - {"Assigned"} == set(expected.split()) - {"Assigned"}
    assert ("Assigned" in found) is (request_.place is Place.CASEWORK)


def test_at_a_sitting_membership_call_duty_window_and_agenda_are_named() -> None:
    all_of_it = {"OnAgenda", "Attached", "Member", "Called", "Acknowledged", "WindowOpened"}

    assert kinds(IN_SUPPORT, *SUPPORT, note()) - USUAL == all_of_it


def test_a_closed_window_and_a_lost_membership_are_named_too() -> None:
    closed = WindowClosed(**UNDATED, window=WINDOW, when=NOW)
    uncalled = [one for one in SUPPORT if not isinstance(one, Called)]
    former = [
        replace(one, period=LAST_YEAR) if isinstance(one, Member) else one for one in uncalled
    ]

    assert "WindowOpened" in kinds(IN_SUPPORT, *SUPPORT, closed, note())
    assert "Member" in kinds(IN_SUPPORT, *uncalled, note())
    assert "Member" in kinds(IN_SUPPORT, *former, note())


def test_the_last_draft_is_the_one_that_is_named() -> None:
    first = consent(draft=True, seq=100, at=day("2026-04-10"))
    second = replace(first, seq=101, subjects=frozenset())

    (case,) = ask(TO_CITY, note(categories=frozenset({Category.NOTE})), first, second).cases

    assert 101 in [one.seq for one in case.because]
    assert 100 not in [one.seq for one in case.because]
    assert case.codes["consent_scope"] == "NOT_CAT"
