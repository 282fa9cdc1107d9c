"""Scope (同意の範囲): what a consent covers, and whom the person excluded (R25)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from consent.consents import ConsentWithdrawn, Excluded, ExclusionLifted, Receiver
from consent.facts import Fact, Place, Related, Standing, Tie, View
from consent.scope import COVERS, consent_scope
from events.consent_terms import Subjects
from events.values import Category, Purpose
from tests.consent.history import (
    ALWAYS,
    CHARITY,
    CITY,
    CITY_HALL,
    CLINIC,
    CONSENT,
    HUSBAND,
    MOTHER,
    NOW,
    OWN_DESK,
    SON,
    TANAKA,
    TO_CITY,
    UNDATED,
    code,
    consent,
    day,
    note,
    tokyo,
)

pytestmark = pytest.mark.pure


def state(*facts: Fact, now: datetime = NOW) -> str:
    return code("consent_state", TO_CITY, note(), *facts, now=now)


def scope(*facts: Fact, purpose: Purpose = Purpose.SERVICE, item: Category = Category.NOTE) -> str:
    asks = replace(TO_CITY, purpose=purpose)
    return code("consent_scope", asks, note(categories=frozenset({item})), *facts)


def withdrawn(when: datetime | date) -> ConsentWithdrawn:
    return ConsentWithdrawn(**UNDATED, consent=CONSENT, when=when)


@pytest.mark.parametrize(
    ("recipient", "purpose", "category", "expected"),
    [
        (CITY, Purpose.SERVICE, Category.NOTE, "FULL"),
        (CITY, Purpose.SERVICE, Category.TAX, "NOT_CAT"),
        (CITY, Purpose.REACH, Category.NOTE, "NOT_PURP"),
        (CLINIC, Purpose.SERVICE, Category.NOTE, "NOT_RCP"),
    ],
)
def test_the_consent_is_named_with_what_it_covers(
    recipient: UUID, purpose: Purpose, category: Category, expected: str
) -> None:
    given = consent(recipients=frozenset({CITY}))
    receiver = Receiver(frozenset({recipient}), by_name=False)

    found = consent_scope(
        View((given,), NOW, 9), MOTHER, receiver, purpose=purpose, category=category
    )

    assert found == Standing(expected, (given,))


def test_a_consent_reaches_its_recipients_purposes_and_subjects() -> None:
    assert scope(consent()) == "FULL"
    assert scope(consent(recipients=frozenset({CITY}))) == "FULL"
    assert scope(consent(recipients=frozenset({CITY_HALL}))) == "FULL"
    assert scope(consent(recipients=frozenset({TANAKA}))) == "FULL"
    assert scope(consent(recipients=frozenset({CLINIC}))) == "NOT_RCP"
    assert scope(consent(), purpose=Purpose.REACH) == "NOT_PURP"
    assert scope(consent(), item=Category.DEBT) == "NOT_CAT"
    assert scope(consent(recipients=frozenset({CLINIC})), purpose=Purpose.REACH) == "NOT_RCP"
    assert scope(consent(), purpose=Purpose.REACH, item=Category.DEBT) == "NOT_PURP"


def test_a_draft_reaches_as_far_as_it_says_once_it_is_said_and_only_for_its_person() -> None:
    said = consent(draft=True, recipients=frozenset({CLINIC}))

    assert scope(said) == "NOT_RCP"
    assert scope(replace(said, person=SON)) == "NA"
    assert scope(replace(said, when=NOW)) == "NOT_RCP"
    assert scope(replace(said, when=NOW + timedelta(seconds=1))) == "NA"
    assert scope(replace(said, draft=False, when=NOW + timedelta(seconds=1))) == "NA"


def test_r25_who_acts_for_no_agency_is_covered_only_by_being_named() -> None:
    asks = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)
    family = Related(**UNDATED, who=HUSBAND, person=MOTHER, tie=Tie.FAMILY, period=ALWAYS)
    named = consent(recipients=frozenset({HUSBAND}))

    assert code("consent_scope", asks, note(), family, consent()) == "NOT_RCP"
    assert code("consent_scope", asks, note(), family, named) == "FULL"


def test_the_six_subjects_cover_every_category_but_the_secret_ones_once() -> None:
    covered = [category for categories in COVERS.values() for category in categories]

    assert len(covered) == len(set(covered))
    assert set(Category) - set(covered) == {
        Category.INFORMANT,
        Category.SHELTER,
        Category.RECORD,
    }
    assert set(COVERS) == set(Subjects)


@pytest.mark.parametrize("who", [CITY, CITY_HALL, TANAKA])
def test_r25_an_exclusion_wins_over_any_consent_and_outlives_it(who: object) -> None:
    no = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=day("2026-04-12"))
    excluded = replace(no, recipient=who)

    assert scope(excluded) == "EXCLUDED"
    assert scope(excluded, consent(when=day("2026-05-01"))) == "EXCLUDED"
    assert scope(excluded, consent(), withdrawn(day("2026-04-20"))) == "EXCLUDED"
    assert scope(replace(excluded, recipient=CHARITY), consent()) == "FULL"
    assert scope(replace(excluded, person=SON), consent()) == "FULL"
    assert state(excluded, consent()) == "ACTIVE"


def test_an_exclusion_stands_from_its_day_until_it_is_lifted() -> None:
    no = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=date(2026, 5, 11))
    lifted = ExclusionLifted(
        **UNDATED, person=MOTHER, recipient=CITY, when=datetime(2026, 5, 12, tzinfo=UTC)
    )

    def at(now: datetime) -> str:
        return code("consent_scope", TO_CITY, note(), lifted, no, consent(), now=now)

    assert at(tokyo("2026-05-10T23:59:59")) == "FULL"
    assert at(tokyo("2026-05-11T00:00:00")) == "EXCLUDED"
    assert at(tokyo("2026-05-12T08:59:59")) == "EXCLUDED"
    assert at(tokyo("2026-05-12T09:00:00")) == "FULL"


def test_an_exclusion_said_again_stands_again_and_lifting_another_lifts_nothing() -> None:
    no = Excluded(**UNDATED, person=MOTHER, recipient=CITY, when=day("2026-04-12"))
    lifted = ExclusionLifted(**UNDATED, person=MOTHER, recipient=CITY, when=day("2026-04-13"))
    again = replace(no, when=day("2026-04-14"))

    assert scope(no, lifted, again) == "EXCLUDED"
    assert scope(no, replace(lifted, recipient=CITY_HALL)) == "EXCLUDED"
    assert scope(no, lifted) == "NA"
