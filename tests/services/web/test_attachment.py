"""添付: files go in checked and sealed, are listed by name, and come out one at a time."""

import re
import tempfile
from typing import Any, Final
from uuid import uuid4

import pytest

from events.attachment import LARGEST_FILE
from events.values import ClosingReason, tokyo_date
from services.case_forms import Closing
from services.facts import utc_now
from tests.city import TENANT
from tests.promises import census
from tests.services.web.files import HTML, JPEG, PDF, PNG, TEXT, archive
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House

TYPED: Final = {"description": "主治医の診断書（9月分）", "category": "HEALTH"}
FOUR: Final = (
    ("診断書.pdf", PDF),
    ("裏面 その1.JPG", JPEG),
    ("画面.png", PNG),
    ("聞き取り.txt", TEXT),
)
NUMBER: Final = "1234-5678-9018"


def opened(house: House, case: str, login: str = COUNSELLOR) -> Browser:
    browser = house.browser(login)
    browser.get(f"/cases/{case}/attachments")
    return browser


def send(
    browser: Browser,
    case: str,
    files: tuple[tuple[str, bytes], ...] = FOUR,
    typed: dict[str, Any] = TYPED,
) -> Any:
    """Send the form on the page in view with files."""
    chosen = [("files", (name, content)) for name, content in files]
    return browser.post(f"/cases/{case}/attachments", typed, files=chosen)


def attached(house: House, case: str, files: tuple[tuple[str, bytes], ...] = FOUR) -> Browser:
    browser = opened(house, case)
    answer = send(browser, case, files)
    assert answer.headers["location"] == f"/cases/{case}/attachments?done=attached"
    browser.get(answer.headers["location"])
    return browser


def links(browser: Browser) -> list[str]:
    return re.findall(r'href="(/cases/[^"]*/files/\d+)"', browser.page)


def test_files_are_listed_by_name_and_come_out_byte_for_byte(house: House) -> None:
    case = house.take()

    browser = attached(house, case)

    assert [name for name, _ in FOUR if name not in browser.page] == []
    assert "主治医の診断書（9月分）" in browser.page
    assert "健康・病歴" in browser.page
    assert [browser.client.get(link).content for link in links(browser)] == [c for _, c in FOUR]


def test_a_file_is_kept_and_never_shown(house: House) -> None:
    browser = attached(house, house.take(), (("診断 'A' 100%.pdf", PDF),))

    answer = browser.client.get(links(browser)[0])

    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"attachment-1.pdf\"; filename*=UTF-8''"
        "%E8%A8%BA%E6%96%AD%20%27A%27%20100%25.pdf"
    )
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert browser.client.head(links(browser)[0]).status_code == 405


def test_opening_one_file_opens_no_other_and_says_so_first(house: House) -> None:
    """Promise 2."""
    browser = attached(house, house.take())

    browser.client.get(links(browser)[2])

    line = census.read(house.system.databases, TENANT).lines[-1]
    assert (line["type"], line["data"]["surface"]) == ("access.content-read", "attached_file")
    # The names and the description are part 0; the files follow.
    assert [item["part"] for item in line["data"]["items"]] == [0, 3]


def test_neither_the_list_nor_the_case_opens_a_file(house: House) -> None:
    case = house.take()
    browser = attached(house, case)
    listed = census.read(house.system.databases, TENANT).lines[-1]

    page = browser.get(f"/cases/{case}").text

    lines = census.read(house.system.databases, TENANT).lines
    kept = next(line for line in reversed(lines) if line["type"] == "attachment.files-attached")
    assert len(kept["parts"]) == 5
    assert "主治医の診断書（9月分）" in page
    assert "診断書.pdf" in page
    assert opened_of(listed, kept) == opened_of(lines[-1], kept) == [0]


def opened_of(look: dict[str, Any], kept: dict[str, Any]) -> list[int]:
    """Return which parts of an entry a look opened."""
    return [item["part"] for item in look["data"]["items"] if item["event_id"] == kept["id"]]


