"""Losses (同意の喪失): since which entry a recipient may not use what it was shown (R27)."""

from collections.abc import Sequence
from uuid import UUID

from events.base import Event, Recorded
from events.consent import ConsentRefused
from events.consent_changes import ConsentDisputed, ConsentWithdrawn
from events.exclusion import RecipientExcluded


def last_loss(history: Sequence[Recorded], recipient: UUID) -> Recorded | None:
    """Return the last entry that may have ended what a programme was shown; None = there is none.

    Whether it did is for the policy to say: a later consent may have taken its place.
    """
    return next((one for one in reversed(history) if _takes(one.event, recipient)), None)


def _takes(event: Event, recipient: UUID) -> bool:
    match event:
        case ConsentWithdrawn(recipients=named):
            return not named or recipient in named
        case RecipientExcluded(recipient=out):
            return out == recipient
        case _:
            return isinstance(event, ConsentRefused | ConsentDisputed)
