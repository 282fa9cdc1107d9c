"""Agency (機関): an organisation takes part in the municipality's network."""

import pytest

from events.agency import (
    Agency,
    AgencyAlreadyRegistered,
    decide,
    evolve,
)
from events.base import Event
from events.tenant import TenantOpened
from tests.builders import REGISTER_AGENCY, TENANT
from tests.events.examples import AGENCY_REGISTERED

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
