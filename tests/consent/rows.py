"""Rows of the truth table and of its kept boundary: requests with what they must be answered."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consent.decision import Decision
from consent.policy import Policy
from services.policy_file import policy_from

CONFORMANCE: Final = Path(__file__).parents[1] / "conformance"
TRUTH_TABLE: Final = CONFORMANCE / "consent_rows.csv"
BOUNDARY: Final = CONFORMANCE / "boundary_rows.csv"
EQUAL: Final = CONFORMANCE / "equal_mutants.txt"
"""The version of the policy, then the mutants of it that answer every input as it does."""
POLICY: Final = policy_from()


@dataclass(frozen=True)
class Answer:
    """Everything of a decision that a row pins down."""

    outcome: str
    visibility: str
    reason: str
    masked: str
    other_reasons: str
    law: str
    obligations: str


@dataclass(frozen=True)
class Row:
    """One request and its answer."""

    name: str
    request: Mapping[str, str]
    answer: Answer


def read(path: Path) -> list[Row]:
    """Read the rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                name=cells["row"],
                request={name: cells[name] for name in POLICY.names},
                answer=Answer(
                    outcome=cells["expected_outcome"],
                    visibility=cells["expected_visibility"],
                    reason=cells["expected_reason"],
                    masked=cells["masked_parts"],
                    other_reasons=cells["other_reasons"],
                    law=cells["law"],
                    obligations=cells["obligations"],
                ),
            )
            for cells in csv.DictReader(file)
        ]


def answer(policy: Policy, decision: Decision) -> Answer:
    """Put a decision in the form of a row; the law as the policy words it, undated."""
    return Answer(
        outcome=decision.outcome,
        visibility=decision.visibility,
        reason=decision.reason,
        masked=";".join(decision.masked),
        other_reasons=";".join(decision.other_reasons),
        law=" / ".join(policy.document.law[code] for code in decision.law),
        obligations=";".join(decision.obligations),
    )
