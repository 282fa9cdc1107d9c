"""下書き: of アセスメント, 支援計画 and 評価 as of a slip; nothing that was typed is lost."""

import re
from dataclasses import dataclass
from typing import Any, Final

import pytest

from services.refusals import NotShown
from services.web import dates
from tests.city import PASSWORD
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_ending import EVALUATION
from tests.services.web.test_plan import DRAFT, decided, drafted

TODAY: Final = dates.in_era(dates.today())
QUIETLY: Final = {"accept": "application/json"}
WORDS: Final = "まだ、だれにも話していないと言った。"


@dataclass(frozen=True)
class Form:
    """A form of a case: where it is, what is typed, and which field holds the words."""

    at: str
    typed: dict[str, Any]
    field: str
    title: str


FORMS: Final = {
    "assessment": Form(
        "/assessment",
        {"assessed_on": TODAY, "needs": "debt", "findings": WORDS, "debt": "カード2枚。"},
        "findings",
        "アセスメント",
    ),
    "plan": Form("/plan/draft", {**DRAFT, "intent": WORDS}, "intent", "支援計画"),
    "evaluation": Form("/ending/evaluation", {**EVALUATION, "text": WORDS}, "text", "評価"),
}


def begun(house: House, kind: str) -> tuple[Browser, str, dict[str, Any]]:
    """Open a form of a case that may be written; return its hidden fields with what is typed."""
    if kind == "evaluation":
        browser, case = decided(house)
    else:
        case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}{FORMS[kind].at}"
    browser.get(at)
    return browser, at, {**browser.hidden(at), **FORMS[kind].typed}


def kept(browser: Browser, sent: dict[str, Any]) -> dict[str, str]:
    """Keep what was typed, as the small script does."""
    answer = browser.client.post("/drafts", data=sent, headers=QUIETLY)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("kind", FORMS)
def test_a_draft_comes_back_in_its_form_and_is_gone_when_recorded(house: House, kind: str) -> None:
    browser, at, sent = begun(house, kind)

    saved = browser.client.post("/drafts", data=sent)
    listed = browser.get("/drafts").text
    address = listed.split('href="/drafts/')[1].split('"')[0]
    opened = browser.get(f"/drafts/{address}").text
    again = {**browser.hidden(at), **FORMS[kind].typed}
    recorded = browser.client.post(at, data=again)

    assert (saved.status_code, saved.headers["location"]) == (303, "/drafts?done=saved")
    assert f">{FORMS[kind].title}<" in listed
    assert WORDS not in listed
    assert f"{WORDS}</textarea>" in opened
    assert recorded.status_code == 303
    assert browser.get(f"/drafts/{address}").status_code == 404


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_a_draft_comes_back(house: House, kind: str) -> None:
    browser, _, sent = begun(house, kind)

    alias = kept(browser, sent)["draft"]

    opened = browser.get(f"/drafts/{alias}").text
    for field, value in FORMS[kind].typed.items():
        for typed in [value] if isinstance(value, str) else value:
            where = rf'name="{field}"[^>]*value="{typed}"|name="{field}"[^>]*>\s*{typed}</textarea>'
            selected = rf'<option value="{typed}" selected'
            assert re.search(where, opened) or re.search(selected, opened), (field, typed)


@pytest.mark.parametrize("kind", FORMS)
def test_what_was_typed_outlives_the_session(house: House, kind: str) -> None:
    """Nothing typed is lost: neither the draft nor what stands on the page."""
    browser, at, sent = begun(house, kind)
    seen = kept(browser, sent)
    cookie = browser.client.cookies["__Host-session"]
    house.system.sessions.log_out(cookie)

    later = {**sent, **seen, FORMS[kind].field: WORDS * 2}
    unkept = browser.client.post("/drafts", data=later, headers=QUIETLY)
    refused = browser.client.post(at, data=later)
    logged_in = browser.client.post("/login", data={"login": COUNSELLOR, "password": PASSWORD})
    browser.page = refused.text
    given_back = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', refused.text))
    recorded = browser.client.post(at, data={**later, **given_back})

    assert (unkept.status_code, refused.status_code, logged_in.status_code) == (403, 403, 303)
    assert f'<dd class="kept">{WORDS * 2}</dd>' in refused.text
    assert recorded.status_code == 303
    assert browser.get(f"/drafts/{seen['draft']}").status_code == 404


