"""Service (サービス): the programmes of law.md §10.12, from start to end."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from events.matter import CaseNotOpen, Matter, NotInTheFuture
from events.service import (
    EndService,
    ServiceCommand,
    ServiceEndsBeforeItStarts,
    ServiceInUse,
    ServiceNotInUse,
    Services,
    StartService,
    Use,
    decide,
    evolve,
)
from events.values import StatutoryProgramme
from tests.builders import CASE, DESK, MOTHER, NOON, OPEN_TENANT, TODAY, TOMORROW, UNKNOWN
from tests.events.examples.plan import SERVICE_ENDED, SERVICE_START, SERVICE_STARTED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=TODAY,
    closed=False,
    today=TODAY,
)
START: Final = StartService(
    service=StatutoryProgramme.BUDGET_SUPPORT, started_on=TODAY, text="月2回の面談。"
)
END: Final = EndService(
    record=SERVICE_START, ended_on=TODAY, text="家計簿を自分でつけられるようになった。"
)
IN_USE: Final = Services((Use(SERVICE_START, StatutoryProgramme.BUDGET_SUPPORT, TODAY),))


def test_a_service_starts_and_is_in_use() -> None:
    events = decide(START, Services(), OPEN)

    assert events == (SERVICE_STARTED,)
    assert evolve(Services(), events[0], event_id=SERVICE_START, valid_at=NOON) == IN_USE


def test_a_service_in_use_ends_and_may_start_again() -> None:
    events = decide(END, IN_USE, OPEN)
    after = evolve(IN_USE, events[0], event_id=UNKNOWN, valid_at=NOON)

    assert events == (SERVICE_ENDED,)
    assert after == Services()
    assert decide(START, after, OPEN) == (SERVICE_STARTED,)


def test_services_beside_each_other_keep_apart() -> None:
    other = replace(SERVICE_STARTED, service=StatutoryProgramme.WELFARE_LOAN)
    both = evolve(IN_USE, other, event_id=UNKNOWN, valid_at=NOON)

    left = evolve(both, SERVICE_ENDED, event_id=UNKNOWN, valid_at=NOON)

    assert left == Services((Use(UNKNOWN, StatutoryProgramme.WELFARE_LOAN, TODAY),))


def test_a_service_in_use_is_not_started_again() -> None:
    with pytest.raises(ServiceInUse):
        decide(START, IN_USE, OPEN)


@pytest.mark.parametrize(
    "state", [Services(), Services((replace(IN_USE.uses[0], record=UNKNOWN),))]
)
def test_only_a_service_in_use_ends(state: Services) -> None:
    with pytest.raises(ServiceNotInUse):
        decide(END, state, OPEN)


def test_a_service_does_not_end_before_it_started() -> None:
    with pytest.raises(ServiceEndsBeforeItStarts):
        decide(replace(END, ended_on=date(2024, 9, 30)), IN_USE, OPEN)


@pytest.mark.parametrize(
    "command", [replace(START, started_on=TOMORROW), replace(END, ended_on=TOMORROW)]
)
def test_neither_start_nor_end_lies_after_today(command: ServiceCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, IN_USE, OPEN)


@pytest.mark.parametrize("command", [START, END])
def test_a_closed_case_takes_no_service(command: ServiceCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, IN_USE, replace(OPEN, closed=True))


def test_only_what_is_about_services_is_folded_and_decided() -> None:
    with pytest.raises(AssertionError, match="OpenTenant"):
        evolve(Services(), OPEN_TENANT, event_id=UNKNOWN, valid_at=NOON)  # pyright: ignore[reportArgumentType]  # the point of the test
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, Services(), OPEN)  # pyright: ignore[reportArgumentType]  # the point of the test
