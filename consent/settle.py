"""Settle (枝刈り): drops from a half-walked state what can no longer change the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from consent.decision import Visibility
from consent.document import Forbid, LossDuty, Rule, StubRule
from consent.policy import Policy

State: TypeAlias = tuple[int, int | str]
"""Of one lane: the rules that still match, and what is known of the nearest missing fact."""

SETTLED: Final = "SETTLED"
"""In place of the nearest missing fact: it cannot matter any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """
    The rules by what can still become of them, with some fields left to walk.

    `certain` match for sure if they still do; `absent` are the prohibitions that say ABSENT.
    """

    certain: int
    grants: int
    forbids: int
    absent: int
    stubs: int
    duties: int

    def settle(self, state: State) -> State:
        """Return a smaller state that leads to the same answers."""
        matched, near = state
        sure = matched & self.certain
        if sure & self.forbids:
            return (self._denied(matched, sure & self.forbids), SETTLED)
        if not matched & self.grants:
            return (matched & (self.forbids | self.stubs | self.duties), near)
        if sure & self.grants:
            return (matched & ~self.stubs, SETTLED)
        return state

    def _denied(self, matched: int, sure: int) -> int:
        """Keep what may give the first reason, and what says whether anything may be noticed."""
        first = sure & -sure
        stronger = matched & self.forbids & (first - 1)
        absent = sure & self.absent
        hiding = absent & -absent if absent else matched & self.absent
        return first | stronger | hiding | matched & self.duties


def views(policy: Policy, order: Sequence[str]) -> list[Ahead]:
    """Sort the rules of a policy as they stand after each field of a walk in that order."""
    absent = _bits([_hides(rule) for rule in policy.rules])
    stubs = _bits([isinstance(rule, StubRule) for rule in policy.rules])
    duties = _bits([isinstance(rule, LossDuty) for rule in policy.rules])
    place = {name: number for number, name in enumerate(order)}
    last = [max((place[name] for name in rule.when), default=0) for rule in policy.rules]
    return [
        Ahead(
            certain=_bits([one <= number for one in last]),
            grants=policy.grants,
            forbids=policy.forbids,
            absent=absent,
            stubs=stubs,
            duties=duties,
        )
        for number in range(len(order))
    ]


def _bits(chosen: list[bool]) -> int:
    return sum(1 << bit for bit, one in enumerate(chosen) if one)


def _hides(rule: Rule) -> bool:
    return isinstance(rule, Forbid) and rule.visibility == Visibility.ABSENT
