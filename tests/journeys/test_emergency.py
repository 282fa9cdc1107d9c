"""緊急開示: opened on one page, seen at once by another body, reviewed by somebody else (R39)."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Desk, Visit
from tests.services.sharing_town import TOLD, Sharing, open_sharing
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER

WHY = "呼びかけに返事がない。救急隊に持病を伝えたい。"


@pytest.fixture(scope="module")
def sharing(desk: Desk) -> Sharing:
    return open_sharing(desk.house.city)


def disclose(visit: Visit, sharing: Sharing) -> None:
    """Open what was told, from the case's page."""
    visit.open(f"/cases/{sharing.case}")
    visit.page.get_by_role("link", name="緊急開示", exact=True).last.click()
    visit.page.get_by_label("開示する相手").select_option(label="生活福祉資金貸付")
    visit.page.get_by_label("根拠").select_option(value="vital_interest")
    visit.page.get_by_label("なぜ緊急か").fill(WHY)
    for box in visit.page.get_by_role("checkbox").all():
        box.check()
    visit.page.get_by_role("button", name="いますぐ開示する").click()
    expect(visit.page.get_by_text("開示しました。", exact=False)).to_be_visible()


def test_what_is_not_upheld_ends_on_the_partners_open_page(desk: Desk, sharing: Sharing) -> None:
    """R39; without JavaScript. The lead's day begins with the review that is due."""
    with (
        desk.visit(COUNSELLOR, javascript=False) as ours,
        desk.visit(COLLEAGUE, javascript=False) as senior,
        desk.visit(LENDER, javascript=False) as theirs,
    ):
        disclose(ours, sharing)
        ours.open("/")
        expect(ours.page.get_by_text("緊急開示の事後確認をする", exact=False).first).to_be_visible()
        theirs.open("/emergencies")
        theirs.page.get_by_role("link", name="福祉総合相談窓口から", exact=False).first.click()
        expect(theirs.page.get_by_text(TOLD)).to_be_visible()

        senior.open("/emergencies")
        senior.page.get_by_role("link", name="生活福祉資金貸付へ", exact=False).first.click()
        expect(senior.page.get_by_text(WHY)).to_be_visible()
        senior.page.get_by_label("適切ではなかった", exact=False).check()
        senior.page.get_by_label("確認したこと").fill("翌日の電話でも足りた。")
        senior.page.get_by_role("button", name="事後確認を保存する").click()
        expect(senior.page.get_by_text("事後確認を保存しました。")).to_be_visible()
        theirs.page.reload()

        expect(theirs.page.get_by_text("見た内容を使わないでください", exact=False)).to_be_visible()
        expect(theirs.page.get_by_text(TOLD)).to_have_count(0)
        theirs.page.get_by_label("控えを廃棄した").check()
        theirs.page.get_by_role("button", name="利用を止めたと報告する").click()
        expect(theirs.page.get_by_text("利用を止めたことを保存しました。")).to_be_visible()
        assert ours.complaints + senior.complaints + theirs.complaints == []


def test_nothing_is_wrong_with_the_pages_of_an_emergency(desk: Desk, sharing: Sharing) -> None:
    """WCAG 2.2 AA at three widths."""
    with (
        desk.visit(COUNSELLOR) as ours,
        desk.visit(COLLEAGUE) as senior,
        desk.visit(LENDER) as theirs,
    ):
        disclose(ours, sharing)
        wrong = ours.check()
        senior.open("/emergencies")
        wrong += senior.check()
        senior.page.get_by_role("link", name="生活福祉資金貸付へ", exact=False).first.click()
        expect(senior.page.get_by_role("button", name="事後確認を保存する")).to_be_visible()
        wrong += senior.check()
        theirs.open("/emergencies")
        theirs.page.get_by_role("link", name="福祉総合相談窓口から", exact=False).first.click()
        expect(theirs.page.get_by_text(TOLD)).to_be_visible()
        wrong += theirs.check()

        assert wrong == []
