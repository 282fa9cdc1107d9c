"""Restriction (限定ケース): named staff only, the lead always among them."""

from dataclasses import replace
from typing import Final

import pytest

from events.base import RuleViolation
from events.matter import Matter, TextMissing
from events.restriction import (
    CaseRestricted,
    LiftRestriction,
    NobodyNamed,
    NotRestricted,
    RestrictCase,
    RestrictedAlready,
    Restriction,
    RestrictionLifted,
    RestrictionNotTheirs,
    RestrictionReason,
    decide,
    evolve,
)
from tests.builders import (
    CASE,
    CHIEF,
    COLLEAGUE,
    COUNSELLOR,
    DESK,
    MOTHER,
    NOON,
    NOTE,
    TODAY,
    YESTERDAY,
)

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
    lead=COUNSELLOR,
    leads=frozenset({COUNSELLOR}),
)
RESTRICT: Final = RestrictCase(
    by=COUNSELLOR,
    chief=False,
    named=(COLLEAGUE,),
    reason=RestrictionReason.PROTECTION,
    text="夫が窓口に来る。",
)
LIFT: Final = LiftRestriction(by=COUNSELLOR, chief=False, text="支援措置が終わった。")
RESTRICTED: Final = CaseRestricted(
    person_id=MOTHER,
    named=tuple(sorted((COUNSELLOR, COLLEAGUE))),
    reason=RestrictionReason.PROTECTION,
    text="夫が窓口に来る。",
)


def after(*events: CaseRestricted | RestrictionLifted) -> Restriction:
    state = Restriction()
    for event in events:
        state = evolve(state, event, event_id=NOTE, valid_at=NOON)
    return state


def test_a_case_is_restricted_to_the_named_with_its_lead_among_them() -> None:
    assert decide(RESTRICT, Restriction(), MATTER) == (RESTRICTED,)


def test_who_is_to_lead_from_a_later_day_is_named_too() -> None:
    """A transfer that is settled leaves no restricted case with a lead who cannot see it."""
    matter = replace(MATTER, leads=frozenset({COUNSELLOR, CHIEF}))

    (event,) = decide(RESTRICT, Restriction(), matter)

    assert event == replace(RESTRICTED, named=tuple(sorted((COUNSELLOR, COLLEAGUE, CHIEF))))


def test_a_closed_case_can_be_restricted() -> None:
    assert decide(RESTRICT, Restriction(), replace(MATTER, closed=True)) == (RESTRICTED,)


def test_other_names_or_another_reason_take_the_earlier_ones_place() -> None:
    state = after(RESTRICTED)

    (names,) = decide(replace(RESTRICT, named=(CHIEF,)), state, MATTER)
    (reason,) = decide(replace(RESTRICT, reason=RestrictionReason.OTHER), state, MATTER)

    assert names == replace(RESTRICTED, named=tuple(sorted((COUNSELLOR, CHIEF))))
    assert reason == replace(RESTRICTED, reason=RestrictionReason.OTHER)
    assert after(RESTRICTED, replace(RESTRICTED, named=(CHIEF,))).standing == replace(
        RESTRICTED, named=(CHIEF,)
    )


def test_a_restriction_is_lifted_with_a_reason() -> None:
    lifted = RestrictionLifted(person_id=MOTHER, text="支援措置が終わった。")

    assert decide(LIFT, after(RESTRICTED), MATTER) == (lifted,)
    assert after(RESTRICTED, lifted) == Restriction()


@pytest.mark.parametrize("command", [RESTRICT, LIFT])
def test_only_the_lead_or_a_chief_decides_who_may_know(
    command: RestrictCase | LiftRestriction,
) -> None:
    other = replace(command, by=COLLEAGUE)

    with pytest.raises(RestrictionNotTheirs):
        decide(other, after(RESTRICTED), MATTER)


def test_a_chief_decides_without_leading_the_case() -> None:
    chief = replace(RESTRICT, by=CHIEF, chief=True)

    assert decide(chief, Restriction(), MATTER) == (RESTRICTED,)
    assert decide(replace(LIFT, by=CHIEF, chief=True), after(RESTRICTED), MATTER)


@pytest.mark.parametrize(
    ("command", "state", "refusal"),
    [
        (replace(RESTRICT, named=()), Restriction(), NobodyNamed),
        (RESTRICT, after(RESTRICTED), RestrictedAlready),
        (LIFT, Restriction(), NotRestricted),
        (replace(LIFT, text=" "), after(RESTRICTED), TextMissing),
    ],
)
def test_what_means_nothing_is_refused(
    command: RestrictCase | LiftRestriction, state: Restriction, refusal: type[RuleViolation]
) -> None:
    with pytest.raises(refusal):
        decide(command, state, MATTER)
