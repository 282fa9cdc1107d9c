"""緊急支援: what was done at once, and that 生活保護 was explained (R63)."""

from typing import Any

import pytest

from tests.services.web.house import COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_handover import send

FOOD = {"kind": "food", "text": "フードバンクの食料3日分を渡した。"}


def opened(house: House, case: str, sheet: str = "relief") -> Browser:
    browser = house.browser(COUNSELLOR)
    assert browser.get(f"/cases/{case}/{sheet}").status_code == 200
    return browser


def test_what_was_done_at_once_is_on_the_page(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    before = browser.page

    page = browser.get(send(browser, f"/cases/{case}/relief", FOOD).headers["location"]).text

    assert "行ったものはありません。" in before
    assert "緊急支援を保存しました。" in page
    assert "食料提供" in page
    assert FOOD["text"] in page


def test_the_record_shows_that_public_assistance_was_explained(house: House) -> None:
    """R63."""
    case = house.take()
    browser = opened(house, case, "public-assistance")

    answer = send(browser, f"/cases/{case}/public-assistance", {"informed_by": "leaflet"})
    page = browser.get(answer.headers["location"]).text

    assert answer.headers["location"] == f"/cases/{case}/relief?done=explained"
    assert "しおりを渡して説明した" in page
    assert "案内の記録はありません。" not in page


@pytest.mark.parametrize(
    ("sheet", "typed", "field"),
    [
        ("relief", {**FOOD, "kind": ""}, "kind"),
        ("relief", {**FOOD, "text": ""}, "text"),
        ("relief", {**FOOD, "given_on": ""}, "given_on"),
        ("relief", {**FOOD, "text": "1234-5678-9018"}, "text"),
        ("public-assistance", {"informed_by": ""}, "informed_by"),
        ("public-assistance", {"informed_by": "spoken", "text": "1234-5678-9018"}, "text"),
    ],
)
def test_what_is_incomplete_is_asked_for_again(
    house: House, sheet: str, typed: dict[str, Any], field: str
) -> None:
    """R77 among them."""
    case = house.take()

    answer = send(opened(house, case, sheet), f"/cases/{case}/{sheet}", typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text


def test_nothing_is_given_tomorrow(house: House) -> None:
    case = house.take()

    answer = send(opened(house, case), f"/cases/{case}/relief", {**FOOD, "given_on": "2999/1/1"})

    assert answer.status_code == 422
    assert "日付が先の日になっています" in answer.text
    assert f"{FOOD['text']}</textarea>" in answer.text


@pytest.mark.parametrize("sheet", ["relief", "public-assistance"])
def test_a_colleague_of_another_programme_finds_no_relief(house: House, sheet: str) -> None:
    """Promise 5."""
    case, stranger = house.take(), house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/{sheet}")

    assert hidden.status_code == 404
    assert hidden.content == stranger.get(f"/cases/{'a' * 26}/{sheet}").content
