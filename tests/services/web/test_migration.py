"""移行の画面: totals from before, the old list's last day, paper slips against the system."""

from dataclasses import replace
from typing import Any

import pytest

from services.web import sheets
from services.worker import catch_up
from tests.services.web import samples
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, Browser, House

NOW = {"first": sheets.in_days(-2), "last": sheets.in_days(2)}
AUGUST = {"month": "R6.8", "source": "national_report", "new_consultations": "３１", "plans": "7"}


def send(browser: Browser, form: str, typed: dict[str, Any], at: str = "") -> Any:
    assert browser.get(at or form).status_code == 200
    return browser.post(form, typed)


def test_a_month_is_typed_once_and_put_right(fresh_house: House) -> None:
    """R64, R71: what stands is replaced and says so; the same month is not taken twice."""
    browser = fresh_house.browser(COUNSELLOR)

    first = send(browser, "/migration/totals", AUGUST)
    again = send(browser, "/migration/totals", {**AUGUST, "plans": "8"})
    page = browser.get(first.headers["location"]).text
    record = page.split("/migration/totals?record=")[1].split('"')[0]
    right = {**AUGUST, "plans": "8"}
    corrected = send(browser, "/migration/totals", right, f"/migration/totals?record={record}")
    shown = browser.get(corrected.headers["location"]).text

    assert again.status_code == 409
    assert "この月の数は、もう入っています" in again.text
    assert "令和6年8月" in page
    assert "新規相談受付件数 <b>31</b>" in page
    assert "プラン作成件数 <b>7</b>" in page
    assert "国への報告（支援状況調査）" in page
    assert "プラン作成件数 <b>8</b>" in shown
    assert "プラン作成件数 <b>7</b>" not in shown
    assert "訂正あり" in shown


def test_a_form_to_put_right_has_what_stands(fresh_house: House) -> None:
    browser = fresh_house.browser(COUNSELLOR)
    page = browser.get(send(browser, "/migration/totals", AUGUST).headers["location"]).text
    record = page.split("/migration/totals?record=")[1].split('"')[0]

    form = browser.get(f"/migration/totals?record={record}").text

    assert 'name="month" value="令和6年8月"' in form
    assert 'name="new_consultations" value="31"' in form
    assert browser.get("/migration/totals?record=nothing").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**AUGUST, "month": "令和6年"}, 'id="month-wrong"'),
        ({**AUGUST, "source": ""}, 'id="source-wrong"'),
        ({**AUGUST, "plans": "七"}, 'id="plans-wrong"'),
        ({**AUGUST, "work_support_plans": "8"}, "数が合いません"),
        ({"month": "R6.8", "source": "old_list"}, "数が1つも入っていません"),
    ],
)
def test_what_is_wrong_with_totals_is_said(house: House, typed: dict[str, str], said: str) -> None:
    answer = send(house.browser(COUNSELLOR), "/migration/totals", typed)

    assert answer.status_code == 422
    assert said in answer.text


def test_the_old_list_has_a_last_day(fresh_house: House) -> None:
    browser = fresh_house.browser(COUNSELLOR)

    wrong = send(browser, "/migration/old-list", {"last_day": "そのうち"}, "/migration")
    right = send(browser, "/migration/old-list", {"last_day": "R8.3.31"}, "/migration")
    page = browser.get(right.headers["location"]).text

    assert wrong.status_code == 422
    assert 'id="last_day-wrong"' in wrong.text
    assert "前の一覧に書くのは<b>令和8年3月31日（火）</b>までです" in page


def test_another_programme_has_totals_of_its_own(fresh_house: House) -> None:
    send(fresh_house.browser(COUNSELLOR), "/migration/totals", AUGUST)

    assert "まだ入っていません。" in fresh_house.browser(LENDER).get("/migration").text
    assert fresh_house.browser(AUDITOR).get("/migration").status_code == 404


def test_paper_and_system_are_compared_on_both_sides(fresh_house: House) -> None:
    """The numbers are compared however wide they are written, and are not kept."""
    on_both, only_here = "6-118", "6-119"
    fresh_house.take(sent=replace(samples.CONSULTATION, name="紙 一", paper_number=on_both))
    fresh_house.take(sent=replace(samples.CONSULTATION, name="紙 二", paper_number=only_here))
    unnumbered = fresh_house.take(sent=replace(samples.CONSULTATION, name="紙 三"))
    fresh_house.take(sent=replace(samples.CONSULTATION, name="紙 四", paper_number="６－１１８"))
    catch_up(fresh_house.system.databases)
    browser = fresh_house.browser(COUNSELLOR)

    answer = send(browser, "/migration/slips", {**NOW, "numbers": "６－１１８\n6-777"})

    assert answer.status_code == 200
    assert "両方にある番号　1件" in answer.text
    assert "紙にあって、システムにない番号　1件" in answer.text
    assert "<li><b>6-777</b></li>" in answer.text
    assert "システムにあって、紙にない番号　1件" in answer.text
    assert "紙 二" in answer.text
    assert "紙の番号が書かれていない連絡票　1件" in answer.text
    assert f"/cases/{unnumbered}/paper-number" in answer.text
    assert "2件の連絡票に書かれている番号" in answer.text


def test_a_number_written_later_is_found(fresh_house: House) -> None:
    case = fresh_house.take()
    browser = fresh_house.browser(COUNSELLOR)
    send(browser, f"/cases/{case}/paper-number", {"number": "6-200"})
    done = send(browser, f"/cases/{case}/paper-number", {"number": "6-201"})
    catch_up(fresh_house.system.databases)

    form = browser.get(f"/cases/{case}/paper-number").text
    answer = send(browser, "/migration/slips", {**NOW, "numbers": "6-201"})

    assert done.headers["location"] == f"/cases/{case}?done=paper-number"
    assert 'name="number" value="6-201"' in form
    assert "どちらかにしかない連絡票はありません。" in answer.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first": "R8.4.2", "last": "R8.4.1"}, "last"),
        ({"first": ""}, "first"),
        ({**NOW, "numbers": "\n".join(map(str, range(501)))}, "numbers"),
        ({**NOW, "numbers": "1234-5678-9018"}, "numbers"),
    ],
)
def test_what_cannot_be_compared_is_said(house: House, typed: dict[str, str], field: str) -> None:
    """R77 among them."""
    answer = send(house.browser(COUNSELLOR), "/migration/slips", typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text


def test_another_programmes_slips_are_not_compared(fresh_house: House) -> None:
    fresh_house.take(sent=replace(samples.CONSULTATION, paper_number="6-300"))
    catch_up(fresh_house.system.databases)

    answer = send(fresh_house.browser(LENDER), "/migration/slips", {**NOW, "numbers": "6-300"})

    assert "両方にある番号　0件" in answer.text
    assert "紙にあって、システムにない番号　1件" in answer.text
