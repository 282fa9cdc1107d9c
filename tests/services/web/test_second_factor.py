"""二つ目の確認: the pages of its code, and of choosing one at the first log-in (R75)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from events.factor import FactorKind
from services.db import Databases
from services.login_views import NewFactor
from tests.city import PASSWORD
from tests.services.strict import TENANT, code, hire, open_strict_town
from tests.services.web.house import Browser, House, open_house

LOGIN = "aoki"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class StrictHouse:
    """A house of which one municipality is no demonstration, and one who works there."""

    house: House
    aoki: UUID

    def nobody(self) -> Browser:
        return Browser(self.house.client(headers=OWN_PAGE))

    def first_step(self, **more: str) -> Browser:
        browser = self.nobody()
        browser.get("/login", params=more)
        browser.post("/login", {"login": LOGIN, "password": PASSWORD})
        return browser

    def give(self, kind: FactorKind) -> NewFactor:
        return self.house.system.organisation.enrol(TENANT, self.aoki, kind)


@pytest.fixture
def strict_house(databases: Databases, tmp_path: Path) -> Iterator[StrictHouse]:
    with open_house(databases, tmp_path) as house:
        programme = open_strict_town(house.system)
        yield StrictHouse(house, hire(house.system, programme, LOGIN))


def logged_in(answer: Any) -> bool:
    return answer.status_code == 303 and "__Host-session" in answer.headers["set-cookie"]


def test_a_password_alone_opens_no_session_and_leads_to_the_choice_of_a_factor(
    strict_house: StrictHouse,
) -> None:
    browser = strict_house.first_step()

    assert "<h1>二つ目の確認を決める</h1>" in browser.page
    assert "__Host-session" not in browser.client.cookies


def test_a_telephone_is_enrolled_and_leads_to_the_page_one_came_for(
    strict_house: StrictHouse,
) -> None:
    browser = strict_house.first_step(next="/cases")

    browser.post("/login/factor", {"kind": "totp"})
    shown = re.search(r"<dd><code>([A-Z2-7 ]+)</code></dd>", browser.page)
    assert shown is not None
    secret = shown[1].replace(" ", "")
    answer = browser.post("/login/factor/code", {"code": code(secret, datetime.now(UTC))})

    assert logged_in(answer)
    assert answer.headers["location"] == "/cases"
    assert "デモ" not in browser.get("/").text


def test_a_wrong_first_code_shows_the_same_offer_again(strict_house: StrictHouse) -> None:
    browser = strict_house.first_step(next="/search")
    browser.post("/login/factor", {"kind": "codes"})
    sheet = re.findall(r"<li><code>([^<]+)</code>", browser.page)

    wrong = browser.post("/login/factor/code", {"code": "99999-99999"})
    again = re.findall(r"<li><code>([^<]+)</code>", browser.page)
    right = browser.post("/login/factor/code", {"code": sheet[0]})

    assert wrong.status_code == 403
    assert (len(sheet), again) == (10, sheet)
    assert logged_in(right)
    assert right.headers["location"] == "/search"


def test_a_code_of_the_sheet_logs_in_once(strict_house: StrictHouse) -> None:
    sheet = strict_house.give(FactorKind.CODES).codes

    first = strict_house.first_step().post("/login/code", {"code": sheet[0]})
    again = strict_house.first_step().post("/login/code", {"code": sheet[0]})
    other = strict_house.first_step().post("/login/code", {"code": sheet[1]})

    assert [logged_in(first), again.status_code, logged_in(other)] == [True, 403, True]
    assert "利用者名・パスワード・確認コードを確かめて" in again.text


def test_after_a_wrong_code_one_still_comes_to_the_page_one_wanted(
    strict_house: StrictHouse,
) -> None:
    sheet = strict_house.give(FactorKind.CODES).codes
    browser = strict_house.first_step(next="/search")

    browser.post("/login/code", {"code": "000000x"})
    shown = browser.page
    right = browser.post("/login/code", {"code": sheet[0]})

    assert "000000x" not in shown
    assert right.headers["location"] == "/search"


def test_the_question_for_a_code_is_the_same_for_a_telephone_and_for_a_sheet(
    strict_house: StrictHouse,
) -> None:
    strict_house.give(FactorKind.TOTP)
    with_telephone = strict_house.first_step().page
    strict_house.give(FactorKind.CODES)
    with_both = strict_house.first_step().page

    sealed = r'value="[\w=-]{60,}"'
    assert re.sub(sealed, "", with_telephone) == re.sub(sealed, "", with_both)


def test_wrong_codes_slow_down_and_say_until_when(strict_house: StrictHouse) -> None:
    strict_house.give(FactorKind.CODES)
    tries = [strict_house.first_step().post("/login/code", {"code": "000000x"}) for _ in range(6)]

    assert [answer.status_code for answer in tries] == [403, 403, 403, 403, 429, 429]
    assert 0 < int(tries[-1].headers["retry-after"]) <= 30


@pytest.mark.parametrize("path", ["/login/code", "/login/factor", "/login/factor/code"])
def test_a_step_without_the_first_one_leads_nowhere(strict_house: StrictHouse, path: str) -> None:
    sent = {"ticket": "none", "code": "123456", "kind": "totp", "next": "/"}

    answer = strict_house.nobody().client.post(path, data=sent)

    assert answer.status_code == 403
    assert "ログインできません" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_program_sends_its_code_with_its_password(strict_house: StrictHouse) -> None:
    sent = {"login": LOGIN, "password": PASSWORD}
    program = strict_house.house.client()

    unenrolled = program.post("/api/v1/session", json=sent)
    sheet = strict_house.give(FactorKind.CODES).codes
    without = program.post("/api/v1/session", json=sent)
    wrong = program.post("/api/v1/session", json={**sent, "code": "000000"})
    right = program.post("/api/v1/session", json={**sent, "code": sheet[0]})

    kinds = [answer.json()["type"].rpartition(":")[2] for answer in (unenrolled, without, wrong)]
    assert kinds == ["enrolment-needed", "code-needed", "login-refused"]
    assert (right.status_code, right.json()["staff_name"]) == (201, "青木 花")


def test_a_demonstration_says_on_every_page_that_a_password_was_enough(
    strict_house: StrictHouse,
) -> None:
    page = strict_house.house.browser("sato").get("/").text

    assert "<dt>デモ</dt><dd>デモ（パスワードだけで使用中）</dd>" in page
