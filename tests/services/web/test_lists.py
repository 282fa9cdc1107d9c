"""一覧: わたしの仕事, ケース一覧, 氏名の検索 and 閲覧記録."""

from dataclasses import replace
from uuid import uuid4

import pytest

from events.values import Urgency
from services import worker
from services.web import dates
from tests.services.web import samples
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, House
from tests.services.web.test_case import CLOSING


def test_my_work_starts_with_what_is_urgent_then_with_what_is_mine(fresh_house: House) -> None:
    calm = replace(samples.CONSULTATION, urgency=Urgency.NORMAL)
    fresh_house.take(COLLEAGUE, replace(calm, name="ほか 太郎"))
    fresh_house.take(COUNSELLOR, replace(calm, name="わたし 花子"))
    fresh_house.take(COLLEAGUE, replace(samples.CONSULTATION, name="急ぎ 次郎"))

    page = fresh_house.browser(COUNSELLOR).get("/").text

    headings = ["急ぐもの（即日・高）", "急ぎ 次郎", "わたしの担当", "わたし 花子"]
    positions = [page.index(words) for words in [*headings, "ほかの職員の担当", "ほか 太郎"]]
    assert positions == sorted(positions)
    assert "支援中のケース 3件" in page


def test_an_empty_desk_says_so(fresh_house: House) -> None:
    browser = fresh_house.browser(COUNSELLOR)

    assert "支援中のケースはありません" in browser.get("/").text
    assert "支援中のケースはありません。" in browser.get("/cases").text


def test_the_list_is_filtered_by_an_address_and_the_filter_can_be_taken_off(
    fresh_house: House,
) -> None:
    still_open, closed = fresh_house.take(), fresh_house.take()
    browser = fresh_house.browser(COUNSELLOR)
    browser.get(f"/cases/{closed}")
    browser.post(f"/cases/{closed}/closing", CLOSING)
    browser.post(f"/cases/{closed}/closing", {"step": "close"})

    pages = {
        state: browser.get(f"/cases?state={state}").text for state in ("open", "closed", "all")
    }

    assert [case in pages["open"] for case in (still_open, closed)] == [True, False]
    assert [case in pages["closed"] for case in (still_open, closed)] == [False, True]
    assert [case in pages["all"] for case in (still_open, closed)] == [True, True]
    assert ["2件" in page for page in pages.values()] == [False, False, True]
    assert "状態：終了" in pages["closed"]
    assert "状態：" not in pages["open"]
    assert browser.get("/cases?state=nonsense").status_code == 404


def test_a_search_is_never_an_address(house: House) -> None:
    """An address stays in the browser's history and in logs."""
    form = house.browser(COUNSELLOR).get("/search").text

    assert '<form class="card" method="post" action="/search"' in form
    assert house.browser(COUNSELLOR).get("/search?words=髙橋").text.count("髙橋") == 0


@pytest.mark.parametrize("words", ["髙橋", "高橋", "たかはし", "みどり", "042-000-0000"])
def test_a_person_is_found_however_the_name_is_written(house: House, words: str) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)

    answer = browser.search({"words": words, "reason": "再相談の電話"})

    assert answer.status_code == 200
    assert f'href="/cases/{case}"' in answer.text or "件以上" in answer.text
    assert f'value="{words}"' in answer.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"words": "髙橋", "reason": " "}, "reason"),
        ({"words": "", "reason": "再相談"}, "words"),
        ({"words": "123456789018", "reason": "再相談"}, "words"),
    ],
)
def test_a_search_without_words_or_reason_is_not_made(
    house: House, typed: dict[str, str], field: str
) -> None:
    """R76, R77."""
    browser = house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.search(typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert house.entries() == before


def test_who_is_not_there_is_not_found_and_the_search_is_recorded(house: House) -> None:
    """R76: searches that find nothing are recorded too."""
    browser = house.browser(COUNSELLOR)
    before = house.entries()

    answer = browser.search({"words": "いない 太郎", "reason": "再相談"})

    assert "見つかりません" in answer.text
    assert house.entries() > before


def test_the_auditor_sees_who_looked_at_which_case_and_never_at_what(fresh_house: House) -> None:
    """R50, R76."""
    case = fresh_house.take()
    reader = fresh_house.browser(COLLEAGUE)
    reader.get(f"/cases/{case}")
    reader.search({"words": "髙橋", "reason": "再相談の電話"})
    worker.catch_up(fresh_house.system.databases)

    auditor = fresh_house.browser(AUDITOR)
    page = auditor.get("/access").text
    of_case = auditor.get(f"/access?case={case}").text

    assert "鈴木 健" in page
    assert "氏名の検索" in page
    assert case in of_case
    assert "氏名の検索</td>" not in of_case
    for content in ("髙橋", "再相談の電話", "昨日から何も食べていない", "042-000-0000"):
        assert content not in page + of_case


def test_the_auditors_look_is_itself_recorded(house: House) -> None:
    auditor = house.browser(AUDITOR)
    before = house.entries()

    auditor.get("/access")

    assert house.entries() == before + 1


def test_a_case_that_is_none_has_no_ledger(house: House) -> None:
    answer = house.browser(AUDITOR).get(f"/access?case={uuid4().hex}")

    assert answer.status_code == 404


def test_days_are_days_of_tokyo(house: House) -> None:
    """R74."""
    browser = house.browser(COUNSELLOR)
    house.take()

    assert f'受付 <b><time datetime="{dates.today()}">' in browser.get("/").text