def test_forty_files_of_512_kib_are_attached_at_once(house: House) -> None:
    case = house.take()
    whole = PNG.ljust(LARGEST_FILE, b"\xa5")

    browser = attached(house, case, tuple((f"{n}.png", whole) for n in range(1, 41)))

    assert len(links(browser)) == 40
    assert browser.client.get(links(browser)[39]).content == whole


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "ファイルを選んでください"),
        ((("空.pdf", b""),), "「空.pdf」：中身のない"),
        ((("大.png", PNG.ljust(LARGEST_FILE + 1, b"x")),), "「大.png」：512KBを超えています"),
        (tuple((f"{n}.png", PNG) for n in range(41)), "40個まで"),
        ((("顔.png", HTML),), "「顔.png」：添付できるのは"),
        ((("図.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),), "「図.png」：添付できるのは"),
        ((("頁.txt", b"\xef\xbb\xbf \n<html>"),), "「頁.txt」：添付できるのは"),
        ((("手順.txt", b"#!/bin/sh\n"),), "「手順.txt」：添付できるのは"),
        ((("頁.html", b"only words"),), "「頁.html」：ファイル名の終わり"),
        ((("写真.pdf", JPEG),), "「写真.pdf」：ファイル名の終わり"),
        ((("設定.pdf.exe", PDF),), "「設定.pdf.exe」：ファイル名の終わり"),
        ((("起動.txt", b"MZ\x90\x00\x03"),), "「起動.txt」：添付できるのは"),
        ((("昔.txt", "昔のメモ".encode("shift_jis")),), "「昔.txt」：添付できるのは"),
        ((("様式.docx", archive("word/document.xml")),), "WordやExcelは、PDFにして"),
        ((("様式.pdf", PDF + archive("word/vbaProject.bin")),), "「様式.pdf」：添付できるのは"),
        ((("頁.pdf", HTML + PDF),), "「頁.pdf」：添付できるのは"),
        ((("動く.pdf", PDF + b"<</S /JavaScript>>"),), "中でプログラムが動くPDF"),
        ((("../../etc/x.pdf", PDF),), "使えない記号"),
        ((("番号.txt", NUMBER.encode()),), "個人番号（マイナンバー）らしい番号"),
        ((("良い.png", PNG), ("悪い.png", HTML)), "「悪い.png」：添付できるのは"),
    ],
)
def test_what_is_no_harmless_file_is_refused_by_name_and_nothing_is_half_saved(
    house: House, files: tuple[tuple[str, bytes], ...], said: str
) -> None:
    case = house.take()
    browser = opened(house, case)
    before = house.entries()

    answer = send(browser, case, files)

    assert answer.status_code == 422
    assert said in answer.text.replace("&#39;", "'")
    assert "主治医の診断書（9月分）" in answer.text
    assert house.entries() == before
    assert ("もう一度選んでください" in answer.text) == bool(files)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a\u202egnp.pdf", "使えない文字"),
        ("a\u2028b.pdf", "使えない文字"),
        ("長" * 300 + ".pdf", "長すぎます"),
        (f"{NUMBER}.pdf", "個人番号（マイナンバー）らしい番号"),
        ("a:b.pdf", "使えない記号"),
        ("..", "使えない記号"),
    ],
)
def test_a_name_that_deceives_or_breaks_out_is_refused(house: House, name: str, said: str) -> None:
    case = house.take()
    browser = opened(house, case)

    answer = send(browser, case, ((name, PDF),))

    assert answer.status_code == 422
    assert said in answer.text


