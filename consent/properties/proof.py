"""Proof (証明): every property of a policy, over every possible input."""

from functools import lru_cache
from typing import Final

from consent.policy import Policy
from consent.properties import consents, guarded, losing, meetings, presence
from consent.properties.kinds import Property, Violation

PROPERTIES: Final[tuple[Property, ...]] = tuple(
    sorted(
        (
            *losing.PROPERTIES,
            *meetings.PROPERTIES,
            *guarded.PROPERTIES,
            *consents.PROPERTIES,
            *presence.PROPERTIES,
        ),
        key=lambda one: one.id,
    )
)


@lru_cache(maxsize=4)
def prove(policy: Policy) -> tuple[Violation, ...]:
    """Return where the properties fail; nothing when all are proved. A policy is proved once."""
    found = (one.violation(policy) for one in PROPERTIES)
    return tuple(violation for violation in found if violation)
