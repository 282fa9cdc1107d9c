"""Normal forms: spellings of one name, number or day meet; different ones do not (§5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.keys import normal

pytestmark = pytest.mark.pure

HIRAGANA = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096))
LETTERS = [*"髙高﨑崎𠮷吉田橋花子ひろヒロがガ・ 　-ーＡａA", "ｶﾞ", "か\u3099", "葛\U000e0100"]
NAMES = st.lists(st.sampled_from(LETTERS)).map("".join)
DAYS = st.dates(date(1868, 1, 25), date(2099, 12, 31))
ERAS = [("令和", 2019, 5, 1), ("平成", 1989, 1, 8), ("昭和", 1926, 12, 25), ("大正", 1912, 7, 30)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("髙橋", "高橋", "高　橋", "高・橋"),
        ("山﨑", "山崎"),
        ("𠮷田", "吉田"),
        ("渡邊", "渡邉", "渡辺"),
        ("葛\U000e0100城", "葛城"),
        ("神\U0000fe00田", "神田", "\ufa19田"),
        ("ガ", "が", "ｶﾞ", "カ\u3099", "か\u3099"),
        ("タカハシ ハナコ", "たかはしはなこ", "ﾀｶﾊｼ ﾊﾅｺ"),
        ("Ａｎｎａ Smith", "ANNA SMITH", "annasmith"),
    ],
)
def test_spellings_of_one_name_have_one_normal_form(spellings: tuple[str, ...]) -> None:
    assert len({normal.name(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("高橋", "高梨"), ("ひろ", "ひら"), ("おの", "おおの"), ("佐藤", "加藤")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normal.name(one) != normal.name(other)


@given(NAMES)
def test_a_normal_form_is_its_own(text: str) -> None:
    assert normal.name(normal.name(text)) == normal.name(text)


@given(HIRAGANA)
def test_hiragana_and_katakana_meet(text: str) -> None:
    katakana = "".join(chr(ord(c) + 0x60) for c in text)

    assert normal.name(text) == normal.name(katakana)


@given(NAMES, NAMES)
def test_a_part_of_a_name_is_part_of_its_normal_form(one: str, other: str) -> None:
    """So that a search by part finds it, wherever the part was cut out between characters."""
    assert normal.name(one) in normal.name(f"{one} {other}")


@pytest.mark.parametrize(
    "typed",
    [
        "042-000-1234",
        "０４２－０００－１２３４",
        "042 000 1234",
        "(042)000-1234",
        "0420001234",
        "+81 42-000-1234",
        "+81-(0)42-000-1234",
        "042−000−1234",
    ],
)
def test_spellings_of_one_number_meet(typed: str) -> None:
    assert normal.phone(typed) == "0420001234"


@pytest.mark.parametrize("typed", ["", "なし", "110", "内線 1234", "12345678"])
def test_what_is_too_short_for_a_telephone_number_is_none(typed: str) -> None:
    assert normal.phone(typed) == ""


@given(DAYS)
def test_western_spellings_of_a_day_meet(day: date) -> None:
    spellings = [
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%Y.}{day.month}.{day.day}",
        f"{day:%Y}年{day.month}月{day.day}日",
        f" {day:%Y} 年 {day.month} 月 {day.day} 日 ",
        day.isoformat().translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ]

    assert {normal.day(spelling) for spelling in spellings} == {day.isoformat()}


@given(DAYS.filter(lambda day: day >= date(1912, 7, 30)))
def test_japanese_spellings_of_a_day_meet(day: date) -> None:
    era, first = next((era, year) for era, year, *start in ERAS if day >= date(year, *start))
    letter = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T"}[era]
    year = day.year - first + 1
    spellings = [
        f"{era}{year}年{day.month}月{day.day}日",
        f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日",
        f"{letter}{year}.{day.month}.{day.day}",
        f"{letter.lower()}{year}-{day.month}-{day.day}",
        f"{letter}{year:02}{day.month:02}{day.day:02}",
    ]

    assert {normal.day(spelling) for spelling in spellings} == {day.isoformat()}


@pytest.mark.parametrize("typed", ["", "不明", "昭和", "1947-02-30", "昭和22年13月1日", "22.5.3"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert normal.day(typed) == ""
