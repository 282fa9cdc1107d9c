"""Tenant (自治体): a municipality opens its log."""

from dataclasses import replace

import pytest

from events.agency import AgencyRegistered
from events.base import Event
from events.tenant import (
    Tenant,
    TenantAlreadyOpen,
    TenantCodeMalformed,
    decide,
    evolve,
)
from events.values import AgencyKind
from tests.builders import CITY, OPEN_TENANT
from tests.events.examples.organisation import TENANT_OPENED

pytestmark = pytest.mark.pure


def given(*past: Event) -> Tenant:
    state = Tenant()
    for event in past:
        state = evolve(state, event)
    return state


def test_opening_a_log_records_the_municipality() -> None:
    state = given()

    events = decide(OPEN_TENANT, state)

    assert events == (TENANT_OPENED,)


def test_a_municipality_has_one_log() -> None:
    state = given(TENANT_OPENED)

    with pytest.raises(TenantAlreadyOpen):
        decide(OPEN_TENANT, state)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "999993",
        "lg-99999",
        "lg-9999931",
        "lg-99999a",
        "lg-９９９９９３",
        "lg-²²²²²²",
        "LG-999993",
        "pref-999993",
        "lg_999993",
        "lg-999-993",
        "lg-999993\n",
    ],
)
def test_a_municipality_is_known_by_lg_and_its_six_digits(code: str) -> None:
    state = given()

    with pytest.raises(TenantCodeMalformed):
        decide(replace(OPEN_TENANT, code=code), state)


def test_what_happens_to_others_does_not_open_the_log() -> None:
    someone_else = AgencyRegistered(agency_id=CITY, name="福祉課", kind=AgencyKind.CITY_DIVISION)

    state = given(someone_else)

    assert state == Tenant()
