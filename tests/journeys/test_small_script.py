"""自前の小さなスクリプト: what it adds to pages that work without it, and what it never does."""

from playwright.sync_api import Dialog, expect

from tests.journeys.browsing import Desk
from tests.services.web.house import COUNSELLOR


def test_words_that_were_not_sent_are_not_left_without_asking(desk: Desk) -> None:
    case = desk.house.take()
    with desk.visit(COUNSELLOR) as visit:
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        visit.page.on("dialog", stay)
        visit.open(f"/cases/{case}")
        visit.page.get_by_label("内容").first.fill("書きかけ")
        visit.page.get_by_role("link", name="わたしの仕事").click(no_wait_after=True)

        visit.page.wait_for_timeout(300)
        assert asked == ["beforeunload"]
        assert visit.case() == case
        assert visit.page.get_by_label("内容").first.input_value() == "書きかけ"


def test_a_page_that_nobody_wrote_on_is_left_without_asking(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        asked: list[str] = []
        visit.page.on("dialog", lambda dialog: asked.append(dialog.type))
        visit.open("/intake")
        visit.page.get_by_role("link", name="わたしの仕事").click()

        expect(visit.page.get_by_role("heading", name="わたしの仕事")).to_be_visible()
        assert asked == []


def test_the_most_troubling_topic_is_asked_for_when_there_are_two(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        page = visit.page
        visit.open("/intake")
        most = page.get_by_role("group", name="一番困っていること")
        expect(most).to_be_hidden()

        page.get_by_role("checkbox", name="介護").check()
        expect(most).to_be_hidden()

        page.get_by_role("checkbox", name="債務").check()
        expect(most).to_be_visible()
        assert most.get_by_role("radio").count() == 2

        most.get_by_role("radio", name="債務").check()
        page.get_by_role("checkbox", name="債務").uncheck()
        assert page.locator("input[name=main_topic]:checked").count() == 0


def test_without_the_script_every_topic_can_be_the_most_troubling(desk: Desk) -> None:
    with desk.visit(COUNSELLOR, javascript=False) as visit:
        visit.open("/intake")
        most = visit.page.get_by_role("group", name="一番困っていること")

        assert most.get_by_role("radio").count() == 16


def test_nothing_is_kept_in_the_browser(desk: Desk) -> None:
    """Architecture §8: no case data in the browser's storage."""
    case = desk.house.take()
    with desk.visit(COUNSELLOR) as visit:
        visit.open(f"/cases/{case}")
        visit.page.get_by_label("内容").first.fill("書きかけ")

        kept = visit.page.evaluate(
            """async () => [localStorage.length, sessionStorage.length,
                (await indexedDB.databases()).length, (await caches.keys()).length,
                (await navigator.serviceWorker.getRegistrations()).length]"""
        )
        assert kept == [0, 0, 0, 0, 0]
        assert [cookie.get("name") for cookie in visit.page.context.cookies()] == ["session"]


def test_markup_that_gets_in_all_the_same_runs_nothing(desk: Desk) -> None:
    """Content security policy with Trusted Types: the second wall behind the escaping."""
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/intake")

        refused = visit.page.evaluate(
            """() => ['innerHTML', 'src', 'text'].map((way) => {
                const script = document.createElement('script');
                const target = way === 'innerHTML' ? document.body : script;
                try { target[way] = "document.title = 'ran'"; return 'taken'; }
                catch (error) { return error.name; } })"""
        )
        visit.page.evaluate("location.href = 'javascript:document.title=%22ran%22'")
        visit.page.wait_for_timeout(200)

        assert refused == ["TypeError"] * 3
        assert visit.page.title() == "受付・連絡票｜つなぎ"
        assert visit.complaints
