"""Losses (同意の喪失): the last entry that may have ended what somebody was shown (R27)."""

from dataclasses import replace
from uuid import uuid4

import pytest

from consent.losses import last_loss
from events.base import Event, Recorded
from tests.builders import MOTHER, NOON, SIGNATURE
from tests.events.examples.consent import (
    CITY_HALL,
    CLINIC,
    CONSENT_DISPUTED,
    CONSENT_GIVEN,
    CONSENT_REFUSED,
    CONSENT_WITHDRAWN,
    RECIPIENT_EXCLUDED,
)

pytestmark = pytest.mark.pure


def told(*events: Event) -> list[Recorded]:
    """Return a person's stream."""
    return [
        Recorded(
            seq=n,
            event_id=uuid4(),
            stream=MOTHER,
            version=n,
            event=event,
            signature=SIGNATURE,
            at=NOON,
        )
        for n, event in enumerate(events, 1)
    ]


def found(*events: Event) -> int | None:
    """Return where the clinic's last loss stands."""
    loss = last_loss(told(*events), CLINIC)
    return loss and loss.seq


@pytest.mark.parametrize(
    "loss",
    [
        CONSENT_REFUSED,
        CONSENT_DISPUTED,
        replace(CONSENT_WITHDRAWN, recipients=()),
        replace(CONSENT_WITHDRAWN, recipients=(CLINIC,)),
        replace(RECIPIENT_EXCLUDED, recipient=CLINIC),
    ],
)
def test_the_last_one_counts(loss: Event) -> None:
    assert found(loss, CONSENT_GIVEN, loss, CONSENT_GIVEN) == 3


@pytest.mark.parametrize(
    "other",
    [
        CONSENT_GIVEN,
        replace(CONSENT_WITHDRAWN, recipients=(CITY_HALL,)),
        replace(RECIPIENT_EXCLUDED, recipient=CITY_HALL),
    ],
)
def test_what_is_said_of_others_takes_nothing_away(other: Event) -> None:
    assert found(other) is None