def test_the_same_form_sent_twice_is_one_attachment(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    page = browser.page

    first = send(browser, case)
    browser.page = page
    second = send(browser, case)
    browser.get(second.headers["location"])

    assert first.status_code == second.status_code == 303
    assert len(links(browser)) == 4


def test_the_same_form_with_another_file_is_not_the_same_command(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    page = browser.page
    send(browser, case)
    browser.page = page

    answer = send(browser, case, (("診断書.pdf", PDF + b"\n"), *FOUR[1:]))

    assert answer.status_code == 409
    assert "もう保存されています" in answer.text


def test_a_stale_save_keeps_what_was_typed_and_says_that_files_are_not_kept(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    house.write(case, "この間に書いた記録。")
    before = house.entries()

    refused = send(browser, case)
    entries = census.read(house.system.databases, TENANT).lines[before:]
    again = send(browser, case)

    assert refused.status_code == 409
    assert "この間に書いた記録。" in refused.text
    assert "主治医の診断書（9月分）" in refused.text
    assert "ファイルは1つも保存していません" in refused.text
    assert "診断書.pdf、裏面 その1.JPG" in refused.text
    assert {line["type"] for line in entries} == {"access.content-read"}
    assert again.status_code == 303


def test_who_was_logged_out_meanwhile_keeps_the_words_and_is_asked_for_the_files_again(
    house: House,
) -> None:
    case = house.take()
    browser = opened(house, case)
    browser.client.cookies.clear()

    refused = send(browser, case)
    fresh = house.browser(COUNSELLOR)
    fresh.page = refused.text
    again = fresh.post(f"/cases/{case}/attachments")

    assert refused.status_code == 403
    assert "ログインが必要です" in refused.text
    assert again.status_code == 422
    assert "ファイルを選んでください" in again.text
    assert "主治医の診断書（9月分）" in again.text


def test_a_colleague_of_another_programme_finds_neither_list_nor_file(house: House) -> None:
    """Promise 5."""
    case = house.take()
    browser = attached(house, case)
    stranger = house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/attachments")
    file = stranger.get(links(browser)[0])
    nothing = stranger.get(f"/cases/{case}/attachments/{'a' * 26}/files/1")

    assert hidden.status_code == file.status_code == 404
    assert hidden.content == file.content == nothing.content


@pytest.mark.parametrize("what", ["another case", "no such file", "file 0", "a slip", "nothing"])
def test_a_file_is_found_under_its_own_case_and_number_only(house: House, what: str) -> None:
    case, other = house.take(), house.take()
    browser = attached(house, case, FOUR[:1])
    (link,) = links(browser)
    slip = house.system.reading.case_page(house.city.worker, case).items[-1].alias
    record = link.split("/")[4]
    address = {
        "another case": f"/cases/{other}/attachments/{record}/files/1",
        "no such file": f"/cases/{case}/attachments/{record}/files/2",
        "file 0": f"/cases/{case}/attachments/{record}/files/0",
        "a slip": f"/cases/{case}/attachments/{slip}/files/1",
        "nothing": f"/cases/{case}/attachments/{'b' * 26}/files/1",
    }[what]

    assert browser.get(address).status_code == 404


def test_files_are_attached_to_a_record_of_the_case_and_to_no_other(house: House) -> None:
    case, other = house.take(), house.take()
    slip = house.system.reading.case_page(house.city.worker, case).items[-1].alias
    foreign = house.system.reading.case_page(house.city.worker, other).items[-1].alias
    browser = house.browser(COUNSELLOR)

    form = browser.get(f"/cases/{case}/records/{slip}/attachments")
    refused = send(browser, case, typed={**TYPED, "record": foreign})
    unknown = send(browser, case, typed={**TYPED, "record": "c" * 26})
    answer = send(browser, case, typed={**TYPED, "record": slip})
    page = browser.get(answer.headers["location"]).text

    assert "この記録に添えます" in form.text
    assert refused.status_code == unknown.status_code == 409
    assert "この記録には添付できません" in refused.text
    assert "この記録には添付できません" in unknown.text
    assert "記録に添えたもの" in page


def test_what_was_attached_wrongly_is_withdrawn_and_opens_no_more(house: House) -> None:
    """R71."""
    case = house.take()
    browser = attached(house, case)
    link = links(browser)[0]
    address = link.partition("/files/")[0] + "/withdrawal"

    browser.get(address)
    unexplained = browser.post(address, {"reason": " "})
    answer = browser.post(address, {"reason": "別の方の診断書だった。"})
    page = browser.get(answer.headers["location"]).text

    assert unexplained.status_code == 422
    assert "添付を取り下げました。" in page
    assert "別の方の診断書だった。" in page
    assert links(browser) == []
    assert browser.get(link).status_code == 404
    assert browser.get(address).status_code == 404


def test_a_closed_case_takes_no_file_but_lets_one_be_withdrawn(house: House) -> None:
    case = house.take()
    browser = attached(house, case)
    form = browser.page
    close(house, case)

    shown = browser.get(f"/cases/{case}/attachments")
    address = links(browser)[0].partition("/files/")[0] + "/withdrawal"
    token = re.findall(r'name="token" value="([^"]*)"', browser.get(address).text)[0]
    browser.page = form
    refused = send(browser, case, typed={**TYPED, "token": token, "command": str(uuid4())})
    browser.get(address)
    withdrawn = browser.post(address, {"reason": "別の方のもの。"})

    assert 'type="file"' not in shown.text
    assert refused.status_code == 409
    assert "このケースは終了しています" in refused.text
    assert withdrawn.status_code == 303


def close(house: House, case: str) -> None:
    acting, system = house.city.worker, house.system
    token = system.reading.case_page(acting, case).token
    today = tokyo_date(utc_now())
    end = Closing(reason=ClosingReason.OWN_WISH, closed_on=today, summary="終了。")
    system.commands.close_case(acting, uuid4(), case, token, end)


def test_erased_files_are_gone_and_the_page_says_why(house: House) -> None:
    """Promise 7."""
    case = house.take()
    browser = attached(house, case)
    link = links(browser)[0]
    house.erase(case)

    page = browser.get(f"/cases/{case}/attachments").text

    assert "この内容は消去されました。" in page
    assert "診断書" not in page
    assert links(browser) == []
    assert browser.get(link).status_code == 404


# The size of a request.


def test_only_this_one_page_takes_more_than_a_mebibyte(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    large = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(2 << 20)}

    statuses = {
        path: browser.client.post(path, content=b"", headers=large).status_code
        for path in (
            f"/cases/{case}/progress",
            f"/cases/{case}/attachments/x/withdrawal",
            f"/cases/{case}/attachments/",
            "/intake",
            f"/api/v1/cases/{case}/progress",
            f"/api/v1/cases/{case}/attachments/x/withdrawal",
        )
    }

    assert set(statuses.values()) == {413}


@pytest.mark.parametrize("announced", [True, False])
def test_what_is_larger_than_forty_files_is_not_read(house: House, announced: bool) -> None:
    case = house.take()
    browser = opened(house, case)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    piece = bytes(1 << 20)

    answer = browser.client.post(
        f"/cases/{case}/attachments",
        content=piece * 22 if announced else (piece for _ in range(22)),
        headers=headers,
    )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=x; charset=utf-7",
        "multipart/mixed; boundary=x",
        "application/json",
        "text/plain",
    ],
)
def test_a_body_of_another_kind_is_not_understood(house: House, kind: str) -> None:
    case = house.take()
    browser = opened(house, case)

    answer = browser.client.post(
        f"/cases/{case}/attachments", content=b"--x--\r\n", headers={"Content-Type": kind}
    )

    assert answer.status_code == 400


def test_of_nobody_who_is_logged_in_no_file_is_held(house: House) -> None:
    case = house.take()
    client = house.client(headers={"Sec-Fetch-Site": "same-origin"})

    answer = client.post(f"/cases/{case}/attachments", data=TYPED, files={"files": ("a.pdf", PDF)})

    assert answer.status_code == 403
    assert "%PDF" not in answer.text


def test_what_is_sent_never_lies_on_a_disk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 8: neither what is taken nor what is refused for its size."""
    spilled: list[object] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", spilled.append)
    case = house.take()
    browser = opened(house, case)

    refused = send(browser, case, (("大.png", PNG.ljust(8 << 20, b"x")),))
    taken = send(browser, case, (("小.png", PNG.ljust(LARGEST_FILE, b"x")),))

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert spilled == []
