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
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import cedarpy
from rich.console import Console
from rich.table import Table

from consent.decision import INPUT_INVALID, decide, permits
from consent.document import Grant, Rule
from consent.policy import Policy, load_policy

ROOT: Final = Path(__file__).resolve().parents[2]
REQUESTS: Final = 1000
ROUNDS: Final = 7
GOALS: Final = {"decide: explained": 10, "permits: yes or no": 80}

Request = Mapping[str, str]


def run() -> None:
    """Measure and print one table."""
    policy = load_policy((ROOT / "infra/policy/policy-v1.json").read_text("utf-8"))
    requests = sample(policy, REQUESTS)
    peer = Cedar(policy, requests)
    wrong = sum(permits(policy, r) != peer.permits(i) for i, r in enumerate(requests))
    variants: dict[str, Callable[[], int]] = {
        "decide: explained": lambda: len([decide(policy, r) for r in requests]),
        "permits: yes or no": lambda: len([permits(policy, r) for r in requests]),
        "cedarpy, one by one": lambda: len([peer.permits(i) for i in range(200)]),
        "cedarpy, batches of 50": lambda: peer.batches(50, 500),
        "cedarpy, one batch": lambda: peer.batches(REQUESTS, REQUESTS),
    }
    rates: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, work in variants.items():
            rates[name].append(rate(work))
    report(rates, wrong)


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


def report(rates: dict[str, list[float]], wrong: int) -> None:
    """Print medians, ranges and ratios to the fastest form of the peer."""
    medians = {name: statistics.median(found) for name, found in rates.items()}
    peer = max(value for name, value in medians.items() if name.startswith("cedarpy"))
    table = Table(title=f"Decisions a second; {wrong} of {REQUESTS} answers differ")
    for column in ("", "median", "least", "most", "× peer", "goal"):
        table.add_column(column, justify="left" if not column else "right")
    for name, found in rates.items():
        goal = f"≥ {GOALS[name]}×" if name in GOALS else ""
        numbers = (f"{value:,.0f}" for value in (medians[name], min(found), max(found)))
        table.add_row(name, *numbers, f"{medians[name] / peer:.1f}", goal)
    Console().print(table)


if __name__ == "__main__":
    run()
