"""Adoption (方針の採用): what the event of an adoption states about a version."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from consent.adoption import Judged, judge_version
from consent.impact import impact
from consent.policy import compile_policy
from events.policy import (
    AdoptPolicy,
    ChangeDirection,
    Policies,
    PolicyAdopted,
    PolicyBreaksProperty,
    PolicyWidensWithoutReason,
    decide,
)
from tests.consent.planted import Edit
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

WIDER = compile_policy(Edit(add={"G12": {"category": ("HEALTH",)}}).apply())
STATE = Policies(adopted=((date(2026, 4, 1), POLICY.document.version),))


def command(judged: Judged) -> AdoptPolicy:
    return AdoptPolicy(
        version="next",
        previous=POLICY.document.version,
        valid_from=date(2026, 6, 1),
        decided_on=date(2026, 5, 20),
        ground="決裁第3号",
        prepared_by=UUID(int=1),
        approved_by=UUID(int=2),
        impact=judged.impact,
        broken=judged.broken,
    )


def test_a_wider_version_is_adopted_only_with_a_reason_for_each_class() -> None:
    names = [change.key for change in impact(POLICY, WIDER)]
    judged = judge_version(POLICY, WIDER, dict.fromkeys(names, "要綱の改正"))
    without = replace(judged, impact=(*judged.impact[:-1], replace(judged.impact[-1], reason="")))

    assert {one.direction for one in judged.impact} == {ChangeDirection.WIDER}
    assert [(one.name, one.reason) for one in judged.impact] == [
        (name, "要綱の改正") for name in names
    ]
    assert all("category=HEALTH" in one.witness for one in judged.impact)
    assert all(list(one.witness) == sorted(one.witness) for one in judged.impact)
    assert all(one.count > 0 for one in judged.impact)
    with pytest.raises(PolicyWidensWithoutReason):
        decide(command(without), STATE)
    (adopted,) = decide(command(judged), STATE)
    assert isinstance(adopted, PolicyAdopted)
    assert adopted.impact == judged.impact


def test_whoever_states_no_reason_has_stated_none() -> None:
    judged = judge_version(POLICY, WIDER, {"REFERRAL: another class": "要綱の改正"})

    assert {one.reason for one in judged.impact} == {""}
    with pytest.raises(PolicyWidensWithoutReason):
        decide(command(judged), STATE)


@pytest.mark.usefixtures("unmeasured")
def test_a_version_that_breaks_a_property_is_not_adopted_not_even_as_the_first() -> None:
    broken = judge_version(None, compile_policy(Edit(drop=("F06",)).apply()), {})

    assert broken == Judged(impact=(), broken=("P19",))
    with pytest.raises(PolicyBreaksProperty):
        decide(command(broken), STATE)
