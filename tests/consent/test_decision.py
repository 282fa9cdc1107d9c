"""Decision (開示の判断): the truth table, its boundary, and input that nobody can judge."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.decision import Decision, Outcome, Visibility, decide, permits
from consent.policy import Policy, load_policy
from services.policy_file import POLICY_FILE
from tests.consent.edits import DROP, edit
from tests.consent.rows import BOUNDARY, POLICY, TRUTH_TABLE, Row, answer, read
from tests.depth import rounds

pytestmark = pytest.mark.pure

DATA: dict[str, Any] = json.loads(POLICY_FILE.read_text("utf-8"))
FIELDS = POLICY.document.fields


def row(name: str) -> dict[str, str]:
    """Return the request of a row of the truth table."""
    return dict(next(one.request for one in read(TRUTH_TABLE) if one.name == name))


def edited(*changes: tuple[str, Any]) -> Policy:
    """Return the policy after changes of its data."""
    return load_policy(edit(DATA, *changes))


@pytest.mark.parametrize("row", read(TRUTH_TABLE), ids=lambda row: row.name)
def test_every_row_of_the_truth_table_is_answered_as_it_says(row: Row) -> None:
    assert answer(POLICY, decide(POLICY, row.request)) == row.answer


def test_every_kept_boundary_row_is_answered_as_it_says() -> None:
    rows = read(BOUNDARY)

    assert [answer(POLICY, decide(POLICY, one.request)) for one in rows] == [
        one.answer for one in rows
    ]


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_or_unknown_code_is_denied_as_if_nothing_were_there(field: str) -> None:
    complete = row("H001")
    missing = {name: value for name, value in complete.items() if name != field}
    unhashable: dict[str, Any] = {**complete, field: ["CITY"]}

    answers = [
        decide(POLICY, request)
        for request in (missing, {**complete, field: "?"}, {**complete, field: ""}, unhashable)
    ]

    denial = Decision(outcome=Outcome.DENY, visibility=Visibility.ABSENT, reason="INPUT_INVALID")
    assert answers == [denial] * 4
    assert not permits(POLICY, missing)
    assert not permits(POLICY, unhashable)


def test_what_is_not_a_field_of_the_policy_is_not_looked_at() -> None:
    assert decide(POLICY, {**row("H001"), "weather": "rain"}) == decide(POLICY, row("H001"))


def test_a_denial_that_names_a_lost_consent_carries_its_duties() -> None:
    found = decide(load_policy(DATA), row("H095"))

    assert found == Decision(
        outcome=Outcome.DENY,
        visibility=Visibility.STUB,
        reason="CONSENT_WITHDRAWN",
        obligations=("STOP_USE", "NOTIFY_RECIPIENT"),
        trace=("S01", "L01"),
    )


def test_a_denial_says_all_its_reasons_and_hides_when_one_of_them_does() -> None:
    found = decide(load_policy(DATA), row("H039"))

    assert found == Decision(
        outcome=Outcome.DENY,
        visibility=Visibility.ABSENT,
        reason="NOT_ON_AGENDA",
        other_reasons=("SESSION_NOT_OPEN",),
        law=("LSA9",),
        trace=("F10", "F09"),
    )


def test_the_strongest_of_several_grants_gives_the_reason_and_all_give_law_and_duties() -> None:
    second = {**DATA["grant"][1], "id": "G99", "priority": 7, "basis": "STRONGER"}
    policy = load_policy({**DATA, "grant": [*DATA["grant"], second | {"law": ["STAT"]}]})

    found = decide(policy, row("H040"))

    assert found.reason == "BASIS_STRONGER"
    assert found.other_reasons == ("BASIS_CONSENT",)
    assert found.law == ("STAT", "APPI_CONS")
    assert found.obligations == ("RECORD_DISCLOSURE", "WATERMARK", "NO_ONWARD", "PROVISION_RECORD")
    assert found.trace == ("G99", "G02")


def test_figures_are_not_masked_and_carry_no_advice() -> None:
    policy = edited(("mask/0/when", {}), ("advise/0/when", {}))

    assert decide(policy, row("H077")) == decide(POLICY, row("H077"))
    assert decide(policy, row("H040")).masked == ("source",)


def test_advice_is_added_to_what_is_shown() -> None:
    assert decide(POLICY, {**row("H001"), "consent_state": "ACTIVE", "consent_scope": "FULL"}) == (
        Decision(
            outcome=Outcome.PERMIT,
            visibility=Visibility.SHOW,
            reason="BASIS_LSA_ART9",
            law=("LSA9", "APPI_LAW"),
            obligations=(
                "RECORD_DISCLOSURE",
                "WATERMARK",
                "NO_ONWARD",
                "RETURN_AFTER_MEETING",
                "NECESSITY_NOTE",
                "REVIEW_FORUM",
            ),
            trace=("G01", "A01"),
        )
    )


def test_two_stub_rules_must_both_let_a_stub_through() -> None:
    (stub,) = DATA["no_grant_reason"]["stub_rules"]
    second = {**stub, "id": "S02", "visibility": "ABSENT"}
    policy = edited(("no_grant_reason/stub_rules/-", second))

    assert decide(policy, row("H095")).visibility is Visibility.ABSENT


def test_a_value_without_a_word_gives_no_basis() -> None:
    policy = edited(("no_grant_reason/situational/5/1/NONE", DROP))

    assert decide(policy, row("H093")).reason == "NO_BASIS"


def test_a_condition_outside_the_listed_fields_gives_no_basis() -> None:
    policy = edited(("no_grant_reason/situational", []))

    assert decide(policy, row("H093")).reason == "NO_BASIS"


@settings(max_examples=rounds(fast=300, deep=20_000))
@given(request=st.fixed_dictionaries({n: st.sampled_from([*v, "?"]) for n, v in FIELDS.items()}))
def test_yes_or_no_is_what_the_explained_decision_says(request: dict[str, str]) -> None:
    assert permits(POLICY, request) is decide(POLICY, request).shows


def test_yes_or_no_agrees_on_every_kept_row() -> None:
    requests = [one.request for one in (*read(TRUTH_TABLE), *read(BOUNDARY))]

    assert [permits(POLICY, one) for one in requests] == [
        decide(POLICY, one).shows for one in requests
    ]
