"""同意から情報提供まで: two bodies at their own screens, and a person who changes her mind."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Desk, Visit
from tests.services.sharing_town import ASKED, TOLD, Sharing, open_sharing
from tests.services.web.house import COUNSELLOR, LENDER

NAME = "髙橋 花子"


@pytest.fixture(scope="module")
def sharing(desk: Desk) -> Sharing:
    return open_sharing(desk.house.city)


def agree(visit: Visit, sharing: Sharing) -> None:
    """Take the person's consent down, by the national form."""
    visit.open(f"/cases/{sharing.case}/consent")
    visit.page.get_by_role("button", name="同意する", exact=True).click()
    expect(visit.page.get_by_text("同意を保存しました。")).to_be_visible()


def withdraw(visit: Visit, sharing: Sharing) -> None:
    """Take the withdrawal down, as a whole."""
    visit.open(f"/cases/{sharing.case}/consent")
    visit.page.get_by_role("link", name="撤回", exact=False).first.click()
    visit.page.get_by_label("全部").check()
    visit.page.get_by_role("button", name="撤回を保存する").click()
    expect(visit.page.get_by_text("撤回を保存しました。", exact=False)).to_be_visible()


def propose(visit: Visit, sharing: Sharing) -> None:
    """See what the other body would see, and ask it to take part."""
    visit.open(f"/cases/{sharing.case}/provisions")
    visit.page.get_by_role("link", name="ほかの機関に提供する").click()
    visit.page.get_by_label("提供先").select_option(label="生活福祉資金貸付")
    visit.page.get_by_label("目的").select_option(label="支援の実施")
    visit.page.get_by_role("button", name="何が見えるかを確かめる").click()
    expect(visit.page.get_by_role("heading", name="だれに何が見えるか")).to_be_visible()
    for box in visit.page.get_by_role("checkbox").all():
        box.check()
    visit.page.get_by_label("お願いすること").fill(ASKED)
    visit.page.get_by_role("button", name="提供を申し出る").click()
    expect(visit.page.get_by_text("返事待ち").first).to_be_visible()


def test_a_withdrawal_empties_the_partners_open_page_at_its_next_request(
    desk: Desk, sharing: Sharing
) -> None:
    """R24, R27, R33; without JavaScript."""
    with (
        desk.visit(COUNSELLOR, javascript=False) as ours,
        desk.visit(LENDER, javascript=False) as theirs,
    ):
        agree(ours, sharing)
        propose(ours, sharing)
        theirs.open("/provisions")
        theirs.page.get_by_role("link", name="福祉総合相談窓口から").first.click()
        expect(theirs.page.get_by_text(ASKED)).to_be_visible()
        expect(theirs.page.get_by_text(TOLD)).to_have_count(0)
        theirs.page.get_by_role("button", name="引き受ける").click()
        expect(theirs.page.get_by_text(TOLD)).to_be_visible()
        expect(theirs.page.get_by_text(NAME).first).to_be_visible()
        ours.open(f"/cases/{sharing.case}/provisions")
        expect(ours.page.get_by_text("受諾", exact=True).first).to_be_visible()

        withdraw(ours, sharing)
        theirs.page.reload()

        expect(theirs.page.get_by_text("いまは表示できないものがあります")).to_be_visible()
        expect(theirs.page.get_by_text(TOLD)).to_have_count(0)
        expect(theirs.page.get_by_text(NAME)).to_have_count(0)
        assert ours.complaints + theirs.complaints == []


def test_nothing_is_wrong_with_the_pages_of_a_provision(desk: Desk, sharing: Sharing) -> None:
    """WCAG 2.2 AA at three widths; a table of many cells among them."""
    with desk.visit(COUNSELLOR) as ours, desk.visit(LENDER) as theirs:
        agree(ours, sharing)
        wrong: list[str] = []
        chosen = f"recipient={sharing.recipient()}&purpose=SERVICE"
        ours.open(f"/cases/{sharing.case}/provision?{chosen}")
        wrong += ours.check()
        propose(ours, sharing)
        wrong += ours.check()
        theirs.open("/provisions")
        wrong += theirs.check()
        theirs.page.get_by_role("link", name="福祉総合相談窓口から").first.click()
        wrong += theirs.check()
        theirs.page.get_by_role("button", name="引き受ける").click()
        expect(theirs.page.get_by_text(TOLD)).to_be_visible()
        wrong += theirs.check()

        assert wrong == []
