"""Provision (情報提供) for programs: the same loop as on the pages (R27, R33, R43)."""

from datetime import timedelta
from typing import Any

import pytest

from services.web import dates
from services.worker import catch_up
from tests.services.api.client import Program, problem
from tests.services.sharing_town import ASKED, TOLD, Sharing, open_sharing
from tests.services.web.house import COUNSELLOR, LENDER, House

SOON = (dates.today() + timedelta(days=3)).isoformat()


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    return open_sharing(fresh_house.city)


def proposed(house: House, sharing: Sharing) -> dict[str, Any]:
    """Propose what would be seen; return the row of the recipient's list."""
    program = Program(house, COUNSELLOR)
    at = f"cases/{sharing.case}/provision"
    seen = program.get(f"{at}?recipient={sharing.recipient()}&purpose=SERVICE")
    records = [one["alias"] for one in seen.json()["preview"]["candidates"]]
    sent = {
        "recipient": sharing.recipient(),
        "purpose": "SERVICE",
        "records": records,
        "reply_by": SOON,
        "words": ASKED,
    }
    to = f"cases/{sharing.case}/provisions"
    assert program.send(to, sent, If_Match=seen.headers["etag"]).status_code == 201
    catch_up(house.system.databases)
    [row] = Program(house, LENDER).get("provisions").json()["provisions"]
    return row


def test_records_are_proposed_accepted_read_and_returned(
    fresh_house: House, sharing: Sharing
) -> None:
    sharing.consent()
    at = f"provisions/{proposed(fresh_house, sharing)['alias']}"
    lender = Program(fresh_house, LENDER)

    asked = lender.get(at)
    accepted = lender.send(f"{at}/acceptance", {}, If_Match=asked.headers["etag"])
    catch_up(fresh_house.system.databases)
    seen = lender.get(at)
    ended = lender.send(f"{at}/end", {"how": "returned"}, If_Match=seen.headers["etag"])
    catch_up(fresh_house.system.databases)

    assert (asked.json()["row"]["words"], asked.json()["records"]) == (ASKED, [])
    assert (accepted.status_code, ended.status_code) == (201, 201)
    assert TOLD in seen.text
    assert lender.get("provisions").json() == {"provisions": []}
    row = Program(fresh_house, COUNSELLOR).get(f"cases/{sharing.case}/provisions").json()["rows"][0]
    assert (row["stage"], row["outcome"]) == ("over", "returned")


def test_a_stale_answer_is_refused(fresh_house: House, sharing: Sharing) -> None:
    sharing.consent()
    at = f"provisions/{proposed(fresh_house, sharing)['alias']}"
    lender = Program(fresh_house, LENDER)
    seen = lender.get(at).headers["etag"]
    lender.send(f"{at}/acceptance", {}, If_Match=seen)

    again = lender.send(f"{at}/declining", {"why": "other"}, If_Match=seen)

    assert again.status_code in (409, 412)


def test_what_a_withdrawal_ended_is_as_if_it_had_never_been(
    fresh_house: House, sharing: Sharing
) -> None:
    """R27, promise 5: whoever never looked learns nothing, not even by accepting."""
    consent = sharing.consent()
    row = proposed(fresh_house, sharing)
    lender = Program(fresh_house, LENDER)

    sharing.withdraw(consent)
    hidden = lender.get(f"provisions/{row['alias']}")
    unknown = lender.get(f"provisions/{'a' * 26}")
    accepted = lender.send(
        f"provisions/{row['alias']}/acceptance", {}, If_Match=f'"{row["token"]}"'
    )

    assert (hidden.status_code, hidden.json()) == (unknown.status_code, unknown.json())
    assert problem(accepted)[0] == 404


def test_an_unknown_recipient_or_record_is_named(fresh_house: House, sharing: Sharing) -> None:
    sharing.consent()
    program = Program(fresh_house, COUNSELLOR)
    etag = program.etag(sharing.case)
    sent: dict[str, Any] = {
        "recipient": "x" * 26,
        "purpose": "SERVICE",
        "records": [],
        "reply_by": SOON,
        "words": ASKED,
    }

    to = f"cases/{sharing.case}/provisions"
    recipient = program.send(to, sent, If_Match=etag)
    wrong = {**sent, "recipient": sharing.recipient(), "records": ["y" * 26]}
    record = program.send(to, wrong, If_Match=etag)

    assert (recipient.status_code, record.status_code) == (422, 422)
    assert "recipient" in recipient.text
    assert "records" in record.text
