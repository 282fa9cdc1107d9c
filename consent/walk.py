"""
Walk (全入力の走査): what the policy answers over every possible input, counted and with a witness.

Field by field, inputs that the rules cannot tell apart are merged, so billions of inputs are a few
thousand states; nothing is sampled. Several lanes walk together: one input under two policies, or
two inputs that differ in stated fields under one.

What can no longer change an answer is dropped on the way, so `trace` and `other_reasons` of a
decision found here may be cut short; everything else of it is exact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from consent.decision import INVALID, Decision, conclude, deny_for_want
from consent.policy import NO_BASIS, Policy
from consent.settle import Ahead, State, views

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


@dataclass(frozen=True, slots=True)
class Move:
    """
    One step of every lane, the same for `times` options, of which `values` is one.

    A lane has no step for a value that its policy does not know.
    """

    steps: tuple[Step | None, ...]
    times: int
    values: tuple[str, ...]


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
    stages = zip(*(views(policy, order) for policy in policies), strict=True)
    for field, stage in zip(order, stages, strict=True):
        options = (vary or {}).get(field) or _same(policies, field, (where or {}).get(field))
        states = _advance(stage, states, _merge(policies, field, options))
    return _conclusions(policies, order, states)


def _order(policies: Sequence[Policy]) -> tuple[str, ...]:
    """Put what each policy looks for first in an order that suits all, then the other fields."""
    first = [[m.field for m in p.document.structural] for p in policies]
    then = [[m.field for m in p.document.situational] for p in policies]
    merged = list(dict.fromkeys(name for names in then for name in names))
    suits = all([name for name in merged if name in names] == names for names in then)
    if not suits or any(names != first[0] for names in first):
        raise OrdersDiffer
    return tuple(dict.fromkeys((*first[0], *merged, *(n for p in policies for n in p.names))))


def _same(policies: Sequence[Policy], field: str, kept: Collection[str] | None) -> Options:
    values = dict.fromkeys(v for p in policies for v in p.document.fields.get(field, ()))
    return [(value,) * len(policies) for value in values if kept is None or value in kept]


def _merge(policies: Sequence[Policy], field: str, options: Options) -> list[Move]:
    """Return the moves that the policies can tell apart."""
    known = [_steps(policy, field) for policy in policies]
    merged: dict[object, Move] = {}
    for option in options:
        steps = tuple(
            steps.get(value) if field in policy.document.fields else _stay(policy)
            for policy, steps, value in zip(policies, known, option, strict=True)
        )
        key = tuple(step and (step.bits, step.lacking, *step.unmet.items()) for step in steps)
        same = merged.get(key)
        merged[key] = replace(same, times=same.times + 1) if same else Move(steps, 1, option)
    return list(merged.values())


def _stay(policy: Policy) -> Step:
    """Return the step of a field that the policy does not ask for."""
    return Step((1 << len(policy.rules)) - 1, None, {})


def _steps(policy: Policy, field: str) -> dict[str, Step]:
    """Return the step of each value that the policy knows."""
    if field not in policy.document.fields:
        return {}
    position = policy.names.index(field)
    lacking = next((reason for at, reason in policy.structural if at == position), None)
    conditions = [
        (bit, condition)
        for bit, all_of_one in enumerate(policy.situational)
        for condition in all_of_one
        if condition.position == position
    ]
    return {
        value: Step(
            bits,
            lacking,
            {bit: c.reasons[value] for bit, c in conditions if value not in c.wanted},
        )
        for value, bits in policy.tables[position].items()
    }


def _advance(
    stage: Sequence[Ahead],
    states: Mapping[tuple[State, ...], tuple[int, Trail]],
    moves: Sequence[Move],
) -> dict[tuple[State, ...], tuple[int, Trail]]:
    reached: dict[tuple[State, ...], tuple[int, Trail]] = {}
    for lanes, (count, trail) in states.items():
        for move in moves:
            key = tuple(map(_after, move.steps, lanes, stage))
            known = reached.get(key)
            if known is None:
                reached[key] = (count * move.times, (trail, move.values))
            else:
                reached[key] = (known[0] + count * move.times, known[1])
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
