"""Provision (情報提供): the pages of both parties; each sees its own (R24, R25, R27, R33)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from events.assessment import Need, RecordAssessment
from events.consent_terms import Subjects
from services.web import dates
from services.worker import catch_up
from tests.services.sharing_town import ASKED, TOLD, Sharing, open_sharing
from tests.services.web.house import COUNSELLOR, Browser, House

LENDER = "tanaka"
SOON = dates.in_era(dates.today() + timedelta(days=3))


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    return open_sharing(fresh_house.city)


def choose(browser: Browser, sharing: Sharing) -> list[str]:
    """Choose whom to provide for what; return the records that may be ticked."""
    chosen = {"recipient": sharing.recipient(), "purpose": "SERVICE"}
    page = browser.get(f"/cases/{sharing.case}/provision", params=chosen).text
    return re.findall(r'name="records" value="(\w+)"', page)


def proposed(house: House, sharing: Sharing) -> str:
    """Propose all there is, by the page; return where the recipient finds it."""
    browser = house.browser(COUNSELLOR)
    records = choose(browser, sharing)
    typed = {"records": records, "words": ASKED, "reply_by": SOON}
    answer = browser.post(f"/cases/{sharing.case}/provisions", typed)
    assert answer.status_code == 303, answer.text
    catch_up(house.system.databases)
    listed = house.browser(LENDER).get("/provisions").text
    found = re.search(r'href="(/provisions/\w+)"', listed)
    assert found is not None
    return found[1]


def test_without_a_consent_no_record_may_be_ticked(fresh_house: House, sharing: Sharing) -> None:
    """R33."""
    browser = fresh_house.browser(COUNSELLOR)

    records = choose(browser, sharing)

    assert records == []
    assert "見えない" in browser.page
    assert "同意" in browser.page


def test_the_table_says_what_a_consent_reaches_and_what_not(
    fresh_house: House, sharing: Sharing
) -> None:
    """R24."""
    sharing.consent(subjects=(Subjects.BASIC,))
    browser = fresh_house.browser(COUNSELLOR)

    choose(browser, sharing)

    assert "見える" in browser.page
    assert "見えない" in browser.page


def test_codes_are_told_in_words_on_both_sides(fresh_house: House, sharing: Sharing) -> None:
    """Sealed codes too: a recipient reads what the form offered, not what the log holds."""
    town = sharing.town
    page = town.system.reading.case_page(town.worker, sharing.case)
    assessed = RecordAssessment(
        assessed_on=dates.today(),
        needs=(Need.POVERTY, Need.ISOLATION),
        domains=(),
        work=None,
        housing=None,
        findings="本人の話から。",
        health="",
        disability="",
        income="",
        debt="",
    )
    town.system.commands.write(town.worker, uuid4(), sharing.case, page.token, assessed)
    catch_up(town.system.databases)
    sharing.consent()
    at = proposed(fresh_house, sharing)
    browser, desk = fresh_house.browser(LENDER), fresh_house.browser(COUNSELLOR)

    browser.get(at)
    browser.post(f"{at}/answer", {"answer": "accept"})
    catch_up(town.system.databases)
    told = browser.get(at).text
    choose(desk, sharing)

    assert "経済的困窮、社会的孤立" in told
    assert "poverty" not in told
    assert "poverty" not in desk.page


def test_the_loop_is_closed_by_pages_alone(fresh_house: House, sharing: Sharing) -> None:
    sharing.consent()
    at = proposed(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)

    asked = lender.get(at).text
    accepted = lender.post(f"{at}/answer", {"answer": "accept"})
    catch_up(fresh_house.system.databases)
    seen = lender.get(at).text
    ended = lender.post(f"{at}/answer", {"answer": "end", "how": "completed"})

    assert ASKED in asked
    assert TOLD not in asked
    assert (accepted.status_code, ended.status_code) == (303, 303)
    assert TOLD in seen
    assert "髙橋 花子" in seen
    catch_up(fresh_house.system.databases)
    assert at not in lender.get("/provisions").text
    provider = fresh_house.browser(COUNSELLOR).get(f"/cases/{sharing.case}/provisions").text
    assert "支援を終えた" in provider


def test_a_withdrawal_while_the_page_is_open_shows_in_its_next_request(
    fresh_house: House, sharing: Sharing
) -> None:
    """R27."""
    consent = sharing.consent()
    at = proposed(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)
    lender.get(at)
    lender.post(f"{at}/answer", {"answer": "accept"})
    catch_up(fresh_house.system.databases)
    lender.get(at)
    catch_up(fresh_house.system.databases)

    sharing.withdraw(consent)
    page = lender.get(at).text

    assert TOLD not in page
    assert "髙橋" not in page
    assert "いまは表示できないものがあります" in page


def test_a_refusal_keeps_what_was_typed_and_names_the_rule(
    fresh_house: House, sharing: Sharing
) -> None:
    sharing.consent()
    browser = fresh_house.browser(COUNSELLOR)
    records = choose(browser, sharing)

    late = dates.in_era(dates.today() - timedelta(days=1))
    typed = {"records": records, "words": ASKED, "reply_by": late}
    page = browser.post(f"/cases/{sharing.case}/provisions", typed)

    assert page.status_code == 422
    assert ASKED in page.text
    assert "返事の期限が過ぎています" in page.text
    assert page.text.count(" checked") == len(records)


def test_a_declined_one_says_why_to_its_provider(fresh_house: House, sharing: Sharing) -> None:
    sharing.consent()
    at = proposed(fresh_house, sharing)
    lender = fresh_house.browser(LENDER)
    lender.get(at)

    lender.post(f"{at}/answer", {"answer": "decline", "why": "no_capacity"})
    catch_up(fresh_house.system.databases)

    provider = fresh_house.browser(COUNSELLOR).get(f"/cases/{sharing.case}/provisions").text
    assert "いま受ける余裕がない" in provider
    assert lender.get(at).status_code == 404


def test_a_revoked_one_is_gone_for_its_recipient(fresh_house: House, sharing: Sharing) -> None:
    sharing.consent()
    at = proposed(fresh_house, sharing)
    browser = fresh_house.browser(COUNSELLOR)
    page = browser.get(f"/cases/{sharing.case}/provisions").text
    found = re.search(r'action="([^"]+/revocation)"', page)
    assert found is not None

    browser.post(found[1], {})
    catch_up(fresh_house.system.databases)

    lender = fresh_house.browser(LENDER)
    assert lender.get(at).status_code == 404
    assert at not in lender.get("/provisions").text


def test_absent_and_unknown_are_the_same_page(fresh_house: House, sharing: Sharing) -> None:
    """Promise 5: what an agency may not know leaves no trace."""
    consent = sharing.consent()
    at = proposed(fresh_house, sharing)
    sharing.withdraw(consent)
    lender = fresh_house.browser(LENDER)

    hidden, unknown = lender.get(at), lender.get("/provisions/" + "a" * 26)

    assert (hidden.status_code, hidden.text) == (unknown.status_code, unknown.text)


def test_whoever_is_no_party_finds_none_of_its_addresses(
    fresh_house: House, sharing: Sharing
) -> None:
    """Crossed paths: the alias of another agency, the case of another programme."""
    sharing.consent()
    at = proposed(fresh_house, sharing)
    lender, counsellor = fresh_house.browser(LENDER), fresh_house.browser(COUNSELLOR)

    assert counsellor.get(at).status_code == 404
    assert lender.get(f"/cases/{sharing.case}/provisions").status_code == 404
    assert lender.get(f"/cases/{sharing.case}/provision").status_code == 404
