"""
Boundary rows: the kept requests that tell every mutant of the policy from the policy.

`python -m tests.consent.boundary` writes them anew after the policy or the truth table changed,
with the list of the mutants that are proved to answer every possible input as the policy does.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TypeAlias

from rich.progress import track

from consent.decision import Decision, decide
from consent.policy import Policy, compile_policy
from consent.walk import walk
from tests.consent.mutants import Mutant, Where, mutants
from tests.consent.rows import BOUNDARY, EQUAL, POLICY, TRUTH_TABLE, Answer, Row, answer, read

Effect: TypeAlias = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


def effect(decision: Decision) -> Effect:
    """Return what of a decision someone feels; not which rules it came by."""
    return (
        decision.outcome,
        decision.visibility,
        decision.reason,
        decision.masked,
        decision.obligations,
    )


class Killers:
    """Rows, found quickly by where a mutant can differ."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Index the rows."""
        self.rows: list[Row] = []
        self._effects: list[Effect] = []
        self._index = {
            name: dict.fromkeys(POLICY.document.fields[name], 0) for name in POLICY.names
        }
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Add one row of known codes; a row of unknown ones tells no mutant apart."""
        found = decide(POLICY, row.request)
        if found.reason == "INPUT_INVALID":
            return
        for name, value in row.request.items():
            self._index[name][value] |= 1 << len(self.rows)
        self.rows.append(row)
        self._effects.append(effect(found))

    def kill(self, policy: Policy, where: Where) -> bool:
        """Say whether some row is answered differently by the mutated policy."""
        candidates = (1 << len(self.rows)) - 1
        for name, values in where.items():
            candidates &= sum(self._index[name][value] for value in values)
        return any(
            effect(decide(policy, row.request)) != self._effects[number]
            for number, row in enumerate(self.rows)
            if candidates >> number & 1
        )


def difference(mutated: Policy, where: Where) -> dict[str, str] | None:
    """Return an input that the mutated policy answers differently, or None if there is none."""
    found = [
        one for one in walk([POLICY, mutated], where) if len(set(map(effect, one.decisions))) > 1
    ]
    # What changes an outcome, a visibility or a mask comes before what changes only a reason.
    found.sort(key=lambda one: len({effect(d)[:2] + effect(d)[3:4] for d in one.decisions}) < 2)
    return dict(found[0].witness[0]) if found else None


def generate(known: Sequence[Row]) -> tuple[list[tuple[Mutant, Row]], list[str]]:
    """Return a new row for each mutant that no row tells apart, and those that nothing can."""
    killers = Killers(known)
    made: list[tuple[Mutant, Row]] = []
    same: list[str] = []
    for mutant in track(list(mutants(POLICY.document)), "mutants"):
        policy = compile_policy(mutant.document)
        if killers.kill(policy, mutant.where):
            continue
        witness = difference(policy, mutant.where)
        if witness is None:
            same.append(mutant.name)
            continue
        request = {name: witness[name] for name in POLICY.names}
        answered = answer(POLICY, decide(POLICY, request))
        row = Row(f"B{len(made) + 1:03}", request, answered)
        made.append((mutant, row))
        killers.add(row)
    return made, same


def write(made: Sequence[tuple[Mutant, Row]]) -> None:
    """Write the rows in the columns of the truth table."""
    expected = [f"expected_{name}" for name in ("outcome", "visibility", "reason")]
    names = [*expected, *list(Answer.__dataclass_fields__)[3:]]
    columns = ["row", "origin", "scenario_ja", *POLICY.names, *names]
    columns[columns.index("masked")] = "masked_parts"
    with BOUNDARY.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        for mutant, row in made:
            cells = (*row.request.values(), *asdict(row.answer).values())
            out.writerow((row.name, "mutant", mutant.name, *cells))


if __name__ == "__main__":
    rows, equal = generate(read(TRUTH_TABLE))
    write(rows)
    EQUAL.write_text("\n".join((POLICY.document.version, *equal, "")), "utf-8")
