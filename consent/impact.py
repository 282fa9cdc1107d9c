"""
Impact (改定の影響): exactly what a new policy version changes, class by class, over every input.

Nothing is sampled: each class says how many inputs it holds and shows one of them. A version that
widens anything is adopted only with a stated reason for each such class (architecture §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from consent.decision import Decision, Outcome, Visibility
from consent.policy import Policy
from consent.walk import walk
from events.policy import ChangeDirection

CONTEXT: Final = "acting_context"


@dataclass(frozen=True, slots=True)
class Look:
    """What of a decision a change is told by."""

    outcome: Outcome
    visibility: Visibility
    reason: str
    masked: tuple[str, ...]
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`count` inputs of one acting context that are answered differently; `witness` is one."""

    context: str
    direction: ChangeDirection
    before: Look
    after: Look
    count: int
    witness: Mapping[str, str]

    @property
    def key(self) -> str:
        """Name the class for the one who has to give a reason for it."""
        return f"{self.context}: {_name(self.before)} → {_name(self.after)}"


def impact(before: Policy, after: Policy) -> tuple[Change, ...]:
    """
    Return every class of inputs that two versions answer differently; the wider ones first.

    An input that one version does not know counts as denied by it.

    Raises:
        OrdersDiffer: when the versions look for what is missing in different orders.
    """
    contexts = dict.fromkeys(
        value for p in (before, after) for value in p.document.fields.get(CONTEXT, ())
    )
    changes: dict[tuple[str, Look, Look], Change] = {}
    for context in contexts:
        for found in walk([before, after], {CONTEXT: (context,)}):
            old, new = map(_look, found.decisions)
            if old == new and found.decisions[0].law == found.decisions[1].law:
                continue
            key = (context, old, new)
            if key in changes:
                total = changes[key].count + found.count
                changes[key] = replace(changes[key], count=total)
                continue
            direction = _direction(
                _let_out(before, found.decisions[0]), _let_out(after, found.decisions[1]), old, new
            )
            changes[key] = Change(
                context=context,
                direction=direction,
                before=old,
                after=new,
                count=found.count,
                witness=found.witness[1],
            )
    return tuple(sorted(changes.values(), key=_weight))


def _look(decision: Decision) -> Look:
    return Look(
        decision.outcome,
        decision.visibility,
        decision.reason,
        decision.masked,
        decision.obligations,
    )


def _let_out(policy: Policy, decision: Decision) -> frozenset[str]:
    """Return what a decision lets out: parts, figures, or that there is something at all."""
    match decision.visibility:
        case Visibility.ABSENT:
            return frozenset()
        case Visibility.STUB:
            return frozenset({"existence"})
        case _:
            pass
    if decision.outcome is Outcome.AGGREGATE:
        return frozenset({"existence", "figures"})
    return frozenset({"existence", *policy.document.parts}) - frozenset(decision.masked)


def _direction(
    out_before: frozenset[str], out_after: frozenset[str], before: Look, after: Look
) -> ChangeDirection:
    duties_lost = frozenset(before.obligations) - frozenset(after.obligations)
    if out_after - out_before or (out_after == out_before and duties_lost):
        return ChangeDirection.WIDER
    if out_before != out_after or before.obligations != after.obligations:
        return ChangeDirection.NARROWER
    return ChangeDirection.RESTATED


def _weight(change: Change) -> tuple[int, int, str]:
    return (list(ChangeDirection).index(change.direction), -change.count, change.key)


def _name(look: Look) -> str:
    hidden = f" −{','.join(look.masked)}" if look.masked else ""
    duties = f" [{','.join(look.obligations)}]" if look.obligations else ""
    return f"{look.outcome}/{look.visibility} {look.reason}{hidden}{duties}"
