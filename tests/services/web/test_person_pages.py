"""本人票・世帯: pages that correct, say where somebody is, and write members down."""

import re
from typing import Final

import pytest

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House

RIGHT: Final = {
    "name": "髙橋 緑",
    "kana": "たかはし みどり",
    "born": "昭和22年5月",
    "address": "こがね市緑町4丁目",
    "phone": "042-000-1111",
    "reason": "保険証で確かめた",
}
MEMBER: Final = {
    "name": "髙橋 翔太",
    "born": "S60",
    "relation": "child",
    "living": "together",
    "since": "R2.4.1",
    "note": "二階の部屋からほとんど出ない。",
}


def sent(browser: Browser, path: str, typed: dict[str, object], at: str = "") -> str:
    """Open a form, send it, and return the page that follows."""
    assert browser.get(at or path).status_code == 200
    answer = browser.post(path, typed)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def test_a_sheet_is_corrected_on_its_page(house: House) -> None:
    """R71."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    page = sent(browser, f"/cases/{case}/person/correction", {**RIGHT})

    assert "本人票を訂正しました。" in page
    assert "髙橋 緑" in page
    assert "1947年5月（日はわからない）" in page
    assert "訂正あり" in page


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"reason": ""}, "訂正の理由を書いてください。"), ({"born": "むかし"}, "生年月日を、例：")],
)
def test_a_refused_correction_keeps_what_was_typed(
    house: House, typed: dict[str, str], wrong: str
) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/person/correction")

    answer = browser.post(f"/cases/{case}/person/correction", {**RIGHT, **typed})

    assert answer.status_code == 422
    assert wrong in answer.text
    assert 'value="髙橋 緑"' in answer.text


def test_safe_contact_stands_at_the_top_of_the_sheet_and_in_its_form(house: House) -> None:
    """R57."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    typed = {"means": ["phone", "letter"], "sender": "hidden", "never": "自宅の固定電話"}
    path = f"/cases/{case}/person/safe-contact"

    page = sent(browser, path, {**typed})

    assert page.index("自宅の固定電話") < page.index('id="told"')
    assert "だれからか、わからないようにする" in page
    on_the_case = browser.get(f"/cases/{case}").text
    assert on_the_case.index("自宅の固定電話") < on_the_case.index('id="facts"')
    form = browser.get(path).text
    assert len(re.findall(r'value="(?:phone|letter|hidden)" checked', form)) == 3


def test_addresses_moving_and_death_are_written_and_taken_back(house: House) -> None:
    """R71."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/person"
    page = sent(
        browser, f"{at}/address", {"kind": "temporary", "address": "こがね病院", "since": "R8.11.1"}
    )
    assert "令和8年11月1日から" in page
    record = re.findall(r"address\?record=(\w+)", page)[0]
    ended = {"kind": "temporary", "address": "こがね病院", "until": "R8.11.20"}
    assert "過去の住所" in sent(
        browser, f"{at}/address", {**ended}, f"{at}/address?record={record}"
    )
    assert "隣の市" in sent(browser, f"{at}/moving", {"destination": "隣の市"})
    page = sent(browser, f"{at}/death", {"known_by": "病院から連絡"})
    assert "病院から連絡" in page
    record = re.findall(r"withdrawal\?record=(\w+)\"[^>]*>死亡の記録を取り消す", page)[0]

    page = sent(
        browser, f"{at}/withdrawal", {"reason": "別の方"}, f"{at}/withdrawal?record={record}"
    )

    assert "病院から連絡" not in page


def test_members_are_written_corrected_and_leave(house: House) -> None:
    """R55, R71."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/household"
    assert "世帯員はまだ書かれていません。" in browser.get(at).text

    page = sent(browser, f"{at}/member", {**MEMBER})
    assert "髙橋 翔太" in page
    assert "1985年（月日はわからない）" in page
    household = re.findall(r"member\?household=(\w+)", page)[0]
    second = {**MEMBER, "name": "髙橋 葵", "relation": "grandchild"}
    page = sent(browser, f"{at}/member", {**second}, f"{at}/member?household={household}")
    assert "3人" in page
    member = re.findall(rf"{at}/\w+/\w+/relation", page)[1]
    page = sent(browser, member, {"relation": "sibling", "living": "apart", "reason": "聞き違い"})
    assert "兄弟姉妹" in page
    leaving = re.findall(rf"{at}/\w+/\w+/leaving", page)[1]
    page = sent(browser, leaving, {"leaving": "moved_out", "left_on": "R8.11.1"})

    assert "世帯を離れた方" in page
    assert "2人" in page
    about = re.findall(r"/person\?of=\w+", page)[0]
    assert "世帯員の本人票" in browser.get(f"/cases/{case}{about}").text


def test_a_stale_form_shows_where_the_newer_state_is(house: House) -> None:
    """Promise 9."""
    case = house.take()
    mine, hers = house.browser(COUNSELLOR), house.browser(COUNSELLOR)
    path = f"/cases/{case}/person/correction"
    mine.get(path)
    sent(hers, path, {**RIGHT, "name": "別の 字"})

    stale = mine.post(path, {**RIGHT})
    again = mine.post(path, {**RIGHT})

    assert stale.status_code == 409
    assert "いまの本人票を別の画面で開く" in stale.text
    assert 'value="髙橋 緑"' in stale.text
    assert again.status_code == 303


def test_two_sheets_are_linked_and_unlinked_on_a_page(fresh_house: House) -> None:
    here, there = fresh_house.take(), fresh_house.take()
    browser = fresh_house.browser(COUNSELLOR)
    path = f"/cases/{here}/person/same"
    page = browser.get(path).text
    assert f'href="/cases/{there}"' in page
    assert browser.post(path, {"reason": ""}).status_code == 422

    assert "結び付けました" in sent(browser, path, {"reason": "旧姓での相談"})
    assert "旧姓での相談" in browser.get(f"/cases/{there}/person").text
    assert "結び付けを取り消しました" in sent(browser, path, {"reason": "別の方"})


@pytest.mark.parametrize(
    "page", ["person", "person/same", "person/correction", "household", "household/member"]
)
def test_another_programmes_case_has_none_of_these_pages(house: House, page: str) -> None:
    """Promise 5."""
    case, browser = house.take(), house.browser(LENDER)

    assert browser.get(f"/cases/{case}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("昭和22年5月3日", "1947-05-03"),
        ("昭和22年5月", "1947-05"),
        ("S22.5", "1947-05"),
        ("昭和22年", "1947"),
        ("平成元年", "1989"),
        ("１９４７", "1947"),
        ("1947/5", "1947-05"),
        ("1947-13", ""),
        ("昭和0年", ""),
        ("2999", ""),
        ("むかし", ""),
        ("", ""),
    ],
)
def test_as_much_of_a_date_as_is_known_is_read(typed: str, known: str) -> None:
    assert dates.parse_known(typed) == known
