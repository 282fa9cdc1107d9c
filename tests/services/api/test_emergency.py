"""Emergency (緊急開示) for programs: the same steps as on the pages (R39, R43)."""

import pytest

from services.worker import catch_up
from tests.services.api.client import Program
from tests.services.sharing_town import TOLD, Sharing, open_sharing
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, House

WHY = "呼びかけに返事がない。救急隊に持病を伝えたい。"


@pytest.fixture
def sharing(fresh_house: House) -> Sharing:
    return open_sharing(fresh_house.city)


def opened(house: House, sharing: Sharing) -> str:
    """Open all there is; return its alias."""
    program = Program(house, COUNSELLOR)
    at = f"cases/{sharing.case}/emergency"
    form = program.get(at)
    sent = {
        "recipient": sharing.recipient(),
        "law": "vital_interest",
        "records": [one["alias"] for one in form.json()["records"]],
        "minutes": 60,
        "words": WHY,
    }
    assert program.send(at, sent, If_Match=form.headers["etag"]).status_code == 201
    catch_up(house.system.databases)
    [row] = program.get("emergencies").json()["waiting"]
    return row["alias"]


def test_it_is_opened_seen_reviewed_and_its_use_stopped(
    fresh_house: House, sharing: Sharing
) -> None:
    alias = opened(fresh_house, sharing)
    lender, senior = Program(fresh_house, LENDER), Program(fresh_house, COLLEAGUE)

    seen = lender.get(f"emergencies/received/{alias}")
    catch_up(fresh_house.system.databases)
    read = senior.get(f"emergencies/{alias}/review")
    sent = {"finding": "not_upheld", "words": "翌日でも足りた。"}
    to = f"emergencies/{alias}/review"
    reviewed = senior.send(to, sent, If_Match=read.headers["etag"])
    catch_up(fresh_house.system.databases)
    after = lender.get(f"emergencies/received/{alias}")
    to = f"emergencies/received/{alias}/stopping"
    stopped = lender.send(to, {"how": "returned"}, If_Match=after.headers["etag"])
    catch_up(fresh_house.system.databases)

    assert TOLD in seen.text
    assert [one["words"] for one in read.json()["grounds"]] == [WHY]
    assert (reviewed.status_code, stopped.status_code) == (201, 201)
    assert after.json()["records"] == []
    [row] = senior.get("emergencies").json()["done"]
    assert (row["finding"], row["stopped"]) == ("not_upheld", "returned")


def test_it_is_kept_open_and_ended(fresh_house: House, sharing: Sharing) -> None:
    alias = opened(fresh_house, sharing)
    program = Program(fresh_house, COUNSELLOR)
    at = f"emergencies/{alias}"

    sent = {"minutes": 30, "words": "まだ着かない。"}
    read = program.get(f"{at}/review")
    longer = program.send(f"{at}/extension", sent, If_Match=read.headers["etag"])
    stale = program.send(f"{at}/end", {}, If_Match=read.headers["etag"])
    read = program.get(f"{at}/review")
    ended = program.send(f"{at}/end", {}, If_Match=read.headers["etag"])
    catch_up(fresh_house.system.databases)

    assert (longer.status_code, stale.status_code, ended.status_code) == (201, 412, 201)
    gone = Program(fresh_house, LENDER).get(f"emergencies/received/{alias}")
    assert gone.status_code == 404


def test_the_wrong_programme_is_answered_as_if_there_were_none(
    fresh_house: House, sharing: Sharing
) -> None:
    """Promise 5."""
    alias = opened(fresh_house, sharing)
    lender = Program(fresh_house, LENDER)

    hidden, unknown = (lender.get(f"emergencies/{one}/review") for one in (alias, "a" * 26))

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.json() == unknown.json()
