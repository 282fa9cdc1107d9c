"""Grounds (同意によらない提供の根拠): which body may rest on which (law.md §5.1)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from consent.facts import Fact, Keeper, Programme
from events.ground import Ground

ENTRUSTED: Final = frozenset({Keeper.CITY, Keeper.CONTRACTOR})
"""The city, and who keeps records for it (個人情報保護法66条2項)."""

BODIES: Final = frozenset(
    {
        *((Ground.INTERNAL_REASONABLE, provider, Keeper.CITY) for provider in ENTRUSTED),
        *((Ground.OTHER_PUBLIC_BODY, provider, Keeper.PUBLIC) for provider in ENTRUSTED),
        (Ground.OTHER_PUBLIC_BODY, Keeper.PUBLIC, Keeper.CITY),
        (Ground.OTHER_PUBLIC_BODY, Keeper.PUBLIC, Keeper.PUBLIC),
    }
)
"""69条2項 is of administrative bodies only: 2号 inside the city, 3号 from one body to another."""


def may_rest(ground: Ground, facts: Sequence[Fact], provider: UUID, recipient: UUID) -> bool:
    """Say whether one programme may provide another on that ground, by who runs them."""
    keepers = {one.programme: one.keeper for one in facts if isinstance(one, Programme)}
    return (ground, keepers.get(provider), keepers.get(recipient)) in BODIES
