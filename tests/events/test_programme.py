"""Programme (受託事業・課): what keeps records, under a dated contract."""

from dataclasses import replace
from datetime import date

import pytest

from events.base import Event
from events.programme import (
    ContractEndsBeforeItStarts,
    ContractProlonged,
    ContractsOverlap,
    EndContract,
    Programme,
    ProgrammeAlreadyOpen,
    ProgrammeNotOpen,
    RenewContract,
    decide,
    evolve,
)
from events.tenant import TenantOpened
from events.values import Period
from tests.builders import (
    CITY,
    COUNCIL,
    FISCAL_YEAR,
    NEXT_FISCAL_YEAR,
    OPEN_PROGRAMME,
    TENANT,
    TODAY,
    TOMORROW,
)
from tests.events.examples.organisation import CONTRACT_ENDED, CONTRACT_RENEWED, PROGRAMME_OPENED

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

    assert state == Programme(agencies=frozenset({COUNCIL, CITY}), contracts=(FISCAL_YEAR,))


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


RENEW = RenewContract(contract=NEXT_FISCAL_YEAR)
END = EndContract(last_day=TOMORROW)


def test_a_contract_is_renewed_and_both_count_in_their_time() -> None:
    state = given(PROGRAMME_OPENED, CONTRACT_RENEWED)

    assert decide(RENEW, given(PROGRAMME_OPENED)) == (CONTRACT_RENEWED,)
    days = (date(2024, 3, 31), date(2025, 3, 31), date(2025, 4, 1), date(2026, 4, 1))
    assert [state.contract(day) for day in days] == [None, FISCAL_YEAR, NEXT_FISCAL_YEAR, None]


@pytest.mark.parametrize("first", [date(2025, 3, 31), date(2024, 1, 1)])
def test_a_renewal_starts_after_the_contract_before_has_ended(first: date) -> None:
    with pytest.raises(ContractsOverlap):
        decide(RenewContract(contract=Period(first)), given(PROGRAMME_OPENED))


def test_a_contract_without_a_last_day_is_ended_before_it_is_renewed() -> None:
    open_ended = replace(PROGRAMME_OPENED, contract=Period(FISCAL_YEAR.first))

    with pytest.raises(ContractsOverlap):
        decide(RENEW, given(open_ended))
    ended = given(open_ended, *decide(END, given(open_ended)))
    assert decide(RENEW, ended) == (CONTRACT_RENEWED,)


def test_a_renewal_does_not_end_before_it_starts() -> None:
    with pytest.raises(ContractEndsBeforeItStarts):
        decide(
            RenewContract(contract=Period(date(2025, 4, 2), date(2025, 4, 1))),
            given(PROGRAMME_OPENED),
        )


def test_r79_a_contract_that_is_ended_early_counts_until_its_last_day() -> None:
    state = given(PROGRAMME_OPENED, CONTRACT_ENDED)

    assert decide(END, given(PROGRAMME_OPENED)) == (CONTRACT_ENDED,)
    assert state.contracts == (Period(FISCAL_YEAR.first, TOMORROW),)
    assert state.contract(TODAY) == Period(FISCAL_YEAR.first, TOMORROW)


def test_only_the_latest_contract_is_ended() -> None:
    state = given(PROGRAMME_OPENED, CONTRACT_RENEWED)
    last = EndContract(last_day=date(2025, 6, 30))

    (ended,) = decide(last, state)

    assert evolve(state, ended).contracts == (
        FISCAL_YEAR,
        Period(date(2025, 4, 1), date(2025, 6, 30)),
    )


def test_ending_a_contract_on_its_last_day_adds_nothing() -> None:
    assert decide(EndContract(last_day=date(2025, 3, 31)), given(PROGRAMME_OPENED)) == ()


def test_ending_a_contract_never_makes_it_longer_or_backwards() -> None:
    state = given(PROGRAMME_OPENED)

    with pytest.raises(ContractProlonged):
        decide(EndContract(last_day=date(2025, 4, 1)), state)
    with pytest.raises(ContractEndsBeforeItStarts):
        decide(EndContract(last_day=date(2024, 3, 31)), state)


@pytest.mark.parametrize("command", [RENEW, END])
def test_a_programme_that_was_never_opened_has_no_contract(
    command: RenewContract | EndContract,
) -> None:
    with pytest.raises(ProgrammeNotOpen):
        decide(command, given())
