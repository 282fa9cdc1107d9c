"""Partner (関係者): a person without an account whom a programme works with."""

from dataclasses import replace

import pytest

from events.base import Event
from events.partner import (
    Channel,
    EndPartner,
    Partner,
    PartnerAlreadyRegistered,
    PartnerEndsBeforeItStarts,
    PartnerNameMissing,
    PartnerNotStanding,
    PartnerSucceedsThemselves,
    RegisterPartner,
    decide,
    evolve,
)
from events.values import AgencyKind
from tests.builders import (
    DESK,
    OTHER_PARTNER,
    PARTNER,
    TODAY,
    TOMORROW,
    YESTERDAY,
)
from tests.events.examples.organisation import PARTNER_ENDED, PARTNER_REGISTERED
from tests.events.examples.staff import STAFF_REGISTERED

pytestmark = pytest.mark.pure

REGISTER = RegisterPartner(
    partner_id=PARTNER,
    programme=DESK,
    name="三田村 きよ",
    title="民生委員・児童委員（鈴懸町）",
    office="瀬名木市民生委員児童委員協議会",
    kind=AgencyKind.RESIDENT_ORGANISATION,
    channel=Channel.PHONE,
    first=TODAY,
)
END = EndPartner(partner_id=PARTNER, last_day=TOMORROW, successor=OTHER_PARTNER)


def given(*past: Event) -> Partner:
    state = Partner()
    for event in past:
        state = evolve(state, event)
    return state


def test_somebody_is_registered_under_a_work_name() -> None:
    """R12: the recipient is a person."""
    assert decide(REGISTER, given()) == (PARTNER_REGISTERED,)
    assert given(PARTNER_REGISTERED) == Partner(PARTNER_REGISTERED)
    assert given(STAFF_REGISTERED) == Partner()


def test_somebody_is_registered_once() -> None:
    with pytest.raises(PartnerAlreadyRegistered):
        decide(REGISTER, given(PARTNER_REGISTERED))


@pytest.mark.parametrize("field", ["name", "title"])
def test_somebody_has_a_name_and_a_title(field: str) -> None:
    with pytest.raises(PartnerNameMissing):
        decide(replace(REGISTER, **{field: " "}), given())


def test_somebody_leaves_and_another_comes_after_them() -> None:
    state = given(PARTNER_REGISTERED, PARTNER_ENDED)

    assert decide(END, given(PARTNER_REGISTERED)) == (PARTNER_ENDED,)
    assert state == Partner(PARTNER_REGISTERED, PARTNER_ENDED)


def test_somebody_may_leave_on_the_first_day_without_a_successor() -> None:
    command = replace(END, last_day=TODAY, successor=None)

    (ended,) = decide(command, given(PARTNER_REGISTERED))

    assert ended == replace(PARTNER_ENDED, last_day=TODAY, successor=None)


@pytest.mark.parametrize("past", [(), (PARTNER_REGISTERED, PARTNER_ENDED)])
def test_whoever_is_not_there_does_not_leave(past: tuple[Event, ...]) -> None:
    with pytest.raises(PartnerNotStanding):
        decide(END, given(*past))


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (replace(END, last_day=YESTERDAY), PartnerEndsBeforeItStarts),
        (replace(END, successor=PARTNER), PartnerSucceedsThemselves),
    ],
)
def test_an_end_makes_sense(command: EndPartner, rule: type[Exception]) -> None:
    with pytest.raises(rule):
        decide(command, given(PARTNER_REGISTERED))
