"""やること and わたしの仕事: given, seen where it is due, and ended (R61)."""

from datetime import timedelta
from typing import Any

import pytest

from events.setting import Settings
from services.holidays import calendar
from services.web import dates
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

TODAY = dates.in_era(dates.today())
TASK = {"text": "貸付の書類を届ける。", "who": "desk", "due": TODAY}


def at_tasks(house: House, case: str, login: str = COUNSELLOR) -> Browser:
    browser = house.browser(login)
    assert browser.get(f"/cases/{case}/tasks").status_code == 200
    return browser


def give(browser: Browser, case: str, **typed: Any) -> Any:
    browser.get(f"/cases/{case}/tasks")
    return browser.post(f"/cases/{case}/tasks", {**TASK, **typed})


def address(browser: Browser, case: str) -> str:
    """Return where the first standing task of the page in view is followed up."""
    start = f'href="/cases/{case}/tasks/'
    return f"/cases/{case}/tasks/" + browser.page.split(start)[1].split('"')[0]


def follow(browser: Browser, case: str, **typed: Any) -> Any:
    browser.get(f"/cases/{case}/tasks")
    path = address(browser, case)
    browser.get(path)
    return browser.post(path, typed)


def groups(page: str) -> list[str]:
    """Return the groups of わたしの仕事 in their order."""
    ids = [part.split('"')[0] for part in page.split('<h2 id="')[1:]]
    return [one for one in ids if one in {"alarms", "overdue", "today", "week", "waiting"}]


def test_a_task_is_on_the_case_and_in_everyones_work_until_it_is_done(fresh_house: House) -> None:
    """R61."""
    case = fresh_house.take()
    browser = at_tasks(fresh_house, case)

    given = give(browser, case)
    hers = fresh_house.browser(COLLEAGUE).get("/").text
    mine = browser.get("/").text
    on_case = browser.get(f"/cases/{case}").text
    done = follow(browser, case, became="done", reason="")
    after = browser.get("/").text

    assert given.headers["location"] == f"/cases/{case}/tasks?done=given"
    for page in (mine, hers, on_case):
        assert TASK["text"] in page
    assert (groups(mine), groups(hers)) == (["today"], ["today"])
    assert 'class="chip mine">自分' in mine
    assert 'class="chip mine">自分' not in hers
    assert done.headers["location"] == f"/cases/{case}/tasks?done=done"
    assert groups(after) == []
    assert TASK["text"] not in after


def test_work_is_grouped_by_day_and_by_whose_turn_it_is(fresh_house: House) -> None:
    case = fresh_house.take()
    browser = at_tasks(fresh_house, case)
    today = dates.today()
    soon = dates.in_era(calendar(Settings(), today).opening_days_later(today, 5))
    give(browser, case, who="agency", text="返事を待つ。", due=soon)
    give(browser, case, text="来週する。", due=soon)
    give(browser, case, text="来月する。", due=dates.in_era(today + timedelta(30)))
    give(browser, case)

    page = browser.get("/").text

    assert groups(page) == ["today", "week", "waiting"]
    assert page.index("来週する。") < page.index('<h2 id="waiting"') < page.index("返事を待つ。")
    assert "来月する。" not in page
    assert "関係機関の返事待ち" in page


def test_my_own_comes_before_the_teams(fresh_house: House) -> None:
    hers, mine = fresh_house.take(COLLEAGUE), fresh_house.take(COUNSELLOR)
    browser = at_tasks(fresh_house, mine)
    give(browser, hers, text="鈴木さんのこと。")
    give(browser, mine, text="わたしのこと。")

    page = browser.get("/").text

    assert page.index("わたしのこと。") < page.index("鈴木さんのこと。")


def test_a_task_is_given_to_a_colleague_by_name(fresh_house: House) -> None:
    case = fresh_house.take()
    browser = at_tasks(fresh_house, case)
    alias = browser.page.split(">鈴木 健</option>")[0].rsplit('value="', 1)[1].split('"')[0]

    give(browser, case, who=alias)

    assert 'class="chip mine">自分' in fresh_house.browser(COLLEAGUE).get("/").text
    assert "鈴木 健" in browser.get(f"/cases/{case}/tasks").text
    assert "田中 豊" not in browser.page


