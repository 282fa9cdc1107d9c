"""Asker (求める人): as what someone receives, and who stays out of a matter (R32, R54, R56)."""

from dataclasses import replace
from datetime import date

import pytest

from consent.asker import receiver
from consent.consents import Receiver
from consent.facts import (
    Ask,
    Fact,
    Keeper,
    Mandated,
    Place,
    Related,
    Tie,
    View,
)
from consent.judge import judge
from consent.sittings import Acknowledged, Recused
from events.values import Period, Purpose
from tests.consent.history import (
    ALWAYS,
    CITY,
    CITY_HALL,
    COUNCIL,
    DESK,
    DOCTOR,
    HUSBAND,
    MOTHER,
    NOW,
    OWN_DESK,
    SON,
    START,
    SUZUKI,
    TANAKA,
    UNDATED,
    ask,
    code,
    codes,
    day,
    note,
    programme,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure


def reason(request: Ask, *facts: Fact) -> str:
    return judge(POLICY, ask(request, *facts)).reason


@pytest.mark.parametrize(
    ("tie", "recipient"),
    [
        (Tie.SELF, "SUBJECT"),
        (Tie.REPRESENTATIVE, "REP"),
        (Tie.FAMILY, "FAMILY"),
        (Tie.ADVERSE, "ADVERSE"),
    ],
)
def test_someone_who_acts_for_themselves_receives_as_what_they_are_to_the_person(
    tie: Tie, recipient: str
) -> None:
    related = Related(**UNDATED, who=HUSBAND, person=MOTHER, tie=tie, period=ALWAYS)
    asks = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)

    found = codes(asks, note(), related)

    assert (found["recipient"], found["recused"]) == (recipient, "NO")


def test_the_other_party_stays_that_even_as_a_worker() -> None:
    against = Related(**UNDATED, who=SUZUKI, person=MOTHER, tie=Tie.ADVERSE, period=ALWAYS)

    assert reason(OWN_DESK, note(), against) == "RECIPIENT_ADVERSE_OR_FAMILY"


def test_r32_a_representative_in_conflict_is_the_other_party() -> None:
    tie = Related(
        **UNDATED,
        who=HUSBAND,
        person=MOTHER,
        tie=Tie.REPRESENTATIVE,
        period=ALWAYS,
        conflicted=True,
    )
    asks = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)

    assert code("recipient", asks, note(), tie) == "ADVERSE"


def test_r56_who_is_related_or_recorded_as_recused_stays_out() -> None:
    family = Related(**UNDATED, who=SUZUKI, person=MOTHER, tie=Tie.FAMILY, period=ALWAYS)
    ended = replace(family, period=Period(date(2026, 4, 1), date(2026, 5, 10)))

    assert code("recused", OWN_DESK, note(), family) == "YES"
    assert code("recused", OWN_DESK, note(), ended) == "NO"
    assert code("recused", OWN_DESK, note(), Recused(**UNDATED, who=SUZUKI, person=MOTHER)) == "YES"
    assert code("recused", OWN_DESK, note(), Recused(**UNDATED, who=SUZUKI, person=SON)) == "NO"


def test_a_contractor_is_one_only_while_the_contract_lasts() -> None:
    desk = programme(DESK, COUNCIL, Keeper.CONTRACTOR)
    ended = replace(desk, contract=Period(date(2026, 4, 1), date(2026, 5, 10)))

    assert code("recipient", OWN_DESK, note(), ended, now=day("2026-05-10")) == "CONTRACTOR"
    assert code("recipient", OWN_DESK, note(), ended, now=day("2026-05-11")) == "PRIVATE"


def test_an_auditor_audits_under_a_mandate_and_a_sworn_duty() -> None:
    audits = replace(OWN_DESK, who=DOCTOR, programme=None, place=Place.AUDIT, purpose=Purpose.AUDIT)
    mandate = Mandated(**UNDATED, staff=DOCTOR, period=Period(date(2026, 5, 1), date(2026, 5, 31)))
    sworn = Acknowledged(**UNDATED, who=DOCTOR, kind="AUDIT", when=START)

    assert reason(audits, note(), mandate, sworn) == "BASIS_AUDIT"
    assert reason(audits, note(), mandate) == "NO_CONFIDENTIALITY_ACK"
    assert ask(audits, note(), sworn).refused == "REQUEST_UNCLEAR"
    late = ask(audits, note(), mandate, sworn, now=day("2026-06-01"))
    assert late.refused == "REQUEST_UNCLEAR"
    worker = replace(audits, who=TANAKA, programme=CITY)
    assert reason(worker, note(), sworn) == "RECIPIENT_NOT_ELIGIBLE"


def test_a_recipient_is_known_by_person_programme_and_agency() -> None:
    view = View((programme(CITY, CITY_HALL, Keeper.CITY),), NOW, 9)
    for_oneself = replace(OWN_DESK, who=HUSBAND, programme=None, place=Place.SUBJECT)
    for_the_city = replace(OWN_DESK, who=TANAKA, programme=CITY)

    assert receiver(view, for_oneself) == Receiver(frozenset({HUSBAND}), by_name=True)
    assert receiver(view, for_the_city) == Receiver(
        frozenset({TANAKA, CITY, CITY_HALL}), by_name=False
    )
