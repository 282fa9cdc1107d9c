"""職員: an administrator looks after the accounts of their own agency, and sees no case (R75)."""

import re
from typing import Any
from uuid import uuid4

import pytest

from events.staff import AppointStaff
from events.values import AgencyKind, Role
from services.login_views import LoginRefused
from services.refusals import NotShown
from services.web.session import stand_code
from services.worker import catch_up
from tests.city import ALWAYS, TENANT
from tests.promises import census
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COLLEAGUE,
    COUNSELLOR,
    LENDER,
    TWO_HATS,
    Browser,
    House,
)

SECOND = "hara"
NEW = {
    "name": "新井 桜",
    "login": "arai",
    "role": "worker",
    "first": "令和7年4月1日",
    "last": "",
}


def staffed(house: House) -> House:
    """Hire a second administrator, and somebody of another agency."""
    city = house.city
    city.staff(TENANT, SECOND, "原 望", city.desk, Role.ADMINISTRATOR)
    organisation = house.system.organisation
    city_division = organisation.register_agency(
        TENANT, name="さくら市福祉課", kind=AgencyKind.CITY_DIVISION
    )
    theirs = organisation.open_programme(
        TENANT,
        name="生活保護",
        contractor=city_division,
        commissioner=city_division,
        contract=ALWAYS,
    )
    city.staff(TENANT, "yoso", "余所 学", theirs, Role.WORKER)
    city.staff(TENANT, "ryoho", "両方 栞", city.desk, Role.WORKER)
    both = next(
        line["data"]["staff_id"]
        for line in census.read(house.system.databases, TENANT).lines
        if line["type"] == "staff.registered" and line["data"]["login"] == "ryoho"
    )
    appointed = AppointStaff(
        appointment_id=uuid4(), programme=theirs, role=Role.WORKER, period=ALWAYS
    )
    organisation.change_staff(TENANT, both, appointed)
    catch_up(house.system.databases)
    return house


def member(browser: Browser, name: str) -> str:
    """Open the page of one of the staff; return its address."""
    page = browser.get("/staff").text
    found = re.search(rf'href="(/staff/[a-z0-9]+)">{name}<', page)
    assert found is not None
    browser.get(found[1])
    return found[1]


def programme(page: str) -> str:
    found = re.search(r'<option value="([a-z0-9]+)"[^>]*>福祉総合相談窓口<', page)
    assert found is not None
    return found[1]


def password(page: str) -> str:
    found = re.search(r"<dt>パスワード</dt>\s*<dd><code>([^<]+)</code>", page)
    assert found is not None
    return found[1]


def register(browser: Browser, **typed: str) -> Any:
    page = browser.get("/staff").text
    return browser.post("/staff", {**NEW, "programme": programme(page), **typed})


def test_the_list_shows_the_staff_of_the_own_agency_and_no_other(fresh_house: House) -> None:
    page = staffed(fresh_house).browser(ADMINISTRATOR).get("/staff").text

    shown = set(re.findall(r'class="name"><a href="/staff/[a-z0-9]+">([^<]+)<', page))
    expected = {
        "佐藤 美咲",
        "鈴木 健",
        "田中 豊",
        "小林 恵",
        "藤田 恵",
        "森 健",
        "原 望",
        "両方 栞",
    }
    assert shown == expected
    assert "生活保護" not in page


def test_whoever_is_registered_gets_a_password_once_and_may_log_in(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)

    shown = register(browser)

    catch_up(fresh_house.system.databases)
    first = password(shown.text)
    sessions = fresh_house.system.sessions
    acting = sessions.current(sessions.log_in(login="arai", password=first))
    assert acting is not None
    assert (acting.staff_name, acting.role) == ("新井 桜", Role.WORKER)
    assert first not in browser.get("/staff").text


