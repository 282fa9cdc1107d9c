"""Agency (機関): an organisation takes part in the municipality's network."""

import pytest

from events.agency import (
    Agency,
    AgencyAlreadyRegistered,
    AgencyRegistered,
    decide,
    evolve,
)
from events.base import Event
from events.tenant import TenantOpened
from events.values import AgencyKind
from tests.builders import COUNCIL, REGISTER_AGENCY, TENANT

pytestmark = pytest.mark.pure

REGISTERED = AgencyRegistered(
    agency_id=COUNCIL, name="瀬名木市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
)


def given(*past: Event) -> Agency:
    state = Agency()
    for event in past:
        state = evolve(state, event)
    return state


def test_registering_an_agency_records_its_name_and_kind() -> None:
    state = given()

    events = decide(REGISTER_AGENCY, state)

    assert events == (REGISTERED,)


def test_an_agency_is_registered_once() -> None:
    state = given(REGISTERED)

    with pytest.raises(AgencyAlreadyRegistered):
        decide(REGISTER_AGENCY, state)


def test_what_happens_to_others_does_not_register_an_agency() -> None:
    state = given(TenantOpened(code=TENANT, name="瀬名木市"))

    assert state == Agency()
