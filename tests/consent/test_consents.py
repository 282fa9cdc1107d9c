"""Consents (同意): what of a person's will stands at a moment, and how far it reaches (R22–R32)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from consent.consents import (
    ConsentDisputed,
    ConsentRefused,
    ConsentWithdrawn,
    DisputeSettled,
    Incapable,
)
from consent.facts import Fact, Related, Tie
from events.consent_terms import Subjects
from events.values import Category, Period, Purpose
from tests.consent.history import (
    CITY,
    CITY_HALL,
    CLINIC,
    CONSENT,
    HUSBAND,
    MOTHER,
    NOW,
    SECOND_CONSENT,
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


REFUSED = ConsentRefused(**UNDATED, person=MOTHER, when=day("2026-04-20"))
DISPUTED = ConsentDisputed(**UNDATED, consent=CONSENT, when=day("2026-04-20"))
SETTLED = DisputeSettled(**UNDATED, consent=CONSENT, when=day("2026-04-25"))
UNABLE = Incapable(**UNDATED, person=MOTHER, period=Period(date(2026, 5, 1), date(2026, 5, 20)))


def test_nobody_asked_and_nobody_said() -> None:
    assert (state(), scope()) == ("NONE", "NA")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-04-10T10:59:59", "NONE"),
        ("2026-04-10T11:00:00", "ACTIVE"),
        ("2027-03-31T23:59:59", "ACTIVE"),
        ("2027-04-01T00:00:00", "EXPIRED"),
    ],
)
def test_a_consent_holds_from_when_it_was_given_to_the_end_of_its_last_day(
    now: str, expected: str
) -> None:
    assert state(consent(), now=tokyo(now)) == expected


def test_a_consent_counts_never_before_it_was_recorded() -> None:
    late = consent(seq=100, at=tokyo("2026-05-11T11:00:00"))

    assert state(late, now=tokyo("2026-05-11T10:59:59")) == "NONE"
    assert state(late, now=tokyo("2026-05-11T11:00:00")) == "ACTIVE"


def test_a_consent_of_which_the_period_has_not_begun_is_not_settled_yet() -> None:
    later = consent(period=Period(date(2026, 5, 12)))

    assert state(later, now=day("2026-05-11")) == "DRAFT"
    assert state(later, now=day("2026-05-12")) == "ACTIVE"
    assert state(later, now=day("2036-05-12")) == "ACTIVE"


def test_a_consent_only_said_is_a_draft_until_something_is_signed() -> None:
    said = consent(consent=SECOND_CONSENT, draft=True)

    assert (state(said), scope(said)) == ("DRAFT", "FULL")
    assert state(said, now=tokyo("2026-04-10T10:59:59")) == "NONE"
    assert state(said, now=tokyo("2026-04-10T11:00:00")) == "DRAFT"
    assert state(said, consent()) == "ACTIVE"
    assert state(said, REFUSED) == "REFUSED"
    assert state(replace(said, person=SON)) == "NONE"
    assert scope(replace(said, purposes=frozenset())) == "NOT_PURP"


def test_a_refusal_stands_until_a_newer_consent_and_ends_an_older_one() -> None:
    assert (state(REFUSED), scope(REFUSED)) == ("REFUSED", "NA")
    assert state(consent(), REFUSED) == "REFUSED"
    assert state(REFUSED, consent(when=day("2026-04-21"))) == "ACTIVE"
    assert state(REFUSED, now=day("2026-04-19")) == "NONE"
    assert state(replace(REFUSED, person=SON)) == "NONE"


def test_of_two_wills_of_one_moment_the_later_recorded_counts() -> None:
    moment = day("2026-05-01")
    at = day("2026-04-30")
    yes = consent(seq=100, at=at, when=moment)
    no = ConsentRefused(seq=101, at=at, person=MOTHER, when=moment)

    assert state(yes, no) == "REFUSED"
    assert state(replace(yes, seq=102), no) == "ACTIVE"


def test_a_withdrawal_known_by_date_bites_from_midnight_in_tokyo() -> None:
    by_date = (consent(), withdrawn(date(2026, 5, 11)))

    assert state(*by_date, now=tokyo("2026-05-10T23:59:59")) == "ACTIVE"
    assert state(*by_date, now=tokyo("2026-05-11T00:00:00")) == "WITHDRAWN"


def test_a_withdrawal_known_to_the_minute_bites_from_then() -> None:
    exact = (consent(), withdrawn(NOW))

    assert state(*exact, now=NOW - timedelta(seconds=1)) == "ACTIVE"
    assert state(*exact) == "WITHDRAWN"
    assert scope(*exact) == "FULL"


def test_a_withdrawal_towards_one_recipient_is_one_for_nobody_else() -> None:
    """R27, desk.md §3.3: by recipient, known by programme or agency."""
    for theirs in (CITY, CITY_HALL):
        towards = replace(withdrawn(day("2026-04-20")), recipients=frozenset({theirs}))
        assert state(consent(), towards) == "WITHDRAWN"
        assert state(consent(), towards, now=day("2026-04-19")) == "ACTIVE"

    towards_another = replace(withdrawn(day("2026-04-20")), recipients=frozenset({CLINIC}))
    assert state(consent(), towards_another) == "ACTIVE"


def test_a_withdrawal_for_one_purpose_is_one_for_no_other() -> None:
    """R27."""
    for_service = replace(withdrawn(day("2026-04-20")), purposes=frozenset({Purpose.SERVICE}))
    for_plans = replace(for_service, purposes=frozenset({Purpose.PLAN}))

    assert state(consent(), for_service) == "WITHDRAWN"
    assert state(consent(), for_plans) == "ACTIVE"
    assert state(consent(), for_plans, for_service) == "WITHDRAWN"


def test_a_withdrawal_of_the_newest_consent_does_not_bring_an_older_one_back() -> None:
    newer = consent(consent=SECOND_CONSENT, when=day("2026-04-15"))
    of_newer = ConsentWithdrawn(**UNDATED, consent=SECOND_CONSENT, when=day("2026-04-16"))

    assert state(consent(), newer, of_newer) == "WITHDRAWN"
    assert state(consent(), newer, withdrawn(day("2026-04-16"))) == "ACTIVE"


def test_consents_are_never_put_together() -> None:
    for_city = consent(recipients=frozenset({CITY}), subjects=frozenset({Subjects.BASIC}))
    for_all_else = consent(
        consent=SECOND_CONSENT,
        when=day("2026-04-15"),
        recipients=frozenset({CLINIC}),
        subjects=frozenset({Subjects.OTHER}),
    )

    assert scope(for_city, for_all_else) == "NOT_RCP"
    assert scope(for_all_else, replace(for_city, when=day("2026-04-16"))) == "NOT_CAT"


def test_a_dispute_suspends_a_consent_until_it_is_settled() -> None:
    assert state(consent(), DISPUTED) == "DISPUTED"
    assert state(consent(), DISPUTED, now=day("2026-04-19")) == "ACTIVE"
    assert state(consent(), DISPUTED, SETTLED) == "ACTIVE"
    assert state(consent(), DISPUTED, SETTLED, now=day("2026-04-24")) == "DISPUTED"
    assert state(consent(), DISPUTED, replace(SETTLED, when=DISPUTED.when)) == "ACTIVE"
    again = replace(DISPUTED, when=day("2026-05-01"))
    assert state(consent(), again, DISPUTED, SETTLED) == "DISPUTED"
    assert state(consent(), replace(DISPUTED, consent=SECOND_CONSENT)) == "ACTIVE"
    assert state(consent(), DISPUTED, withdrawn(day("2026-04-21"))) == "WITHDRAWN"


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-04-30", "NONE"), ("2026-05-01", "INCAPABLE"), ("2026-05-20", "INCAPABLE")],
)
def test_who_cannot_judge_has_no_consent_while_that_lasts(now: str, expected: str) -> None:
    assert state(UNABLE, now=day(now)) == expected
    assert state(UNABLE, now=day("2026-05-21")) == "NONE"
    assert state(replace(UNABLE, person=SON), now=day(now)) == "NONE"
    assert scope(UNABLE) == "NA"


def test_a_will_expressed_while_able_stays_what_it_was() -> None:
    assert state(UNABLE, REFUSED) == "REFUSED"
    assert state(UNABLE, consent()) == "ACTIVE"


# Representatives.

REPRESENTS = Related(
    **UNDATED,
    who=HUSBAND,
    person=MOTHER,
    tie=Tie.REPRESENTATIVE,
    period=Period(date(2026, 4, 1), date(2026, 4, 30)),
)


def test_r32_a_representative_consents_only_with_authority_and_without_conflict() -> None:
    by_husband = consent(representative=HUSBAND)

    assert state(by_husband, REPRESENTS) == "REP"
    assert state(by_husband) == "NONE"
    assert state(by_husband, replace(REPRESENTS, tie=Tie.FAMILY)) == "NONE"
    assert state(by_husband, replace(REPRESENTS, who=TANAKA)) == "NONE"
    assert state(by_husband, replace(REPRESENTS, person=SON)) == "NONE"
    assert state(by_husband, replace(REPRESENTS, conflicted=True)) == "NONE"
    assert state(by_husband, replace(REPRESENTS, period=Period(date(2026, 4, 11)))) == "NONE"
    assert state(by_husband, replace(REPRESENTS, period=Period(date(2026, 4, 10)))) == "REP"


def test_r32_of_a_representative_the_last_record_counts() -> None:
    by_husband = consent(representative=HUSBAND)
    suspected = replace(REPRESENTS, seq=200, at=day("2026-05-01"), conflicted=True)
    cleared = replace(suspected, seq=201, conflicted=False)

    assert state(by_husband, REPRESENTS, suspected) == "NONE"
    assert state(by_husband, REPRESENTS, suspected, cleared) == "REP"
    assert state(by_husband, REPRESENTS, replace(suspected, who=TANAKA)) == "REP"
    assert state(by_husband, REPRESENTS, replace(suspected, tie=Tie.FAMILY)) == "REP"


def test_the_day_of_a_representatives_consent_is_the_one_in_tokyo() -> None:
    after_midnight = consent(representative=HUSBAND, when=tokyo("2026-05-01T00:30:00"))
    from_may = replace(REPRESENTS, period=Period(date(2026, 5, 1)))

    assert state(after_midnight, from_may) == "REP"
    assert state(after_midnight, REPRESENTS) == "NONE"


def test_a_void_consent_of_a_representative_leaves_the_persons_own_will() -> None:
    void = consent(consent=SECOND_CONSENT, representative=HUSBAND, when=day("2026-04-21"))

    assert state(REFUSED, void) == "REFUSED"