def test_what_an_administrator_does_is_recorded_in_their_name(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    before = fresh_house.entries()

    register(browser)

    recorded = fresh_house.system.ledgers.of(TENANT).entries(before, 2)
    actors = {(entry.event.TOPIC, entry.signature.actor.role) for entry in recorded}
    assert actors == {
        ("staff.registered", Role.ADMINISTRATOR),
        ("staff.appointed", Role.ADMINISTRATOR),
    }


def hired_by(browser: Browser, house: House, login: str) -> Browser:
    """Register one more administrator, and log in as them."""
    shown = register(browser, name="森 太郎", login=login, role="administrator")
    catch_up(house.system.databases)
    new = Browser(house.client(headers={"Sec-Fetch-Site": "same-origin"}))
    typed = {"login": login, "password": password(shown.text)}
    assert new.client.post("/login", data=typed).status_code == 303
    return new


def approved(browser: Browser, at: str) -> Any:
    browser.get(at)
    return browser.post(f"{at}/recovery/approval")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"login": COUNSELLOR}, "この利用者名は、もう使われています。"),
        ({"name": " "}, "氏名を書いてください。"),
        ({"role": "system-of-all"}, "役割を選んでください。"),
        ({"first": "いつか"}, "任用の初日を"),
        ({"last": "令和6年4月1日"}, "任用の終わりが始まりより前です"),
    ],
)
def test_a_registration_that_is_refused_keeps_what_was_typed(
    fresh_house: House, typed: dict[str, str], said: str
) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    before = fresh_house.entries()

    answer = register(browser, **typed)

    assert answer.status_code in {409, 422}
    assert said in answer.text
    assert f'value="{({**NEW, **typed})["login"]}"' in answer.text
    assert fresh_house.entries() == before


def test_an_appointment_is_made_and_ended_with_its_days(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    at = member(browser, "佐藤 美咲")

    wanted = {"programme": programme(browser.page), "role": "senior_worker"}
    made = browser.post(f"{at}/appointments", {**wanted, "first": "令和8年4月1日", "last": ""})
    shown = browser.get(at).text
    ended = browser.post(f"{at}/end", {"last_day": "令和8年3月31日"})
    after = browser.get(at).text

    assert (made.status_code, ended.status_code) == (303, 303)
    assert "主任相談支援員" in shown
    assert "令和8年3月31日まで" in after


def test_who_is_stopped_is_logged_out_at_that_moment(fresh_house: House) -> None:
    """R75: disabled on transfer the same day."""
    at_work = fresh_house.browser(COUNSELLOR)
    assert at_work.get("/cases").status_code == 200
    browser = fresh_house.browser(ADMINISTRATOR)
    at = member(browser, "佐藤 美咲")

    browser.post(f"{at}/stop")

    assert at_work.get("/cases").headers["location"] == "/login?next=/cases"
    with pytest.raises(LoginRefused):
        fresh_house.city.log_in(COUNSELLOR)
    assert "利用停止" in browser.get(at).text


def test_a_recovery_takes_two_administrators(fresh_house: House) -> None:
    house = staffed(fresh_house)
    first, second = house.browser(ADMINISTRATOR), house.browser(SECOND)
    at = member(first, "鈴木 健")
    first.post(f"{at}/recovery")

    waiting = first.get(at).text
    alone = first.client.post(f"{at}/recovery/approval", data=first.hidden(f"{at}/stop"))
    second.get(at)
    shown = second.post(f"{at}/recovery/approval")

    assert "別の管理者の承認を待っています" in waiting
    assert (alone.status_code, "申請した人は、承認できません" in alone.text) == (409, True)
    assert house.system.sessions.log_in(login=COLLEAGUE, password=password(shown.text))
    with pytest.raises(LoginRefused):
        house.city.log_in(COLLEAGUE)


def test_an_account_that_one_made_does_not_approve_what_one_asked(fresh_house: House) -> None:
    """R75: one administrator with two accounts is one person, whoever made the second of them."""
    house = staffed(fresh_house)
    mori, hara = house.browser(ADMINISTRATOR), house.browser(SECOND)
    first = hired_by(mori, house, "mori-two")
    second = hired_by(mori, house, "mori-three")
    at = member(mori, "鈴木 健")

    mori.post(f"{at}/recovery")
    answers = [approved(browser, at) for browser in (first, second)]
    hara.get(at)
    unasked = approved(hara, at)
    first.get(member(first, "佐藤 美咲"))
    first.post(f"{member(first, '佐藤 美咲')}/recovery")
    answers += [approved(browser, member(browser, "佐藤 美咲")) for browser in (mori, second)]

    assert [(answer.status_code, "独立していません" in answer.text) for answer in answers] == [
        (409, True)
    ] * 4
    assert unasked.status_code == 200
    assert house.city.log_in(COUNSELLOR)


def test_who_was_appointed_administrator_by_one_does_not_approve_what_one_asked(
    fresh_house: House,
) -> None:
    house = staffed(fresh_house)
    mori = house.browser(ADMINISTRATOR)
    at = member(mori, "藤田 恵")
    wanted = {"programme": programme(mori.page), "role": "administrator"}
    mori.post(f"{at}/appointments", {**wanted, "first": "令和7年4月1日", "last": ""})
    fujita = house.browser(TWO_HATS)
    chosen = house.system.sessions.acting(fujita.client.cookies["__Host-session"])[-1]
    fujita.client.post("/stand", data={"stand": stand_code(chosen)})
    at = member(mori, "鈴木 健")

    mori.post(f"{at}/recovery")
    refused = approved(fujita, at)

    assert (refused.status_code, "独立していません" in refused.text) == (409, True)
    assert house.city.log_in(COLLEAGUE)


@pytest.mark.parametrize("path", ["stop", "recovery", "end", "appointments"])
def test_nobody_looks_after_their_own_account(fresh_house: House, path: str) -> None:
    """Least privilege: no administrator makes a counsellor of themselves."""
    browser = fresh_house.browser(ADMINISTRATOR)
    at = member(browser, "森 健")
    browser.get("/staff")
    sent = {
        **browser.hidden("/staff"),
        "last_day": "令和8年3月31日",
        "role": "worker",
        "first": "令和8年4月1日",
    }

    answer = browser.client.post(f"{at}/{path}", data=sent)

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["stop", "recovery"])
def test_who_another_agency_has_too_is_not_stopped_or_recovered_by_one_of_them(
    fresh_house: House, path: str
) -> None:
    browser = staffed(fresh_house).browser(ADMINISTRATOR)
    at = member(browser, "両方 栞")

    answer = browser.client.post(f"{at}/{path}", data=browser.hidden(f"{at}/appointments"))

    assert answer.status_code == 404
    assert "市の管理者に頼んでください" in browser.get(at).text


