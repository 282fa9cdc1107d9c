"""個人番号 is refused however it is written, and nothing else is (R77)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.inputs import check_text, holds_individual_number
from services.refusals import FieldRefused

pytestmark = pytest.mark.pure

NUMBER = "123456789018"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "1234 5678 9018",
        "1234-5678-9018",
        "1234  5678  9018",
        "1234 - 5678 - 9018",
        "1234/5678/9018",
        "1234,5678,9018",
        "1234:5678:9018",
        "1234—5678—9018",
        "1234ー5678ー9018",
        "1234_5678_9018",
        "1234\u200b5678\u200b9018",
        "1234\u00ad5678\u00ad9018",
        "１２３４５６７８９０１８",
        "１２３４　５６７８　９０１８",
        "一二三四五六七八九〇一八",
        "123456 789018",
        "123 456 789 018",
        "12 34 56 78 90 18",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        f"番号は{NUMBER}です",
        f"042-000-1234 {NUMBER}",
    ],
)
def test_a_valid_number_is_found_however_it_is_written(text: str) -> None:
    assert holds_individual_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123456789017",
        "042-000-0131、2-14-3",
        "090-1234-5678",
        "電話 042-000-1234（18時まで）",
        "1234567890180",
        "0123456789018",
        "2026年11月23日 10:45",
        "昭和22年5月3日生まれ、042-000-1234",
    ],
)
def test_telephone_numbers_dates_and_wrong_check_digits_pass(text: str) -> None:
    assert not holds_individual_number(text)


@given(st.integers(0, 10**11 - 1), st.sampled_from(["", " ", "-", "　", "・", "--"]))
def test_of_the_ten_last_digits_exactly_one_is_refused(number: int, between: str) -> None:
    eleven = f"{number:011}"

    refused = [
        last
        for last in "0123456789"
        if holds_individual_number(between.join(_fours(eleven + last)))
    ]

    assert len(refused) == 1


def _fours(digits: str) -> list[str]:
    return [digits[start : start + 4] for start in range(0, 12, 4)]


@pytest.mark.parametrize(
    "text", ["\x00", "a\x07", "\x85", "\u202e", "\u2066", "\u2028", "\ufffe", "\ud800"]
)
def test_characters_that_nobody_types_are_refused(text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_text("text", text)

    assert (refused.value.field, refused.value.rule) == ("text", "characters")


def test_lines_tabs_and_variation_selectors_are_kept() -> None:
    check_text("text", "一行目\n二行目\t葛\U000e0100城市 𠮷田 ｶﾅ")


def test_a_text_longer_than_its_field_is_refused() -> None:
    check_text("text", "あ" * 10, longest=10)

    with pytest.raises(FieldRefused) as refused:
        check_text("text", "あ" * 11, longest=10)

    assert refused.value.rule == "length"
