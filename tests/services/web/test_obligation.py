"""Obligation (果たすべきこと): the page of each side; nobody else's address is answered (R27)."""

import re
from uuid import uuid4

import pytest

from events.provision import AcceptProvision
from services.web import dates
from services.worker import catch_up
from tests.services.api.client import Program, problem
from tests.services.sharing_town import Sharing, open_sharing
from tests.services.web.house import AUDITOR, COUNSELLOR, LENDER, Browser, House


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    """Give a packet that was looked at, and then a consent taken back."""
    sharing = open_sharing(fresh_house.city)
    consent = sharing.consent()
    alias = sharing.propose()
    receiving, them = fresh_house.system.receiving, fresh_house.city.outsider
    token = receiving.inbox(them)[0].token
    replying = fresh_house.system.replying
    replying.reply(them, uuid4(), alias, token, AcceptProvision())
    catch_up(fresh_house.system.databases)
    receiving.page(them, alias)
    sharing.withdraw(consent)
    catch_up(fresh_house.system.databases)
    return sharing


def step(browser: Browser) -> str:
    """Return the address of the one thing on somebody's list."""
    [found] = re.findall(r'href="(/obligations/\w+)"', browser.get("/obligations").text)
    return found


def action(browser: Browser, at: str) -> str:
    """Open what is to be done; return where its form is sent."""
    [found] = re.findall(r'action="(/[^"]+/(?:telling|stopping))"', browser.get(at).text)
    return found


def test_the_desk_tells_and_the_recipient_reports(fresh_house: House, sharing: Sharing) -> None:
    desk, lender = fresh_house.browser(COUNSELLOR), fresh_house.browser(LENDER)
    ours, theirs = step(desk), step(lender)
    sent = {"channel": "phone", "said_on": dates.in_era(dates.today()), "how": ""}

    told = desk.post(action(desk, ours), sent)
    catch_up(fresh_house.system.databases)
    waiting = desk.get("/obligations").text
    stopped = lender.post(action(lender, theirs), {"how": "destroyed"})
    catch_up(fresh_house.system.databases)

    assert (told.status_code, stopped.status_code) == (303, 303)
    assert "相手の利用停止を確かめる" in waiting
    assert "いま、果たすべきことはありません。" in desk.get("/obligations").text
    assert (desk.get(ours).status_code, lender.get(theirs).status_code) == (404, 404)


def test_what_was_not_chosen_is_asked_again(fresh_house: House, sharing: Sharing) -> None:
    desk, lender = fresh_house.browser(COUNSELLOR), fresh_house.browser(LENDER)

    tell = desk.post(action(desk, step(desk)), {"channel": "", "said_on": "いつか"})
    stop = lender.post(action(lender, step(lender)), {"how": ""})

    assert (tell.status_code, stop.status_code) == (422, 422)
    assert "知らせた手段を選んでください。" in tell.text
    assert "記録をどうしたかを選んでください。" in stop.text


def test_an_auditor_finds_nothing_at_the_desks_address(
    fresh_house: House, sharing: Sharing
) -> None:
    """Promise 5: another's address and one that never was answer alike."""
    desk, auditor = fresh_house.browser(COUNSELLOR), fresh_house.browser(AUDITOR)

    answers = [auditor.get(step(desk)), auditor.get(f"/obligations/{'a' * 26}")]

    assert {one.status_code for one in answers} == {404}
    assert answers[0].text == answers[1].text


def test_the_recipients_page_names_neither_person_nor_case(
    fresh_house: House, sharing: Sharing
) -> None:
    """R27: it learns that it has to stop, and no word of why."""
    lender = fresh_house.browser(LENDER)

    pages = [lender.get(at).text for at in ("/", "/obligations", step(lender))]

    assert all("髙橋" not in page and sharing.case not in page for page in pages)
    assert "果たすべきこと（同意の撤回などの後）" in pages[0]


def test_a_program_does_the_same(fresh_house: House, sharing: Sharing) -> None:
    desk, lender = Program(fresh_house, COUNSELLOR), Program(fresh_house, LENDER)
    [ours], [theirs] = (one.get("obligations").json()["rows"] for one in (desk, lender))
    tell = f"cases/{ours['case']}/provisions/{ours['provision']}/telling"
    body = {"channel": "phone", "said_on": dates.today().isoformat()}

    crossed = lender.send(tell, body, If_Match=f'"{theirs["token"]}"')
    told = desk.send(tell, body, If_Match=f'"{ours["token"]}"')
    catch_up(fresh_house.system.databases)
    [theirs] = lender.get("obligations").json()["rows"]
    stopped = lender.send(
        f"provisions/{theirs['provision']}/stopping",
        {"how": "returned"},
        If_Match=f'"{theirs["token"]}"',
    )
    catch_up(fresh_house.system.databases)

    assert problem(crossed)[0] == 404
    assert (told.status_code, stopped.status_code) == (201, 201)
    assert desk.get("obligations").json()["rows"] == []
