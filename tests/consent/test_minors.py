"""Minors (16歳未満の人): from a dated setting on, their legal representative consents (R31)."""

from dataclasses import replace
from datetime import date

import pytest

from consent.consents import Born, ConsentGiven, ConsentWithdrawn, GuardianConsentSet
from consent.facts import Fact, Related, Tie
from consent.judge import judge
from consent.wording import child_consented
from events.consent_terms import Exempt
from events.values import Period
from tests.consent.history import (
    CONSENT,
    HUSBAND,
    MOTHER,
    SON,
    TO_CITY,
    UNDATED,
    ask,
    code,
    consent,
    day,
    note,
    tokyo,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

STORED = date(2028, 7, 16)
LONG = Period(date(2026, 4, 10))


def born(on: date, **changes: object) -> Born:
    return replace(Born(**UNDATED, person=MOTHER, on=on), **changes)


def given(on: str, **changes: object) -> ConsentGiven:
    return consent(when=day(on), period=LONG, **changes)


def guardian(**changes: object) -> Related:
    base = Related(
        **UNDATED,
        who=HUSBAND,
        person=MOTHER,
        tie=Tie.REPRESENTATIVE,
        period=LONG,
        legal=True,
    )
    return replace(base, **changes)


def state(*facts: Fact, now: str) -> str:
    return code("consent_state", TO_CITY, note(), *facts, now=tokyo(now))


def warned(*facts: Fact, now: str) -> date | None:
    (case,) = ask(TO_CITY, note(), *facts, now=tokyo(now)).cases
    return case.guardian_from


CHILD = born(date(2014, 1, 1))
SET = GuardianConsentSet(**UNDATED, first=date(2027, 10, 1))
BEFORE, ON = "2028-07-15T23:59:59", "2028-07-16T00:00:00"


def test_r31_a_childs_own_consent_counts_with_a_warning_until_the_date_begins() -> None:
    own = given("2028-07-01")

    assert (state(own, CHILD, now=BEFORE), warned(own, CHILD, now=BEFORE)) == ("ACTIVE", STORED)
    assert (state(own, CHILD, now=ON), warned(own, CHILD, now=ON)) == ("NONE", None)
    assert judge(POLICY, ask(TO_CITY, own, CHILD, note(), now=tokyo(ON))).reason == "CONSENT_NONE"


def test_r31_the_date_is_the_one_that_the_city_has_set_last_and_known_by_then() -> None:
    own = given("2027-09-01")
    later = replace(SET, seq=400, first=date(2028, 1, 1))

    assert state(own, CHILD, SET, now="2027-09-30T23:59:59") == "ACTIVE"
    assert warned(own, CHILD, SET, now="2027-09-30T23:59:59") == date(2027, 10, 1)
    assert state(own, CHILD, SET, now="2027-10-01T00:00:00") == "NONE"
    assert state(own, CHILD, later, SET, now="2027-12-31T23:59:59") == "ACTIVE"
    assert state(own, CHILD, later, SET, now="2028-01-01T00:00:00") == "NONE"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2012, 7, 15), "ACTIVE"),
        (date(2012, 7, 16), "ACTIVE"),
        (date(2012, 7, 17), "NONE"),
        (date(2012, 8, 1), "NONE"),
        (date(2011, 12, 31), "ACTIVE"),
    ],
)
def test_r31_a_person_is_of_age_from_the_sixteenth_birthday_on(on: date, expected: str) -> None:
    own = given("2028-07-16")

    assert state(own, born(on), now="2028-07-16T12:00:00") == expected


def test_r31_what_a_child_said_after_the_date_does_not_count_once_they_are_sixteen() -> None:
    eve, birthday = born(date(2012, 9, 2)), born(date(2012, 9, 1))
    own = given("2028-09-01")

    assert state(own, eve, now="2028-09-03T12:00:00") == "NONE"
    assert state(own, birthday, now="2028-09-03T12:00:00") == "ACTIVE"


