"""パスワードの変更: one's own, with the old one; every session of the account ends (R75)."""

from typing import Any, Final

import pytest

from events.session import SessionEnd, SessionEnded
from services.login_views import LoginRefused
from tests.city import PASSWORD, TENANT
from tests.services.web.house import COUNSELLOR, Browser, House

NEW: Final = "春の朝の坂道と青い自転車"
RIGHT: Final = {"old": PASSWORD, "new": NEW, "again": NEW}


def sent(browser: Browser, typed: dict[str, str]) -> Any:
    assert browser.get("/password").status_code == 200
    return browser.post("/password", typed)


def test_whoever_changes_their_password_logs_in_again_with_the_new_one_everywhere(
    fresh_house: House,
) -> None:
    """R75: what was open elsewhere, perhaps by somebody else, ends at that moment."""
    here, elsewhere = fresh_house.browser(COUNSELLOR), fresh_house.browser(COUNSELLOR)
    ledger, sessions = fresh_house.system.ledgers.of(TENANT), fresh_house.system.sessions
    before = ledger.size()

    answer = sent(here, RIGHT)

    ended = [
        entry.event.how
        for entry in ledger.entries(before, ledger.size() - before)
        if isinstance(entry.event, SessionEnded)
    ]
    assert answer.status_code == 200
    assert "パスワードを変えました" in answer.text
    assert here.get("/cases").status_code == 303
    assert elsewhere.get("/cases").status_code == 303
    assert set(ended) == {SessionEnd.RENEWED}
    assert len(ended) >= 2
    with pytest.raises(LoginRefused):
        sessions.log_in(login=COUNSELLOR, password=PASSWORD)
    assert sessions.log_in(login=COUNSELLOR, password=NEW)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": ""}, "old"),
        ({"old": "ちがうパスワード"}, "old"),
        ({"new": "短い", "again": "短い"}, "new"),
        ({"new": "あ" * 201, "again": "あ" * 201}, "new"),
        ({"new": "あいう" * 4, "again": "あいう" * 4}, "new"),
        ({"again": "ちがう"}, "again"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    house: House, typed: dict[str, str], field: str
) -> None:
    browser = house.browser(COUNSELLOR)

    answer = sent(browser, {**RIGHT, **typed})

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert NEW not in answer.text
    assert browser.get("/cases").status_code == 200


def test_the_old_password_is_not_the_new_one(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    long = PASSWORD * 3

    answer = sent(browser, {"old": long, "new": long, "again": long})

    assert 'id="new-wrong"' in answer.text


def test_whoever_finds_a_screen_open_cannot_guess_the_old_password_for_long(
    fresh_house: House,
) -> None:
    """R75: wrong tries count like those of a log-in."""
    browser = fresh_house.browser(COUNSELLOR)

    statuses = [sent(browser, {**RIGHT, "old": f"ためし{n}"}).status_code for n in range(8)]

    assert statuses[0] == 422
    assert set(statuses[5:]) == {403}


def test_nobody_changes_a_password_without_a_session(house: House) -> None:
    client = house.client(headers={"Sec-Fetch-Site": "same-origin"})

    assert client.get("/password").status_code == 303
    assert client.post("/password", data=RIGHT).status_code == 403
