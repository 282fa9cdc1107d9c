"""受付から終了まで: the whole flow in a real browser, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from tests.city import PASSWORD
from tests.journeys.browsing import Desk, Visit
from tests.services.web.house import COLLEAGUE, COUNSELLOR

OWN_WORDS = "昨日から何も食べていない。"


def log_in(visit: Visit, login: str) -> None:
    visit.open("/")
    visit.page.get_by_label("利用者名").fill(login)
    visit.page.get_by_label("パスワード").fill(PASSWORD)
    visit.page.get_by_role("button", name="ログイン").click()


def take(visit: Visit, name: str) -> str:
    """Take a consultation down from my work on, and return the case's alias."""
    page = visit.page
    page.get_by_role("link", name="新しい相談を受け付ける").click()
    page.locator("#name").fill(name)
    page.get_by_label("生年月日").fill("S22.5.3")
    page.get_by_role("radio", name="本人", exact=True).check()
    page.get_by_role("radio", name="本人自ら連絡（来所）").check()
    page.get_by_role("checkbox", name="収入・生活費").check()
    page.locator("#topics-no_food").check()
    most = page.get_by_role("group", name="一番困っていること")
    most.get_by_role("radio", name="食べるものがない").check()
    page.get_by_label("本人の言葉").fill(OWN_WORDS)
    page.get_by_role("radio", name="即日").check()
    page.get_by_role("radio", name="まだ確認していない").check()
    page.get_by_role("button", name="この内容で受け付ける").click()
    expect(page.get_by_role("heading", name="受け付けました")).to_be_visible()
    page.get_by_role("link", name="ケースを開く").click()
    return visit.case()


def write(visit: Visit, text: str) -> None:
    visit.page.get_by_label("支援方法").select_option(label="訪問・同行支援")
    visit.page.get_by_label("内容", exact=False).first.fill(text)
    visit.page.get_by_role("button", name="支援経過を保存する").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_consultation_goes_from_the_door_to_its_end(desk: Desk, javascript: bool) -> None:
    with desk.visit(javascript=javascript) as visit:
        page = visit.page
        log_in(visit, COUNSELLOR)
        expect(page.get_by_role("heading", name="わたしの仕事")).to_be_visible()

        name = "髙橋 みどり" if javascript else "髙橋 かえで"
        take(visit, name)
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        expect(page.get_by_text("昭和22年5月3日")).to_be_visible()
        expect(page.get_by_text(OWN_WORDS)).to_be_visible()

        write(visit, "食料3日分を届けた。")
        expect(page.get_by_text("支援経過を保存しました。")).to_be_visible()
        expect(page.get_by_text("食料3日分を届けた。")).to_be_visible()

        page.get_by_role("link", name="訂正する").first.click()
        page.get_by_label("正しい内容").fill("食料2日分を届けた。")
        page.get_by_label("訂正の理由").fill("数え違い")
        page.get_by_role("button", name="訂正を保存する").click()
        expect(page.get_by_text("訂正あり")).to_be_visible()
        assert page.get_by_text("食料3日分を届けた。").count() == 0

        page.get_by_text("このケースを終了する").click()
        page.get_by_label("終了の理由").select_option(label="他機関への引継ぎ")
        page.get_by_label("まとめ").fill("生活保護の担当に引き継いだ。")
        page.get_by_role("button", name="確認へ進む").click()
        page.get_by_role("button", name="このケースを終了する").click()
        expect(page.get_by_text("ケースを終了しました。")).to_be_visible()
        assert page.get_by_role("button", name="支援経過を保存する").count() == 0

        page.get_by_role("button", name="ログアウト").click()
        assert visit.path() == "/login"
        assert visit.complaints == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_person_is_found_again_by_name_and_reason(desk: Desk, javascript: bool) -> None:
    """R76."""
    with desk.visit(COUNSELLOR, javascript=javascript) as visit:
        page = visit.page
        visit.open("/")
        case = take(visit, f"𠮷田 フミ{javascript}")

        page.get_by_role("link", name="氏名の検索").click()
        page.get_by_label("氏名または電話番号").fill(f"吉田 フミ{javascript}")
        page.get_by_label("探す理由").fill("再相談の電話")
        page.get_by_role("button", name="探す").click()
        assert visit.path() == "/search"
        assert "吉田" not in page.url
        page.get_by_role("link", name=f"𠮷田 フミ{javascript}").click()

        assert visit.case() == case
        assert visit.complaints == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_two_who_write_at_once_lose_nothing(desk: Desk, javascript: bool) -> None:
    with (
        desk.visit(COUNSELLOR, javascript=javascript) as mine,
        desk.visit(COLLEAGUE, javascript=javascript) as hers,
    ):
        mine.open("/")
        case = take(mine, "佐々木 健一" if javascript else "佐々木 健二")
        hers.open(f"/cases/{case}")
        write(hers, "同僚の記録")

        write(mine, "わたしの記録")
        expect(mine.page.get_by_role("alert")).to_be_visible()
        expect(mine.page.get_by_text("同僚の記録")).to_be_visible()
        assert mine.page.get_by_label("内容").input_value() == "わたしの記録"
        mine.page.get_by_role("button", name="支援経過を保存する").click()

        shown = mine.page.locator(".timeline").inner_text()
        assert shown.index("わたしの記録") < shown.index("同僚の記録")
        assert mine.complaints == []


def test_back_and_forth_shows_no_page_from_memory(desk: Desk) -> None:
    """After a log-out, the browser's Back asks the server, which asks for a log-in."""
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/")
        take(visit, "戻る 太郎")
        visit.page.get_by_role("button", name="ログアウト").click()
        visit.page.wait_for_url("**/login")

        with visit.page.expect_navigation():
            visit.page.evaluate("setTimeout(() => history.back())")

        assert visit.path() == "/login"
        assert visit.page.get_by_text("戻る 太郎").count() == 0
