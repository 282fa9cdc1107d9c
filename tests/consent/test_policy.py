"""Policy (開示方針), compiled: a set of rules is one integer, in order of priority."""

import pytest

from consent.policy import NO_BASIS, compile_policy, load_policy
from services.policy_file import POLICY_FILE
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

DOCUMENT = POLICY.document


def test_grants_hold_the_lowest_bits_and_prohibitions_the_next() -> None:
    assert POLICY.grants == 2**20 - 1
    assert POLICY.forbids == (2**42 - 1) << 20
    assert len(POLICY.rules) == 80


def test_the_strongest_has_the_lowest_bit_and_of_equals_the_first_listed() -> None:
    ids = [rule.id for rule in POLICY.rules]

    assert ids[:5] == ["G06", "G06b", "G06c", "G07", "G07b"]
    assert ids[20:26] == ["F0a", "F0b", "F04", "F04b", "F04c", "F05"]


def test_each_value_lets_exactly_its_rules_match() -> None:
    for name, table in zip(POLICY.names, POLICY.tables, strict=True):
        for value, bits in table.items():
            matching = [r for r in POLICY.rules if value in r.when.get(name, {value})]
            assert [r for i, r in enumerate(POLICY.rules) if bits >> i & 1] == matching


def test_the_values_of_a_request_are_picked_in_the_order_of_the_fields() -> None:
    request = {name: values[0] for name, values in DOCUMENT.fields.items()}

    assert POLICY.pick(request) == tuple(request.values())
    assert POLICY.names == tuple(DOCUMENT.fields)


def test_what_is_missing_is_looked_for_in_the_order_of_the_policy() -> None:
    assert [(POLICY.names[at], reason) for at, reason in POLICY.structural] == [
        ("acting_context", "NO_BASIS"),
        ("purpose", "PURPOSE_NOT_COVERED"),
        ("recipient", "RECIPIENT_NOT_ELIGIBLE"),
        ("level", "LEVEL_NOT_COVERED"),
        ("provenance", "PROVENANCE_NOT_COVERED"),
        ("category", "CATEGORY_NOT_COVERED"),
    ]


def test_a_grants_situational_conditions_say_what_to_answer_for_each_value() -> None:
    number = [rule.id for rule in POLICY.rules].index("G03")
    state, scope = POLICY.situational[number]

    assert POLICY.names[state.position] == "consent_state"
    assert state.wanted == {"ACTIVE", "REP"}
    assert (state.reasons["REFUSED"], state.reasons["ACTIVE"]) == ("CONSENT_REFUSED", NO_BASIS)
    assert scope.reasons["NA"] == "SCOPE_MISSING"
    assert set(scope.reasons) == set(DOCUMENT.fields["consent_scope"])


def test_a_policy_loads_from_text_as_from_its_document() -> None:
    loaded = load_policy(POLICY_FILE.read_text("utf-8"))

    assert loaded.document == DOCUMENT
    assert loaded.tables == compile_policy(DOCUMENT).tables == POLICY.tables
