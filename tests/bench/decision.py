"""
Bench of the decision: ours with reasons, law, masks and duties against cedarpy's permit or deny.

The same rules, written in Cedar from the same data, and the same requests; agreement is checked
before anything is timed. Variants take turns in one run; the median of the rounds counts.
"""
# cedarpy leaves its dictionaries untyped:
# pyright: reportUnknownMemberType=false

import csv
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Final

import cedarpy

from consent.decision import INPUT_INVALID, decide, permits
from consent.document import Grant, Rule
from consent.policy import Policy, load_policy
from tests.bench.ground import Place
from tests.bench.rows import WARM_UP, Bench, Extent, Row, figure

ROOT: Final = Path(__file__).resolve().parents[2]
REQUESTS: Final = 1000

Request = Mapping[str, str]


class AnswersDiffer(Exception):
    """Ours and the peer's answers are not the same: there is nothing to compare."""


def measure(place: Place, extent: Extent) -> Iterator[Row]:
    """
    Measure explained decisions and plain permits, each against the fastest form of the peer.

    Raises:
        AnswersDiffer: when a request is answered differently.
    """
    policy = load_policy((ROOT / "infra/policy/policy-v1.json").read_text("utf-8"))
    requests = sample(policy, REQUESTS)
    peer = Cedar(policy, requests)
    if any(permits(policy, r) != peer.permits(i) for i, r in enumerate(requests)):
        raise AnswersDiffer
    ours: dict[str, tuple[Callable[[], int], str]] = {
        "decision with reasons, law, masks, obligations": (
            lambda: len([decide(policy, r) for r in requests]),
            "≥ 10×",
        ),
        "permit or deny, for filtering lists": (
            lambda: len([permits(policy, r) for r in requests]),
            "≥ 80×",
        ),
    }
    theirs = (lambda: peer.one_by_one(200), lambda: peer.batches(REQUESTS, REQUESTS))
    for what, (work, goal) in ours.items():
        pairs = [(rate(work), max(map(rate, theirs))) for _ in range(WARM_UP + extent.rounds)]
        yield Row(
            what=what,
            entries=place.entries,
            durable=True,
            ours=figure(median(a for a, _ in pairs[WARM_UP:]), "/s"),
            peer=figure(median(b for _, b in pairs[WARM_UP:]), "/s"),
            ratios=tuple(a / b for a, b in pairs[WARM_UP:]),
            goal=goal,
        )


def rate(work: Callable[[], int]) -> float:
    """Decisions a second of one round."""
    start = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - start)


def sample(policy: Policy, number: int) -> list[dict[str, str]]:
    """
    Rows of the truth table and neighbours that differ in up to two fields, all of known codes.

    Cedar without a schema permits an unknown category at a 支援会議: rows of unknown codes are left
    out here, and denied by us.
    """
    dice = random.Random(3)
    with (ROOT / "tests/conformance/consent_rows.csv").open(encoding="utf-8") as file:
        rows = [{name: row[name] for name in policy.names} for row in csv.DictReader(file)]
    made = [row for row in rows if decide(policy, row).reason != INPUT_INVALID]
    while len(made) < number:
        near = dict(dice.choice(made))
        for name in dice.sample(policy.names, dice.randint(1, 2)):
            near[name] = dice.choice(policy.document.fields[name])
        made.append(near)
    return made[:number]


class Cedar:
    """The same prohibitions and grants in Cedar, parsed once."""

    def __init__(self, policy: Policy, requests: list[dict[str, str]]) -> None:
        """Write the rules in Cedar and the requests as Cedar's."""
        rules = (*policy.document.forbid, *policy.document.grant)
        self._policies = cedarpy.PolicySet.from_str("\n".join(map(in_cedar, rules)))
        self._entities = cedarpy.Entities.from_json_str(json.dumps([]))
        names = {"principal": 'U::"u"', "action": 'Action::"show"', "resource": 'I::"i"'}
        self._requests = [{**names, "context": request} for request in requests]

    def permits(self, number: int) -> bool:
        """Ask about one request."""
        found = cedarpy.is_authorized(self._requests[number], self._policies, self._entities)
        return found.allowed

    def one_by_one(self, number: int) -> int:
        """Ask about the first `number` requests, one at a time."""
        return len([self.permits(i) for i in range(number)])

    def batches(self, size: int, number: int) -> int:
        """Ask about `number` requests in batches."""
        for start in range(0, number, size):
            batch = self._requests[start : start + size]
            cedarpy.is_authorized_batch(batch, self._policies, self._entities)
        return number


def in_cedar(rule: Rule) -> str:
    """Write one rule in Cedar."""
    effect = "permit" if isinstance(rule, Grant) else "forbid"
    return f"{effect}(principal, action, resource) when {{ {' && '.join(conditions(rule))} }};"


def conditions(rule: Rule) -> list[str]:
    """Write each condition in the way that Cedar evaluates fastest."""
    return [
        f"context.{field} == {json.dumps(min(values))}"
        if len(values) == 1
        else f"{json.dumps(sorted(values))}.contains(context.{field})"
        for field, values in rule.when.items()
    ]


BENCH: Final = Bench(
    name="decision",
    title="Consent decision against cedarpy's permit or deny, parsed policies, same requests",
    run=measure,
    grows=False,
)
