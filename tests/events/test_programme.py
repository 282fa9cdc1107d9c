"""Programme (受託事業・課): what keeps records, under a dated contract."""

from dataclasses import replace
from datetime import date

import pytest

from events.base import Event
from events.programme import (
    ContractEndsBeforeItStarts,
    Programme,
    ProgrammeAlreadyOpen,
    decide,
    evolve,
)
from events.tenant import TenantOpened
from events.values import Period
from tests.builders import CITY, COUNCIL, FISCAL_YEAR, OPEN_PROGRAMME, TENANT
from tests.events.examples import PROGRAMME_OPENED

pytestmark = pytest.mark.pure


def given(*past: Event) -> Programme:
    state = Programme()
    for event in past:
        state = evolve(state, event)
    return state


def test_opening_a_programme_records_its_parties_and_its_contract() -> None:
    state = given()

    events = decide(OPEN_PROGRAMME, state)

    assert events == (PROGRAMME_OPENED,)


def test_contractor_and_commissioner_are_one_record_keeper_for_the_contract() -> None:
    state = given(PROGRAMME_OPENED)

    assert state == Programme(agencies=frozenset({COUNCIL, CITY}), contract=FISCAL_YEAR)


def test_a_programme_is_opened_once() -> None:
    state = given(PROGRAMME_OPENED)

    with pytest.raises(ProgrammeAlreadyOpen):
        decide(OPEN_PROGRAMME, state)


def test_a_contract_does_not_end_before_it_starts() -> None:
    state = given()
    backwards = Period(date(2025, 3, 31), date(2025, 3, 30))

    with pytest.raises(ContractEndsBeforeItStarts):
        decide(replace(OPEN_PROGRAMME, contract=backwards), state)


@pytest.mark.parametrize(
    "contract",
    [Period(date(2025, 3, 31), date(2025, 3, 31)), Period(date(2025, 3, 31))],
    ids=["one day", "no last day"],
)
def test_a_contract_may_last_one_day_or_have_no_last_day(contract: Period) -> None:
    state = given()

    events = decide(replace(OPEN_PROGRAMME, contract=contract), state)

    assert events == (replace(PROGRAMME_OPENED, contract=contract),)


def test_what_happens_to_others_does_not_open_a_programme() -> None:
    state = given(TenantOpened(code=TENANT, name="瀬名木市"))

    assert state == Programme()
