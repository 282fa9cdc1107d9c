"""Walk (全入力の走査): it says of a whole space what deciding each input one by one says."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod
from types import MappingProxyType

import pytest

from consent.decision import decide
from consent.policy import Policy, compile_policy
from consent.walk import Found, OrdersDiffer, walk
from tests.consent.boundary import effect
from tests.consent.mutants import mutants
from tests.consent.planted import Edit
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

FIELDS = POLICY.document.fields
EMPTY: Mapping[str, str] = {}

SMALL = {
    "acting_context": ("SUPPORT", "COORD", "CASEWORK", "REFERRAL"),
    "recipient": ("CITY", "FAMILY"),
    "membership": ("DESIGNATED", "FORMER"),
    "confidentiality_ack": ("ACK", "NONE"),
    "session_state": ("OPEN", "CLOSED"),
    "on_agenda": ("YES",),
    "recused": ("NO",),
    "level": ("INDIVIDUAL",),
    "category": ("NOTE", "TAX", "TASK"),
    "provenance": ("OWN", "OTHER", "A9"),
    "purpose": ("REACH", "PLAN", "ABUSE_REPORT"),
    "consent_state": ("ACTIVE", "NONE", "WITHDRAWN"),
    "consent_scope": ("FULL", "NA", "EXCLUDED"),
    "consent_names_art9": ("YES", "NO"),
    "approval": ("SUPERVISOR", "NONE"),
    "protection_flag": ("YES",),
    "disclosed_before": ("YES", "NO"),
}


def one_by_one(*policies: Policy) -> Counter[object]:
    """Decide every input of the small space."""
    found: Counter[object] = Counter()
    for values in product(*SMALL.values()):
        request = dict(zip(SMALL, values, strict=True))
        found[tuple(effect(decide(policy, request)) for policy in policies)] += 1
    return found


def counted(found: tuple[Found, ...]) -> Counter[object]:
    """Count what a walk found by what someone feels of it."""
    counts: Counter[object] = Counter()
    for one in found:
        counts[tuple(map(effect, one.decisions))] += one.count
    return counts


def test_a_walk_counts_what_deciding_one_by_one_counts() -> None:
    assert counted(walk([POLICY], SMALL)) == one_by_one(POLICY)


def test_two_policies_walk_together_over_the_same_inputs() -> None:
    wanted = "grant G02: consent_state + WITHDRAWN"
    changed = next(m.document for m in mutants(POLICY.document) if m.name == wanted)
    policies = (POLICY, compile_policy(changed))

    assert counted(walk(policies, SMALL)) == one_by_one(*policies)


def test_a_walk_over_pairs_changes_only_the_named_field() -> None:
    pairs = [("ACTIVE", "WITHDRAWN"), ("ACTIVE", "NONE")]

    found = walk([POLICY, POLICY], SMALL, {"consent_state": pairs})

    expected: Counter[object] = Counter()
    for values in product(*SMALL.values()):
        request = dict(zip(SMALL, values, strict=True))
        if request["consent_state"] == "ACTIVE":
            for _, other in pairs:
                changed = {**request, "consent_state": other}
                answers = (decide(POLICY, request), decide(POLICY, changed))
                expected[tuple(map(effect, answers))] += 1
    assert counted(found) == expected


def test_the_whole_space_is_walked_and_each_witness_is_answered_as_found() -> None:
    found = walk([POLICY])

    assert sum(one.count for one in found) == prod(map(len, FIELDS.values())) == 76_142_592_000
    for one in found:
        assert effect(decide(POLICY, one.witness[0])) == effect(one.decisions[0])


def test_a_value_that_one_policy_does_not_know_is_denied_by_it() -> None:
    fewer = {**FIELDS, "recused": ("NO",)}
    rules = tuple(rule for rule in POLICY.document.forbid if rule.id != "F00")
    old = compile_policy(replace(POLICY.document, fields=MappingProxyType(fewer), forbid=rules))

    found = walk([old, POLICY], {**SMALL, "recused": ("NO", "YES")})

    reasons = {one.decisions[0].reason for one in found if one.witness[0]["recused"] == "YES"}
    assert reasons == {"INPUT_INVALID"}


def test_a_field_that_one_policy_does_not_ask_for_changes_nothing_in_it() -> None:
    fewer = {name: values for name, values in FIELDS.items() if name != "recused"}
    rules = tuple(rule for rule in POLICY.document.forbid if rule.id != "F00")
    old = compile_policy(replace(POLICY.document, fields=MappingProxyType(fewer), forbid=rules))

    found = walk([old, POLICY], {**SMALL, "recused": ("YES",)})

    alone = walk([old], {name: values for name, values in SMALL.items() if name != "recused"})
    assert Counter({effect(one.decisions[0]): 0 for one in found}).keys() == {
        effect(one.decisions[0]) for one in alone
    }
    for one in found:
        assert effect(decide(old, one.witness[0])) == effect(one.decisions[0])
    assert any(one.decisions[0].shows for one in found)
    assert not any(one.decisions[1].shows for one in found)


@pytest.mark.parametrize("key", ["structural", "situational"])
def test_policies_that_look_for_what_is_missing_in_other_orders_do_not_walk_together(
    key: str,
) -> None:
    turned = replace(POLICY.document, **{key: getattr(POLICY.document, key)[::-1]})

    with pytest.raises(OrdersDiffer):
        walk([POLICY, compile_policy(turned)], SMALL)


def test_a_condition_that_nobody_words_is_missing_without_a_name() -> None:
    others = tuple(rule.id for rule in POLICY.document.grant if rule.id != "G04")
    unprotected = Edit(drop=others, only={"G04": {"protection_flag": ("NO",)}}).apply()
    policy = compile_policy(unprotected)
    found = walk([policy], {"protection_flag": ("YES",)})

    unnamed = [one for one in found if one.decisions[0].reason == "NO_BASIS"]
    assert unnamed
    assert [decide(policy, one.witness[0]).reason for one in unnamed] == ["NO_BASIS"] * len(unnamed)
    assert all(decide(policy, one.witness[0]).reason == one.decisions[0].reason for one in found)
