"""Kinds of property (性質の型): what holds for every input, every pair of inputs, or for some."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from consent.decision import Decision, Outcome, Visibility
from consent.policy import Policy
from consent.walk import Found, Options, Values, walk

Judge: TypeAlias = Callable[[Policy, Found], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A property fails for `count` inputs, one of which is `witness` (two where it is on pairs)."""

    property: str
    count: int
    witness: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Always:
    """
    Holds for every input of each of `cases`; over pairs, where `vary` says how the two differ.

    Pairs of which one is inconsistent in itself are not judged.
    """

    id: str
    sentence: str
    holds: Judge
    cases: tuple[Values, ...] = ({},)
    vary: Mapping[str, Options] = field(default_factory=dict[str, Options])

    def violation(self, policy: Policy) -> Violation | None:
        """Prove it, or return where it fails."""
        lanes = [policy, policy] if self.vary else [policy]
        broken = [
            found
            for case in self.cases
            for found in walk(lanes, case, self.vary)
            if not (self.vary and _inconsistent(found)) and not self.holds(policy, found)
        ]
        if not broken:
            return None
        count = sum(found.count for found in broken)
        return Violation(property=self.id, count=count, witness=broken[0].witness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches:
    """Each of the things that `wanted` names is reached by some input."""

    id: str
    sentence: str
    wanted: Callable[[Policy], frozenset[str]]
    reached: Callable[[Decision], tuple[str, ...]]

    def violation(self, policy: Policy) -> Violation | None:
        """Prove it, or say that something is never reached."""
        seen = {one for found in walk([policy]) for one in self.reached(found.decisions[0])}
        missing = self.wanted(policy) - seen
        return Violation(property=self.id, count=len(missing), witness=()) if missing else None


Property: TypeAlias = Always | Reaches


def _inconsistent(found: Found) -> bool:
    return any(decision.reason == "INPUT_INCONSISTENT" for decision in found.decisions)


def shown(policy: Policy, decision: Decision) -> frozenset[str]:
    """Return the parts of an item that a decision lets out."""
    if not decision.shows:
        return frozenset()
    return frozenset(policy.document.parts) - frozenset(decision.masked)


def nothing(policy: Policy, found: Found) -> bool:
    """Nothing is shown: denied, or everything in it is hidden."""
    return not shown(policy, found.decisions[0])


def denied(_policy: Policy, found: Found) -> bool:
    """Denied, noticeable or not."""
    return found.decisions[0].outcome is Outcome.DENY


def absent(_policy: Policy, found: Found) -> bool:
    """Denied as if it did not exist."""
    return found.decisions[0].visibility is Visibility.ABSENT


def hides(*parts: str) -> Judge:
    """Whatever is shown, these parts of it are not."""
    return lambda policy, found: not shown(policy, found.decisions[0]) & set(parts)


def only_by(*bases: str) -> Judge:
    """What lets anything out is one of these grounds."""
    reasons = {f"BASIS_{basis}" for basis in bases}
    return lambda policy, found: nothing(policy, found) or found.decisions[0].reason in reasons


def never_by(*bases: str) -> Judge:
    """None of these grounds is the reason."""
    reasons = {f"BASIS_{basis}" for basis in bases}
    return lambda _policy, found: found.decisions[0].reason not in reasons


KNOWN_ANYWAY: Final = frozenset(
    {"SESSION_NOT_OPEN", "NO_CONFIDENTIALITY_ACK", "CONSENT_WITHDRAWN", "CONSENT_EXPIRED"}
)
"""Reasons whose stub tells nothing new: the agenda was known, or the item had been received."""


def not_wider(policy: Policy, found: Found) -> bool:
    """The second shows no part that the first does not, and no existence that was not known."""
    before, after = found.decisions
    if after.visibility is Visibility.STUB and before.visibility is Visibility.ABSENT:
        return after.reason in KNOWN_ANYWAY
    return shown(policy, after) <= shown(policy, before)


def same(_policy: Policy, found: Found) -> bool:
    """Both look the same from outside and have the same ground."""
    first, second = ((d.outcome, d.visibility, d.reason, d.masked) for d in found.decisions)
    return first == second


def unnoticed(_policy: Policy, found: Found) -> bool:
    """Whatever is denied leaves no stub."""
    return found.decisions[0].visibility is not Visibility.STUB


def away(start: tuple[str, ...], values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the pairs from each value of `start` to each other value."""
    return tuple((one, other) for one in start for other in values if one != other)
