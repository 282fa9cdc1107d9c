"""Presence (会議と担当): which meeting it is, under which Act, and in which capacity (R1–R12)."""

from dataclasses import replace

import pytest

from consent.classify import Classified
from consent.facts import (
    Ask,
    Assigned,
    BasisConfirmed,
    Fact,
)
from consent.judge import judge
from consent.sittings import Acknowledged, Member
from events.values import Category, Purpose
from tests.consent.history import (
    ALWAYS,
    AT_COORDINATION,
    AT_STATUTORY,
    CITY,
    COORD,
    COORDINATION,
    IN_COORD,
    IN_SUPPORT,
    MOTHER,
    OWN_DESK,
    REGISTRY,
    START,
    STATUTORY,
    SUPPORT,
    SUZUKI,
    TANAKA,
    TO_CITY,
    UNDATED,
    ask,
    code,
    codes,
    consent,
    day,
    note,
    sitting,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure


def reason(request: Ask, *facts: Fact) -> str:
    return judge(POLICY, ask(request, *facts)).reason


def test_a_sitting_under_an_act_is_the_statutory_context_with_that_acts_basis() -> None:
    found = ask(IN_SUPPORT, *SUPPORT, note())

    assert found.conference == "SKK-9"
    assert found.cases[0].codes == codes(OWN_DESK, note()) | {
        "acting_context": "SUPPORT",
        "recipient": "CITY",
        "confidentiality_ack": "ACK",
        "session_state": "OPEN",
        "on_agenda": "YES",
        "purpose": "REACH",
    }
    assert judge(POLICY, found).reason == "BASIS_LSA_ART9"


def test_the_coordination_meeting_is_no_statutory_context() -> None:
    found = ask(IN_COORD, *COORD, consent(), note())

    assert found.conference is None
    assert found.cases[0].codes["acting_context"] == "COORD"
    assert judge(POLICY, found).reason == "BASIS_CONSENT"


def test_r7_the_same_person_half_an_hour_later_at_the_other_meeting_sees_nothing() -> None:
    facts = (*SUPPORT, *COORD, note())

    assert judge(POLICY, ask(IN_SUPPORT, *facts)).shows
    assert reason(IN_COORD, *facts) == "CONSENT_NONE"


def test_the_promotion_meeting_sees_no_persons_item() -> None:
    facts = sitting(COORDINATION, AT_COORDINATION, "PROMO")

    assert code("acting_context", IN_COORD, *facts, note()) == "PROMO"
    assert reason(IN_COORD, *facts, note()) == "NO_INDIVIDUAL_CASE"


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        ("2027-03-31", None),
        ("2027-04-01", "BASIS_NOT_IN_FORCE"),
    ],
)
def test_r1_a_sitting_rests_on_its_act_only_while_that_is_in_force(
    on: str, refused: str | None
) -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "SFH-106-6")

    assert ask(IN_SUPPORT, *facts, note(), now=day(on)).refused == refused


def test_a_basis_that_nobody_verified_carries_a_sitting_once_the_city_has_confirmed_it() -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "KJH-15")
    confirmed = BasisConfirmed(**UNDATED, digest=REGISTRY.bases["KJH-15"][0].digest)

    assert ask(IN_SUPPORT, *facts, note()).refused == "BASIS_UNVERIFIED"
    assert ask(IN_SUPPORT, *facts, note(), confirmed).conference == "KJH-15"


@pytest.mark.parametrize("kind", ["NEIGHBOURS", "consent"])
def test_a_meeting_of_no_known_kind_is_refused(kind: str) -> None:
    assert ask(IN_SUPPORT, *sitting(STATUTORY, AT_STATUTORY, kind), note()) == Classified(
        refused="BASIS_UNKNOWN"
    )


def test_a_conference_without_a_secrecy_duty_is_no_statutory_context() -> None:
    facts = sitting(STATUTORY, AT_STATUTORY, "JSN-81")
    confirmed = BasisConfirmed(**UNDATED, digest=REGISTRY.bases["JSN-81"][0].digest)

    assert ask(IN_SUPPORT, *facts, note(), confirmed).refused == "BASIS_UNKNOWN"


def test_an_agenda_item_of_an_unknown_sitting_is_refused() -> None:
    without_sitting = SUPPORT[1:]

    assert ask(IN_SUPPORT, *without_sitting, note()) == Classified(refused="REQUEST_UNCLEAR")


def test_r12_where_bodies_are_bound_a_body_may_be_the_member() -> None:
    facts = [
        replace(one, who=CITY) if isinstance(one, Member) else one
        for one in sitting(STATUTORY, AT_STATUTORY, "JFH-25-2")
    ]
    persons = [
        replace(one, who=CITY) if isinstance(one, Member) else one
        for one in sitting(STATUTORY, AT_STATUTORY, "SKK-9")
    ]

    assert code("membership", IN_SUPPORT, *facts, note()) == "DESIGNATED"
    assert code("membership", IN_SUPPORT, *persons, note()) == "INVITED"


def test_a_task_taken_home_needs_the_duty_of_the_act_it_comes_from() -> None:
    task = note(categories=frozenset({Category.TASK}), learned_in=STATUTORY)
    sworn = Acknowledged(**UNDATED, who=SUZUKI, kind="SKK-9", when=START)
    other_act = Acknowledged(**UNDATED, who=SUZUKI, kind="JFH-25-2", when=START)
    reach = replace(OWN_DESK, purpose=Purpose.REACH)

    assert reason(reach, *SUPPORT, task, sworn) == "BASIS_LSA_ART9_TASK"
    assert reason(reach, *SUPPORT, task, other_act) == "NO_CONFIDENTIALITY_ACK"


def test_being_in_charge_of_the_case_is_no_capacity_away_from_ones_own_desk() -> None:
    in_charge = Assigned(**UNDATED, staff=TANAKA, programme=CITY, person=MOTHER, period=ALWAYS)

    assert code("membership", TO_CITY, note(), in_charge) == "NONE"
