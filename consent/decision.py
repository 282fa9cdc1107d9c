"""
Decision (開示の判断): may this be shown to this recipient, now, on which ground, with what hidden.

Deny by default; any prohibition wins; unknown input denies; an error is a denial (consent.md §9.2).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, reduce
from operator import and_, getitem  # pyright: ignore[reportUnknownVariableType] -- untyped stub
from typing import Final, cast

from consent.document import Advice, Forbid, Grant, LossDuty, Mask, Rule, StubRule
from consent.policy import NO_BASIS, Policy

INPUT_INVALID: Final = "INPUT_INVALID"

_both: Final = cast("Callable[[int, int], int]", and_)


class Outcome(StrEnum):
    """判断: what is decided."""

    PERMIT = "PERMIT"
    REDACT = "REDACT"
    DENY = "DENY"
    AGGREGATE = "AGGREGATE"


class Visibility(StrEnum):
    """見え方: what the recipient can notice. ABSENT is the same as not existing (APPI 81)."""

    SHOW = "SHOW"
    SHOW_REDACTED = "SHOW_REDACTED"
    STUB = "STUB"
    ABSENT = "ABSENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    An answer with everything that made it.

    `reason` is the first reason; `law` holds codes of the policy's law table, those of all matching
    grants or of the rule that gives the denial's reason; `trace` the ids of every rule that
    matched and counted; `obligations` the duties that come with it, each open until discharged.
    """

    outcome: Outcome
    visibility: Visibility
    reason: str
    other_reasons: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()

    @property
    def shows(self) -> bool:
        """Say whether anything of the content may leave."""
        return self.outcome is not Outcome.DENY


INVALID = Decision(outcome=Outcome.DENY, visibility=Visibility.ABSENT, reason=INPUT_INVALID)


def decide(policy: Policy, request: Mapping[str, str]) -> Decision:
    """
    Judge a request: one code for each field of the policy; other keys are not looked at.

    A field that is missing or has an unknown code denies with INPUT_INVALID.
    """
    try:
        values = policy.pick(request)
        matched = reduce(_both, map(getitem, policy.tables, values))
    except (KeyError, TypeError):
        return INVALID
    if matched & (policy.forbids | policy.grants):
        return conclude(policy, matched)
    return deny_for_want(policy, matched, nearest_missing(policy, values))


def permits(policy: Policy, request: Mapping[str, str]) -> bool:
    """Say whether something is shown at all, for filtering lists: `decide(…).shows`, faster."""
    try:
        matched = reduce(_both, map(getitem, policy.tables, policy.pick(request)))
    except (KeyError, TypeError):
        return False
    return 0 < matched & (policy.grants | policy.forbids) <= policy.grants


def nearest_missing(policy: Policy, values: tuple[str, ...]) -> str:
    """
    Name what stands in the way when nothing grants (consent.md §9.6).

    Narrow the grants by structure; of those left, the strongest one's first unmet condition.
    """
    left = policy.grants
    for position, reason in policy.structural:
        left &= policy.tables[position][values[position]]
        if not left:
            return reason
    strongest = (left & -left).bit_length() - 1
    for unmet in policy.situational[strongest]:
        if values[unmet.position] not in unmet.wanted:
            return unmet.reasons[values[unmet.position]]
    return NO_BASIS


def _conclude(policy: Policy, matched: int) -> Decision:
    """Judge what matched, when at least one prohibition or grant did."""
    rules = _rules(policy, matched)
    forbids = [rule for rule in rules if isinstance(rule, Forbid)]
    return _deny(rules, forbids) if forbids else _permit(rules)


def _deny(rules: tuple[Rule, ...], forbids: list[Forbid]) -> Decision:
    first = forbids[0]
    stub = all(rule.visibility == Visibility.STUB for rule in forbids)
    duties = _loss_duties(rules, first.reason)
    return Decision(
        outcome=Outcome.DENY,
        visibility=Visibility.STUB if stub else Visibility.ABSENT,
        reason=first.reason,
        other_reasons=_others([rule.reason for rule in forbids]),
        law=(first.law,),
        obligations=_union(rule.obligations for rule in duties),
        trace=(*(rule.id for rule in forbids), *(rule.id for rule in duties)),
    )


def _permit(rules: tuple[Rule, ...]) -> Decision:
    grants = [rule for rule in rules if isinstance(rule, Grant)]
    masks = [rule for rule in rules if isinstance(rule, Mask)]
    advice = [rule for rule in rules if isinstance(rule, Advice)]
    outcome, visibility = Outcome(grants[0].outcome), Visibility.SHOW
    if outcome is Outcome.AGGREGATE:
        masks, advice = [], []
    elif masks:
        outcome, visibility = Outcome.REDACT, Visibility.SHOW_REDACTED
    return Decision(
        outcome=outcome,
        visibility=visibility,
        reason=f"BASIS_{grants[0].basis}",
        other_reasons=_others([f"BASIS_{grant.basis}" for grant in grants]),
        masked=tuple(sorted({part for rule in masks for part in rule.hides})),
        law=_union(grant.law for grant in grants),
        obligations=_union(rule.obligations for rule in (*grants, *advice)),
        trace=tuple(rule.id for rule in (*grants, *masks, *advice)),
    )


def _deny_for_want(policy: Policy, matched: int, reason: str) -> Decision:
    """Deny because nothing grants, for this reason."""
    rules = _rules(policy, matched)
    stubs = [rule for rule in rules if isinstance(rule, StubRule) and reason in rule.reasons]
    stub = bool(stubs) and all(rule.visibility == Visibility.STUB for rule in stubs)
    duties = _loss_duties(rules, reason)
    return Decision(
        outcome=Outcome.DENY,
        visibility=Visibility.STUB if stub else Visibility.ABSENT,
        reason=reason,
        obligations=_union(rule.obligations for rule in duties),
        trace=tuple(rule.id for rule in (*stubs, *duties)),
    )


# What follows from a set of rules never changes; the sets that occur are few.
conclude: Final = lru_cache(maxsize=1 << 16)(_conclude)
deny_for_want: Final = lru_cache(maxsize=1 << 16)(_deny_for_want)


def _rules(policy: Policy, matched: int) -> tuple[Rule, ...]:
    return tuple(rule for bit, rule in enumerate(policy.rules) if matched >> bit & 1)


def _loss_duties(rules: tuple[Rule, ...], reason: str) -> list[LossDuty]:
    return [rule for rule in rules if isinstance(rule, LossDuty) and reason in rule.reasons]


def _others(reasons: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for reason in reasons if reason != reasons[0]))


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in lists for code in codes))
