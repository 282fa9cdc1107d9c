"""ログイン: who is asking, and in which standing (R75)."""

import re
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from events.staff import DeactivateStaff
from services.db import Databases
from tests.city import PASSWORD, TENANT
from tests.promises.every_form import flat
from tests.services.web import samples
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COLLEAGUE,
    COUNSELLOR,
    TWO_HATS,
    Browser,
    House,
    open_house,
)


def nobody(house: House) -> Browser:
    return Browser(house.client(headers={"Sec-Fetch-Site": "same-origin"}))


def log_in(browser: Browser, login: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.client.post("/login", data={"login": login, "password": password, **more})


def cookie_of(answer: Any) -> dict[str, dict[str, Any]]:
    jar = SimpleCookie(answer.headers["set-cookie"])
    return {
        name: {key: value for key, value in morsel.items() if value} for name, morsel in jar.items()
    }


def test_the_cookie_is_bound_to_this_host_and_hidden_from_scripts(house: House) -> None:
    answer = log_in(nobody(house), COUNSELLOR)

    assert cookie_of(answer) == {
        "__Host-session": {"path": "/", "secure": True, "httponly": True, "samesite": "strict"}
    }


def test_a_demonstration_by_plain_http_has_a_plain_cookie(
    databases: Databases, tmp_path: Path
) -> None:
    with open_house(databases, tmp_path, secure_cookies=False) as house:
        answer = log_in(nobody(house), COUNSELLOR)

        assert cookie_of(answer) == {
            "session": {"path": "/", "httponly": True, "samesite": "strict"}
        }
        assert "strict-transport-security" not in answer.headers


def test_a_refusal_does_not_tell_whether_the_name_exists(house: House) -> None:
    wrong_password = log_in(nobody(house), COUNSELLOR, "wrong")
    unknown_name = log_in(nobody(house), "nobody", "wrong")

    assert wrong_password.status_code == unknown_name.status_code == 403
    assert wrong_password.text == unknown_name.text.replace("nobody", COUNSELLOR)
    assert "<title>エラー：ログイン｜つなぎ</title>" in wrong_password.text
    assert "wrong" not in re.sub(r'class="wrong"|-wrong', "", wrong_password.text)


@pytest.mark.parametrize("login", [COUNSELLOR, "nobody"])
def test_too_many_tries_lock_for_a_while_and_say_until_when(fresh_house: House, login: str) -> None:
    tries = [log_in(nobody(fresh_house), login, "wrong").status_code for _ in range(5)]
    locked = log_in(nobody(fresh_house), login)

    assert tries == [403, 403, 403, 403, 429]
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 30
    assert f"次に試せるのは、{locked.headers['retry-after']}秒たってからです。" in locked.text


@pytest.mark.parametrize(
    "path", ["/", "/cases", "/cases/abc", "/intake", "/search", "/access", "/stand"]
)
def test_a_page_without_a_session_leads_to_the_login_and_back(house: House, path: str) -> None:
    browser = nobody(house)
    led = browser.get(path)
    asked = browser.get(led.headers["location"])
    back = browser.post("/login", {"login": COUNSELLOR, "password": PASSWORD})

    assert (led.status_code, led.headers["location"]) == (303, f"/login?next={path}")
    assert asked.status_code == 200
    assert back.headers["location"] == path


@pytest.mark.parametrize(
    "goal", ["https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test", "javascript:x", ""]
)
def test_a_login_never_leads_to_another_site(house: House, goal: str) -> None:
    assert log_in(nobody(house), COUNSELLOR, next=goal).headers["location"] == "/"


def test_logging_out_ends_the_session_itself_and_not_only_the_cookie(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    token = browser.client.cookies["__Host-session"]
    browser.get("/")

    browser.post("/logout")

    stolen = nobody(house)
    stolen.client.cookies.set("__Host-session", token)
    assert "__Host-session" not in browser.client.cookies
    assert stolen.get("/cases").status_code == 303


def test_a_new_login_ends_the_session_before_it(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    first = browser.client.cookies["__Host-session"]

    log_in(browser, COLLEAGUE)

    assert house.system.sessions.current(first) is None
    assert "鈴木 健" in browser.get("/").text


def test_a_stopped_account_sees_nothing_from_the_next_click_on(fresh_house: House) -> None:
    """R75: disabled the same day."""
    browser = fresh_house.browser(COUNSELLOR)
    assert browser.get("/cases").status_code == 200

    fresh_house.system.organisation.change_staff(
        TENANT, fresh_house.city.worker.staff, DeactivateStaff()
    )

    assert browser.get("/cases").status_code == 303
    assert log_in(nobody(fresh_house), COUNSELLOR).status_code == 403


def test_what_was_written_when_the_session_ended_can_be_sent_after_a_new_login(
    house: House,
) -> None:
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    form = browser.hidden("/intake")
    house.system.sessions.log_out(browser.client.cookies["__Host-session"])

    late = browser.client.post("/intake", data={**form, **samples.SLIP_FORM})
    browser.page = late.text
    log_in(browser, COUNSELLOR)
    pairs = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', late.text)
    again = browser.client.post("/intake", data=_as_lists(pairs))

    assert late.status_code == 403
    assert "昨日から何も食べていない。" in late.text
    assert again.headers["location"].startswith("/intake/received/")


def test_what_one_wrote_is_not_saved_in_the_name_of_another(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    form = browser.hidden("/intake")
    before = house.cases()

    log_in(browser, COLLEAGUE)
    answer = browser.client.post("/intake", data={**form, **samples.SLIP_FORM})

    assert answer.status_code == 409
    assert "利用者または立場が違います" in answer.text
    assert "昨日から何も食べていない。" in answer.text
    assert house.cases() == before


def test_who_holds_two_appointments_chooses_one(house: House) -> None:
    browser = nobody(house)
    led = log_in(browser, TWO_HATS)
    choices = browser.get("/stand").text
    loans = re.findall(r'name="stand" value="(\w+)"', choices)[1]

    browser.client.post("/stand", data={"stand": loans})

    assert led.headers["location"] == "/stand"
    assert "生活福祉資金貸付 家計改善支援員" in choices
    assert "<dd>生活福祉資金貸付 家計改善支援員</dd>" in browser.get("/").text


def test_a_standing_that_one_does_not_hold_cannot_be_chosen(house: House) -> None:
    browser = house.browser(COUNSELLOR)

    answer = browser.client.post("/stand", data={"stand": "0" * 20})

    assert answer.status_code == 303
    assert "<dd>福祉総合相談窓口 相談支援員</dd>" in browser.get("/").text


def test_a_chosen_standing_that_has_ended_leads_to_the_choice_again(fresh_house: House) -> None:
    """Even when one is left: nobody is moved into another programme unasked (R75)."""
    browser = fresh_house.browser(TWO_HATS)
    desk, _ = re.findall(r'name="stand" value="(\w+)"', browser.get("/stand").text)
    browser.client.post("/stand", data={"stand": desk})
    browser.get("/intake")
    form = browser.hidden("/intake")
    acting = fresh_house.system.sessions.current(browser.client.cookies["__Host-session"])
    assert acting
    fresh_house.end_appointment(acting)

    sent = browser.client.post("/intake", data={**form, **samples.SLIP_FORM})
    led = browser.get("/cases")
    (left,) = re.findall(r'name="stand" value="(\w+)"', browser.get("/stand").text)
    browser.client.post("/stand", data={"stand": left})

    assert sent.status_code == 409
    assert "立場を選んでください" in sent.text
    assert (led.status_code, led.headers["location"]) == (303, "/stand")
    assert "<dd>生活福祉資金貸付 家計改善支援員</dd>" in browser.get("/").text


def test_a_form_that_was_opened_in_another_standing_is_not_saved_in_this_one(
    house: House,
) -> None:
    browser = house.browser(TWO_HATS)
    desk, loans = re.findall(r'name="stand" value="(\w+)"', browser.get("/stand").text)
    browser.client.post("/stand", data={"stand": desk})
    browser.get("/intake")
    form = browser.hidden("/intake")
    browser.client.post("/stand", data={"stand": loans})

    answer = browser.client.post("/intake", data={**form, **samples.SLIP_FORM})
    browser.page = answer.text
    meant_so = browser.post("/intake", samples.SLIP_FORM)

    assert answer.status_code == 409
    assert meant_so.status_code == 303


@pytest.mark.parametrize(
    ("login", "menu"),
    [
        (
            COUNSELLOR,
            [
                "/",
                "/intake",
                "/brief",
                "/cases",
                "/search",
                "/provisions",
                "/emergencies",
                "/obligations",
                "/drafts",
            ],
        ),
        (AUDITOR, ["/access", "/disclosures", "/emergencies/overseen"]),
        (ADMINISTRATOR, ["/staff", "/posts", "/partners", "/settings", "/questions"]),
    ],
)
def test_the_menu_is_that_of_the_standing(house: House, login: str, menu: list[str]) -> None:
    page = house.browser(login).client.get("/", follow_redirects=True).text
    shown = page.split('aria-label="主なメニュー"')[1:]

    assert [re.findall(r'href="([^"]*)"', part.split("</nav>")[0]) for part in shown] == (
        [menu] if menu else []
    )


def _as_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        lists.setdefault(name, []).append(value)
    return lists


def test_whatever_a_form_sends_to_who_is_not_logged_in_is_given_back(house: House) -> None:
    """Nothing typed is lost: each route reads the form before it asks who sends it."""
    aside = ("/login", "/password", "/stand", "/logout")
    routes = {
        route.path
        for route in flat(house.app.routes)
        if "POST" in (route.methods or ()) and not route.path.startswith((*aside, "/api/"))
    }
    browser = house.client(headers={"Sec-Fetch-Site": "same-origin"})

    lost = {
        path
        for path in routes
        if "書きかけの文" not in browser.post(at(path), data={"text": "書きかけの文"}).text
    }

    assert len(routes) > 50
    assert lost == set()


def at(path: str) -> str:
    """Put something into each part of a path that may be anything."""
    return re.sub(r"{\w+}", "a" * 26, path)
