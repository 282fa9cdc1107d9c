"""市の質問と通訳: adopted, asked, answered, interpreted, corrected, in a browser without script."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Desk
from tests.services.web.house import ADMINISTRATOR, COUNSELLOR

LICENCE = "運転免許を持っていますか。"
PLACES = "行ったことのある居場所はありますか。"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def adopt(page: Page) -> None:
    first, second = (page.get_by_role("group", name=f"質問{n}") for n in (1, 2))
    first.get_by_label("質問文").fill(LICENCE)
    first.get_by_label("答え方").select_option(label="はい・いいえ")
    first.get_by_label("答えの区分").select_option("SCHOOL_WORK")
    second.get_by_label("質問文").fill(PLACES)
    second.get_by_label("答え方").select_option(label="文章")
    second.get_by_label("答えの区分").select_option("NOTE")
    press(page, "この版を採用する")
    expect(page.get_by_text("市の質問の版を採用しました。")).to_be_visible()


def take(page: Page) -> None:
    page.locator("#unnamed").check()
    page.get_by_role("radio", name="本人", exact=True).check()
    page.get_by_role("radio", name="本人自ら連絡（来所）").check()
    page.get_by_role("checkbox", name="収入・生活費").check()
    page.get_by_role("radio", name="通常").check()
    page.get_by_role("radio", name="まだ確認していない").check()
    page.get_by_role("group", name=LICENCE).get_by_label("はい", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label(PLACES).fill("公民館の囲碁の会。")
    press(page, "この内容で受け付ける")
    expect(page.get_by_role("heading", name="受け付けました")).to_be_visible()


def interpret(page: Page) -> None:
    page.get_by_label("言語").select_option(label="手話")
    page.get_by_role("radio", name="通訳者（会社・派遣、手話通訳者を含む）").focus()
    page.keyboard.press("Space")
    page.get_by_label("氏名・会社名").fill("さくら市手話通訳者派遣")
    page.get_by_role("radio", name="窓口", exact=True).check()
    page.get_by_role("radio", name="口頭で約束した").check()
    press(page, "通訳を保存する")
    expect(page.get_by_text("約束した日を、例：令和8年4月1日 のように").first).to_be_visible()
    page.get_by_role("radio", name="会社・派遣元との契約にある").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("通訳を保存しました。")).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("link", name="訂正する").first.click()
    page.get_by_label("氏名・会社名").fill("門馬 さとみ")
    page.get_by_label("訂正の理由").fill("名前がわかった。")
    press(page, "訂正を保存する")
    expect(page.get_by_text("訂正あり")).to_be_visible()


def test_what_the_city_asks_and_who_interpreted_stand_on_the_timeline(desk: Desk) -> None:
    """R54, R71, decision 0028; nothing is wrong with the pages on three widths (WCAG 2.2 AA)."""
    with desk.visit(ADMINISTRATOR, javascript=False) as visit:
        visit.open("/questions")
        adopt(visit.page)

    with desk.visit(COUNSELLOR, javascript=False) as visit:
        visit.open("/intake")
        take(visit.page)
        case = visit.page.get_by_role("link", name="ケースを開く").get_attribute("href")
        assert case
        visit.open(f"{case}/interpreters")
        interpret(visit.page)
        correct(visit.page)
        visit.open(case)

        for told in (LICENCE, "公民館の囲碁の会。", "門馬 さとみ", "手話"):
            expect(visit.page.get_by_text(told).first).to_be_visible()
        assert visit.complaints == []

    with desk.visit(COUNSELLOR) as visit:
        wrong: list[str] = []
        for path in ("/intake", f"{case}/interpreters", f"{case}/answers"):
            visit.open(path)
            wrong += visit.check()

        assert wrong == []
