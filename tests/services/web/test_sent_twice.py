"""二重送信: an administrator's form sent twice is one command, and gives one password (R75)."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from events.base import Event
from events.factor import FactorRecoveryApproved
from events.staff import StaffAppointed, StaffRegistered
from services.login_views import LoginRefused
from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.services.web.house import ADMINISTRATOR, COLLEAGUE, Browser, House
from tests.services.web.test_posts import COMMISSIONER, link, option
from tests.services.web.test_staff import NEW, SECOND, member, password, programme, staffed

TODAY = dates.in_era(dates.today())
OTHERWISE: dict[str, dict[str, str]] = {
    "appointments": {"first": "令和7年4月2日"},
    "end": {"last_day": "令和7年4月2日"},
    "qualifications": {"gained_on": "令和7年6月21日"},
    "posts": {"title": "係長"},
    "holders": {"first": "令和7年4月2日"},
    "partners": {"name": "三田村 さよ"},
    "partner-end": {"last_day": "令和8年1月31日"},
    "place": {"place": "別の場所"},
}
"""What each form says when it is sent under the same id with another body."""


def made(house: House, before: int) -> list[Event]:
    """Return what was recorded since, but for looks and sessions."""
    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    aside = {"access", "session", "key"}
    return [one.event for one in entries if one.event.TOPIC.partition(".")[0] not in aside]


def prepared(browser: Browser, what: str) -> tuple[str, dict[str, Any]]:
    """Open the page of a form; return where it goes and what is sent."""
    if what in {"appointments", "end", "qualifications", "stop", "recovery"}:
        at = member(browser, "鈴木 健")
        role = {"programme": programme(browser.page), "role": "senior_worker"}
        qualification = {"qualification": "worker_training", "gained_on": "令和7年6月20日"}
        dated = {"first": "令和7年4月1日", "last": "", "last_day": "令和7年4月1日"}
        return f"{at}/{what}", {**role, **qualification, **dated}
    if what == "holders":
        browser.get("/posts")
        browser.post("/posts", {"title": "社会福祉協議会係長"})
        at = link(browser.get("/posts").text, "社会福祉協議会係長")
        holder = option(browser.get(at).text, "鈴木 健")
        return f"{at}/holders", {"holder": holder, "first": "令和7年4月1日", "last": ""}
    if what == "partner-end":
        browser.get("/partners")
        browser.post("/partners", COMMISSIONER)
        at = link(browser.get("/partners").text, "三田村 きよ")
        browser.get(at)
        return f"{at}/end", {"last_day": "令和7年12月31日", "successor": ""}
    at = {"place": "/settings/place"}.get(what, f"/{what}")
    browser.get(at)
    typed = {"posts": {"title": "課長"}, "partners": COMMISSIONER}
    return at, typed.get(what, {"place": "本庁舎1階", "first": TODAY})


@pytest.mark.parametrize("what", [*OTHERWISE, "stop", "recovery"])
def test_a_form_that_is_sent_twice_is_carried_out_once(fresh_house: House, what: str) -> None:
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    at, typed = prepared(browser, what)
    catch_up(house.system.databases)
    sent = {**browser.hidden(at), **typed}
    before = house.entries()

    answers = [browser.client.post(at, data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert len(made(house, before)) == 1


@pytest.mark.parametrize("what", OTHERWISE)
def test_the_same_id_with_another_body_is_refused_and_a_new_one_is_offered(
    fresh_house: House, what: str
) -> None:
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    at, typed = prepared(browser, what)
    catch_up(house.system.databases)
    sent = {**browser.hidden(at), **typed}
    browser.client.post(at, data=sent)
    before = house.entries()

    refused = browser.client.post(at, data={**sent, **OTHERWISE[what]})

    assert (refused.status_code, "もう保存されています" in refused.text) == (409, True)
    assert f'name="command" value="{sent["command"]}"' not in refused.text
    assert made(house, before) == []


def test_a_form_without_an_id_is_shown_again(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    browser.get("/posts")
    sent = {**browser.hidden("/posts"), "title": "課長", "command": "x"}
    before = fresh_house.entries()

    refused = browser.client.post("/posts", data=sent)

    assert (refused.status_code, 'value="課長"' in refused.text) == (422, True)
    assert re.search(r'name="command" value="[0-9a-f-]{36}"', refused.text)
    assert made(fresh_house, before) == []


def test_a_registration_sent_twice_shows_one_password_for_one_account(fresh_house: House) -> None:
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    page, before = browser.get("/staff").text, fresh_house.entries()
    sent = {**browser.hidden("/staff"), **NEW, "programme": programme(page)}

    answers = [browser.client.post("/staff", data=sent) for _ in range(2)]

    first, second = (password(answer.text) for answer in answers)
    catch_up(house.system.databases)
    assert first == second
    assert [type(event) for event in made(house, before)] == [StaffRegistered, StaffAppointed]
    assert house.system.sessions.log_in(login="arai", password=first)


def test_a_registration_sent_twice_at_once_makes_one_account(fresh_house: House) -> None:
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    page, before = browser.get("/staff").text, fresh_house.entries()
    sent = {**browser.hidden("/staff"), **NEW, "programme": programme(page)}

    with ThreadPoolExecutor(2) as both:
        tries = [both.submit(browser.client.post, "/staff", data=sent) for _ in range(2)]
        shown = {password(one.result().text) for one in tries}

    assert len(shown) == 1
    assert [type(event) for event in made(house, before)] == [StaffRegistered, StaffAppointed]


def test_two_forms_give_two_passwords(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    given: set[str] = set()
    for login in ("arai", "ando"):
        page = browser.get("/staff").text
        typed = {**NEW, "login": login, "programme": programme(page)}
        given.add(password(browser.post("/staff", typed).text))

    assert len(given) == 2


def test_an_agreement_sent_twice_gives_one_password(fresh_house: House) -> None:
    house = staffed(fresh_house)
    first, second = house.browser(ADMINISTRATOR), house.browser(SECOND)
    at = member(first, "鈴木 健")
    first.post(f"{at}/recovery")
    second.get(at)
    sent, before = second.hidden(f"{at}/recovery/approval"), house.entries()

    answers = [second.client.post(f"{at}/recovery/approval", data=sent) for _ in range(2)]

    given = {password(answer.text) for answer in answers}
    assert len(given) == 1
    assert [type(event) for event in made(house, before)] == [FactorRecoveryApproved]
    assert house.system.sessions.log_in(login=COLLEAGUE, password=given.pop())


def test_a_password_is_not_given_again_once_something_happened_to_the_account(
    fresh_house: House,
) -> None:
    """Whoever keeps the form does not take the account over with it later."""
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    page = browser.get("/staff").text
    sent = {**browser.hidden("/staff"), **NEW, "programme": programme(page)}
    given = password(browser.client.post("/staff", data=sent).text)
    catch_up(house.system.databases)
    at = member(browser, "新井 桜")
    browser.post(f"{at}/recovery")

    again = browser.client.post("/staff", data=sent)

    assert (again.status_code, again.headers["location"]) == (303, "/staff")
    assert house.system.sessions.log_in(login="arai", password=given)


def test_an_account_whose_password_was_not_set_gets_it_when_the_form_is_sent_again(
    fresh_house: House,
) -> None:
    """A stop between the entry and the password leaves no account that nobody can use."""
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    page = browser.get("/staff").text
    sent = {**browser.hidden("/staff"), **NEW, "programme": programme(page)}
    given = password(browser.client.post("/staff", data=sent).text)
    catch_up(house.system.databases)
    with house.system.databases.pool("login").connection() as conn:
        conn.execute("UPDATE account.credential SET password_hash = '-' WHERE login = 'arai'")
    with pytest.raises(LoginRefused):
        house.system.sessions.log_in(login="arai", password=given)

    again = browser.client.post("/staff", data=sent)

    assert password(again.text) == given
    assert house.system.sessions.log_in(login="arai", password=given)
