"""
The rows of the report's flow that no other journey shows, each in a browser without JavaScript.

受付 and 支援経過 are in test_first_consultation, アセスメント, 振り分け, つなぎ and 緊急支援 in
test_handover, a plan from its draft to 終了 and 再開 in test_plan.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from events.access import Surface
from events.values import TOKYO
from events.visit import StartVisit, VisitPlanned
from services.web import dates
from tests.journeys.browsing import Desk, Visit
from tests.services.web.house import COLLEAGUE, COUNSELLOR

TODAY = dates.in_era(dates.today())
YEARS_AHEAD = "2099/4/1"
expect.set_options(timeout=20_000)


@pytest.fixture
def mine(desk: Desk) -> Iterator[Visit]:
    """Give a counsellor's browser without JavaScript, which has nothing to complain of."""
    with desk.visit(COUNSELLOR, javascript=False) as visit:
        yield visit
        assert visit.complaints == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def about(page: Page, name: str, whom: str) -> Locator:
    """Find the link of that name that is about somebody."""
    return page.get_by_role("link").filter(has_text=name).filter(has_text=whom)


def see(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_hard_case_is_given_to_a_promoter_who_takes_it_over(desk: Desk, mine: Visit) -> None:
    """Report 5: 困難な複合的課題は包括化推進員が主担当."""
    case, page = desk.house.take(), mine.page
    mine.open(f"/cases/{case}")

    follow(page, "アセスメント・振り分け")
    follow(page, "包括化推進員に引き渡す")
    page.get_by_label("返事の期限").fill(YEARS_AHEAD)
    page.get_by_label("引き渡す理由").fill("介護、ひきこもり、家計が重なっている。")
    press(page, "包括化推進員に引き渡す")
    see(page, "介護、ひきこもり、家計が重なっている。")

    follow(page, "包括化推進員の返事を書く")
    page.get_by_role("radio", name="中心になって進める").check()
    press(page, "返事を保存する")
    see(page, "中心になって進める")
    expect(page.get_by_role("link", name="包括化推進員の返事を書く")).to_have_count(0)


def test_each_agency_gets_its_direction_and_one_of_them_leads(desk: Desk, mine: Visit) -> None:
    """Report 6-2(3)ア: 相談支援機関においてそれぞれ実施すべき基本的な方向性."""
    case, page = desk.house.take(), mine.page
    mine.open(f"/cases/{case}/directions")

    for agency, text, leads in (
        ("ひがし地域包括支援センター", "介護サービスの導入。", False),
        ("福祉総合相談窓口", "世帯全体の進み具合をまとめる。", True),
    ):
        follow(page, "機関の支援方針を書く")
        page.get_by_label("機関の種別").select_option(index=1)
        page.get_by_label("機関の名前").fill(agency)
        if leads:
            page.get_by_label("この機関が中心となる").check()
        page.get_by_label("基本的な方向性").fill(text)
        page.get_by_label("見直しの日").fill(YEARS_AHEAD)
        press(page, "支援方針を保存する")
        see(page, text)

    expect(page.get_by_text("中心となる機関")).to_have_count(1)
    about(page, "終わりを記録する", "ひがし地域包括支援センター").click()
    page.get_by_label("終わった日").fill(TODAY)
    page.get_by_label("どう終わったか").fill("サービスが始まった。")
    press(page, "支援方針の終わりを記録する")
    expect(page.get_by_role("heading", name="終わった支援方針")).to_be_visible()


def test_a_persons_sheet_is_put_right_and_says_how_to_reach_them(desk: Desk, mine: Visit) -> None:
    """本人票 (R57, R71): what must be known first stands first on the case's page."""
    case, page = desk.house.take(), mine.page
    mine.open(f"/cases/{case}")

    follow(page, "本人票")
    follow(page, "本人票を訂正する")
    page.get_by_label("住所").fill("さくら市北町4-6-1")
    page.get_by_label("訂正の理由").fill("番地の聞き違い")
    press(page, "訂正を保存する")
    see(page, "本人票を訂正しました。")
    see(page, "さくら市北町4-6-1")

    follow(page, "安全な連絡方法を書く")
    page.get_by_role("checkbox", name="電話").first.check()
    page.get_by_label("連絡してよい時間").fill("平日の昼休み")
    page.get_by_label("かけてはいけない番号").fill("自宅の電話")
    press(page, "安全な連絡方法を保存する")
    see(page, "安全な連絡方法を保存しました。")

    mine.open(f"/cases/{case}")
    see(page, "自宅の電話")


def test_a_household_is_written_down_member_by_member(desk: Desk, mine: Visit) -> None:
    """世帯 (R55): report 6-2(3)ア, the household's troubles and not the person's alone."""
    case, page = desk.house.take(), mine.page
    mine.open(f"/cases/{case}")

    follow(page, "世帯")
    follow(page, "世帯員を書く")
    page.get_by_label("氏名", exact=False).first.fill("髙橋 直人")
    page.get_by_label("続柄").select_option(label="子")
    page.get_by_role("radio", name="同居").check()
    press(page, "世帯員を保存する")
    see(page, "世帯員を保存しました。")
    expect(page.get_by_role("link", name="髙橋 直人").first).to_be_visible()

    about(page, "世帯を離れた", "髙橋 直人").click()
    page.get_by_label("離れた理由").select_option("moved_out")
    press(page, "世帯を離れたことを保存する")
    expect(page.get_by_role("heading", name="世帯を離れた方")).to_be_visible()


def test_who_is_out_is_looked_for_until_they_are_back(desk: Desk, mine: Visit) -> None:
    """訪問 (R57): アウトリーチ, and 無事の帰着."""
    case, page = desk.house.take(), mine.page
    purpose = "冬の支度を一緒に確かめる。"
    mine.open(f"/cases/{case}")
    follow(page, "訪問")
    page.get_by_label("訪問日").fill(TODAY)
    page.get_by_label("訪問の目的").fill(purpose)
    page.get_by_label("安全のための注意").fill("犬がいる。")
    page.get_by_role("radio", name="置かない").check()
    press(page, "訪問の予定を書く")
    see(page, "訪問の予定を書きました。")

    set_out(desk, case)
    with desk.visit(COLLEAGUE, javascript=False) as hers:
        hers.open("/")
        expect(hers.page.locator(f"a[href*='{case}']").first).to_be_visible()
    mine.open(f"/cases/{case}/visits")
    follow(page, "戻った")
    page.get_by_role("radio", name="本人に会えた").check()
    page.get_by_role("radio", name="置かない").check()
    press(page, "全員、無事に戻った")
    see(page, "戻ったことを記録しました。")
    see(page, "いま、訪問の予定はありません。")


def set_out(desk: Desk, case: str) -> None:
    """Set out by the public command, which takes any hour of today; the page one to come."""
    system, me = desk.house.system, desk.house.city.worker
    sheet = system.reading.sheet(me, case, surface=Surface.VISITS, kinds=[VisitPlanned.TOPIC])
    begins = datetime.combine(dates.today(), time(0, 0, 1), tzinfo=TOKYO).astimezone(UTC)
    command = StartVisit(back_at=begins, text="")
    planned = sheet.items[0].alias
    system.commands.write(me, uuid4(), case, sheet.token, command, record=planned)


def test_a_word_at_the_window_becomes_a_slip(mine: Visit) -> None:
    """ひとこと受付 → 相談受付・連絡票 (R58)."""
    page, answer = mine.page, "フードバンクの配布日を案内した。食べる物がないとのこと。"
    mine.open("/brief")
    page.get_by_label("相談経路").select_option(label="本人自ら連絡（来所）")
    page.get_by_label("相談内容").select_option(label="食べるものがない")
    page.get_by_label("答えたこと").fill(answer)
    press(page, "保存する")
    expect(page.get_by_text(answer, exact=True)).to_be_visible()

    page.get_by_role("article").filter(has_text=answer).get_by_role("link").click()
    page.get_by_label("名前を聞いていない").check()
    page.get_by_role("radio", name="本人", exact=True).check()
    page.get_by_label("本人の言葉").fill("きのうから何も食べていない。")
    page.get_by_role("radio", name="即日").check()
    page.get_by_role("radio", name="まだ確認していない").check()
    press(page, "この内容で受け付ける")
    expect(page.get_by_role("heading", name="受け付けました")).to_be_visible()

    mine.open("/brief")
    expect(page.get_by_text(answer, exact=True)).to_have_count(0)


def test_a_call_that_looks_for_somebody_gets_one_answer_and_is_kept(mine: Visit) -> None:
    """所在を探る問い合わせ (desk.md §1.1): answered the same whether the person is known or not."""
    page, asked = mine.page, "「妻がそちらに行っていないか」と男性の声。"
    mine.open("/brief")
    follow(page, "所在を探る問い合わせを記録する")
    page.get_by_label("問い合わせの内容").fill(asked)
    page.get_by_label("相手の番号").fill("042-000-7718")
    press(page, "記録する")

    see(page, "どなたについても、相談に来られたかどうかはお答えしていません。")
    expect(page.get_by_text(asked, exact=True)).to_be_visible()


def test_a_service_begins_and_ends_and_work_is_found(desk: Desk, mine: Visit) -> None:
    """支援サービスの提供開始 (report 5), 就労開始・増収, 見守り."""
    case, page = desk.house.take(), mine.page
    mine.open(f"/cases/{case}")
    follow(page, "経過確認・サービス")

    follow(page, "サービスの利用開始を記録する")
    page.get_by_label("サービス").select_option(label="家計改善支援")
    page.get_by_label("利用を始めた日").fill(TODAY)
    press(page, "利用開始を記録する")
    follow(page, "見守りの合意を記録する")
    page.get_by_label("だれが、どのように見守るか").fill("民生委員が週に一度声をかける。")
    page.get_by_label("次に様子を確かめる日").fill(YEARS_AHEAD)
    press(page, "見守りの合意を記録する")
    follow(page, "就労・増収を記録する")
    page.get_by_role("radio").first.check()
    page.get_by_label("就労・増収の日").fill(TODAY)
    press(page, "就労・増収を記録する")
    see(page, "民生委員が週に一度声をかける。")

    follow(page, "利用終了を記録する")
    page.get_by_label("利用を終えた日").fill(TODAY)
    press(page, "利用終了を記録する")
    expect(page.get_by_role("link", name="利用終了を記録する")).to_have_count(0)
