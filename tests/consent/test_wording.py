"""Wording (理由の文面): to the requester, to the privacy officer, to the person; never content."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from consent.decision import Decision, Outcome, Visibility, decide
from consent.wording import (
    NOTHING_FOUND,
    Occasion,
    explain,
    in_words,
    to_officer,
    to_person,
    to_requester,
)
from consent.words import FIELDS, OBLIGATIONS, OUTCOMES, PARTS, VALUES, VISIBILITIES
from tests.consent.rows import BOUNDARY, POLICY, TRUTH_TABLE, read

pytestmark = pytest.mark.pure

ROWS = {row.name: row.request for row in (*read(TRUTH_TABLE), *read(BOUNDARY))}
DOCUMENT = POLICY.document
OCCASION = Occasion(
    on=date(2026, 5, 11),
    recipient="住宅課",
    purpose="SERVICE",
    category="CONTACT",
    consented_on=date(2026, 4, 1),
)


def decided(row: str) -> Decision:
    return decide(POLICY, ROWS[row])


def test_every_code_of_the_policy_has_its_word() -> None:
    duties = {
        code
        for rule in (*DOCUMENT.grant, *DOCUMENT.advise, *DOCUMENT.loss_duties)
        for code in rule.obligations
    }

    assert {name: tuple(words) for name, words in VALUES.items()} == dict(DOCUMENT.fields)
    assert set(FIELDS) == set(DOCUMENT.fields)
    assert set(PARTS) == set(DOCUMENT.parts)
    assert set(OBLIGATIONS) == duties
    assert set(OUTCOMES) == set(Outcome)
    assert set(VISIBILITIES) == set(Visibility)


def test_the_requester_learns_nothing_of_what_counts_as_not_existing() -> None:
    told = {to_requester(decide(POLICY, request)) for request in ROWS.values()
            if decide(POLICY, request).visibility is Visibility.ABSENT}  # fmt: skip

    assert told == {NOTHING_FOUND} == {"該当する情報はありません。"}


def test_the_requester_of_a_stub_learns_why() -> None:
    assert to_requester(decided("H095")) == (
        "情報はありますが、表示できません。ご本人が同意を撤回しています。"
    )


def test_the_requester_learns_what_is_hidden_and_what_to_keep() -> None:
    assert to_requester(decided("H252")) == (
        "ご本人が同席しているため。"
        "次の部分は伏せています: 所在が分かる部分、情報源、ほかの人に関する部分。"
        "守ること: 提供を記録する、本人確認をする。"
    )
    assert to_requester(decided("H091")) == (
        "相当の理由があると責任者が判断したため。"
        "守ること: 提供を記録する、理由を書く、ほかへ渡さない。"
    )


def test_the_privacy_officer_sees_the_whole_decision() -> None:
    request = ROWS["H039"]

    text = to_officer(decided("H039"), request, DOCUMENT, ("法1条", "法2条"))

    assert text.splitlines()[:9] == [
        "判断: 見せない(無いのと同じに見える)",
        "理由: この会議の議題にありません。 [NOT_ON_AGENDA]",
        "ほかの理由: SESSION_NOT_OPEN",
        "根拠条文: 法1条 / 法2条",
        "伏せる部分: なし",
        "義務: なし",
        "当てはまった規則: F10、F09",
        "判断に用いた事項:",
        "  立場: 支援会議(法定の会議)",
    ]
    assert len(text.splitlines()) == 8 + 17
    assert "根拠条文: なし" in to_officer(decided("H039"), {}, DOCUMENT, ())


def test_the_person_is_told_in_plain_words_what_went_to_whom_and_why() -> None:
    assert to_person(decided("H040"), OCCASION) == (
        "2026年5月11日、住宅課に、支援やサービスの提供のため、"
        "あなたの同意(2026年4月1日)にもとづき、「連絡先」を伝えました。"
    )
    assert to_person(decided("H067"), OCCASION) == (
        "2026年5月11日、住宅課に、支援やサービスの提供のため、"
        "あなたの同意(2026年4月1日)にもとづき、「連絡先」を伝えました。"
        "このうち、所在が分かる部分は伏せました。"
    )
    undated = Occasion(
        on=date(2026, 5, 11), recipient="住宅課", purpose="SERVICE", category="CONTACT"
    )
    assert to_person(decided("H040"), undated) == (
        "2026年5月11日、住宅課に、支援やサービスの提供のため、"
        "あなたの同意があるため、「連絡先」を伝えました。"
    )
    assert to_person(decided("H265"), OCCASION) == (
        "2026年5月11日、住宅課に、支援やサービスの提供のため、"
        "生命・身体の保護に必要であるため、「連絡先」を伝えました。"
    )


@pytest.mark.parametrize("row", ["H001", "D046", "H099", "H198", "H203"])
def test_the_person_is_told_of_a_statutory_session_or_report_only_after_a_review(row: str) -> None:
    assert to_person(decided(row), OCCASION) is None
    assert to_person(decided(row), OCCASION, reviewed=True) is not None


def test_the_person_is_not_told_that_a_source_was_hidden() -> None:
    found = decided("H252")

    assert found.masked == ("address", "source", "third_party")
    assert "情報源" not in str(to_person(found, OCCASION))
    assert "ほかの人" not in str(to_person(found, OCCASION))


def test_the_person_is_told_of_no_refusal() -> None:
    assert to_person(decided("H095"), OCCASION, reviewed=True) is None


def test_a_ground_that_nobody_worded_is_shown_as_it_is() -> None:
    found = Decision(outcome=Outcome.PERMIT, visibility=Visibility.SHOW, reason="BASIS_NEW")

    assert "BASIS_NEW、「連絡先」" in str(to_person(found, OCCASION))


def test_a_case_is_explained_in_all_three_renderings() -> None:
    request: Mapping[str, str] = ROWS["H091"]

    text = explain("H091", request, decided("H091"), DOCUMENT, ("法69条",), date(2026, 5, 1))

    assert text.startswith("事例 H091(2026年5月1日の判断)\n\n【求めた人へ】\n相当の理由がある")
    assert "\n\n【個人情報保護担当へ】\n判断: 見せる(全部見える)\n" in text
    assert "根拠条文: 法69条\n" in text
    assert text.endswith(
        "\n\n【本人へ】\n2026年5月1日、市の職員に、支援やサービスの提供のため、"
        "相当の理由があると責任者が判断したため、「相談の記録」を伝えました。\n"
    )


def test_a_case_that_is_not_told_to_the_person_says_so() -> None:
    text = explain("x", {}, decided("H001"), DOCUMENT, (), date(2026, 5, 1))

    assert text.endswith("\n\n【本人へ】\n(本人への記録には載せません)\n")


def test_what_a_case_leaves_out_is_said_as_missing() -> None:
    text = explain("x", {}, decided("H091"), DOCUMENT, (), date(2026, 5, 1))

    assert text.endswith(
        "【本人へ】\n2026年5月1日、(記入なし)に、(記入なし)のため、"
        "相当の理由があると責任者が判断したため、「(記入なし)」を伝えました。\n"
    )
    officer = to_officer(decided("H091"), {}, DOCUMENT, ()).splitlines()[8:]
    assert officer == [f"  {FIELDS[name]}: (記入なし)" for name in DOCUMENT.fields]


def test_a_field_that_nobody_worded_is_shown_by_its_code() -> None:
    document = replace(DOCUMENT, fields={"weather": ("RAIN",)})

    text = to_officer(decided("H252"), {"weather": "RAIN"}, document, ())

    assert text.splitlines()[4:] == [
        "伏せる部分: 所在が分かる部分、情報源、ほかの人に関する部分",
        "義務: 提供を記録する、本人確認をする",
        "当てはまった規則: G14、M02d、M03",
        "判断に用いた事項:",
        "  weather: (RAIN)",
    ]


def test_a_missing_or_unknown_code_is_said_as_such() -> None:
    assert in_words("recipient", "") == "(記入なし)"
    assert in_words("recipient", "KING") == "(KING)"
    assert in_words("weather", "RAIN") == "(RAIN)"
