"""Ground (同意によらない提供の根拠): what a provision rests on, entry by entry (R35, R36)."""

import pytest

from events.base import Event
from events.ground import Approving, Grounded, evolve
from tests.builders import COUNSELLOR, recorded
from tests.events.examples.sharing import (
    CONDITIONS_ACCEPTED,
    GROUND_DECIDED,
    GROUND_STATED,
    PROVISION_PROPOSED,
)

pytestmark = pytest.mark.pure


def grounded(*events: Event) -> Grounded:
    """Fold entries of a counsellor."""
    state = Grounded()
    for event in events:
        state = evolve(state, recorded(event))
    return state


def test_it_knows_who_stated_it_and_what_was_decided_last() -> None:
    state = grounded(PROVISION_PROPOSED, GROUND_STATED, GROUND_DECIDED)

    assert (state.stated, state.by, state.decision) == (
        GROUND_STATED,
        COUNSELLOR,
        Approving.APPROVED,
    )
    assert state.decided == recorded(GROUND_DECIDED)


def test_it_opens_when_the_conditions_were_accepted() -> None:
    """R36: what rests on a consent has none."""
    assert Grounded().opens
    assert not grounded(GROUND_STATED, GROUND_DECIDED).opens
    assert grounded(GROUND_STATED, CONDITIONS_ACCEPTED).opens
