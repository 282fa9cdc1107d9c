"""攻撃: what a program that means harm sends to the API, and what comes of it."""

import pytest

from tests.services.api.client import problem
from tests.services.web.house import House


@pytest.mark.parametrize(
    "sent",
    [
        r'{"login": "sa\u0000to", "password": "x"}',
        r'{"login": "sato", "password": "x\u0000"}',
        r'{"login": "\ud800", "password": "x"}',
        r'{"login": "sato", "password": "\udfff"}',
    ],
)
def test_what_nobody_can_be_called_is_refused_like_any_other_name(house: House, sent: str) -> None:
    answer = house.client().post(
        "/api/v1/session", content=sent, headers={"Content-Type": "application/json"}
    )

    assert problem(answer) == (401, "login-refused")
