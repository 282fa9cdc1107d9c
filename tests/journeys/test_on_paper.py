"""印刷: the record only, with who printed which record and when in the margin."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import Desk
from tests.services.web.house import COUNSELLOR


def test_the_paper_bears_the_record_and_no_control(desk: Desk) -> None:
    case = desk.house.take()
    with desk.visit(COUNSELLOR) as visit:
        visit.open(f"/cases/{case}")
        visit.page.emulate_media(media="print")

        shown = visit.page.locator("body").inner_text()
        for control in (
            "わたしの仕事",
            "ログアウト",
            "支援経過を保存する",
            "訂正する",
            "しぼりこむ",
        ):
            assert control not in shown
        assert visit.page.locator("nav:visible, form:visible, button:visible").count() == 0
        for content in ("髙橋 みどり", "昭和22年5月3日", "食べるものがない", "昨日から何も"):
            assert content in shown


def test_the_margin_says_who_printed_which_record_and_when(desk: Desk) -> None:
    case = desk.house.take()
    with desk.visit(COUNSELLOR) as visit:
        visit.open(f"/cases/{case}")
        expect(visit.page.locator(".margin-note")).to_be_hidden()

        visit.page.emulate_media(media="print")

        margin = visit.page.locator(".margin-note")
        style = margin.evaluate(
            "e => [getComputedStyle(e).display, getComputedStyle(e).breakInside]"
        )
        note = margin.inner_text()
        assert note.startswith("デモ　佐藤 美咲（福祉総合相談窓口 相談支援員）")
        assert re.search(r"令和\d+年\d+月\d+日（.）\d+:\d\d 印刷", note)
        assert note.endswith(f"ケース {case}")
        # What a browser repeats at the foot of every sheet.
        assert style == ["table-footer-group", "avoid"]
