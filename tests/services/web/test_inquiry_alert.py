"""所在を探る問い合わせの知らせ: only who sees to a protected person hears of a call (R53, R54)."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from events.access import ContentRead
from services.web import dates
from tests.city import TENANT
from tests.services.api.client import Program
from tests.services.web import samples
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_protection import MEASURE, sent

ALERT: Final = "所在を探る電話がありました"
MOTHER: Final = replace(samples.CONSULTATION, name="綾瀬 ことみ", kana="あやせ ことみ")
CALL: Final = {"asked": "妻のことみがそちらに行っていないかと、男性から。", "number": ""}
OTHER: Final = {"name": "綾瀬 剛", "relation": "夫", "reached": "090-0000-0177、夜だけ"}


def protect(house: House, kind: str = "measure", typed: dict[str, Any] = MEASURE) -> str:
    """Take the mother's consultation down, with a record that protects her, and return her case."""
    case = house.take(COUNSELLOR, MOTHER)
    sent(house.browser(COUNSELLOR), f"/cases/{case}/person/protection/{kind}", typed)
    return case


def call(house: House, login: str = COLLEAGUE, **more: str) -> tuple[Any, str]:
    """Note a call, and return the answer and the page that follows, without what was typed."""
    browser = house.browser(login)
    browser.get("/inquiry")
    answer = browser.post("/inquiry", {**CALL, **more})
    assert answer.status_code == 303, answer.text
    return answer, browser.get(answer.headers["location"]).text.split("これまでの記録")[0]


def work(house: House, login: str) -> str:
    """Return わたしの仕事 as somebody sees it."""
    return house.browser(login).get("/").text


def test_a_call_about_a_protected_person_is_told_to_who_leads_her_case_and_nobody_else(
    fresh_house: House,
) -> None:
    """R53: neither the colleague who took it nor another programme nor an auditor hears of it."""
    case = protect(fresh_house)
    call(fresh_house)

    mine = work(fresh_house, COUNSELLOR)

    assert ALERT in mine
    assert CALL["asked"] in mine
    assert f'<a href="/cases/{case}">綾瀬 ことみ</a>' in mine.split(ALERT)[1]
    for login in (COLLEAGUE, LENDER):
        assert ALERT not in work(fresh_house, login)
        assert Program(fresh_house, login).get("my-work").json()["inquiries"] == []
    assert Program(fresh_house, AUDITOR).get("my-work").status_code == 404
    (told,) = Program(fresh_house, COUNSELLOR).get("my-work").json()["inquiries"]
    assert (told["case"], told["words"]) == (case, CALL["asked"])


def test_who_takes_the_call_cannot_tell_a_protected_person_from_nobody(fresh_house: House) -> None:
    """R53, promise 5: the page, the entries and the sizes of what is stored are alike."""
    protect(fresh_house)
    ledger = fresh_house.system.ledgers.of(TENANT)
    told: list[tuple[int, str, str, list[str]]] = []
    for asked in ("綾瀬ことみは来ていないか。", "只野ありえは来ていないか。"):
        before = fresh_house.entries()
        answer, page = call(fresh_house, asked=asked)
        after = ledger.entries(before, fresh_house.entries() - before)
        own = re.sub(r'value="[^"]*"', "", page)
        kinds = [one.event.TOPIC for one in after]
        told.append((answer.status_code, answer.headers["location"], own, kinds))

    assert told[0] == told[1]
    assert ALERT not in work(fresh_house, COLLEAGUE)


@pytest.mark.parametrize(
    ("kind", "typed", "more", "heard"),
    [
        ("measure", MEASURE, {"asked": "だれかが来ていないか。"}, False),
        ("remark", {"note": "耳が遠い。"}, {}, False),
        ("refuge", {"address": "栗林町の施設"}, {}, True),
        ("other-party", OTHER, {"asked": "綾瀬と名乗り、妻がいるだろうと。"}, True),
        ("other-party", OTHER, {"asked": "妻がいるだろうと。", "number": "+81 90-0000-0177"}, True),
        ("other-party", OTHER, {"asked": "妻がいるだろうと。", "number": "090-0000-0178"}, False),
    ],
)
def test_a_call_is_known_by_a_name_or_by_the_other_partys_number(
    fresh_house: House, kind: str, typed: dict[str, Any], more: dict[str, str], heard: bool
) -> None:
    """R53, R54: a remark, which anybody may have, protects nobody."""
    protect(fresh_house, kind, typed)

    call(fresh_house, **more)

    assert (ALERT in work(fresh_house, COUNSELLOR)) is heard


def test_the_alert_ends_when_somebody_ends_masking_and_outlives_the_measure(
    fresh_house: House,
) -> None:
    """R53: MEASURE is over since long."""
    case = protect(fresh_house)
    call(fresh_house)
    before, browser = work(fresh_house, COUNSELLOR), fresh_house.browser(COUNSELLOR)

    sent(browser, f"/cases/{case}/person/protection/masking-end", {"reason": "本人に確かめた。"})

    assert ALERT in before
    assert ALERT not in work(fresh_house, COUNSELLOR)


@pytest.mark.parametrize(("days", "heard"), [(30, True), (31, False)])
def test_a_call_of_long_ago_is_told_no_more(fresh_house: House, days: int, heard: bool) -> None:
    """R53."""
    protect(fresh_house)
    day = dates.in_era(dates.today() - timedelta(days=days))

    call(fresh_house, happened_on=day, late_reason="紙の控えから")

    assert (ALERT in work(fresh_house, COUNSELLOR)) is heard


def test_who_covers_hears_of_it_and_whom_she_is_kept_away_from_does_not(
    fresh_house: House,
) -> None:
    """R54: a colleague who is linked as the other party finds neither case nor alert."""
    case = protect(fresh_house)
    call(fresh_house, LENDER)
    call(fresh_house, COUNSELLOR)
    theirs: Browser = fresh_house.browser(COLLEAGUE)
    theirs.get(f"/cases/{case}")
    at = f"/cases/{case}/assignment/mine"
    assert theirs.post(at, {"reason": "urgent_call"}).status_code == 303
    covering = work(fresh_house, COLLEAGUE)

    at, mine = f"/cases/{case}/person/protection/other-party", fresh_house.browser(COUNSELLOR)
    page = sent(mine, at, {"name": "鈴木　健", "relation": "元の夫"})
    record = re.findall(rf"{at}\?record=(\w+)", page)[0]
    form = mine.get(f"{at}?record={record}").text
    (choice,) = re.findall(r'value="(staff-\w+)"', form)
    linked = {"name": "鈴木　健", "relation": "元の夫", "links": choice}
    sent(mine, at, linked, f"{at}?record={record}")

    assert covering.count(CALL["asked"]) == 1
    assert ALERT not in work(fresh_house, COLLEAGUE)
    assert ALERT in work(fresh_house, COUNSELLOR)


def test_an_entry_tells_as_much_of_a_lead_whose_person_was_asked_for_as_of_another(
    fresh_house: House,
) -> None:
    """Promise 8: all calls of the last days are opened, whomever they are about."""
    protect(fresh_house)
    ledger = fresh_house.system.ledgers.of(TENANT)
    opened: list[int] = []
    for asked in ("だれかは来ていないか。", "綾瀬ことみは来ていないか。"):
        call(fresh_house, asked=asked)
        fresh_house.system.reading.my_work(fresh_house.city.worker)
        (entry,) = ledger.entries(fresh_house.entries() - 1, 1)
        assert isinstance(entry.event, ContentRead)
        opened.append(len(entry.event.items))

    # The second look has one call more: its words with its number apart.
    assert opened[1] - opened[0] == 2
