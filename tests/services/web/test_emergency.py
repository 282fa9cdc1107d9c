"""Emergency (緊急開示): the pages of those who open, receive and review (R39)."""

import re

import pytest

from services.worker import catch_up
from tests.services.sharing_town import TOLD, Sharing, open_sharing
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, House

WHY = "呼びかけに返事がない。救急隊に持病を伝えたい。"
OPENED = {"law": "vital_interest", "minutes": "60", "words": WHY}


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    return open_sharing(fresh_house.city)


def opened(house: House, sharing: Sharing) -> str:
    """Open all there is, by the page; return its alias."""
    browser = house.browser(COUNSELLOR)
    page = browser.get(f"/cases/{sharing.case}/emergency").text
    records = re.findall(r'name="records" value="(\w+)"', page)
    typed = {**OPENED, "recipient": sharing.recipient(), "records": records}
    answer = browser.post(f"/cases/{sharing.case}/emergency", typed)
    assert answer.status_code == 303, answer.text
    catch_up(house.system.databases)
    found = re.search(r"/emergencies/(\w+)/review", browser.get("/emergencies").text)
    assert found is not None
    return found[1]


def test_one_page_opens_and_the_recipient_sees_at_once(
    fresh_house: House, sharing: Sharing
) -> None:
    alias = opened(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)

    listed = lender.get("/emergencies").text
    page = lender.get(f"/emergencies/received/{alias}").text

    assert f"/emergencies/received/{alias}" in listed
    assert TOLD in page
    assert WHY not in page


def test_without_a_ground_nothing_opens_and_what_was_typed_stays(
    fresh_house: House, sharing: Sharing
) -> None:
    browser = fresh_house.browser(COUNSELLOR)
    browser.get(f"/cases/{sharing.case}/emergency")

    answer = browser.post(f"/cases/{sharing.case}/emergency", {"words": WHY, "minutes": "60"})

    assert answer.status_code == 422
    assert WHY in answer.text
    assert "根拠を選んでください。" in answer.text
    assert "開示する相手を選んでください。" in answer.text


def test_the_reviewer_reads_the_grounds_and_ends_it(fresh_house: House, sharing: Sharing) -> None:
    alias = opened(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)
    lender.get(f"/emergencies/received/{alias}")
    catch_up(fresh_house.system.databases)
    senior = fresh_house.browser(COLLEAGUE)

    read = senior.get(f"/emergencies/{alias}/review").text
    typed = {"finding": "not_upheld", "words": "翌日の電話でも足りた。"}
    answer = senior.post(f"/emergencies/{alias}/review", typed)
    catch_up(fresh_house.system.databases)
    after = lender.get(f"/emergencies/received/{alias}").text
    stopped = lender.post(f"/emergencies/received/{alias}/stopping", {"how": "destroyed"})
    catch_up(fresh_house.system.databases)

    assert WHY in read
    assert (answer.status_code, stopped.status_code) == (303, 303)
    assert TOLD not in after
    assert "適切ではなかった" in after
    assert "控えを廃棄した" in senior.get("/emergencies").text


def test_who_opened_it_is_offered_no_review_and_is_refused_one(
    fresh_house: House, sharing: Sharing
) -> None:
    alias = opened(fresh_house, sharing)
    browser = fresh_house.browser(COUNSELLOR)

    page = browser.get(f"/emergencies/{alias}/review").text
    sent = {**browser.hidden(f"/emergencies/{alias}/end"), "finding": "upheld", "words": "よし"}
    answer = browser.client.post(f"/emergencies/{alias}/review", data=sent)

    assert "事後確認を保存する" not in page
    assert answer.status_code == 409


def test_it_is_kept_open_and_ended_by_its_page(fresh_house: House, sharing: Sharing) -> None:
    alias = opened(fresh_house, sharing)
    browser = fresh_house.browser(COUNSELLOR)
    at = f"/emergencies/{alias}"

    browser.get(f"{at}/review")
    longer = browser.post(f"{at}/extension", {"minutes": "30", "why": "まだ着かない。"})
    read = browser.get(f"{at}/review").text
    ended = browser.post(f"{at}/end", {})
    catch_up(fresh_house.system.databases)

    assert (longer.status_code, ended.status_code) == (303, 303)
    assert "まだ着かない。" in read
    assert fresh_house.browser(LENDER).get(f"/emergencies/received/{alias}").status_code == 404


@pytest.mark.parametrize("address", ["/emergencies/{}/review", "/cases/{}/emergency"])
def test_the_wrong_programme_finds_nothing(
    fresh_house: House, sharing: Sharing, address: str
) -> None:
    """Promise 5: as at an address that never was."""
    alias = opened(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)
    theirs = sharing.case if "cases" in address else alias

    hidden, unknown = lender.get(address.format(theirs)), lender.get(address.format("a" * 26))

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.text.replace(theirs, "") == unknown.text.replace("a" * 26, "")


def test_the_provider_does_not_read_as_the_recipient(fresh_house: House, sharing: Sharing) -> None:
    alias = opened(fresh_house, sharing)

    answer = fresh_house.browser(COUNSELLOR).get(f"/emergencies/received/{alias}")

    assert answer.status_code == 404
