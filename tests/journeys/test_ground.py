"""同意によらない提供: one asks, another decides, the recipient accepts the conditions."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from services.web import dates
from tests.journeys.browsing import Desk, Visit
from tests.services.ground_town import ASKED, WEIGHED, WHY, Office, open_office
from tests.services.sharing_town import TOLD
from tests.services.web.house import COUNSELLOR

CHIEF, OFFICER = "kakari-kato", "hogo-mori"


@pytest.fixture(scope="module")
def office(desk: Desk) -> Office:
    return open_office(desk.house.city)


def propose(visit: Visit, office: Office) -> list[str]:
    """Choose the body and the provision of law, say why, ask for the approval; check each page."""
    page = visit.page
    visit.open(f"/cases/{office.sharing.case}/provisions")
    page.get_by_role("link", name="同意によらずに提供する").click()
    page.get_by_label("提供先").select_option(label="生活保護")
    page.get_by_label("根拠").select_option(value="internal_reasonable")
    page.get_by_role("button", name="何を提供できるかを確かめる").click()
    expect(page.get_by_role("heading", name="提供する記録")).to_be_visible()
    wrong = visit.check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator("#need-NOTE").select_option(value="judge")
    page.get_by_label("相当の理由").select_option(value="eligibility")
    page.get_by_label("理由の説明").fill(WHY)
    page.get_by_label("不当に害するおそれはない").check()
    page.get_by_label("考えたこと").fill(WEIGHED)
    page.get_by_label("いつまで").fill(dates.in_era(dates.today() + timedelta(days=30)))
    page.get_by_label("お願いすること").fill(ASKED)
    page.get_by_role("button", name="責任者の承認を求める").click()
    expect(page.get_by_role("link", name="承認を待っています")).to_be_visible()
    return wrong + visit.check()


def test_nothing_is_seen_before_a_second_person_and_the_conditions(
    desk: Desk, office: Office
) -> None:
    """R34-R36: and an approval that is taken back ends the next look."""
    with desk.visit(COUNSELLOR) as ours, desk.visit(CHIEF) as chief, desk.visit(OFFICER) as theirs:
        wrong = propose(ours, office)
        theirs.open("/provisions")
        expect(theirs.page.get_by_text("提供されている記録はありません")).to_be_visible()

        chief.open(f"/cases/{office.sharing.case}/provisions")
        chief.page.get_by_role("link", name="承認を待っています").click()
        expect(chief.page.get_by_text(WHY)).to_be_visible()
        wrong += chief.check()
        chief.page.get_by_label("承認する", exact=True).check()
        chief.page.get_by_label("不当に害するおそれはない").check()
        chief.page.get_by_label("判断の理由").fill("必要な範囲だった。")
        chief.page.get_by_role("button", name="判断を保存する").click()
        expect(chief.page.get_by_role("link", name="承認", exact=False).first).to_be_visible()

        theirs.open("/provisions")
        theirs.page.get_by_role("link", name="福祉総合相談窓口から").first.click()
        expect(theirs.page.get_by_text(ASKED)).to_have_count(0)
        wrong += theirs.check()
        theirs.page.get_by_label("条件を守ります").check()
        theirs.page.get_by_role("button", name="条件を承諾して引き受ける").click()
        expect(theirs.page.get_by_text(TOLD)).to_be_visible()
        wrong += theirs.check()

        chief.open(f"/cases/{office.sharing.case}/provisions")
        chief.page.get_by_role("link", name="承認", exact=False).first.click()
        chief.page.get_by_label("取り消す理由").fill("保護の申請が取り下げられた。")
        chief.page.get_by_role("button", name="承認を取り消す").click()
        expect(chief.page.get_by_role("link", name="承認の取消し")).to_be_visible()
        theirs.page.reload()
        expect(theirs.page.get_by_text(TOLD)).to_have_count(0)
        assert wrong == []
