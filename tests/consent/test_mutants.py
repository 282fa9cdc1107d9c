"""Mutants (方針の変異): no change of the policy's data goes unnoticed by the kept rows."""

import pytest

from consent.policy import compile_policy
from tests.consent.boundary import Killers, difference
from tests.consent.mutants import mutants
from tests.consent.rows import BOUNDARY, EQUAL, POLICY, TRUTH_TABLE, read

pytestmark = pytest.mark.pure

VERSION, *KEPT_AS_EQUAL = EQUAL.read_text("utf-8").splitlines()


@pytest.mark.usefixtures("unmeasured")
def test_a_kept_row_tells_every_mutant_but_those_proved_to_change_no_answer() -> None:
    killers = Killers([*read(TRUTH_TABLE), *read(BOUNDARY)])
    alive = [
        mutant.name
        for mutant in mutants(POLICY.document)
        if not killers.kill(compile_policy(mutant.document), mutant.where)
    ]

    assert alive == KEPT_AS_EQUAL


def test_what_is_kept_belongs_to_this_version_of_the_policy() -> None:
    assert POLICY.document.version == VERSION


@pytest.mark.usefixtures("unmeasured")
def test_some_of_the_mutants_kept_as_equal_are_proved_so_again_in_every_run() -> None:
    some = set(KEPT_AS_EQUAL[::20])
    differ = [
        mutant.name
        for mutant in mutants(POLICY.document)
        if mutant.name in some
        and difference(compile_policy(mutant.document), mutant.where) is not None
    ]

    assert differ == []


def test_there_are_mutants_of_every_rule() -> None:
    names = {mutant.name.split(":")[0].split()[-1] for mutant in mutants(POLICY.document)}

    assert {rule.id for rule in POLICY.document.rules()} <= names
