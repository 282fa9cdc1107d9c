"""担当・代わり・限定・異動: who sees to a case, and to whom it is not there, as people do it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from events.values import Role
from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.journeys.browsing import Desk, Visit
from tests.services.api.client import Program
from tests.services.web import samples
from tests.services.web.house import ADMINISTRATOR, COLLEAGUE, COUNSELLOR

MANY = 80
NAME, PHONE = "雪村 深雪", "042-000-7171"
SHEETS = ("", "/person", "/household", "/tasks", "/visits", "/plan", "/attachments", "/assignment")


def tab_to(visit: Visit, words: str) -> None:
    """Press Tab until what bears these words has the focus."""
    for _ in range(MANY):
        visit.page.keyboard.press("Tab")
        if visit.page.locator(":focus").inner_text() == words:
            return
    message = f"no way to {words}"
    raise AssertionError(message)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_colleague_covers_by_keyboard_alone_and_everybody_sees_it(
    desk: Desk, javascript: bool
) -> None:
    """Issue: cover is one step with a preset reason, and is listed."""
    case = desk.house.take()
    with (
        desk.visit(COLLEAGUE, javascript=javascript) as hers,
        desk.visit(COUNSELLOR, javascript=javascript) as mine,
    ):
        hers.open(f"/cases/{case}")
        tab_to(hers, "急ぎの電話")
        hers.page.keyboard.press("Enter")

        expect(hers.page.get_by_text("代わり 鈴木 健（自分）（急ぎの電話）")).to_be_visible()
        mine.open("/cases?state=team")
        row = mine.page.locator("li").filter(has=mine.page.locator(f'a[href="/cases/{case}"]'))
        expect(row.get_by_text("鈴木 健")).to_be_visible()
        assert hers.complaints + mine.complaints == []


def test_a_restricted_case_is_not_there_for_who_is_not_named(desk: Desk) -> None:
    """Promise 5, by every way there is: list, count, search, address bar, export, program."""
    house = desk.house
    house.take()
    case = house.take(sent=replace(samples.CONSULTATION, name=NAME, kana="", phone=PHONE))
    program = Program(house, COLLEAGUE)
    before = program.http.get("cases").json()["total"]
    with desk.visit(COUNSELLOR) as mine, desk.visit(COLLEAGUE) as hers:
        hers.open(f"/cases/{case}")
        expect(hers.page.get_by_text(NAME).first).to_be_visible()

        mine.open(f"/cases/{case}/assignment")
        form = mine.page.get_by_role("region", name="このケースを限定する")
        form.get_by_label("限定する理由").select_option(label="職員の親族・知人")
        form.get_by_role("checkbox", name="佐藤 美咲").check()
        form.get_by_role("button", name="限定する").click()
        expect(mine.page.get_by_text("知ってよい職員を決めました。")).to_be_visible()

        for sheet in SHEETS:
            assert hers.open(f"/cases/{case}{sheet}").status == 404, sheet
        for path in ("/", "/cases?state=all", "/cases?state=team"):
            assert hers.open(path).status == 200
            assert hers.page.get_by_text(NAME).count() == 0, path
        for words in (NAME, PHONE):
            hers.open("/search")
            hers.page.get_by_label("氏名または電話番号").fill(words)
            hers.page.get_by_label("探す理由").fill("再相談")
            hers.page.get_by_role("button", name="探す", exact=True).click()
            expect(hers.page.locator("#result")).to_be_visible()
            assert hers.page.locator(f'a[href="/cases/{case}"]').count() == 0
        hers.open("/cases?state=all")
        with hers.page.expect_download() as download:
            hers.page.get_by_role("button", name="一覧を書き出す").click()
        assert NAME not in download.value.path().read_text(encoding="utf-8-sig")
        assert mine.complaints == []

    after = program.http.get("cases").json()
    assert after["total"] == before - 1
    assert case not in {row["alias"] for row in after["rows"]}
    for sheet in ("", "/person", "/tasks", "/assignment"):
        assert program.http.get(f"cases/{case}{sheet}").status_code == 404, sheet
    assert program.send("searches", {"words": NAME, "reason": "再相談"}).json()["hits"] == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_colleague_who_leaves_hands_everything_on_before(desk: Desk, javascript: bool) -> None:
    """人事異動: the administrator is refused, the chief moves all of it, then it goes through."""
    house = desk.house
    leaver, chief = f"leaver-{uuid4().hex[:6]}", f"chief-{uuid4().hex[:6]}"
    house.city.staff(TENANT, leaver, f"去子 {leaver}", house.city.desk, Role.WORKER)
    house.city.staff(TENANT, chief, f"神崎 {chief}", house.city.desk, Role.COUNCIL_CHIEF)
    catch_up(house.system.databases)
    case = house.take(leaver)
    day = dates.today() + timedelta(days=30)
    with (
        desk.visit(ADMINISTRATOR, javascript=javascript) as admin,
        desk.visit(chief, javascript=javascript) as hers,
    ):
        _end_appointment(admin, leaver, dates.in_era(day - timedelta(days=1)))
        expect(admin.page.get_by_text("後任の決まっていないケースがあります")).to_be_visible()

        hers.open("/")
        hers.page.get_by_role("link", name="担当の一覧").click()
        hers.page.get_by_label("いつの担当か").fill(dates.in_era(day))
        hers.page.get_by_label("だれのケースか").select_option(label=f"去子 {leaver}")
        hers.page.get_by_role("button", name="しぼりこむ").click()
        hers.page.get_by_role("radio", name="のケースをすべて").check()
        hers.page.get_by_label("新しい担当").select_option(label="鈴木 健")
        hers.page.get_by_label("理由").select_option(label="人事異動・退職")
        hers.page.get_by_role("button", name="担当を移す").click()
        expect(hers.page.get_by_text("1件の担当を、")).to_be_visible()

        _end_appointment(admin, leaver, dates.in_era(day - timedelta(days=1)))
        expect(admin.page.get_by_text("後任の決まっていないケースがあります")).to_have_count(0)
        hers.open(f"/cases/{case}/assignment")
        handed = hers.page.get_by_role("heading", name="担当の引継ぎ 人事異動・退職")
        expect(handed).to_be_visible()
        assert hers.complaints + admin.complaints == []


def _end_appointment(admin: Visit, login: str, last_day: str) -> None:
    admin.open("/staff")
    admin.page.get_by_role("link", name=f"去子 {login}").click()
    form = admin.page.locator("form[action$='/end']")
    form.get_by_label("最後の日").fill(last_day)
    form.get_by_role("button").click()
