"""Ground steps (同意によらない提供の手順): who decides, what is accepted (R34-R36)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from events.base import Event
from events.ground import Approving, Grounded, evolve
from events.ground_steps import (
    MOST_DAYS,
    AcceptConditions,
    ApprovedByAnother,
    DecidedBefore,
    DecideGround,
    Deciding,
    EndsOutOfRange,
    NecessityMissing,
    NoGround,
    NotAnApprover,
    StateGround,
    WouldHarm,
    decide,
)
from events.matter import TextMissing
from events.provision import NotAtThatStage, NotTheParty, Provision
from events.provision import evolve as take
from events.values import Category
from tests.builders import COLLEAGUE, COUNSELLOR, DESK, LOANS, MOTHER, PROVISION, recorded
from tests.events.examples.sharing import (
    CONDITIONS_ACCEPTED,
    GROUND_DECIDED,
    GROUND_STATED,
    PROVISION_ACCEPTED,
    PROVISION_ENDED,
    PROVISION_PROPOSED,
)

pytestmark = pytest.mark.pure

TODAY = date(2026, 4, 6)
WORKER = Deciding(staff=COUNSELLOR, programme=DESK, decides=False, today=TODAY)
CHIEF = Deciding(staff=COLLEAGUE, programme=DESK, decides=True, today=TODAY)
THEM = Deciding(staff=uuid4(), programme=LOANS, decides=True, today=TODAY)
STATE = StateGround(
    provision_id=PROVISION,
    person_id=MOTHER,
    about=frozenset({Category.NOTE}),
    ground=GROUND_STATED.ground,
    why=GROUND_STATED.why,
    needed=GROUND_STATED.needed,
    until=GROUND_STATED.until,
    harms=False,
    harm=str(GROUND_STATED.harm),
    words=str(GROUND_STATED.words),
)
APPROVE = DecideGround(decision=Approving.APPROVED, harms=False, words=str(GROUND_DECIDED.words))
WITHDRAW = replace(APPROVE, decision=Approving.WITHDRAWN)
REJECT = replace(APPROVE, decision=Approving.REJECTED)


def grounded(*events: Event) -> Grounded:
    """Fold entries of a counsellor."""
    state = Grounded()
    for event in events:
        state = evolve(state, recorded(event))
    return state


STATED = grounded(PROVISION_PROPOSED, GROUND_STATED)
APPROVED = grounded(GROUND_STATED, GROUND_DECIDED)
PROPOSED = take(Provision(), PROVISION_PROPOSED)
TAKEN = take(PROPOSED, PROVISION_ACCEPTED)
OVER = take(TAKEN, PROVISION_ENDED)


def test_it_is_stated_with_all_conditions() -> None:
    assert decide(STATE, Grounded(), Provision(), WORKER) == (GROUND_STATED,)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"harms": True}, WouldHarm),
        ({"needed": ()}, NecessityMissing),
        ({"needed": GROUND_STATED.needed * 2}, NecessityMissing),
        ({"until": TODAY - timedelta(days=1)}, EndsOutOfRange),
        ({"until": TODAY + timedelta(days=MOST_DAYS + 1)}, EndsOutOfRange),
        ({"words": " "}, TextMissing),
        ({"harm": ""}, TextMissing),
    ],
)
def test_what_is_missing_or_harms_is_refused(
    change: dict[str, object], rule: type[Exception]
) -> None:
    """R33, R34, R36."""
    with pytest.raises(rule):
        decide(replace(STATE, **change), Grounded(), Provision(), WORKER)  # pyright: ignore[reportArgumentType]  one field each, of its own type


@pytest.mark.parametrize("command", [APPROVE, AcceptConditions()])
def test_what_rests_on_a_consent_is_not_decided_on(
    command: DecideGround | AcceptConditions,
) -> None:
    with pytest.raises(NoGround):
        decide(command, Grounded(), PROPOSED, CHIEF)
    with pytest.raises(NoGround):
        decide(command, STATED, Provision(), CHIEF)


def test_another_person_decides_once() -> None:
    """R35."""
    assert decide(APPROVE, STATED, PROPOSED, CHIEF) == (GROUND_DECIDED,)
    rejected = replace(GROUND_DECIDED, decision=Approving.REJECTED)
    assert decide(REJECT, STATED, PROPOSED, CHIEF) == (rejected,)
    for again in (APPROVE, REJECT):
        with pytest.raises(DecidedBefore):
            decide(again, APPROVED, PROPOSED, CHIEF)


def test_only_what_was_approved_is_withdrawn_by_whoever_leads() -> None:
    """R35: taking it back needs no other person."""
    withdrawn = replace(GROUND_DECIDED, decision=Approving.WITHDRAWN)

    assert decide(WITHDRAW, APPROVED, TAKEN, replace(CHIEF, staff=COUNSELLOR)) == (withdrawn,)
    for state in (STATED, grounded(GROUND_STATED, withdrawn)):
        with pytest.raises(DecidedBefore):
            decide(WITHDRAW, state, PROPOSED, CHIEF)


@pytest.mark.parametrize(
    ("by", "rule"),
    [
        (replace(CHIEF, staff=COUNSELLOR), ApprovedByAnother),
        (replace(WORKER, staff=COLLEAGUE), NotAnApprover),
        (THEM, NotTheParty),
        (replace(CHIEF, today=GROUND_STATED.until + timedelta(days=1)), EndsOutOfRange),
    ],
)
def test_nobody_else_approves_and_not_after_its_end(by: Deciding, rule: type[Exception]) -> None:
    """R35, R36."""
    with pytest.raises(rule):
        decide(APPROVE, STATED, PROPOSED, by)


def test_what_would_harm_is_not_approved() -> None:
    """R34; nor is anything without a word why."""
    with pytest.raises(WouldHarm):
        decide(replace(APPROVE, harms=True), STATED, PROPOSED, CHIEF)
    with pytest.raises(TextMissing):
        decide(replace(APPROVE, words=""), STATED, PROPOSED, CHIEF)


def test_the_recipient_accepts_the_conditions_once() -> None:
    """R36: and takes part by it, unless they said so before."""
    accept = AcceptConditions()

    assert decide(accept, APPROVED, PROPOSED, THEM) == (CONDITIONS_ACCEPTED, PROVISION_ACCEPTED)
    assert decide(accept, APPROVED, TAKEN, THEM) == (CONDITIONS_ACCEPTED,)
    with pytest.raises(NotTheParty):
        decide(accept, APPROVED, PROPOSED, CHIEF)
    with pytest.raises(NotAtThatStage):
        decide(accept, grounded(GROUND_STATED, CONDITIONS_ACCEPTED), TAKEN, THEM)


def test_what_is_over_stays_over() -> None:
    for command, by in ((WITHDRAW, CHIEF), (AcceptConditions(), THEM)):
        with pytest.raises(NotAtThatStage):
            decide(command, APPROVED, OVER, by)
