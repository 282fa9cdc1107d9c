"""Adoption (方針の採用): what a new version changes and breaks, as its event states it."""

from collections.abc import Mapping
from dataclasses import dataclass

from consent.impact import Change, impact
from consent.policy import Policy
from consent.properties.proof import prove
from events.policy import PolicyChange


@dataclass(frozen=True, slots=True)
class Judged:
    """The exact impact of a version, and the ids of the properties that it breaks."""

    impact: tuple[PolicyChange, ...]
    broken: tuple[str, ...]


def judge_version(before: Policy | None, after: Policy, reasons: Mapping[str, str]) -> Judged:
    """
    Compare a version with the one that it replaces and prove every property of it.

    `reasons` holds, by the name of a class of changes, why it may become wider. The first version
    replaces nothing and is judged by its properties alone.

    Raises:
        OrdersDiffer: when the two look for what is missing in different orders.
    """
    changes = impact(before, after) if before else ()
    return Judged(
        impact=tuple(_stated(change, reasons) for change in changes),
        broken=tuple(violation.property for violation in prove(after)),
    )


def _stated(change: Change, reasons: Mapping[str, str]) -> PolicyChange:
    return PolicyChange(
        name=change.key,
        direction=change.direction,
        count=change.count,
        witness=tuple(f"{field}={code}" for field, code in sorted(change.witness.items())),
        reason=reasons.get(change.key, ""),
    )
