"""後から記録した理由: every dated form of a case asks why a day of long ago comes now (R74)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from services.web import dates
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, Browser, House
from tests.services.web.test_assessment import FOUND
from tests.services.web.test_handover import MADE, send
from tests.services.web.test_referral import BROUGHT

WHY: Final = "システム停止中の紙記録"
NO_REASON: Final = "後から記録した理由がありません"
LONG_AGO: Final = dates.today() - timedelta(20)
LATE: Final = dates.in_era(dates.today() - timedelta(8))
IN_TIME: Final = dates.in_era(dates.today() - timedelta(7))
FORMS: Final[dict[str, tuple[str, str, str, dict[str, Any]]]] = {
    "assessment": ("assessment", "assessment", "assessed_on", FOUND),
    "residence": ("residence", "residence", "checked_on", {"residence": "registered_here"}),
    "promoter": ("promoter", "promoter", "asked_on", {"text": "課題が重なる。"}),
    "handover": ("handovers", "handovers", "made_on", MADE),
    "referral": ("referrals", "referrals", "received_on", BROUGHT),
    "relief": ("relief", "relief", "given_on", {"kind": "food", "text": "食料3日分。"}),
}
"""Address of the form's page, where it is sent, its day, and what is typed."""


def taken(house: House) -> str:
    old = replace(samples.CONSULTATION, happened_on=LONG_AGO, late_reason=WHY)
    return house.take(sent=old)


def written(house: House, case: str, name: str, typed: dict[str, Any]) -> Any:
    page, sent, _, filled = FORMS[name]
    browser: Browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/{page}")
    return send(browser, f"/cases/{case}/{sent}", filled | typed)


def kinds(house: House, case: str) -> list[str]:
    return [item.kind for item in house.system.reading.case_page(house.city.worker, case).items]


@pytest.mark.parametrize("name", ["assessment", "residence", "promoter", "handover", "referral"])
def test_a_day_of_long_ago_is_asked_why_and_kept_with_the_answer(house: House, name: str) -> None:
    """R74: the reason is a record beside what came late; the form keeps what was typed."""
    case, day = taken(house), FORMS[name][2]
    before = kinds(house, case)

    refused = written(house, case, name, {day: LATE})
    unwritten = kinds(house, case)
    done = written(house, case, name, {day: LATE, "late_reason": WHY})

    assert refused.status_code == 422
    assert NO_REASON in refused.text
    assert f'value="{LATE}"' in refused.text
    assert unwritten == before
    assert done.status_code == 303
    items = house.system.reading.case_page(house.city.worker, case).items
    why = next(item for item in items if item.kind == "lateness.reason-given")
    assert why.text("text") == WHY
    assert why.about in {item.alias for item in items} - {why.alias}
    assert len(items) == len(before) + 2


@pytest.mark.parametrize("name", ["relief", "handover"])
def test_a_day_within_the_limit_is_asked_nothing(house: House, name: str) -> None:
    """R74: the setting says seven days until something else is decided."""
    case = taken(house)

    done = written(house, case, name, {FORMS[name][2]: IN_TIME})

    assert done.status_code == 303
    assert "lateness.reason-given" not in kinds(house, case)


def test_a_reason_may_hold_no_individual_number(house: House) -> None:
    """R77."""
    case = taken(house)

    refused = written(house, case, "relief", {"given_on": LATE, "late_reason": "1234-5678-9018"})

    assert refused.status_code == 422
    assert 'id="late_reason-wrong"' in refused.text
    assert "lateness.reason-given" not in kinds(house, case)


def test_a_closing_of_long_ago_says_why_on_both_its_pages(house: House) -> None:
    """R74."""
    case = taken(house)
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}")
    typed = {"reason": "own_wish", "closed_on": LATE, "summary": ""}
    address = f"/cases/{case}/closing"

    refused = browser.post(address, {**typed, "step": "close"})
    browser.get(f"/cases/{case}")
    check = browser.post(address, {**typed, "late_reason": WHY})
    done = browser.post(address, {**typed, "late_reason": WHY, "step": "close"})

    assert NO_REASON in refused.text
    assert WHY in check.text
    assert done.status_code == 303
    assert kinds(house, case)[:2] == ["case.closed", "lateness.reason-given"]