@pytest.mark.parametrize("kind", FORMS)
def test_a_draft_is_handed_to_a_colleague_who_goes_on_with_it(house: House, kind: str) -> None:
    browser, at, sent = begun(house, kind)
    alias = kept(browser, sent)["draft"]
    page = browser.get("/drafts").text
    to = re.findall(r'<option value="([a-z0-9]+)">鈴木 健</option>', page)[0]

    handed = browser.post(f"/drafts/{alias}/hand-on", {"colleague": to})
    other = house.browser(COLLEAGUE)
    opened = other.get(f"/drafts/{alias}").text
    recorded = other.client.post(at, data={**other.hidden(at), **FORMS[kind].typed})

    assert handed.status_code == 303
    assert WORDS in opened
    assert recorded.status_code == 303
    assert browser.get(f"/drafts/{alias}").status_code == 404


def test_a_draft_of_a_newer_version_stays_about_the_version_it_replaces(house: House) -> None:
    browser, case = drafted(house)
    at = re.findall(rf'href="(/cases/{case}/plan/[^/"]+/draft)"', browser.page)[0]
    browser.get(at)
    alias = kept(browser, {**browser.hidden(at), **DRAFT, "goals": WORDS})["draft"]

    browser.get(f"/drafts/{alias}")
    recorded = browser.client.post(at, data={**browser.hidden(at), **DRAFT, "goals": WORDS})
    page = browser.get(f"/cases/{case}/plan").text

    assert recorded.status_code == 303
    assert (WORDS in page, DRAFT["goals"] in page, page.count('id="version-')) == (True, False, 1)


def test_a_record_that_is_none_leads_to_no_other_address(house: House) -> None:
    """Whoever is handed a draft presses its button: it goes where the form goes."""
    browser, at, sent = begun(house, "plan")
    alias = kept(browser, {**sent, "record": "../../../drafts"})["draft"]

    opened = browser.get(f"/drafts/{alias}").text

    assert f'action="{at}"' in opened
    assert 'action="/cases/' + at.split("/")[2] + "/plan/.." not in opened


@pytest.mark.parametrize("kind", FORMS)
def test_several_drafts_of_one_case_stand_beside_each_other(house: House, kind: str) -> None:
    browser, at, sent = begun(house, kind)
    first = kept(browser, sent)["draft"]
    browser.get(at)
    second = kept(browser, {**sent, **browser.hidden(at), FORMS[kind].field: "別の下書き。"})

    texts = [browser.get(f"/drafts/{alias}").text for alias in (first, second["draft"])]

    assert [WORDS in text for text in texts] == [True, False]
    assert ["別の下書き。" in text for text in texts] == [False, True]


@pytest.mark.parametrize("kind", FORMS)
def test_what_may_not_be_kept_is_shown_again(house: House, kind: str) -> None:
    """R77."""
    browser, at, sent = begun(house, kind)
    number = "番号は1234 5678 9018です。"

    refused = browser.client.post("/drafts", data={**sent, FORMS[kind].field: number})

    assert (refused.status_code, f'action="{at}"' in refused.text) == (422, True)
    assert f"{number}</textarea>" in refused.text


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_of_a_case_is_not_kept_without_one(house: House, kind: str) -> None:
    browser, _, sent = begun(house, kind)

    refused = browser.client.post("/drafts", data={**sent, "case": ""}, headers=QUIETLY)

    assert refused.status_code == 422


def test_who_may_not_know_of_the_case_opens_no_draft_of_it(house: House) -> None:
    """Promise 5: a case of another programme gives nothing to who names it."""
    browser, _, sent = begun(house, "assessment")
    kept(browser, sent)
    stranger = house.city.log_in(LENDER)
    drafts = house.system.drafts
    pairs = [("findings", WORDS)]

    alias = drafts.save(
        stranger, draft="", seen="", form="assessment", case=sent["case"], pairs=pairs
    ).alias

    with pytest.raises(NotShown):
        drafts.open(stranger, alias)
