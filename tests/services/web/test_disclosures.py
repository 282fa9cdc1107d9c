"""開示台帳 and だれに渡したか: the pages, their files, and who is not shown them."""

import csv
import io

import pytest

from events.access import AccountInspected, ContentRead, Surface
from services.web.session import stand_code
from services.worker import catch_up
from tests.city import TENANT
from tests.services.api.client import Program
from tests.services.sharing_town import TOLD, Sharing, open_sharing
from tests.services.web.house import ADMINISTRATOR, AUDITOR, COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_provision import proposed


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    return open_sharing(fresh_house.city)


def looked_at(house: House, sharing: Sharing) -> None:
    """Have the lending programme accept and look."""
    sharing.consent()
    at = proposed(house, sharing)
    lender = house.browser(LENDER)
    lender.get(at)
    lender.post(f"{at}/answer", {"answer": "accept"})
    catch_up(house.system.databases)
    lender.get(at)
    catch_up(house.system.databases)


def lines(answer: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.decode("utf-8-sig"))))


def test_the_desk_reads_who_saw_which_record_of_its_case(
    fresh_house: House, sharing: Sharing
) -> None:
    """R43: by name, time, basis and category; nothing of what it says."""
    looked_at(fresh_house, sharing)

    page = fresh_house.browser(COUNSELLOR).get(f"/cases/{sharing.case}/disclosures").text

    assert "田中 豊" in page
    assert "本人の同意" in page
    assert "支援経過" in page
    assert TOLD not in page


def test_the_file_of_a_case_has_its_own_person_only(fresh_house: House, sharing: Sharing) -> None:
    """R44, R45: with the names of the parties, the day, the items and the basis."""
    looked_at(fresh_house, sharing)
    browser, ledger = fresh_house.browser(COUNSELLOR), fresh_house.system.ledgers.of(TENANT)
    browser.get(f"/cases/{sharing.case}/disclosures")
    before = ledger.size()

    answer = browser.post(f"/cases/{sharing.case}/disclosures/export")

    found = fresh_house.system.accounting.of_case(fresh_house.city.worker, sharing.case)
    own = sum(item.own for row in found.rows for item in row.items)
    rows = lines(answer.content)
    assert len(rows) == 1 + own
    assert {row[5] for row in rows[1:]} == {"本人の同意"}
    entry = ledger.entries(before, 1)[0].event
    assert isinstance(entry, ContentRead)
    assert entry.surface is Surface.DISCLOSURES_EXPORT


def test_the_auditor_reads_the_ledger_and_its_file_is_on_record(
    fresh_house: House, sharing: Sharing
) -> None:
    """R43, R50."""
    looked_at(fresh_house, sharing)
    browser, ledger = fresh_house.browser(AUDITOR), fresh_house.system.ledgers.of(TENANT)

    page = browser.get("/disclosures").text
    before = ledger.size()
    rows = lines(browser.post("/disclosures/export").content)

    assert "田中 豊" in page
    assert TOLD not in page
    assert "髙橋" not in page
    assert rows[0][0] == "日時"
    assert len(rows) > len({row[-1] for row in rows})
    entry = ledger.entries(before, 1)[0].event
    assert isinstance(entry, AccountInspected)
    assert entry.surface is Surface.DISCLOSURES_EXPORT


@pytest.mark.parametrize("login", [COUNSELLOR, LENDER, ADMINISTRATOR])
def test_the_ledger_is_there_for_its_auditor_only(house: House, login: str) -> None:
    browser = house.browser(login)
    stand = stand_code(house.city.log_in(login))

    assert browser.get("/disclosures").status_code == 404
    assert browser.client.post("/disclosures/export", data={"stand": stand}).status_code == 404


@pytest.mark.parametrize("login", [AUDITOR, LENDER])
def test_a_case_tells_nobody_elses_staff_whom_it_was_shown_to(house: House, login: str) -> None:
    """Promise 5: answered as a case that never was."""
    case, browser = house.take(), house.browser(login)
    stand = {"stand": stand_code(house.city.log_in(login))}

    answers = [
        (
            browser.get(f"/cases/{one}/disclosures").status_code,
            browser.client.post(f"/cases/{one}/disclosures/export", data=stand).status_code,
        )
        for one in (case, "c" * 26)
    ]

    assert answers == [(404, 404)] * 2


@pytest.mark.parametrize(
    ("login", "path"), [(AUDITOR, "/disclosures"), (COUNSELLOR, "/cases/{case}/disclosures")]
)
def test_a_page_opened_in_another_standing_gives_no_file(
    house: House, login: str, path: str
) -> None:
    at = path.format(case=house.take())
    browser: Browser = house.browser(login)

    answer = browser.client.post(f"{at}/export", data={"stand": stand_code(house.city.outsider)})

    assert answer.status_code == 409
    assert "text/html" in answer.headers["content-type"]


def test_programs_read_the_same(fresh_house: House, sharing: Sharing) -> None:
    looked_at(fresh_house, sharing)

    of_case = Program(fresh_house, COUNSELLOR).get(f"cases/{sharing.case}/disclosures").json()
    ledger = Program(fresh_house, AUDITOR).get("disclosures").json()

    assert of_case["rows"][0]["seq"] == ledger["rows"][0]["seq"]
    assert Program(fresh_house, LENDER).get("disclosures").status_code == 404
    assert Program(fresh_house, LENDER).get(f"cases/{sharing.case}/disclosures").status_code == 404
