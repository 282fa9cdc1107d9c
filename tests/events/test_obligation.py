"""Obligation (果たすべきこと): who had seen the records is told, and stops using them (R27)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.emergency import Stopping
from events.matter import NotInTheFuture
from events.obligation import (
    BOTH,
    ConfirmStopped,
    Discharged,
    Duty,
    NothingOwed,
    Owed,
    TellRecipient,
    ToldBeforeLoss,
    decide,
    evolve,
)
from events.partner import Channel
from events.provision import NotTheParty
from tests.builders import DESK, LOANS, NOTE, REGISTER
from tests.events.examples.sharing import PROVISION_PROPOSED, RECIPIENT_TOLD, USE_STOPPED

pytestmark = pytest.mark.pure

SINCE = date(2026, 4, 17)
TODAY = RECIPIENT_TOLD.said_on
OWED = Owed(loss=NOTE, since=SINCE, duties=BOTH)
TELL = TellRecipient(channel=Channel.PHONE, said_on=TODAY, how=None)
STOP = ConfirmStopped(how=Stopping.DESTROYED)
LATER = UUID(int=NOTE.int ^ 1)


def test_both_duties_are_open_until_an_event_says_that_they_are_done() -> None:
    told = evolve(Discharged(), RECIPIENT_TOLD)
    stopped = evolve(told, USE_STOPPED)

    assert [one.open(NOTE) for one in (Discharged(), told, stopped)] == [
        (Duty.NOTIFY_RECIPIENT, Duty.STOP_USE),
        (Duty.STOP_USE,),
        (),
    ]


def test_who_has_stopped_needs_no_telling() -> None:
    assert evolve(Discharged(), USE_STOPPED).open(NOTE) == ()


def test_a_later_loss_is_owed_afresh() -> None:
    """What was done about one withdrawal says nothing of the next."""
    assert evolve(evolve(Discharged(), RECIPIENT_TOLD), USE_STOPPED).open(LATER) == BOTH


def test_the_provider_writes_down_that_it_told_the_recipient() -> None:
    found = decide(TELL, PROVISION_PROPOSED, OWED, by=DESK, today=TODAY)

    assert found == (RECIPIENT_TOLD,)


def test_what_the_recipient_said_by_telephone_ends_both() -> None:
    tell = replace(TELL, how=Stopping.DESTROYED)

    found = decide(tell, PROVISION_PROPOSED, OWED, by=DESK, today=TODAY)

    assert found == (RECIPIENT_TOLD, USE_STOPPED)


def test_the_recipient_confirms_for_itself() -> None:
    found = decide(STOP, PROVISION_PROPOSED, OWED, by=LOANS, today=TODAY)

    assert found == (USE_STOPPED,)


@pytest.mark.parametrize(
    ("command", "by"), [(TELL, LOANS), (STOP, DESK), (TELL, REGISTER), (STOP, REGISTER)]
)
def test_neither_speaks_for_the_other_nor_anybody_for_either(
    command: TellRecipient | ConfirmStopped, by: UUID
) -> None:
    with pytest.raises(NotTheParty):
        decide(command, PROVISION_PROPOSED, OWED, by=by, today=TODAY)


@pytest.mark.parametrize("command", [TELL, STOP])
def test_what_was_never_proposed_has_no_parties(command: TellRecipient | ConfirmStopped) -> None:
    with pytest.raises(NotTheParty):
        decide(command, None, OWED, by=DESK, today=TODAY)


@pytest.mark.parametrize(
    ("command", "by", "owed"),
    [
        (TELL, DESK, None),
        (STOP, LOANS, None),
        (STOP, LOANS, replace(OWED, duties=())),
        (TELL, DESK, replace(OWED, duties=(Duty.STOP_USE,))),
        (replace(TELL, how=Stopping.RETURNED), DESK, replace(OWED, duties=())),
    ],
)
def test_what_is_not_open_is_not_done(
    command: TellRecipient | ConfirmStopped, by: UUID, owed: Owed | None
) -> None:
    with pytest.raises(NothingOwed):
        decide(command, PROVISION_PROPOSED, owed, by=by, today=TODAY)


def test_nobody_is_told_tomorrow() -> None:
    with pytest.raises(NotInTheFuture):
        decide(
            replace(TELL, said_on=TODAY + timedelta(1)),
            PROVISION_PROPOSED,
            OWED,
            by=DESK,
            today=TODAY,
        )


def test_nobody_was_told_before_there_was_anything_to_tell() -> None:
    early = replace(TELL, said_on=SINCE - timedelta(1))

    with pytest.raises(ToldBeforeLoss):
        decide(early, PROVISION_PROPOSED, OWED, by=DESK, today=TODAY)