def test_r31_what_a_child_said_before_the_date_counts_again_once_they_are_sixteen() -> None:
    own, of_september = given("2028-07-15"), born(date(2012, 9, 2))

    assert state(own, of_september, now="2028-09-01T23:59:59") == "NONE"
    assert state(own, of_september, now="2028-09-02T00:00:00") == "ACTIVE"


def test_r31_a_legal_representative_consents_for_a_child_and_no_other_one_does() -> None:
    by_father = given("2028-07-16", representative=HUSBAND)

    assert state(by_father, CHILD, guardian(), now="2028-07-17T12:00:00") == "REP"
    assert warned(by_father, CHILD, guardian(), now="2028-07-17T12:00:00") is None
    mandated = guardian(legal=False)
    assert state(by_father, CHILD, mandated, now="2028-07-17T12:00:00") == "NONE"
    assert state(by_father, CHILD, guardian(conflicted=True), now="2028-07-17T12:00:00") == "NONE"
    early = replace(by_father, when=day("2028-07-01"))
    assert warned(early, CHILD, mandated, now=BEFORE) == STORED
    assert warned(early, CHILD, guardian(), now=BEFORE) is None


def test_r31_a_refusal_and_a_withdrawal_of_a_child_count() -> None:
    by_father = given("2028-07-16", representative=HUSBAND)
    withdrawn = ConsentWithdrawn(**UNDATED, consent=CONSENT, when=day("2028-07-17"))
    facts = (by_father, CHILD, guardian())

    assert state(*facts, withdrawn, now="2028-07-18T12:00:00") == "WITHDRAWN"


def test_r31_a_child_without_a_legal_representative_consents_alone() -> None:
    alone = given("2028-07-16", exempt=Exempt.NO_REPRESENTATIVE)
    now = "2028-07-17T12:00:00"

    assert state(alone, CHILD, now=now) == "ACTIVE"
    assert warned(replace(alone, when=day("2028-07-01")), CHILD, now=BEFORE) is None
    recorded_before = (CHILD, guardian(), alone)
    assert state(*recorded_before, now=now) == "NONE"
    assert state(CHILD, alone, guardian(), now=now) == "ACTIVE"
    assert state(CHILD, guardian(legal=False), alone, now=now) == "ACTIVE"
    assert state(CHILD, guardian(person=SON), alone, now=now) == "ACTIVE"
    assert state(CHILD, guardian(period=Period(date(2028, 7, 17))), alone, now=now) == "ACTIVE"


def test_r31_an_age_that_nobody_knew_excuses_until_it_was_recorded() -> None:
    unknown = given("2028-07-16", exempt=Exempt.AGE_UNKNOWN)
    now = "2028-07-17T12:00:00"

    assert state(unknown, CHILD, now=now) == "ACTIVE"
    assert state(CHILD, unknown, now=now) == "NONE"
    assert state(CHILD, unknown, replace(CHILD, on=date(2014, 1, 2)), now=now) == "NONE"
    assert state(replace(unknown, exempt=None), CHILD, now=now) == "NONE"


def test_r31_a_birth_date_that_nobody_recorded_makes_nobody_a_child() -> None:
    own = given("2028-07-16")
    now = "2028-07-17T12:00:00"

    assert state(own, now=now) == "ACTIVE"
    assert state(own, replace(CHILD, person=SON), now=now) == "ACTIVE"
    assert state(own, CHILD, born(date(1990, 1, 1)), now=now) == "ACTIVE"
    assert state(own, born(date(1990, 1, 1)), CHILD, now=now) == "NONE"


def test_nobody_is_warned_without_a_consent_that_stands() -> None:
    assert warned(CHILD, now=BEFORE) is None
    assert warned(given("2028-07-01"), now=BEFORE) is None


def test_the_warning_names_the_day() -> None:
    assert child_consented(STORED) == (
        "16歳未満の方の同意です。2028年7月16日からは、法定代理人の同意がなければ使えません。"
    )