@pytest.mark.parametrize("login", [COUNSELLOR, AUDITOR])
def test_nobody_but_an_administrator_sees_or_changes_the_staff(house: House, login: str) -> None:
    at = member(house.browser(ADMINISTRATOR), "田中 豊")
    browser = house.browser(login)

    answers = [browser.client.get(path).status_code for path in ("/staff", at)]
    answers.append(browser.client.post(f"{at}/stop").status_code)

    assert answers == [404, 404, 404]
    with pytest.raises(NotShown):
        house.system.administration.stop(house.city.log_in(login), uuid4(), at.rpartition("/")[2])
    assert house.city.log_in(LENDER)


@pytest.mark.parametrize("path", ["/staff", "/staff/" + "a" * 26, "/settings", "/settings/hours"])
def test_a_refused_look_at_staff_and_settings_is_on_record(house: House, path: str) -> None:
    """R37, promise 2: what a curious colleague tried is found later."""
    browser, ledger = house.browser(COUNSELLOR), house.system.ledgers.of(TENANT)
    before = ledger.size()

    assert browser.get(path).status_code == 404

    entries = [entry for entry in ledger.entries(before, 9) if "refused" in entry.event.TOPIC]
    assert [
        (getattr(entry.event, "surface", ""), entry.signature.actor.staff) for entry in entries
    ] == [(path.split("/")[1], house.city.worker.staff)]


def test_an_account_that_is_not_there_is_refused_on_record_to_an_administrator_too(
    house: House,
) -> None:
    browser, ledger = house.browser(ADMINISTRATOR), house.system.ledgers.of(TENANT)
    before = ledger.size()

    assert browser.get("/staff/" + "a" * 26).status_code == 404

    refused = [getattr(entry.event, "rule", "") for entry in ledger.entries(before, 9)]
    assert "NOT_FOUND" in refused


@pytest.mark.parametrize("path", ["/cases", "/search", "/access", "/intake"])
def test_an_administrator_sees_no_content(house: House, path: str) -> None:
    case = house.take()
    browser = house.browser(ADMINISTRATOR)

    assert browser.client.get(f"/cases/{case}").status_code == 404
    answer = browser.client.get(path)
    assert "髙橋 みどり" not in answer.text
