"""A mother under a measure and a father who phones: the same words as for anybody (R53, R54)."""

from dataclasses import replace
from typing import Final

from playwright.sync_api import expect

from tests.journeys.browsing import Desk, Visit
from tests.services.web import samples
from tests.services.web.house import COLLEAGUE, COUNSELLOR

WORDS: Final = "「どなたについても、相談に来られたかどうかはお答えしていません。」"
ALERT: Final = "所在を探る電話がありました"
MOTHER: Final = replace(samples.CONSULTATION, name="宵待 すみれ", kana="よいまち すみれ")
FATHER: Final = replace(
    samples.CONSULTATION, name="宵待 豪", kana="よいまち ごう", born="1944-02-11", phone=""
)


def phoned(visit: Visit, asked: str) -> str:
    """Note a call on the page of the words to say, and return what the page answers."""
    visit.open("/inquiry")
    expect(visit.page.get_by_text(WORDS)).to_be_visible()
    visit.page.get_by_label("問い合わせの内容").fill(asked)
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="記録する").click()
    expect(visit.page.get_by_text(asked)).to_be_visible()
    return visit.page.get_by_role("status").inner_text()


def test_a_father_who_phones_learns_nothing_and_the_mothers_lead_hears_of_it(desk: Desk) -> None:
    """R53, R54, promise 5."""
    mother = desk.house.take(COUNSELLOR, MOTHER)
    desk.house.take(COLLEAGUE, FATHER)
    with (
        desk.visit(COUNSELLOR, javascript=False) as hers,
        desk.visit(COLLEAGUE, javascript=False) as his,
    ):
        hers.open(f"/cases/{mother}/person/protection/measure")
        hers.page.get_by_label("決定した市区町村").fill("瀬名木市")
        hers.page.get_by_label("はじめの日").fill("R6.10.1")
        with hers.page.expect_navigation():
            hers.page.get_by_role("button", name="DV等支援措置を保存する").click()
        expect(hers.page.get_by_text("DV等支援措置を保存しました。")).to_be_visible()

        known = phoned(his, "夫と名乗る男性。宵待すみれは、そちらに来ているか。")
        unknown = phoned(his, "名乗らない男性。露草ありえは、そちらに来ているか。")
        his.open("/")
        hers.open("/")

        assert known == unknown
        assert his.page.get_by_text(ALERT).count() == 0
        alert = hers.page.get_by_role("region", name=ALERT)
        expect(alert.get_by_text("宵待すみれは、そちらに来ているか。")).to_be_visible()
        assert alert.get_by_text("露草ありえ").count() == 0
        alert.get_by_role("link", name="宵待 すみれ").click()
        assert hers.case() == mother
        assert hers.complaints + his.complaints == []
