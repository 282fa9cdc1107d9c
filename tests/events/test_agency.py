"""Agency (機関): an organisation takes part in the municipality's network."""

from dataclasses import replace
from datetime import date

import pytest

from events.agency import (
    Agency,
    AgencyAlreadyRegistered,
    AgencyNameMissing,
    AgencyNotRegistered,
    RenameAgency,
    decide,
    evolve,
)
from events.base import Event
from events.tenant import TenantOpened
from tests.builders import REGISTER_AGENCY, TENANT, TODAY, YESTERDAY
from tests.events.examples.organisation import AGENCY_REGISTERED, AGENCY_RENAMED

pytestmark = pytest.mark.pure


def given(*past: Event) -> Agency:
    state = Agency()
    for event in past:
        state = evolve(state, event)
    return state


def test_registering_an_agency_records_its_name_and_kind() -> None:
    state = given()

    events = decide(REGISTER_AGENCY, state)

    assert events == (AGENCY_REGISTERED,)


def test_an_agency_is_registered_once() -> None:
    state = given(AGENCY_REGISTERED)

    with pytest.raises(AgencyAlreadyRegistered):
        decide(REGISTER_AGENCY, state)


def test_what_happens_to_others_does_not_register_an_agency() -> None:
    state = given(TenantOpened(code=TENANT, name="瀬名木市"))

    assert state == Agency()


RENAME = RenameAgency(first=TODAY, name="瀬名木市社協")


def test_an_agency_bears_another_name_from_a_day_on_and_stays_the_same_one() -> None:
    """子ども家庭支援センター became こども家庭センター."""
    state = given(AGENCY_REGISTERED, AGENCY_RENAMED)

    assert decide(RENAME, given(AGENCY_REGISTERED)) == (AGENCY_RENAMED,)
    assert [state.name(day) for day in (YESTERDAY, TODAY, date(2030, 1, 1))] == [
        "瀬名木市社会福祉協議会",
        "瀬名木市社協",
        "瀬名木市社協",
    ]
    assert given().name(TODAY) == ""


def test_of_two_names_from_one_day_on_the_later_told_counts() -> None:
    state = given(AGENCY_REGISTERED, AGENCY_RENAMED, replace(AGENCY_RENAMED, name="あいネット"))

    assert state.name(TODAY) == "あいネット"
    assert state.name(YESTERDAY) == "瀬名木市社会福祉協議会"


def test_the_name_that_it_bears_anyway_adds_nothing() -> None:
    state = given(AGENCY_REGISTERED, AGENCY_RENAMED)

    assert decide(RENAME, state) == ()


def test_only_a_registered_agency_is_renamed_and_to_a_name() -> None:
    with pytest.raises(AgencyNotRegistered):
        decide(RENAME, given())
    with pytest.raises(AgencyNameMissing):
        decide(replace(RENAME, name="　"), given(AGENCY_REGISTERED))
