"""Chasing (返事を求める): the pages of who asked; a wrong case or alias is answered as unknown."""

import re

import pytest

from services.web import dates
from services.worker import catch_up
from tests.services.sharing_town import Sharing, open_sharing
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House

SAID = {
    "answer": "accept",
    "channel": "phone",
    "said_on": dates.in_era(dates.today()),
    "speaker": "貸付係 田中係長",
    "number": "000-0000-0177",
    "words": "来週なら会えるとのこと。",
    "read_back": "yes",
}


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    sharing = open_sharing(fresh_house.city)
    sharing.consent()
    sharing.propose()
    return sharing


def answer_page(browser: Browser, sharing: Sharing) -> str:
    """Open the page on which an answer is taken down; return its address."""
    page = browser.get(f"/cases/{sharing.case}/provisions").text
    found = re.search(r'href="(/cases/\w+/provisions/\w+/answer)"', page)
    assert found is not None
    assert browser.get(found[1]).status_code == 200
    return found[1]


def test_an_answer_by_telephone_is_marked_on_both_sides(
    fresh_house: House, sharing: Sharing
) -> None:
    """R43."""
    browser = fresh_house.browser(COUNSELLOR)
    at = answer_page(browser, sharing)

    saved = browser.post(at, SAID)
    catch_up(fresh_house.system.databases)

    ours = browser.get(f"/cases/{sharing.case}/provisions").text
    theirs = fresh_house.browser(LENDER)
    listed = re.search(r'href="(/provisions/\w+)"', theirs.get("/provisions").text)
    assert listed is not None
    page = theirs.get(listed[1]).text
    assert saved.status_code == 303
    assert "電話で聞き取り" in ours
    assert SAID["speaker"] in ours
    assert "提供元が記録しました" in page
    assert SAID["speaker"] not in page
    assert browser.get(at).status_code == 404


def test_what_was_typed_is_kept_when_it_is_refused(fresh_house: House, sharing: Sharing) -> None:
    browser = fresh_house.browser(COUNSELLOR)
    at = answer_page(browser, sharing)

    page = browser.post(at, {**SAID, "answer": "decline", "speaker": ""})

    assert page.status_code == 422
    assert "返事をした人を書いてください。" in page.text
    assert "理由を選んでください。" in page.text
    assert SAID["words"] in page.text


def test_nobody_is_urged_before_it_is_time(fresh_house: House, sharing: Sharing) -> None:
    page = fresh_house.browser(COUNSELLOR).get(f"/cases/{sharing.case}/provisions").text

    assert "返事待ち" in page
    assert "/urging" not in page


def test_who_has_to_answer_finds_it_on_my_work(fresh_house: House, sharing: Sharing) -> None:
    theirs = fresh_house.browser(LENDER).get("/").text
    ours = fresh_house.browser(COUNSELLOR).get("/").text

    assert "返事をする依頼（ほかの機関から）" in theirs
    assert "返事をする依頼" not in ours
    assert sharing.case not in theirs


def test_the_recipient_takes_no_answer_down_at_the_askers_address(
    fresh_house: House, sharing: Sharing
) -> None:
    browser = fresh_house.browser(COUNSELLOR)
    at = answer_page(browser, sharing)
    unknown = at.replace(sharing.case, "a" * 26)
    theirs = fresh_house.browser(LENDER)

    answers = [theirs.get(at), theirs.get(unknown), browser.get(unknown)]

    assert {one.status_code for one in answers} == {404}
    assert answers[0].text == answers[1].text
