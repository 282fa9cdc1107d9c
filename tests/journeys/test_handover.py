"""アセスメントから引継ぎまで: found, decided, handed over, confirmed, in a browser (R58, R63)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Desk, Visit
from tests.services.web.house import COUNSELLOR

CENTRE = "さくら北 地域包括支援センター"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def assess(page: Page) -> None:
    follow(page, "アセスメント・振り分け")
    page.get_by_role("checkbox", name="経済的困窮").check()
    page.get_by_role("checkbox", name="介護", exact=True).check()
    page.get_by_label("見立て").fill("家賃で年金が消える。介護の申請がまだ。")
    press(page, "アセスメントを保存する")
    expect(page.get_by_text("アセスメントを保存しました。")).to_be_visible()


def refer(page: Page) -> None:
    page.get_by_role("radio", name="他の制度・専門機関につなぐ").check()
    page.get_by_label("次の期限").fill("2099/4/1")
    press(page, "振り分けを保存する")
    expect(page.get_by_text("振り分けを保存しました。")).to_be_visible()
    follow(page, "引継ぎのページを開く")
    expect(page.get_by_text("引継ぎがまだありません")).to_be_visible()


def hand_over(page: Page) -> None:
    page.get_by_label("引継ぎ先の種類").select_option(label="地域包括支援センター")
    page.get_by_label("引継ぎ先※必須").fill(CENTRE)
    page.get_by_role("radio", name="同行した").check()
    page.get_by_label("引継ぎの目的").fill("要介護認定の申請に付き添う。")
    press(page, "引継ぎを保存する")
    expect(page.get_by_text("確認待ち", exact=True)).to_be_visible()
    assert page.get_by_text("引継ぎがまだありません").count() == 0


def confirm(page: Page) -> None:
    follow(page, "つながったことを確認する")
    page.get_by_label("確認の相手").fill("主任 相原さん")
    press(page, "つながったことを保存する")
    expect(page.get_by_text("確認済み", exact=True)).to_be_visible()
    assert page.get_by_text("確認待ち", exact=True).count() == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_referral_is_followed_until_the_receiver_has_the_person(
    desk: Desk, javascript: bool
) -> None:
    """R58."""
    case = desk.house.take()

    with desk.visit(COUNSELLOR, javascript=javascript) as visit:
        visit.open(f"/cases/{case}")
        for step in (assess, refer, hand_over, confirm):
            step(visit.page)

        visit.open(f"/cases/{case}")
        expect(visit.page.get_by_role("heading", name="引継ぎの確認")).to_be_visible()
        expect(visit.page.get_by_text("主任 相原さん")).to_be_visible()
        assert visit.complaints == []


def bring(page: Page) -> None:
    page.get_by_role("radio", name="利用勧奨").check()
    page.get_by_role("radio", name="機関・課").check()
    page.get_by_label("機関の種類").select_option(label="庁内関係課")
    page.get_by_label("持ち込んだ人の名前").fill("納税課 小田桐")
    page.get_by_role("radio", name="紙の連絡票").check()
    page.get_by_role("radio", name="伝えてよい").check()
    press(page, "持ち込まれた引継ぎを保存する")


def tell(page: Page) -> None:
    follow(page, "「つながりました」と伝えた")
    press(page, "伝えたことを保存する")
    expect(page.get_by_text("伝えました", exact=True)).to_be_visible()


def relieve(page: Page) -> None:
    page.get_by_role("radio", name="食料提供").check()
    page.get_by_label("内容").fill("食料3日分。")
    press(page, "緊急支援を保存する")
    expect(page.get_by_text("緊急支援を保存しました。")).to_be_visible()


def explain(page: Page) -> None:
    follow(page, "生活保護の案内を書く")
    page.get_by_role("radio", name="しおりを渡して説明した").check()
    press(page, "生活保護の案内を保存する")
    expect(page.get_by_text("生活保護の案内を保存しました。")).to_be_visible()


def test_who_brought_somebody_is_told_and_what_was_done_at_once_is_kept(desk: Desk) -> None:
    """R63."""
    case = desk.house.take()

    with desk.visit(COUNSELLOR) as visit:
        for sheet, steps in (("referrals", (bring, tell)), ("relief", (relieve, explain))):
            visit.open(f"/cases/{case}/{sheet}")
            for step in steps:
                step(visit.page)

        assert visit.complaints == []


def looked_at(visit: Visit, path: str, *steps: Callable[[Page], None]) -> list[str]:
    """Open a page, go some steps, and return what is wrong on three widths."""
    visit.open(path)
    for step in steps:
        step(visit.page)
    return visit.check()


def test_nothing_is_wrong_with_the_sheets_and_their_forms(desk: Desk) -> None:
    """WCAG 2.2 AA, on a desk, a tablet and a phone."""
    case = f"/cases/{desk.house.take()}"

    with desk.visit(COUNSELLOR) as visit:
        found = [
            *looked_at(visit, case, assess),
            *looked_at(visit, f"{case}/assessment", refer),
            *looked_at(visit, f"{case}/handovers", lambda page: press(page, "引継ぎを保存する")),
            *looked_at(visit, f"{case}/handovers", hand_over),
            *looked_at(
                visit, f"{case}/handovers", lambda page: follow(page, "つながったことを確認する")
            ),
            *looked_at(visit, f"{case}/handovers", lambda page: follow(page, "つながらなかった")),
            *looked_at(visit, f"{case}/handovers", confirm),
            *looked_at(visit, f"{case}/referrals", bring),
            *looked_at(visit, f"{case}/referrals", lambda page: follow(page, "本人の答えを書く")),
            *looked_at(visit, f"{case}/referrals", tell),
            *looked_at(visit, f"{case}/relief", relieve, explain),
            *looked_at(visit, f"{case}/residence"),
            *looked_at(visit, f"{case}/promoter"),
        ]

        assert found == []
