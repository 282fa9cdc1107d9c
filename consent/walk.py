"""
Walk (全入力の走査): what the policy answers over every possible input, counted and with a witness.

Field by field, inputs that the rules cannot tell apart are merged, so billions of inputs are a few
thousand states; nothing is sampled. Several lanes walk together: one input under two policies, or
two inputs that differ in stated fields under one.

What can no longer change an answer is dropped on the way, so `trace` and `other_reasons` of a
decision found here may be cut short; everything else of it is exact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from consent.decision import INVALID, Decision, conclude, deny_for_want
from consent.policy import NO_BASIS, Policy, Unmet
from consent.settle import Ahead, State, ahead

Values: TypeAlias = Mapping[str, Collection[str]]
Options: TypeAlias = Iterable[tuple[str, ...]]
Trail: TypeAlias = "tuple[Trail, tuple[str, ...]] | None"

ALL_GRANTS_OPEN: Final = -1
BROKEN: Final[State] = (0, "")


class OrdersDiffer(Exception):
    """Two policies can walk together only when both look for what is missing in the same order."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answers of the lanes for `count` inputs, with one of these inputs for each lane."""

    decisions: tuple[Decision, ...]
    count: int
    witness: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """
    What one value of one field does to a lane.

    `lacking` is the reason if no grant is left after a structural field; `unmet` says for which
    strongest grant the value is an unmet situational condition, and the reason.
    """

    bits: int
    lacking: str | None
    unmet: Mapping[int, str]

    def after(self, state: State, grants: int) -> State:
        """Return the state after this step."""
        matched, near = state
        left = matched & self.bits
        if isinstance(near, str):
            return (left, near)
        if self.lacking is not None:
            return (left, near if left & grants else self.lacking)
        if near == ALL_GRANTS_OPEN:
            best = matched & grants
            near = (best & -best).bit_length() - 1
        return (left, self.unmet.get(near, near))


def walk(
    policies: Sequence[Policy],
    where: Values | None = None,
    vary: Mapping[str, Options] | None = None,
) -> tuple[Found, ...]:
    """
    Return what the policies answer over the whole input space, each different answer once.

    `where` keeps the space to the listed values of a field; `vary` lists, for a field, which value
    each lane gets, where otherwise all lanes get the same.

    Raises:
        OrdersDiffer: when the policies look for what is missing in different orders.
    """
    order = _order(policies)
    start: State = ((1 << max(len(p.rules) for p in policies)) - 1, ALL_GRANTS_OPEN)
    states: dict[tuple[State, ...], tuple[int, Trail]] = {(start,) * len(policies): (1, None)}
    for number, field in enumerate(order, 1):
        options = (vary or {}).get(field) or _same(policies, field, (where or {}).get(field))
        views = [ahead(policy, order[number:]) for policy in policies]
        states = _advance(views, states, _merge(policies, field, options))
    return _conclusions(policies, order, states)


def _order(policies: Sequence[Policy]) -> tuple[str, ...]:
    nearest = [
        [m.field for m in (*p.document.structural, *p.document.situational)] for p in policies
    ]
    if any(one != nearest[0] for one in nearest):
        raise OrdersDiffer
    return tuple(dict.fromkeys((*nearest[0], *(name for p in policies for name in p.names))))


def _same(policies: Sequence[Policy], field: str, kept: Collection[str] | None) -> Options:
    values = dict.fromkeys(v for p in policies for v in p.document.fields.get(field, ()))
    return [(value,) * len(policies) for value in values if kept is None or value in kept]


def _merge(
    policies: Sequence[Policy], field: str, options: Options
) -> list[tuple[tuple[Step | None, ...], int, tuple[str, ...]]]:
    merged: dict[object, tuple[tuple[Step | None, ...], int, tuple[str, ...]]] = {}
    for option in options:
        steps = tuple(_step(p, field, v) for p, v in zip(policies, option, strict=True))
        key = tuple(s and (s.bits, s.lacking, tuple(s.unmet.items())) for s in steps)
        _, count, first = merged.get(key, (steps, 0, option))
        merged[key] = (steps, count + 1, first)
    return list(merged.values())


def _step(policy: Policy, field: str, value: str) -> Step | None:
    """Return the step, or None for a value that the policy does not know."""
    if field not in policy.document.fields:
        return Step((1 << len(policy.rules)) - 1, None, {})
    position = policy.names.index(field)
    if value not in policy.tables[position]:
        return None
    lacking = [reason for at, reason in policy.structural if at == position]
    unmet = {
        bit: condition.reasons[value]
        for bit, conditions in enumerate(policy.situational)
        for condition in conditions
        if _is_unmet(condition, position, value)
    }
    return Step(policy.tables[position][value], lacking[0] if lacking else None, unmet)


def _is_unmet(condition: Unmet, position: int, value: str) -> bool:
    return condition.position == position and value not in condition.wanted


def _advance(
    views: Sequence[Ahead],
    states: Mapping[tuple[State, ...], tuple[int, Trail]],
    options: Sequence[tuple[tuple[Step | None, ...], int, tuple[str, ...]]],
) -> dict[tuple[State, ...], tuple[int, Trail]]:
    reached: dict[tuple[State, ...], tuple[int, Trail]] = {}
    for lanes, (count, trail) in states.items():
        for steps, times, values in options:
            key = tuple(map(_after, steps, lanes, views))
            known = reached.get(key)
            if known is None:
                reached[key] = (count * times, (trail, values))
            else:
                reached[key] = (known[0] + count * times, known[1])
    return reached


def _after(step: Step | None, state: State, view: Ahead) -> State:
    if step is None or state == BROKEN:
        return BROKEN
    return view.settle(step.after(state, view.grants))


def _conclusions(
    policies: Sequence[Policy],
    order: Sequence[str],
    states: Mapping[tuple[State, ...], tuple[int, Trail]],
) -> tuple[Found, ...]:
    counts: dict[tuple[Decision, ...], tuple[int, Trail]] = {}
    for lanes, (count, trail) in states.items():
        answers = tuple(map(_end, policies, lanes))
        known = counts.get(answers, (0, trail))
        counts[answers] = (known[0] + count, known[1])
    return tuple(
        Found(answers, count, _witness(order, trail, len(policies)))
        for answers, (count, trail) in counts.items()
    )


def _end(policy: Policy, state: State) -> Decision:
    matched, near = state
    if state == BROKEN:
        return INVALID
    if matched & (policy.forbids | policy.grants):
        return conclude(policy, matched)
    return deny_for_want(policy, matched, near if isinstance(near, str) else NO_BASIS)


def _witness(order: Sequence[str], trail: Trail, lanes: int) -> tuple[Mapping[str, str], ...]:
    values: list[tuple[str, ...]] = []
    while trail is not None:
        trail, value = trail
        values.append(value)
    found = dict(zip(reversed(order), values, strict=True))
    return tuple({field: found[field][lane] for field in order} for lane in range(lanes))