def test_a_task_is_put_off_with_a_reason_and_dropped_with_a_reason(fresh_house: House) -> None:
    case = fresh_house.take()
    browser = at_tasks(fresh_house, case)
    give(browser, case)
    later = dates.in_era(dates.today() + timedelta(30))

    without = follow(browser, case, became="postponed", text="届ける。", who="desk", due=later)
    off = follow(
        browser, case, became="postponed", text="届ける。", who="desk", due=later, reason="不在"
    )
    not_now = groups(browser.get("/").text)
    dropped = follow(browser, case, became="dropped", reason="使わないことになった。")

    assert without.status_code == 422
    assert 'id="reason-wrong"' in without.text
    assert [answer.status_code for answer in (off, dropped)] == [303, 303]
    assert not_now == []
    assert "いま、やることはありません。" in browser.get(f"/cases/{case}/tasks").text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"who": "nobody"}, "who"),
        ({"due": "いつか"}, "due"),
        ({"text": "番号は123456789018"}, "text"),
    ],
)
def test_a_refused_task_says_why_and_keeps_its_words(
    house: House, typed: dict[str, str], field: str
) -> None:
    """R77."""
    case = house.take()
    answer = give(at_tasks(house, case), case, **typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert {**TASK, **typed}["text"] in answer.text


def test_a_day_that_went_is_refused_by_rule(house: House) -> None:
    case = house.take()
    yesterday = dates.in_era(dates.today() - timedelta(1))

    answer = give(at_tasks(house, case), case, due=yesterday)

    assert answer.status_code == 409
    assert "期限が過ぎた日になっています" in answer.text


def test_a_task_of_another_case_or_programme_is_not_there(house: House) -> None:
    """Promise 5."""
    case, other = house.take(), house.take()
    browser = at_tasks(house, case)
    give(browser, case)
    browser.get(f"/cases/{case}/tasks")
    record = address(browser, case).rsplit("/", 1)[1]

    astray = browser.get(f"/cases/{other}/tasks/{record}")
    outside = [
        house.browser(LENDER).get(path)
        for path in (f"/cases/{case}/tasks", f"/cases/{case}/tasks/{record}")
    ]

    assert astray.status_code == 404
    assert [answer.status_code for answer in outside] == [404, 404]


def test_two_who_end_a_task_at_once_end_it_once(house: House) -> None:
    case = house.take()
    mine, hers = at_tasks(house, case), at_tasks(house, case, COLLEAGUE)
    give(mine, case)
    mine.get(f"/cases/{case}/tasks")
    path = address(mine, case)
    for browser in (mine, hers):
        browser.get(path)

    answers = [browser.post(path, {"became": "done"}) for browser in (mine, hers)]
    again = hers.post(path, {"became": "done"})

    assert [answer.status_code for answer in answers] == [303, 409]
    assert again.status_code == 409
    assert "このやることは、もう終わっています" in again.text


def test_the_work_page_leaves_one_entry(house: House) -> None:
    """Promise 2: one entry a page view, not one a row."""
    case = house.take()
    browser = at_tasks(house, case)
    give(browser, case)
    before = house.entries()

    browser.get("/")

    assert house.entries() == before + 1


def test_the_timeline_is_narrowed_by_kind_and_by_who_wrote(fresh_house: House) -> None:
    case = fresh_house.take()
    fresh_house.write(case, "電話で確かめた。")
    hers = at_tasks(fresh_house, case, COLLEAGUE)
    give(hers, case, text="鈴木のすること。")
    page = hers.get(f"/cases/{case}").text
    by = page.split(">鈴木 健</option>")[0].rsplit('value="', 1)[1].split('"')[0]

    of_kind = hers.get(f"/cases/{case}?kind=case.progress-recorded").text
    of_hers = hers.get(f"/cases/{case}?by={by}").text
    timelines = [text.split('<h2 id="timeline"')[1] for text in (page, of_kind, of_hers)]

    assert ["電話で確かめた。" in text for text in timelines] == [True, True, False]
    assert ["鈴木のすること。" in text for text in timelines] == [True, False, True]
    assert "1件、新しい順" in timelines[1]
    assert "を外す" in timelines[2]


def test_the_screen_for_the_person_holds_this_case_and_nothing_else(fresh_house: House) -> None:
    """R38: no menu, no other names, no warnings meant for the staff."""
    case = fresh_house.take()
    fresh_house.write(case, "面談の記録。")
    browser = at_tasks(fresh_house, case)
    give(browser, case, who="person", text="通帳を持ってくる。")
    give(browser, case, text="内部のこと。")
    before = fresh_house.entries()

    page = browser.get(f"/cases/{case}/shown").text
    more = browser.get(f"/cases/{case}/shown?more=progress").text

    assert fresh_house.entries() == before + 2
    assert "昨日から何も食べていない" in page
    assert "通帳を持ってくる。" in page
    assert "内部のこと。" not in page + more
    assert ["面談の記録。" in text for text in (page, more)] == [False, True]
    assert 'class="menu"' not in page
    assert fresh_house.browser(LENDER).get(f"/cases/{case}/shown").status_code == 404
