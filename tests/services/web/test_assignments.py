"""担当の一覧: for chiefs by pages and programs, unseen by all others; who leaves is seen to."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.values import Role
from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.databases import TemplateServer
from tests.services.api.client import Program
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COUNSELLOR,
    LENDER,
    Browser,
    House,
    open_house,
)

CHIEF = "kakari"
DAY = dates.today() + timedelta(days=40)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture(scope="module")
def led(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    databases = postgres.copy()
    with open_house(databases, tmp_path_factory.mktemp("led")) as opened:
        city = opened.city
        city.staff(TENANT, CHIEF, "神崎 昭夫", city.desk, Role.COUNCIL_CHIEF)
        catch_up(databases)
        yield opened
    postgres.drop(databases)


@pytest.fixture
def leaver(led: House) -> str:
    """Hire somebody of the desk who leads a case, and is to leave."""
    led.city.stay()
    login = f"leaver-{uuid4().hex[:8]}"
    led.city.staff(TENANT, login, f"去子 {login}", led.city.desk, Role.WORKER)
    catch_up(led.system.databases)
    led.take(login)
    return login


def staff_of(browser: Browser, name: str) -> str:
    found = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(name)}<', browser.page)
    assert found is not None, name
    return found[1]


def cases_of(house: House, login: str, on: Any = DAY) -> Browser:
    """Open the chief's page at the cases of one of the staff."""
    browser = house.browser(CHIEF)
    browser.get("/assignments")
    alias = staff_of(browser, f"去子 {login}")
    assert browser.get(f"/assignments?of={alias}&on={on.isoformat()}").status_code == 200
    return browser


def end_appointment(house: House, login: str) -> Any:
    """Have the administrator end somebody's appointment the day before."""
    browser = house.browser(ADMINISTRATOR)
    page = browser.get("/staff").text
    found = re.search(rf'href="(/staff/[a-z0-9]+)">去子 {login}<', page)
    assert found is not None
    browser.get(found[1])
    appointment = re.search(r'name="appointment" value="([a-z0-9]+)"', browser.page)
    assert appointment is not None
    typed = {"appointment": appointment[1], "last_day": dates.in_era(BEFORE)}
    return browser.post(f"{found[1]}/end", typed)


def test_who_leads_a_case_leaves_only_when_somebody_leads_it_afterwards(
    led: House, leaver: str
) -> None:
    refused = end_appointment(led, leaver)
    assert refused.status_code == 409
    assert "後任の決まっていないケースがあります" in refused.text

    browser = cases_of(led, leaver)
    typed = {"scope": "every", "lead": staff_of(browser, "鈴木 健"), "reason": "transfer"}
    sent = browser.post("/assignments/moves", typed)

    assert sent.status_code == 303
    page = browser.get(sent.headers["location"]).text
    assert f"1件の担当を、{dates.in_era(DAY)}から替えました。" in page
    assert "あてはまるケースはありません。" in page
    assert end_appointment(led, leaver).status_code == 303


def test_some_cases_go_to_one_and_some_to_another(led: House, leaver: str) -> None:
    led.take(leaver)
    browser = cases_of(led, leaver)
    cases = re.findall(r'name="case" value="([^"]+)"', browser.page)
    assert len(cases) == 2

    for case, lead in zip(cases, ("鈴木 健", "佐藤 美咲"), strict=True):
        typed = {"case": [case], "lead": staff_of(browser, lead), "reason": "transfer"}
        sent = browser.post("/assignments/moves", {"scope": "chosen", **typed})
        browser.get(sent.headers["location"])
        cases_of(led, leaver)

    shown = cases_of(led, leaver, on=BEFORE).page
    assert re.findall(r"担当 <b>(鈴木 健|佐藤 美咲)</b>", shown) in (
        ["鈴木 健", "佐藤 美咲"],
        ["佐藤 美咲", "鈴木 健"],
    )


def test_a_form_that_misses_something_keeps_what_was_chosen(led: House, leaver: str) -> None:
    browser = cases_of(led, leaver)
    typed = {"scope": "chosen", "lead": staff_of(browser, "鈴木 健")}

    sent = browser.post("/assignments/moves", typed)

    assert sent.status_code == 422
    assert "移すケースを選んでください。" in sent.text
    assert re.search(r'<option value="[^"]+" selected>鈴木 健<', sent.text)


def test_the_same_form_sent_twice_moves_once(led: House, leaver: str) -> None:
    browser = cases_of(led, leaver)
    form = {
        **browser.hidden("/assignments/moves"),
        "scope": "every",
        "lead": staff_of(browser, "鈴木 健"),
        "reason": "transfer",
    }

    sent = [browser.client.post("/assignments/moves", data=form) for _ in range(2)]

    assert [one.status_code for one in sent] == [303, 303]
    assert sent[0].headers["location"] == sent[1].headers["location"]


@pytest.mark.parametrize("login", [COUNSELLOR, LENDER, AUDITOR, ADMINISTRATOR])
def test_nobody_but_a_chief_finds_the_list(led: House, login: str) -> None:
    browser = led.browser(login)

    assert browser.get("/assignments").status_code == 404
    assert 'href="/assignments"' not in browser.get("/").text


def test_a_program_of_a_chief_moves_all_of_somebodys_cases(led: House, leaver: str) -> None:
    program = Program(led, CHIEF)
    page = program.http.get("assignments", params={"on": DAY.isoformat()}).json()
    (giver,) = [one["alias"] for one in page["loads"] if one["name"] == f"去子 {leaver}"]
    (lead,) = [alias for alias, name in page["leaders"] if name == "鈴木 健"]
    body = {"giver": giver, "lead": lead, "since": DAY.isoformat(), "reason": "transfer"}

    sent = program.send("assignments/moves", body)

    assert (sent.status_code, sent.json()) == (201, {"cases": 1, "shown": True})
    after = program.http.get("assignments", params={"on": DAY.isoformat(), "of": giver}).json()
    assert after["rows"] == []
    assert Program(led, COUNSELLOR).http.get("assignments").status_code == 404
