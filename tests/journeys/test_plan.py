"""支援計画から終了・再開まで: the whole way by keyboard alone and without JavaScript (R59-R62)."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from services.web import dates
from tests.journeys.browsing import Desk, Visit
from tests.services.web.house import COUNSELLOR

TODAY = dates.in_era(dates.today())


FOCUSED = """() => {
  const focused = document.activeElement;
  return [focused.id, focused.innerText.trim()];
}"""
"""What has the focus, by its id and its words."""


@dataclass
class Keys:
    """Someone who has no mouse: they tab on to what they want, type, and press."""

    visit: Visit

    def to(self, name: str) -> None:
        """Tab on to the link, button or field of that name, or with that id."""
        page = self.visit.page
        for _ in range(80):
            page.keyboard.press("Tab")
            if name in page.evaluate(FOCUSED):
                return
        message = f"no way to {name} on {page.url}"
        raise AssertionError(message)

    def press(self, name: str) -> None:
        """Press a link or a button, and wait for the page it leads to."""
        self.to(name)
        with self.visit.page.expect_navigation():
            self.visit.page.keyboard.press("Enter")

    def unfold(self, name: str) -> None:
        """Open what is folded under a line that begins with that name."""
        line = self.visit.page.locator("summary", has_text=name)
        self.to(line.inner_text().strip())
        self.visit.page.keyboard.press("Enter")

    def write(self, field: str, words: str) -> None:
        """Type into a field in the place of what stands there."""
        self.to(field)
        self.visit.page.keyboard.press("ControlOrMeta+a")
        self.visit.page.keyboard.type(words)

    def tick(self, field: str) -> None:
        """Choose what has the focus."""
        self.to(field)
        self.visit.page.keyboard.press("Space")


def plan(keys: Keys) -> None:
    """Write the five contents, have them agreed, submitted, approved and decided, and start."""
    keys.press("支援計画")
    keys.press("支援計画を書く")
    for field, words in (
        ("intent", "いまの家で暮らし続けたい。"),
        ("issues", "家賃が2か月遅れている。"),
        ("goals", "滞納をなくす。"),
        ("target", "令和12年3月31日"),
        ("support", "家計改善支援を月2回。"),
    ):
        keys.write(field, words)
    keys.tick("programmes-budget_support")
    keys.write("cautions", "特になし")
    keys.press("支援計画案を保存する")
    keys.press("本人同意を記録する")
    keys.tick("how")
    keys.press("本人同意を記録する")
    for step in ("付議を記録する", "了承を記録する"):
        keys.press(step)
        keys.press(step)
    keys.press("支援決定・確認を記録する")
    keys.tick("kind")
    keys.write("document_number", "さ福第12号")
    keys.write("post", "地域福祉課長")
    keys.write("due", "令和12年1月6日")
    keys.press("支援決定・確認を記録する")
    keys.press("支援の実施を記録する")
    keys.press("支援の実施を記録する")


def end(keys: Keys) -> None:
    """Look how it goes, evaluate, have it confirmed, and close."""
    keys.press("このケース")
    keys.press("経過確認・サービス")
    keys.press("経過確認を記録する")
    keys.write("text", "滞納がなくなった。")
    keys.tick("result")
    keys.write("due", "令和12年2月1日")
    keys.press("経過確認を記録する")
    keys.press("このケース")
    keys.unfold("ほかの書類")
    keys.press("評価・終了")
    keys.press("評価を記録する")
    keys.write("text", "目標を達成した。")
    keys.tick("changes-budget")
    keys.tick("outcome")
    keys.press("評価を記録する")
    keys.press("評価の確認を記録する")
    keys.press("評価の確認を記録する")
    keys.to("reason")
    keys.visit.page.keyboard.press("ArrowDown")
    keys.press("確認へ進む")
    keys.press("このケースを終了する")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_case_goes_from_its_plan_to_its_end_and_on_again_without_a_mouse(
    desk: Desk, javascript: bool
) -> None:
    """R59-R62."""
    case = desk.house.take()
    with desk.visit(COUNSELLOR, javascript=javascript) as visit:
        keys, page = Keys(visit), visit.page
        visit.open(f"/cases/{case}")

        plan(keys)
        assert page.locator(".steps .taken").count() == 6
        end(keys)
        expect(page.get_by_text("ケースを終了しました。")).to_be_visible()

        keys.press("再開")
        keys.press("ケースを再開する")
        keys.write("reason", "仕事をやめ、ふたたび相談があった。")
        keys.press("ケースを再開する")
        expect(page.get_by_text("ケースを再開しました。")).to_be_visible()
        assert page.get_by_text("支援中").count() == 0
        keys.press("このケース")
        expect(page.get_by_role("button", name="支援経過を保存する")).to_be_visible()
        assert visit.complaints == []
