"""Provision steps (返事のない申し出): reminded step by step; answered by other means (R33)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.matter import NotInTheFuture, TextMissing
from events.partner import Channel
from events.provision import (
    Declining,
    Ending,
    EndProvision,
    NotAtThatStage,
    NotTheParty,
    Provision,
    evolve,
)
from events.provision import decide as decide_provision
from events.provision_steps import (
    AnswerBeforeAsking,
    AnswerNotDue,
    Chase,
    Standing,
    StepCommand,
    TakeAnswerDown,
    UrgeProvision,
    Urging,
    decide,
    next_step,
)
from events.provision_steps import evolve as chased
from tests.builders import DESK, LOANS, REGISTER
from tests.events.examples.sharing import (
    ANSWER_TAKEN_DOWN,
    PROVISION_ACCEPTED,
    PROVISION_DECLINED,
    PROVISION_ENDED,
    PROVISION_PROPOSED,
    PROVISION_URGED,
)

pytestmark = pytest.mark.pure

ASKED_ON = date(2026, 4, 6)
DUE = PROVISION_PROPOSED.reply_by
NEXT = date(2026, 5, 8)
URGE = UrgeProvision(reply_by=NEXT, secretariat=(REGISTER,))
TAKE = TakeAnswerDown(
    declined=None,
    channel=ANSWER_TAKEN_DOWN.channel,
    said_on=ANSWER_TAKEN_DOWN.said_on,
    read_back=True,
    speaker="貸付係 田中係長",
    number="000-0000-0177",
    words="来週なら会えるとのこと。",
)
PROPOSED = Standing(
    provision=evolve(Provision(), PROVISION_PROPOSED),
    chase=Chase(),
    asked_on=ASKED_ON,
    today=DUE + timedelta(days=1),
)


def after(*steps: Urging, today: date = NEXT + timedelta(days=1)) -> Standing:
    """Return the proposal after these steps."""
    chase = Chase()
    for step in steps:
        chase = chased(chase, replace(PROVISION_URGED, step=step))
    return replace(PROPOSED, chase=chase, today=today)


def test_who_did_not_answer_is_reminded_then_their_manager_then_the_secretariat_is_told() -> None:
    """law.md §10.18; only the secretariat is named, and only at its step."""
    steps: list[Urging] = []
    events = [decide(URGE, PROPOSED, by=DESK)]
    for step in Urging:
        steps.append(step)
        events.append(decide(URGE, after(*steps), by=DESK))

    assert events == [
        (replace(PROVISION_URGED, step=Urging.REMINDER, told=()),),
        (replace(PROVISION_URGED, step=Urging.MANAGER, told=()),),
        (PROVISION_URGED,),
        (replace(PROVISION_ENDED, how=Ending.NO_ANSWER),),
    ]


def test_after_the_secretariat_nobody_is_left_to_be_told() -> None:
    assert [next_step(step) for step in (None, *Urging)] == [*Urging, None]


def test_nobody_is_reminded_before_the_day_of_the_answer_is_over() -> None:
    """Each step has a day of its own."""
    with pytest.raises(AnswerNotDue):
        decide(URGE, replace(PROPOSED, today=DUE), by=DESK)
    with pytest.raises(AnswerNotDue):
        decide(URGE, after(Urging.REMINDER, today=NEXT), by=DESK)


def test_the_end_as_never_answered_is_reached_by_no_other_way() -> None:
    for by in (DESK, LOANS):
        with pytest.raises(NotAtThatStage):
            decide_provision(
                EndProvision(how=Ending.NO_ANSWER), PROPOSED.provision, by=by, today=DUE
            )


def test_an_answer_by_telephone_is_taken_down_with_who_gave_it() -> None:
    accepted = decide(TAKE, PROPOSED, by=DESK)
    declined = decide(
        replace(TAKE, declined=Declining.OUT_OF_SCOPE, channel=Channel.FAX), PROPOSED, by=DESK
    )

    assert accepted == (ANSWER_TAKEN_DOWN, PROVISION_ACCEPTED)
    assert declined == (replace(ANSWER_TAKEN_DOWN, channel=Channel.FAX), PROVISION_DECLINED)


def test_an_answer_is_given_between_the_day_of_asking_and_today() -> None:
    """R74."""
    with pytest.raises(AnswerBeforeAsking):
        decide(replace(TAKE, said_on=ASKED_ON - timedelta(days=1)), PROPOSED, by=DESK)
    with pytest.raises(NotInTheFuture):
        decide(replace(TAKE, said_on=PROPOSED.today + timedelta(days=1)), PROPOSED, by=DESK)
    for day in (ASKED_ON, PROPOSED.today):
        assert decide(replace(TAKE, said_on=day), PROPOSED, by=DESK)


def test_an_answer_says_who_gave_it() -> None:
    with pytest.raises(TextMissing):
        decide(replace(TAKE, speaker=" "), PROPOSED, by=DESK)


@pytest.mark.parametrize("command", [URGE, TAKE])
def test_only_who_asked_takes_a_step(command: StepCommand) -> None:
    for by in (LOANS, REGISTER):
        with pytest.raises(NotTheParty):
            decide(command, PROPOSED, by=by)
    with pytest.raises(NotTheParty):
        decide(command, replace(PROPOSED, provision=Provision()), by=DESK)


@pytest.mark.parametrize("command", [URGE, TAKE])
def test_what_was_answered_or_is_over_is_asked_no_more(command: StepCommand) -> None:
    for event in (PROVISION_ACCEPTED, PROVISION_DECLINED, PROVISION_ENDED):
        answered = replace(PROPOSED, provision=evolve(PROPOSED.provision, event))

        with pytest.raises(NotAtThatStage):
            decide(command, answered, by=DESK)


def test_other_events_change_nothing() -> None:
    assert chased(Chase(), ANSWER_TAKEN_DOWN) == Chase()
