"""Told (聞き取り): what a person's stream says of their will, as facts of the decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

import pytest

from consent import consents
from consent.facts import Fact, Related, Tie
from consent.told import PURPOSES, Where, facts_of
from events.base import Event, Recorded
from events.consent_terms import Capacity, ConsentPurpose, Subjects, Unasked
from events.values import Period, Purpose
from tests.builders import MOTHER, NOON, NOTE, SIGNATURE, TODAY, YESTERDAY
from tests.events.examples.consent import (
    CITY_HALL,
    CLINIC,
    CONSENT_ASKED,
    CONSENT_DISPUTED,
    CONSENT_GIVEN,
    CONSENT_NOT_ASKED,
    CONSENT_REFUSED,
    CONSENT_WITHDRAWN,
    DISPUTE_SETTLED,
    EXCLUSION_LIFTED,
    PAPER_ARRIVED,
    RECIPIENT_EXCLUDED,
)
from tests.events.examples.person import (
    DAUGHTER,
    PERSON_REGISTERED,
    REPRESENTATIVE_ENDED,
    REPRESENTATIVE_MARKED,
    REPRESENTATIVE_RECORDED,
)

pytestmark = pytest.mark.pure

BEFORE: Final = datetime(2024, 9, 29, 15, tzinfo=UTC)
"""00:00 in Tokyo of YESTERDAY."""
FIRST: Final[Where] = {"seq": 40, "at": NOON}


def recorded(*events: Event) -> Sequence[Recorded]:
    """One event after the other, from position 40 on, all at noon; each entry is NOTE."""
    return [
        Recorded(
            event=event,
            event_id=NOTE,
            stream=MOTHER,
            version=n,
            seq=39 + n,
            at=NOON,
            signature=SIGNATURE,
        )
        for n, event in enumerate(events, 1)
    ]


GIVEN: Final = consents.ConsentGiven(
    **FIRST,
    consent=NOTE,
    person=MOTHER,
    when=NOON,
    period=Period(TODAY, date(2025, 9, 30)),
    recipients=frozenset({CITY_HALL}),
    purposes=frozenset({Purpose.REACH, Purpose.PLAN, Purpose.REVIEW, Purpose.SERVICE}),
    subjects=frozenset({Subjects.BASIC, Subjects.HEALTH}),
)
TIE: Final = Related(
    **FIRST,
    who=DAUGHTER,
    person=MOTHER,
    tie=Tie.REPRESENTATIVE,
    period=Period(YESTERDAY),
    legal=True,
)
TOLD: Final[list[tuple[Event, Fact]]] = [
    (CONSENT_GIVEN, GIVEN),
    (
        replace(CONSENT_GIVEN, representative=DAUGHTER, recipients=(), names_art9=True),
        replace(GIVEN, representative=DAUGHTER, recipients=None, names_art9=True),
    ),
    (
        replace(CONSENT_GIVEN, said_on=YESTERDAY),
        replace(GIVEN, when=BEFORE),
    ),
    (
        CONSENT_REFUSED,
        consents.ConsentRefused(**FIRST, person=MOTHER, when=NOON),
    ),
    (
        replace(CONSENT_REFUSED, said_on=YESTERDAY),
        consents.ConsentRefused(**FIRST, person=MOTHER, when=BEFORE),
    ),
    (
        CONSENT_NOT_ASKED,
        consents.Incapable(**FIRST, person=MOTHER, period=Period(TODAY)),
    ),
    (
        CONSENT_WITHDRAWN,
        consents.ConsentWithdrawn(**FIRST, consent=NOTE, when=TODAY),
    ),
    (
        replace(
            CONSENT_WITHDRAWN,
            recipients=(CLINIC,),
            purposes=(ConsentPurpose.APPLY,),
        ),
        consents.ConsentWithdrawn(
            **FIRST,
            consent=NOTE,
            when=TODAY,
            recipients=frozenset({CLINIC}),
            purposes=frozenset({Purpose.PLAN, Purpose.REVIEW}),
        ),
    ),
    (
        CONSENT_DISPUTED,
        consents.ConsentDisputed(**FIRST, consent=NOTE, when=NOON),
    ),
    (DISPUTE_SETTLED, consents.DisputeSettled(**FIRST, consent=NOTE, when=NOON)),
    (
        RECIPIENT_EXCLUDED,
        consents.Excluded(**FIRST, person=MOTHER, recipient=CLINIC, when=TODAY),
    ),
    (
        EXCLUSION_LIFTED,
        consents.ExclusionLifted(**FIRST, person=MOTHER, recipient=CLINIC, when=NOON),
    ),
    (REPRESENTATIVE_RECORDED, TIE),
]


@pytest.mark.parametrize(("event", "fact"), TOLD, ids=range(len(TOLD)))
def test_what_a_person_said_is_a_fact_of_the_decision(event: Event, fact: Fact) -> None:
    """R24, R25, R27: recorded where it stands, true from when it was said."""
    assert facts_of(recorded(event)) == (fact,)


@pytest.mark.parametrize(
    "event",
    [
        PERSON_REGISTERED,
        CONSENT_ASKED,
        PAPER_ARRIVED,
        replace(CONSENT_NOT_ASKED, why=Unasked.NOT_REACHABLE),
        replace(CONSENT_NOT_ASKED, why=Unasked.UNSAFE_TO_ASK),
    ],
)
def test_what_tells_nothing_of_a_will_is_no_fact(event: Event) -> None:
    """Whoever was not asked has said nothing: neither yes nor no."""
    assert facts_of(recorded(event)) == ()


def test_a_representative_is_who_they_are_as_last_recorded() -> None:
    """R32."""
    *_, ended = facts_of(recorded(REPRESENTATIVE_RECORDED, REPRESENTATIVE_ENDED))
    *_, marked = facts_of(recorded(REPRESENTATIVE_RECORDED, REPRESENTATIVE_MARKED))

    assert ended == replace(TIE, seq=41, period=Period(YESTERDAY, TODAY))
    assert marked == replace(TIE, seq=41, conflicted=True)


@pytest.mark.parametrize(
    ("capacity", "legal"),
    [
        (Capacity.LEGAL_REPRESENTATIVE, True),
        (Capacity.ADULT_GUARDIAN, True),
        (Capacity.DELEGATE, False),
    ],
)
def test_only_a_mandate_of_the_person_is_not_by_law(capacity: Capacity, *, legal: bool) -> None:
    """R31."""
    event = replace(REPRESENTATIVE_RECORDED, capacity=capacity)

    assert facts_of(recorded(event)) == (replace(TIE, legal=legal),)


def test_each_purpose_of_the_national_form_reaches_something_of_the_policy() -> None:
    assert set(PURPOSES) == set(ConsentPurpose)
    assert all(PURPOSES.values())
