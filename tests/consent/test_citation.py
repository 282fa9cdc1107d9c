"""Citation (根拠条文): the texts behind a decision, numbered as on its own day (R2, R3)."""

from datetime import date

import pytest

from consent.citation import law_texts
from consent.decision import Decision, Outcome, Visibility
from services.policy_file import registry_from
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

REGISTRY = registry_from()
TODAY = date(2026, 11, 23)


def citing(*codes: str) -> Decision:
    return Decision(outcome=Outcome.DENY, visibility=Visibility.ABSENT, reason="X", law=codes)


def texts(*codes: str, on: date = TODAY, conference: str = "SKK-9") -> tuple[str, ...]:
    return law_texts(citing(*codes), POLICY.document, REGISTRY, on, conference=conference)


def test_the_secrecy_paragraph_is_resolved_for_the_day() -> None:
    days = [date(2015, 4, 1), date(2024, 4, 2), date(2025, 3, 31), date(2025, 4, 1), TODAY]

    assert [texts("LSA9S", on=day) for day in days] == [
        ("生活困窮者自立支援法第9条第5項",),
        ("生活困窮者自立支援法第9条第5項",),
        ("生活困窮者自立支援法第9条第5項",),
        ("生活困窮者自立支援法第9条第6項",),
        ("生活困窮者自立支援法第9条第6項",),
    ]


def test_every_other_text_is_the_policys_own() -> None:
    assert texts("LSA9", "APPI_LAW") == (
        "生活困窮者自立支援法9条2項・3項(情報交換・協力要請)",
        "個人情報保護法27条1項1号/69条1項(法令に基づく場合)",
    )


def test_r3_a_sitting_under_another_act_cites_that_act() -> None:
    assert texts("LSA9S", "LSA9", "APPI_LAW", conference="JFH-25-2") == (
        "児童福祉法第25条の5",
        "児童福祉法第25条の2(情報交換・協力要請)",
        "個人情報保護法27条1項1号/69条1項(法令に基づく場合)",
    )


def test_a_conference_without_a_secrecy_paragraph_and_a_provision_leave_the_policys_text() -> None:
    policy_text = POLICY.document.law["LSA9S"]

    assert texts("LSA9S", conference="JSN-81") == (policy_text,)
    assert texts("LSA9S", conference="consent") == (policy_text,)


def test_a_decision_without_a_rule_cites_nothing() -> None:
    assert texts() == ()
