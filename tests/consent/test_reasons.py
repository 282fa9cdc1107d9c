"""Reasons (理由): each code of a decision is one Japanese sentence."""

import pytest

from consent.gate import DUTY_UNKNOWN
from consent.reasons import GROUNDS, REFUSALS, sentence
from consent.registry import NotCitable
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure

DOCUMENT = POLICY.document


def test_every_reason_has_its_sentence_and_no_sentence_is_left_over() -> None:
    refusals = {
        *(rule.reason for rule in DOCUMENT.forbid),
        *(missing.otherwise for missing in DOCUMENT.structural),
        *(missing.otherwise for missing in DOCUMENT.situational if missing.otherwise),
        *(word for missing in DOCUMENT.situational for word in missing.by_value.values()),
        *NotCitable,
        "INPUT_INVALID",
        "NO_BASIS",
        "REQUEST_UNCLEAR",
        DUTY_UNKNOWN,
    }

    assert set(GROUNDS) == {f"BASIS_{grant.basis}" for grant in DOCUMENT.grant}
    assert set(REFUSALS) == refusals
    assert sentence("SOMETHING_NEW") == "SOMETHING_NEW"


def test_a_ground_and_a_refusal_are_whole_sentences() -> None:
    assert sentence("BASIS_CONSENT") == "ご本人の同意があるため。"
    assert sentence("RECUSED") == "この件では回避しています。"
    assert all(sentence(code).endswith("。") for code in (*GROUNDS, *REFUSALS))
