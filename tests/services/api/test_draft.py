"""下書き over the API: list, keep, open, go on, hand on, discard; as on the pages."""

from typing import Any, Final

import pytest

from services.draft_views import DraftLine
from services.web.drafts import PLACES
from tests.city import TENANT
from tests.services.api.client import Program, problem
from tests.services.web.house import AUDITOR, COLLEAGUE, COUNSELLOR, LENDER, House

WORDS: Final = "いまの家で暮らし続けたい。"
TYPED: Final = [{"field": "intent", "text": WORDS}, {"field": "programmes", "text": "budget"}]


def begun(house: House) -> tuple[Program, dict[str, Any], Any]:
    """Keep a plan that was begun; return what was sent and the answer."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    state = program.get(f"cases/{case}/plan").headers["etag"]
    sent = {"form": "plan", "case": case, "state": state, "typed": TYPED}
    return program, sent, program.send("drafts", sent)


def colleague(program: Program, name: str) -> str:
    return next(one["alias"] for one in program.get("colleagues").json() if one["name"] == name)


def test_a_draft_is_kept_listed_opened_gone_on_with_and_discarded(house: House) -> None:
    program, sent, kept = begun(house)
    alias, at = kept.json()["alias"], f"drafts/{kept.json()['alias']}"
    more, seen = [{"field": "intent", "text": WORDS * 2}], {"If-Match": kept.headers["etag"]}

    listed = program.get("drafts").json()
    opened = program.get(at)
    changed = program.http.put(at, json={**sent, "typed": more}, headers=seen)
    again = program.get(at)
    gone = program.http.delete(at)

    assert kept.status_code == 201
    assert kept.headers["location"] == f"/api/v1/{at}"
    assert (listed[0]["alias"], listed[0]["form"], listed[0]["case"]) == (
        alias,
        "plan",
        sent["case"],
    )
    assert WORDS not in str(listed)
    assert opened.json()["state"] == sent["state"].strip('"')
    assert (opened.json()["typed"], opened.headers["etag"]) == (TYPED, kept.headers["etag"])
    assert (again.json()["typed"], again.headers["etag"]) == (more, changed.headers["etag"])
    assert (changed.status_code, gone.status_code) == (200, 204)
    assert problem(program.get(at)) == (404, "not-shown")


def test_a_draft_of_a_program_opens_on_the_page_and_is_gone_when_recorded(house: House) -> None:
    _, sent, kept = begun(house)
    browser, at = house.browser(COUNSELLOR), f"/drafts/{kept.json()['alias']}"

    shown = browser.get(at).text
    recorded = browser.post(f"/cases/{sent['case']}/plan/draft", {"intent": WORDS})

    assert f"{WORDS}</textarea>" in shown
    assert recorded.status_code == 303
    assert browser.get(at).status_code == 404


def test_what_was_not_seen_is_not_overwritten(house: House) -> None:
    program, sent, kept = begun(house)
    at, seen = f"drafts/{kept.json()['alias']}", {"If-Match": kept.headers["etag"]}
    more = [{"field": "intent", "text": WORDS * 2}]
    program.http.put(at, json={**sent, "typed": more}, headers=seen)

    stale = program.http.put(at, json=sent, headers=seen)
    unseen = program.http.put(at, json=sent)
    garbled = program.http.put(at, json=sent, headers={"If-Match": '"yesterday"'})

    assert problem(stale) == problem(garbled) == (412, "draft-changed")
    assert problem(unseen) == (428, "if-match-missing")
    assert program.get(at).json()["typed"] == more


def test_a_draft_handed_on_is_the_colleagues_alone(house: House) -> None:
    program, _, kept = begun(house)
    at, to = f"drafts/{kept.json()['alias']}", colleague(program, "鈴木 健")

    handed = program.send(f"{at}/handing-on", {"colleague": to})

    assert handed.status_code == 204
    assert problem(program.get(at)) == (404, "not-shown")
    assert Program(house, COLLEAGUE).get(at).json()["typed"] == TYPED


@pytest.mark.parametrize("login", [COLLEAGUE, LENDER, AUDITOR])
def test_a_draft_of_somebody_else_is_answered_like_one_that_is_not_there(
    house: House, login: str
) -> None:
    """Promise 5."""
    _, sent, kept = begun(house)
    at, other = f"drafts/{kept.json()['alias']}", Program(house, login)
    seen = {"If-Match": kept.headers["etag"]}
    none = "drafts/" + "a" * 26

    answers = [
        (other.get(at), other.get(none)),
        (other.http.delete(at), other.http.delete(none)),
        (
            other.http.put(at, json=sent, headers=seen),
            other.http.put(none, json=sent, headers=seen),
        ),
        (
            other.send(f"{at}/handing-on", {"colleague": "a" * 26}),
            other.send(f"{none}/handing-on", {"colleague": "a" * 26}),
        ),
    ]

    assert all(theirs.content == missing.content for theirs, missing in answers)
    assert {theirs.status_code for theirs, _ in answers} <= {404, 412}


def test_opening_a_draft_leaves_an_entry_of_its_own(house: House) -> None:
    """Promise 2."""
    program, _, kept = begun(house)
    before = house.entries()

    program.get("drafts")
    program.get(f"drafts/{kept.json()['alias']}")

    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    topics = [entry.event.TOPIC for entry in entries if entry.event.TOPIC != "key.created"]
    assert topics == ["access.draft-opened"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"form": "closing", "case": "a" * 26, "typed": []}, "form"),
        ({"form": "assessment", "case": "", "typed": []}, "case"),
        ({"form": "assessment", "case": "a" * 26, "typed": []}, "state"),
        ({"form": "slip", "typed": [{"field": "name", "text": "1234 5678 9018"}]}, "name"),
    ],
)
def test_what_is_no_draft_is_refused_at_its_field(
    house: House, body: dict[str, Any], field: str
) -> None:
    """R77 in a draft too."""
    refused = Program(house, COUNSELLOR).send("drafts", body)

    assert problem(refused) == (422, "form-incomplete")
    assert refused.json()["field"] == field


def test_every_form_that_drafts_are_kept_of_is_named_in_the_description(house: House) -> None:
    schemas = house.client().get("/api/v1/openapi.json").json()["components"]["schemas"]

    assert schemas["NewDraft"]["properties"]["form"]["enum"] == list(PLACES)
    assert set(schemas["DraftLine"]["properties"]) == set(DraftLine.__dataclass_fields__)
