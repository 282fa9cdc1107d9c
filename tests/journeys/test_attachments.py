"""添付: a file goes in, is seen, and comes out byte for byte, with JavaScript and without."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from events.attachment import LARGEST_FILE
from tests.journeys.browsing import PHONE, Desk
from tests.services.web.files import HTML, JPEG, PDF
from tests.services.web.house import COUNSELLOR

SCAN: FilePayload = {"name": "診断書 9月分.pdf", "mimeType": "application/pdf", "buffer": PDF}
PHOTO: FilePayload = {"name": "裏面.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
TRICK: FilePayload = {"name": "図.png", "mimeType": "image/png", "buffer": HTML}
LARGE: FilePayload = {
    "name": "大きい.pdf",
    "mimeType": "application/pdf",
    "buffer": PDF.ljust(LARGEST_FILE + 1, b"x"),
}


def fill(page: Page, *files: FilePayload) -> None:
    page.get_by_label("説明").fill("主治医の診断書（9月分）")
    page.get_by_role("radio", name="健康・病歴").check()
    expect(page.locator("#files")).to_be_visible()
    page.locator("#files").set_input_files(list(files))


def attach(page: Page) -> None:
    page.get_by_role("button", name="添付する").click()


def kept(page: Page, name: str) -> bytes:
    """Click a file's name, and read what the browser kept."""
    with page.expect_download() as waited:
        page.get_by_role("link", name=name).click()
    assert waited.value.suggested_filename == name
    return Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize("javascript", [True, False])
def test_files_are_attached_seen_kept_and_withdrawn(desk: Desk, javascript: bool) -> None:
    """R71; architecture §8: every action works with JavaScript off."""
    case = desk.house.take()

    with desk.visit(COUNSELLOR, javascript=javascript) as visit:
        page = visit.page
        visit.open(f"/cases/{case}")
        page.get_by_role("link", name="添付", exact=True).click()
        fill(page, SCAN, PHOTO)
        attach(page)
        page.get_by_text("添付しました。").wait_for()

        address = page.url
        assert kept(page, "診断書 9月分.pdf") == PDF
        assert kept(page, "裏面.jpg") == JPEG
        assert page.url == address

        visit.open(f"/cases/{case}")
        page.get_by_role("link", name="ファイルを開く").click()
        page.get_by_role("link", name="取り下げる").click()
        page.get_by_label("取り下げる理由").fill("別の方の診断書だった。")
        page.get_by_role("button", name="取り下げる").click()
        page.get_by_text("添付を取り下げました。").wait_for()

        assert page.get_by_role("link", name="裏面.jpg").count() == 0
        expect(page.get_by_text("別の方の診断書だった。")).to_be_visible()
        assert visit.complaints == []


def test_what_is_refused_keeps_the_words_and_names_the_file(desk: Desk) -> None:
    case = f"/cases/{desk.house.take()}"

    with desk.visit(COUNSELLOR) as visit:
        page = visit.page
        visit.open(f"{case}/attachments")
        fill(page, SCAN, TRICK)
        attach(page)
        page.get_by_role("heading", name="入力を確かめてください").wait_for()

        assert page.get_by_label("説明").input_value() == "主治医の診断書（9月分）"
        assert page.get_by_role("radio", name="健康・病歴").is_checked()
        expect(page.get_by_role("link", name="「図.png」")).to_be_visible()
        expect(page.get_by_text("もう一度選んでください：診断書 9月分.pdf、図.png")).to_be_visible()
        assert visit.check() == []

        page.locator("#files").set_input_files([SCAN])
        attach(page)
        page.get_by_text("添付しました。").wait_for()
        assert visit.check() == []

        page.get_by_role("link", name="取り下げる").click()
        page.get_by_role("heading", name="添付を取り下げる").wait_for()
        assert visit.check() == []


def test_a_file_that_is_too_large_is_said_so_before_it_is_sent(desk: Desk) -> None:
    case = f"/cases/{desk.house.take()}"

    with desk.visit(COUNSELLOR, width=PHONE) as visit:
        page = visit.page
        visit.open(f"{case}/attachments")
        fill(page, LARGE)
        attach(page)
        refused, stayed = page.get_by_role("alert").inner_text(), visit.path()
        page.locator("#files").set_input_files([SCAN])
        attach(page)
        page.get_by_text("添付しました。").wait_for()

        assert refused == "＊「大きい.pdf」は512KBを超えています。"
        assert stayed == f"{case}/attachments"
        assert visit.complaints == []
