"""持ち込まれた引継ぎ: who brought the person; 「つながりました」 with their agreement only."""

import re
from typing import Any

import pytest

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_handover import send

BROUGHT: dict[str, Any] = {
    "kind": "recommendation",
    "bringer": "agency",
    "body": "city_division",
    "bringer_name": "納税課 徴収係 小田桐",
    "means": "paper",
    "telling": "not_yet_asked",
    "text": "分納の相談中に、食べるものにも困っていると話された。",
}


def receive(house: House, case: str, typed: dict[str, Any] = BROUGHT) -> Browser:
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/referrals")
    answer = send(browser, f"/cases/{case}/referrals", typed)
    assert answer.status_code == 303
    browser.get(answer.headers["location"])
    return browser


def links(browser: Browser, what: str) -> list[str]:
    return re.findall(rf'href="(/cases/[^"]*/{what})"', browser.page)


def test_the_bringer_is_told_after_the_person_agreed(house: House) -> None:
    case = house.take()
    browser = receive(house, case)
    asked, offered = browser.page, links(browser, "told")

    address = links(browser, "telling")[0]
    browser.get(address)
    browser.get(send(browser, address, {"telling": "agreed"}).headers["location"])
    told = links(browser, "told")[0]
    browser.get(told)
    answer = send(browser, told, {"text": "内線で小田桐さんに。"})
    page = browser.get(answer.headers["location"]).text

    assert "本人の答え：まだ聞いていない" in asked
    assert offered == []
    assert answer.headers["location"] == f"/cases/{case}/referrals?done=told"
    assert "伝えました" in page
    assert "内線で小田桐さんに。" in page
    assert links(browser, "told") == links(browser, "telling") == []
    assert browser.get(told).status_code == 404


def test_nothing_is_told_without_the_persons_agreement(house: House) -> None:
    case = house.take()
    browser = receive(house, case, {**BROUGHT, "telling": "refused"})
    told = links(browser, "telling")[0].replace("telling", "told")
    browser.get(told)

    answer = send(browser, told, {})

    assert answer.status_code == 409
    assert "本人の同意がないので、伝えられません" in answer.text


REPORT: dict[str, Any] = {
    **BROUGHT,
    "kind": "composite_report",
    "body": "community_support_center",
    "bringer_name": "ひがし地域包括支援センター 相原",
    "doing": "週一度の安否の電話。",
    "aware": "does_not_know",
    "due": dates.in_era(dates.today()),
}


def due(house: House, case: str) -> list[str]:
    page = house.system.reading.case_page(house.city.worker, case)
    return [row.kind for row in page.deadlines if row.kind.startswith("referral")]


def work(house: House) -> str:
    return house.browser(COUNSELLOR).get("/").text


@pytest.mark.parametrize("ends", ["told", "refused"])
def test_a_report_waits_on_my_work_until_it_is_answered_or_the_person_refuses(
    house: House, ends: str
) -> None:
    """The report, ch. 6: another body reports a composite case and waits for one word."""
    case = house.take()
    browser = receive(house, case, REPORT)
    page, waits, listed = browser.page, due(house, case), work(house)

    address = links(browser, "telling")[0]
    browser.get(address)
    said = {"telling": "refused" if ends == "refused" else "agreed"}
    browser.get(send(browser, address, said).headers["location"])
    asked = due(house, case)
    if ends == "told":
        told = links(browser, "told")[0]
        browser.get(told)
        send(browser, told, {"text": "電話で相原さんに。"})

    assert "週一度の安否の電話。" in page
    assert "本人はこの連絡を知りません。" in page
    assert f'href="/cases/{case}/promoter"' in page
    assert waits == ["referral.received"]
    assert "持ち込まれた引継ぎ" in listed
    assert "返事の期限" in listed
    assert asked == ([] if ends == "refused" else ["referral.received"])
    assert due(house, case) == []


def test_a_report_with_its_reply_ends_with_the_case(house: House) -> None:
    case = house.take()
    receive(house, case, REPORT)

    house.close(case)

    assert due(house, case) == []


def test_a_colleague_of_another_programme_is_not_reminded_of_the_reply(house: House) -> None:
    """Promise 5."""
    case = house.take()
    receive(house, case, REPORT)

    listed = house.browser(LENDER).get("/").text

    assert "返事の期限" not in listed
    assert case not in listed


def test_the_latest_word_of_the_person_counts(house: House) -> None:
    case = house.take()
    browser = receive(house, case, {**BROUGHT, "telling": "agreed"})

    address = links(browser, "telling")[0]
    browser.get(address)
    page = browser.get(send(browser, address, {"telling": "refused"}).headers["location"]).text

    assert "本人の答え：伝えないでほしい" in page
    assert links(browser, "told") == []


def test_a_neighbour_who_asks_for_confidence_is_named_as_such(house: House) -> None:
    case = house.take()
    quiet = {
        **BROUGHT,
        "kind": "referral",
        "bringer": "neighbour",
        "body": "",
        "bringer_name": "隣室の方",
        "confidential": "yes",
    }

    receive(house, case, quiet)

    item = house.system.reading.case_page(house.city.worker, case).items[0]
    assert (item.text("bringer_name"), item.text("informant")) == ("", "隣室の方")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"body": ""}, "body"),
        ({"bringer": "doctor"}, "body"),
        ({"bringer": ""}, "bringer"),
        ({"kind": ""}, "kind"),
        ({"means": ""}, "means"),
        ({"telling": ""}, "telling"),
        ({"bringer_name": ""}, "bringer_name"),
        ({"text": "1234-5678-9018"}, "text"),
        ({"kind": "composite_report", "aware": "knows"}, "doing"),
        ({"kind": "composite_report", "doing": "電話。"}, "aware"),
        ({"due": "いつか"}, "due"),
        ({"doing": "1234-5678-9018"}, "doing"),
    ],
)
def test_an_incomplete_referral_is_asked_for_again(
    house: House, typed: dict[str, Any], field: str
) -> None:
    """R77 for the last."""
    case = house.take()
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/referrals")

    answer = send(browser, f"/cases/{case}/referrals", {**BROUGHT, **typed})

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text


def test_a_colleague_of_another_programme_finds_no_referrals(house: House) -> None:
    """Promise 5."""
    case, stranger = house.take(), house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/referrals")

    assert hidden.status_code == 404
    assert hidden.content == stranger.get(f"/cases/{'a' * 26}/referrals").content
