"""
Judge (判断のまとめ): one decision about an item, from the cases that it was classified into.

Whatever shows least of the item decides; what is hidden in one case is hidden in all (R23, R38).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from consent.classify import Classified
from consent.decision import Decision, Outcome, Visibility, decide
from consent.policy import Policy

FROM_LEAST: Final = (
    Visibility.ABSENT,
    Visibility.STUB,
    Visibility.SHOW_REDACTED,
    Visibility.SHOW,
)


def judge(policy: Policy, classified: Classified) -> Decision:
    """Decide every case of a request, and keep the least that any of them shows."""
    if classified.refused is not None:
        return Decision(
            outcome=Outcome.DENY, visibility=Visibility.ABSENT, reason=classified.refused
        )
    return meet([decide(policy, case.codes) for case in classified.cases])


def meet(decisions: Sequence[Decision]) -> Decision:
    """
    Return what all of these decisions allow together; there is at least one.

    The first of the least visible gives the reason. Of denials the duties of all hold; of what is
    shown, the masks, duties and articles of all.
    """
    least = min(FROM_LEAST.index(one.visibility) for one in decisions)
    first = next(one for one in decisions if FROM_LEAST.index(one.visibility) == least)
    same_kind = [one for one in decisions if one.shows is first.shows]
    reasons = _union(same_kind, lambda one: (one.reason, *one.other_reasons))
    return Decision(
        outcome=first.outcome,
        visibility=first.visibility,
        reason=first.reason,
        other_reasons=tuple(reason for reason in reasons if reason != first.reason),
        masked=tuple(sorted(_union(same_kind, lambda one: one.masked))),
        law=_union(same_kind if first.shows else [first], lambda one: one.law),
        obligations=_union(same_kind, lambda one: one.obligations),
        trace=_union(same_kind, lambda one: one.trace),
    )


def _union(
    decisions: Iterable[Decision], codes: Callable[[Decision], tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in decisions for code in codes(one)))
