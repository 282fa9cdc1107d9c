"""キーボードだけの受付: a full slip without a mouse, in at most 60 keys besides the words."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Desk, Visit
from tests.services.web.house import COUNSELLOR

MOST_KEYS = 60
FEW_KEYS = 15


@dataclass
class Keyboard:
    """Counts every key that moves or chooses; what is typed is the counsellor's own words."""

    visit: Visit
    pressed: int = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.visit.page.keyboard.press(key)
            self.pressed += 1

    def to(self, field: str) -> None:
        """Tab on to a field."""
        for _ in range(40):
            if self.focused() == field:
                return
            self.press("Tab")
        message = f"no way to {field}"
        raise AssertionError(message)

    def write(self, field: str, words: str) -> None:
        self.to(field)
        self.visit.page.keyboard.type(words)

    def focused(self) -> str:
        return str(self.visit.page.evaluate("document.activeElement.id"))


def fill_a_slip(keys: Keyboard) -> None:
    """Fill every field in the order of the page."""
    keys.press("Tab")
    keys.press("Enter")
    keys.write("name", "森田 あかり")
    keys.write("kana", "もりた あかり")
    keys.write("born", "S220503")
    keys.write("address", "さくら市本町1-2-3")
    keys.write("phone", "042-000-0911")
    keys.to("caller")
    keys.press("Space")
    keys.write("teller", "娘、森田 葵、042-000-0177")
    keys.to("route")
    keys.press("ArrowDown", 2)
    keys.to("topics-income_living")
    keys.press("Space")
    keys.to("topics-no_food")
    keys.press("Space")
    keys.to("main_topic-income_living")
    keys.press("ArrowDown")
    keys.write("own_words", "昨日から何も食べていない。")
    keys.write("wishes", "今日、食べるものがほしい。")
    keys.to("urgency")
    keys.press("Space")
    keys.to("urgency_grounds")
    keys.press("Space")
    keys.to("sharing")
    keys.press("ArrowDown")


def test_a_full_slip_takes_no_mouse_and_at_most_sixty_keys(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        keys = Keyboard(visit)
        visit.open("/intake")

        fill_a_slip(keys)
        keys.to("accept")
        with visit.page.expect_navigation():
            keys.press("Enter")

        expect(visit.page.get_by_role("heading", name="受け付けました")).to_be_visible()
        assert keys.pressed <= MOST_KEYS
        case = visit.case()
        page = desk.house.system.reading.case_page(desk.house.city.worker, case)
        assert (page.route, page.main_topic, page.urgency, page.sharing) == (
            "family_visit",
            "no_food",
            "immediate",
            "not_yet_asked",
        )


def test_a_brief_takes_no_mouse_and_at_most_fifteen_keys(desk: Desk) -> None:
    """desk.md §1.1: a question at the window while somebody else is sitting there."""
    with desk.visit(COUNSELLOR) as visit:
        keys = Keyboard(visit)
        visit.open("/brief")

        keys.press("Tab")
        keys.press("Enter")
        keys.to("route")
        keys.press("ArrowDown")
        keys.to("topic")
        keys.press("ArrowDown", 5)
        keys.write("answer", "市民税の窓口を案内した。")
        keys.to("keep")
        with visit.page.expect_navigation():
            keys.press("Enter")

        expect(visit.page.get_by_text("保存しました。")).to_be_visible()
        expect(visit.page.get_by_text("市民税の窓口を案内した。", exact=True)).to_be_visible()
        assert keys.pressed <= FEW_KEYS


def test_a_slip_is_sent_from_inside_a_text(desk: Desk) -> None:
    """Ctrl+Enter, as an enhancement."""
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/intake")
        visit.page.get_by_label("本人の言葉").fill("途中")
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Control+Enter")

        expect(visit.page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(
    desk: Desk, javascript: bool
) -> None:
    with desk.visit(COUNSELLOR, javascript=javascript) as visit:
        page = visit.page
        visit.open("/intake")
        page.get_by_role("button", name="この内容で受け付ける").click()

        assert page.title() == "エラー：受付・連絡票｜つなぎ"
        assert page.locator(":focus").get_attribute("role") == "alert"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator(":focus").get_attribute("id") == "name"
        assert visit.complaints == []


def test_every_link_of_an_error_summary_leads_to_its_field(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/intake")
        visit.page.get_by_role("button", name="この内容で受け付ける").click()
        links = visit.page.get_by_role("alert").get_by_role("link")

        names: list[str | None] = []
        for number in range(links.count()):
            links.nth(number).click()
            names.append(visit.page.locator(":focus").get_attribute("name"))

        assert names == ["name", "caller", "route", "topics", "urgency", "sharing"]


def test_after_a_search_the_result_has_the_focus(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/search")
        visit.page.get_by_label("氏名または電話番号").fill("いない")
        visit.page.get_by_label("探す理由").fill("再相談")
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")

        assert visit.page.locator(":focus").get_attribute("id") == "result"
        assert visit.complaints == []


def test_a_link_past_the_menu_comes_first(desk: Desk) -> None:
    with desk.visit(COUNSELLOR) as visit:
        visit.open("/")
        visit.page.keyboard.press("Tab")
        assert visit.page.locator(":focus").inner_text() == "本文へ進む"

        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")

        assert visit.page.locator(":focus").inner_text() == "新しい相談を受け付ける"
