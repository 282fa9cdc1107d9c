"""攻撃: what somebody who means harm sends to the pages, and what comes of it."""

import pytest

from tests.city import PASSWORD
from tests.services.web.house import COUNSELLOR, House

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("goal", ["/" + "a" * 5_000 + "!", "/" + "a/" * 2_500 + "!", "/" * 5_000])
def test_a_goal_of_any_length_is_judged_at_once(house: House, goal: str) -> None:
    """A pattern that tries every way to split a path would not answer in a lifetime."""
    answer = house.client().get("/login", params={"next": goal})

    assert '<input type="hidden" name="next" value="/">' in answer.text


@pytest.mark.parametrize(
    ("goal", "led"),
    [
        ("/cases/" + "a" * 193, "/cases/" + "a" * 193),
        ("/cases/" + "a" * 194, "/"),
        ("/cases/", "/cases/"),
        ("/cases//x", "/cases//x"),
        ("//cases", "/"),
    ],
)
def test_a_goal_is_a_path_of_ours_of_at_most_200_characters(
    house: House, goal: str, led: str
) -> None:
    sent = {"login": COUNSELLOR, "password": PASSWORD, "next": goal}

    answer = house.client(headers=OWN_PAGE).post("/login", data=sent)

    assert answer.headers["location"] == led
