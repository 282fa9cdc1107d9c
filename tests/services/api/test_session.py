"""APIのセッション: a bearer token, never a cookie (R75)."""

from typing import Any

import pytest

from tests.city import PASSWORD
from tests.services.api.client import SLIP, Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, TWO_HATS, House


def test_a_session_tells_who_acts_in_which_standing(house: House) -> None:
    program = Program(house, COUNSELLOR)

    shown = program.get("session").json()

    assert shown["staff_name"] == "佐藤 美咲"
    assert [{**standing, "stand": ""} for standing in shown["standings"]] == [
        {
            "stand": "",
            "programme_name": "福祉総合相談窓口",
            "role": "worker",
            "context": "CASEWORK",
            "current": True,
        }
    ]


def test_who_holds_two_appointments_chooses_one(house: House) -> None:
    program = Program(house, TWO_HATS)
    desk, loans = program.get("session").json()["standings"]

    chosen = program.http.put("session/standing", json={"stand": loans["stand"]}).json()

    assert [desk["current"], loans["current"]] == [False, False]
    assert [standing["current"] for standing in chosen["standings"]] == [False, True]
    assert program.get("session").json() == chosen


def test_a_standing_that_one_does_not_hold_cannot_be_chosen(house: House) -> None:
    answer = Program(house, COUNSELLOR).http.put("session/standing", json={"stand": "0" * 20})

    assert problem(answer) == (404, "not-shown")


def test_a_chosen_standing_that_has_ended_moves_nobody_into_another_programme(
    fresh_house: House,
) -> None:
    """One standing is left, and still nothing is done in it until it is chosen (R75)."""
    program, lender = Program(fresh_house, TWO_HATS), Program(fresh_house, LENDER)
    desk, loans = program.get("session").json()["standings"]
    program.http.put("session/standing", json={"stand": desk["stand"]})
    acting = fresh_house.system.sessions.current(program.token)
    assert acting
    fresh_house.end_appointment(acting)

    refused = [program.send("cases", SLIP), program.get("cases")]
    told = program.get("session").json()["standings"]
    program.http.put("session/standing", json={"stand": loans["stand"]})
    taken = program.send("cases", SLIP)

    assert [problem(answer) for answer in refused] == [(409, "stand-needed")] * 2
    assert [(one["programme_name"], one["current"]) for one in told] == [
        ("生活福祉資金貸付", False)
    ]
    assert taken.status_code == 201
    assert lender.get(f"cases/{taken.json()['case']}").status_code == 200


def test_a_session_that_ended_opens_nothing(house: House) -> None:
    program = Program(house, COUNSELLOR)

    ended = program.http.delete("session")

    assert (ended.status_code, ended.content) == (204, b"")
    assert problem(program.get("my-work")) == (401, "login-needed")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}],
)
def test_without_a_token_nothing_is_shown(house: House, headers: dict[str, str]) -> None:
    answer = house.client().get("/api/v1/cases", headers=headers)

    assert problem(answer) == (401, "login-needed")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_cookie_is_no_token(house: House) -> None:
    """A browser sends cookies by itself, also for another site."""
    browser = house.browser(COUNSELLOR)

    assert problem(browser.client.get("/api/v1/my-work")) == (401, "login-needed")


def log_in(house: House, login: str, password: str) -> Any:
    sent = {"login": login, "password": password}
    return house.client().post("/api/v1/session", json=sent)


def test_a_refusal_does_not_tell_whether_the_name_exists(house: House) -> None:
    wrong, unknown = log_in(house, COUNSELLOR, "wrong"), log_in(house, "nobody", "wrong")

    assert problem(wrong) == problem(unknown) == (401, "login-refused")
    assert wrong.json() == unknown.json()


def test_too_many_tries_lock_for_a_while(fresh_house: House) -> None:
    for _ in range(5):
        log_in(fresh_house, COUNSELLOR, "wrong")
    locked = log_in(fresh_house, COUNSELLOR, PASSWORD)

    assert problem(locked) == (429, "login-refused")
    assert 0 < int(locked.headers["retry-after"]) <= 30


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_what_a_form_of_another_site_can_send_is_no_request(
    house: House, content_type: str | None
) -> None:
    program = Program(house, COUNSELLOR)
    before = house.cases()

    answer = program.http.post(
        "cases",
        content=str(SLIP).replace("'", '"').encode(),
        headers={"Content-Type": content_type} if content_type else {},
    )

    assert answer.status_code in {400, 422}
    assert house.cases() == before


def test_no_other_site_is_allowed_to_read(house: House) -> None:
    """No CORS."""
    asked = {
        "Origin": "https://elsewhere.test",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }

    answer = house.client().options("/api/v1/cases", headers=asked)

    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]
