"""Policy (開示方針): a version is adopted with reasons for what it widens; a basis is confirmed."""

from dataclasses import replace
from datetime import date
from functools import reduce
from uuid import UUID

import pytest

from events.base import RuleViolation
from events.policy import (
    AdoptPolicy,
    ChangeDirection,
    ConfirmLegalBasis,
    LegalBasisAlreadyConfirmed,
    LegalBasisConfirmed,
    LegalBasisNotRead,
    Policies,
    PolicyAdopted,
    PolicyAlreadyAdopted,
    PolicyApprovedByItsAuthor,
    PolicyBreaksProperty,
    PolicyChange,
    PolicyComparedWithAnother,
    PolicyEvent,
    PolicyTakesEffectBackwards,
    PolicyWidensWithoutReason,
    PolicyWithoutGround,
    decide,
    evolve,
)

pytestmark = pytest.mark.pure

OFFICER, MANAGER = UUID(int=1), UUID(int=2)
FIRST = AdoptPolicy(
    version="v1",
    previous=None,
    valid_from=date(2026, 4, 1),
    decided_on=date(2026, 3, 20),
    ground="福祉部長決裁 令和8年第12号",
    prepared_by=OFFICER,
    approved_by=MANAGER,
    impact=(),
)
WIDER = PolicyChange(
    name="REFERRAL: DENY → PERMIT",
    direction=ChangeDirection.WIDER,
    count=12,
    witness=("purpose=SERVICE", "recipient=PUBLIC"),
)
SECOND = replace(
    FIRST,
    version="v2",
    previous="v1",
    valid_from=date(2026, 5, 1),
    decided_on=date(2026, 4, 20),
    impact=(replace(WIDER, reason="要綱の改正"),),
)
ADOPTED = PolicyAdopted(
    version="v1",
    previous=None,
    valid_from=date(2026, 4, 1),
    ground="福祉部長決裁 令和8年第12号",
    prepared_by=OFFICER,
    approved_by=MANAGER,
    impact=(),
)
READ = ConfirmLegalBasis(
    basis="KJH-15",
    digest="d1",
    registry="r1",
    official_text="e-Gov 法令検索 第23条 2026年11月20日閲覧",
    confirmed_by=OFFICER,
)


def given(*past: PolicyEvent) -> Policies:
    return reduce(evolve, past, Policies())


def test_a_first_version_is_adopted() -> None:
    assert decide(FIRST, given()) == (ADOPTED,)


def test_a_next_version_is_adopted_with_its_impact_and_reasons() -> None:
    assert decide(SECOND, given(ADOPTED)) == (
        PolicyAdopted(
            version="v2",
            previous="v1",
            valid_from=date(2026, 5, 1),
            ground="福祉部長決裁 令和8年第12号",
            prepared_by=OFFICER,
            approved_by=MANAGER,
            impact=(replace(WIDER, reason="要綱の改正"),),
        ),
    )


def test_what_is_not_wider_needs_no_reason() -> None:
    changes = tuple(
        replace(WIDER, direction=one)
        for one in (ChangeDirection.NARROWER, ChangeDirection.RESTATED)
    )

    (event,) = decide(replace(SECOND, impact=changes), given(ADOPTED))

    assert isinstance(event, PolicyAdopted)
    assert event.impact == changes


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (replace(SECOND, version="v1"), PolicyAlreadyAdopted),
        (replace(SECOND, previous=None), PolicyComparedWithAnother),
        (replace(SECOND, previous="v0"), PolicyComparedWithAnother),
        (replace(SECOND, broken=("P18",)), PolicyBreaksProperty),
        (replace(SECOND, impact=(WIDER,)), PolicyWidensWithoutReason),
        (replace(SECOND, impact=(replace(WIDER, reason=" "),)), PolicyWidensWithoutReason),
        (replace(SECOND, impact=(*SECOND.impact, WIDER)), PolicyWidensWithoutReason),
        (replace(SECOND, approved_by=OFFICER), PolicyApprovedByItsAuthor),
        (replace(SECOND, valid_from=date(2026, 4, 19)), PolicyTakesEffectBackwards),
        (
            replace(SECOND, decided_on=date(2026, 3, 30), valid_from=date(2026, 3, 31)),
            PolicyTakesEffectBackwards,
        ),
        (replace(SECOND, ground=" "), PolicyWithoutGround),
    ],
)
def test_an_adoption_is_refused(command: AdoptPolicy, refusal: type[RuleViolation]) -> None:
    with pytest.raises(refusal):
        decide(command, given(ADOPTED))


def test_a_version_may_begin_on_the_day_of_its_decision_and_an_older_one_may_return() -> None:
    today = replace(SECOND, valid_from=SECOND.decided_on)
    (second,) = decide(today, given(ADOPTED))
    back = replace(FIRST, previous="v2", valid_from=date(2026, 6, 1), decided_on=date(2026, 6, 1))

    assert decide(back, given(ADOPTED, second)) == (
        replace(ADOPTED, previous="v2", valid_from=date(2026, 6, 1)),
    )


def test_the_version_in_force_is_the_one_of_the_day() -> None:
    (second,) = decide(SECOND, given(ADOPTED))

    state = given(ADOPTED, second)

    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1)]
    assert [state.in_force(day) for day in days] == [None, "v1", "v1", "v2"]
    assert (given().latest, state.latest) == (None, "v2")


def test_of_two_versions_from_one_day_the_later_adopted_judges() -> None:
    second = replace(ADOPTED, version="v2", previous="v1")

    assert given(ADOPTED, second).in_force(date(2026, 4, 1)) == "v2"


def test_a_text_of_the_registry_is_confirmed_once() -> None:
    (confirmed,) = decide(READ, given())

    assert confirmed == LegalBasisConfirmed(
        basis="KJH-15",
        digest="d1",
        registry="r1",
        official_text="e-Gov 法令検索 第23条 2026年11月20日閲覧",
        confirmed_by=OFFICER,
    )
    assert given(confirmed).confirmed == {"d1"}
    with pytest.raises(LegalBasisAlreadyConfirmed):
        decide(READ, given(confirmed))


def test_a_changed_text_is_confirmed_anew() -> None:
    (confirmed,) = decide(READ, given())
    (again,) = decide(replace(READ, digest="d2"), given(confirmed))

    assert given(confirmed, again).confirmed == {"d1", "d2"}


def test_a_confirmation_says_what_was_read() -> None:
    with pytest.raises(LegalBasisNotRead):
        decide(replace(READ, official_text=""), given())
