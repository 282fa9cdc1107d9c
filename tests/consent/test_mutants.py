"""Mutants (方針の変異): no change of the policy's data goes unnoticed by the kept rows."""

from consent.policy import compile_policy
from tests.consent.boundary import Killers, difference
from tests.consent.mutants import mutants
from tests.consent.rows import BOUNDARY, POLICY, TRUTH_TABLE, read


def test_every_mutant_that_changes_an_answer_is_told_by_a_kept_row() -> None:
    killers = Killers([*read(TRUTH_TABLE), *read(BOUNDARY)])
    alive = [
        mutant.name
        for mutant in mutants(POLICY.document)
        if not killers.kill(policy := compile_policy(mutant.document), mutant.where)
        and difference(policy, mutant.where) is not None
    ]

    assert alive == []


def test_there_are_mutants_of_every_rule() -> None:
    names = {mutant.name.split(":")[0].split()[-1] for mutant in mutants(POLICY.document)}

    assert {rule.id for rule in POLICY.document.rules()} <= names
