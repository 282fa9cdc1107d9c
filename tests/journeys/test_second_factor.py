"""The first log-in outside a demonstration, by keyboard alone, and the second one (R75)."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.city import PASSWORD
from tests.journeys.browsing import Desk, Visit
from tests.services.strict import code, hire, open_strict_town

LOGIN = "aoki"


def send(visit: Visit) -> None:
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")


def give_name_and_password(visit: Visit) -> None:
    visit.open("/login")
    visit.page.get_by_label("利用者名").focus()
    visit.page.keyboard.type(LOGIN)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.type(PASSWORD)
    send(visit)


def type_code(visit: Visit, typed: str) -> None:
    visit.page.get_by_label("確認コード").focus()
    visit.page.keyboard.type(typed)
    send(visit)


def test_a_telephone_is_chosen_once_and_asked_for_afterwards(desk: Desk) -> None:
    system = desk.house.system
    hire(system, open_strict_town(system), LOGIN)

    with desk.visit() as visit:
        give_name_and_password(visit)
        wrong = visit.check()
        visit.page.get_by_role("button", name="コード表を使う").focus()
        send(visit)
        visit.page.get_by_role("heading", name="コード表を印刷する").wait_for()
        wrong += visit.check()
        give_name_and_password(visit)
        visit.page.get_by_role("button", name="認証アプリを使う").focus()
        send(visit)
        visit.page.get_by_role("heading", name="認証アプリに登録する").wait_for()
        secret = visit.page.locator("dd code").inner_text().replace(" ", "")
        type_code(visit, "000000x")
        wrong += visit.check()
        type_code(visit, code(secret, datetime.now(UTC)))
        first = visit.path()

    with desk.visit() as visit:
        give_name_and_password(visit)
        wrong += visit.check()
        type_code(visit, "000000x")
        wrong += visit.check()

        expect(visit.page.get_by_text("ログインできません").first).to_be_visible()

    assert wrong == []
    assert first == "/"
