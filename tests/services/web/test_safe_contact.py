"""安全な連絡方法の表示: it stands where somebody goes to the person (R57)."""

import pytest

from tests.services.api.client import Program
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, LENDER, House
from tests.services.web.test_protection import MEASURE, sent

SHEETS = ("tasks", "visits", "handovers", "referrals", "answers")
NEVER = "夫の勤め先の代表番号"
NOT_ASKED = "安全な連絡方法を聞いていません"


@pytest.mark.parametrize("at", SHEETS)
def test_what_must_never_be_called_stands_on_the_sheet_by_which_one_acts(
    house: House, at: str
) -> None:
    """R57: for a colleague too, on the page and for programs; not for another programme."""
    case = house.take()
    before = house.browser(COLLEAGUE).get(f"/cases/{case}/{at}").text

    safe = {"never": NEVER, "sender": "hidden"}
    sent(house.browser(COUNSELLOR), f"/cases/{case}/person/safe-contact", safe)

    page = house.browser(COLLEAGUE).get(f"/cases/{case}/{at}").text
    told = Program(house, COLLEAGUE).get(f"cases/{case}/{at}").json()
    assert NEVER not in before
    assert NEVER in page
    assert told["whereabouts"]["safe"]["never"] == NEVER
    for login in (LENDER, AUDITOR):
        refused = house.browser(login).get(f"/cases/{case}/{at}")
        assert (refused.status_code, NEVER in refused.text) == (404, False)


@pytest.mark.parametrize("at", SHEETS)
def test_a_protected_person_whom_nobody_asked_is_asked_first(house: House, at: str) -> None:
    """R53, R57: and no refuge stands there."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    before = browser.get(f"/cases/{case}/{at}").text
    protection = f"/cases/{case}/person/protection"

    sent(browser, f"{protection}/measure", MEASURE)
    sent(browser, f"{protection}/refuge", {"address": "栗林町の施設"})

    page = browser.get(f"/cases/{case}/{at}").text
    assert NOT_ASKED not in before
    assert NOT_ASKED in page
    assert f'href="/cases/{case}/person/safe-contact"' in page
    assert "栗林町の施設" not in page


def test_it_does_not_stand_on_the_screen_turned_to_the_person(house: House) -> None:
    """R57: whoever came along with them must not read whom they hide from."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    sent(browser, f"/cases/{case}/person/safe-contact", {"never": NEVER, "sender": "hidden"})

    assert NEVER in browser.get(f"/cases/{case}").text
    screen = browser.get(f"/cases/{case}/shown")
    assert (screen.status_code, NEVER in screen.text) == (200, False)
