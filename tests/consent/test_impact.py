"""Impact (改定の影響): what a new version of the policy changes, counted, with a witness."""

from dataclasses import replace
from math import prod
from types import MappingProxyType

import pytest

from consent.decision import Outcome, Visibility, decide
from consent.document import Document
from consent.impact import Change, Look, impact
from consent.policy import Policy, compile_policy
from consent.walk import OrdersDiffer
from events.policy import ChangeDirection
from tests.consent.planted import Edit
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

SPACE = prod(map(len, POLICY.document.fields.values()))


def after(edit: Edit) -> Policy:
    return compile_policy(edit.apply())


def with_grant(**changes: object) -> Document:
    """Return the policy with its grant G02 changed."""
    grants = tuple(
        replace(one, **changes) if one.id == "G02" else one for one in POLICY.document.grant
    )
    return replace(POLICY.document, grant=grants)


def test_the_same_policy_changes_nothing() -> None:
    assert impact(POLICY, POLICY) == ()


def test_a_dropped_mask_is_wider_by_exactly_the_inputs_that_it_hid() -> None:
    (change,) = impact(POLICY, after(Edit(drop=("M08",))))

    assert change == Change(
        context="SUBJECT",
        direction=ChangeDirection.WIDER,
        before=Look(
            Outcome.REDACT,
            Visibility.SHOW_REDACTED,
            "BASIS_SUBJECT_ACCESS",
            ("address", "source", "third_party"),
            ("RECORD_DISCLOSURE", "IDENTITY_CHECK"),
        ),
        after=Look(
            Outcome.REDACT,
            Visibility.SHOW_REDACTED,
            "BASIS_SUBJECT_ACCESS",
            ("source", "third_party"),
            ("RECORD_DISCLOSURE", "IDENTITY_CHECK"),
        ),
        count=change.count,
        witness=change.witness,
    )
    # 5 memberships, 2 acks, 4 session states, 2 agenda, 15 categories, 5 provenances, 2 names,
    # 2 disclosed before, and the 44 consistent of 54 pairs of consent state and scope.
    assert change.count == 5 * 2 * 4 * 2 * 15 * 5 * 2 * 2 * 44
    assert decide(POLICY, change.witness).masked == ("address", "source", "third_party")
    assert change.key == (
        "SUBJECT: REDACT/SHOW_REDACTED BASIS_SUBJECT_ACCESS −address,source,third_party"
        " [RECORD_DISCLOSURE,IDENTITY_CHECK]"
        " → REDACT/SHOW_REDACTED BASIS_SUBJECT_ACCESS −source,third_party"
        " [RECORD_DISCLOSURE,IDENTITY_CHECK]"
    )


def test_the_reverse_of_a_wider_change_is_narrower_by_as_many() -> None:
    wider = impact(POLICY, after(Edit(drop=("M08",))))
    narrower = impact(after(Edit(drop=("M08",))), POLICY)

    assert [one.direction for one in narrower] == [ChangeDirection.NARROWER]
    assert [one.count for one in narrower] == [one.count for one in wider]


def test_a_denial_that_becomes_noticeable_is_wider() -> None:
    noticed = tuple(
        replace(one, visibility="STUB") if one.id == "F03" else one
        for one in POLICY.document.forbid
    )

    found = impact(POLICY, compile_policy(replace(POLICY.document, forbid=noticed)))

    assert {one.direction for one in found} == {ChangeDirection.WIDER}
    assert all(one.after.visibility is Visibility.STUB for one in found)


def test_what_was_shown_and_is_only_noticed_now_is_narrower() -> None:
    closed = Edit(add={"F12": {"session_state": ("OPEN",)}, "F02": {"level": ("AGG_SAFE",)}})

    found = impact(POLICY, after(closed))

    shown = [one for one in found if one.before.outcome is not Outcome.DENY]
    assert {one.after.visibility for one in shown} >= {Visibility.STUB}
    assert {one.direction for one in shown} == {ChangeDirection.NARROWER}
    assert {one.context for one in shown} == {"COORD", "PROMO", "STATS"}


def test_a_change_is_named_by_what_it_was_and_is() -> None:
    found = impact(POLICY, after(Edit(add={"G12": {"category": ("TAX",)}})))

    duties = "[RECORD_DISCLOSURE,REASON_NOTE,NO_ONWARD]"
    basis = "BASIS_APPI69_2_REASONABLE"
    assert sorted(one.key for one in found) == [
        f"REFERRAL: DENY/ABSENT CONSENT_NONE → PERMIT/SHOW {basis} {duties}",
        f"REFERRAL: DENY/ABSENT CONSENT_NONE → REDACT/SHOW_REDACTED {basis} −address {duties}",
    ]


def test_a_policy_without_contexts_is_not_compared_by_them() -> None:
    bare = compile_policy(
        replace(
            POLICY.document,
            fields=MappingProxyType({"recused": ("NO",), "on_agenda": ("YES",)}),
            **dict.fromkeys(("forbid", "grant", "mask", "advise", "structural", "situational"), ()),
            stub_rules=(),
            loss_duties=(),
        )
    )

    assert impact(bare, bare) == ()


def test_a_lost_duty_is_wider_and_a_new_one_narrower() -> None:
    fewer = compile_policy(with_grant(obligations=("RECORD_DISCLOSURE",)))

    assert {one.direction for one in impact(POLICY, fewer)} == {ChangeDirection.WIDER}
    assert {one.direction for one in impact(fewer, POLICY)} == {ChangeDirection.NARROWER}


def test_another_ground_or_article_for_the_same_is_only_restated() -> None:
    renamed = compile_policy(with_grant(basis="AGREEMENT"))
    recited = compile_policy(with_grant(law=("MIN",)))

    assert {one.direction for one in impact(POLICY, renamed)} == {ChangeDirection.RESTATED}
    assert {one.direction for one in impact(POLICY, recited)} == {ChangeDirection.RESTATED}


def test_figures_and_a_person_are_not_the_same_to_let_out() -> None:
    grants = tuple(
        replace(one, outcome="PERMIT") if one.id == "G09" else one for one in POLICY.document.grant
    )

    found = impact(POLICY, compile_policy(replace(POLICY.document, grant=grants)))

    assert {(one.direction, one.context) for one in found} == {
        (ChangeDirection.WIDER, "PROMO"),
        (ChangeDirection.WIDER, "STATS"),
    }


def test_what_widens_comes_first_and_the_largest_of_it_before_the_rest() -> None:
    found = impact(POLICY, after(Edit(drop=("M08", "G12"), add={"G07": {"approval": ("NONE",)}})))

    order = [(list(ChangeDirection).index(one.direction), -one.count) for one in found]
    assert order == sorted(order)
    assert {one.direction for one in found} >= {ChangeDirection.WIDER, ChangeDirection.NARROWER}


def test_a_new_value_of_a_field_was_denied_before() -> None:
    fewer = {**POLICY.document.fields, "recused": ("NO",)}
    rules = tuple(rule for rule in POLICY.document.forbid if rule.id != "F00")
    old = compile_policy(replace(POLICY.document, fields=MappingProxyType(fewer), forbid=rules))

    found = impact(old, POLICY)

    assert {one.before.reason for one in found} == {"INPUT_INVALID"}
    assert sum(one.count for one in found) == SPACE // 2


def test_versions_that_explain_denials_in_another_order_are_not_compared() -> None:
    turned = replace(POLICY.document, structural=POLICY.document.structural[::-1])

    with pytest.raises(OrdersDiffer):
        impact(POLICY, compile_policy(turned))
