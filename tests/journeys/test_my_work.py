"""A task and a visit from the page of a case to everyone's わたしの仕事 and back (R57, R61)."""

import pytest
from playwright.sync_api import expect

from services.web import dates
from tests.journeys.browsing import Desk
from tests.services.web.house import COLLEAGUE, COUNSELLOR


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_what_is_due_is_seen_by_all_until_it_is_done(desk: Desk, javascript: bool) -> None:
    """R61."""
    case, today = desk.house.take(), dates.in_era(dates.today())
    what = f"貸付の書類を届ける。{javascript}"
    with (
        desk.visit(COUNSELLOR, javascript=javascript) as mine,
        desk.visit(COLLEAGUE, javascript=javascript) as hers,
    ):
        mine.open(f"/cases/{case}")
        mine.page.get_by_role("link", name="やること", exact=True).click()
        mine.page.get_by_label("すること").fill(what)
        mine.page.get_by_label("期限").fill(today)
        mine.page.get_by_role("button", name="やることを書く").click()
        expect(mine.page.get_by_text("やることを書きました。")).to_be_visible()

        hers.open("/")
        expect(hers.page.get_by_text(what)).to_be_visible()

        mine.page.get_by_role("link", name="済みにする・延期する").click()
        mine.page.get_by_role("radio", name="済んだ").check()
        mine.page.get_by_role("button", name="保存する").click()
        expect(mine.page.get_by_text("済みにしました。")).to_be_visible()

        hers.open("/")
        assert hers.page.get_by_text(what).count() == 0
        assert mine.complaints + hers.complaints == []


def test_the_screen_for_the_person_has_a_way_back_and_no_menu(desk: Desk) -> None:
    """R38."""
    case = desk.house.take()
    with desk.visit(COUNSELLOR, javascript=False) as visit:
        visit.open(f"/cases/{case}")
        visit.page.get_by_role("link", name="本人に見せる画面").click()

        assert visit.page.get_by_role("navigation", name="主なメニュー").count() == 0
        visit.page.get_by_role("link", name="見せる画面を終わる").click()
        assert visit.case() == case
