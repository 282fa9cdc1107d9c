"""部品の画面: every macro of the pages in every state, and only in development."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from services.web.app import create_app
from services.web.render import TEMPLATES
from tests.services.web.house import House

FILES = {"m": "macros.html", "p": "person/macros.html"}


def page(house: House, *, development: bool, state: str = "empty") -> tuple[int, str]:
    app = create_app(
        house.app.state.desk,
        secure_cookies=True,
        hosts={"tsunagi.test"},
        development=development,
    )
    answer = TestClient(app, base_url="https://tsunagi.test").get(f"/ui?state={state}")
    return answer.status_code, answer.text


def macros(file: Path) -> Iterator[tuple[str, str]]:
    """Return the macros of a file with their bodies."""
    text = file.read_text(encoding="utf-8")
    yield from re.findall(r"{% macro (\w+)\(.*?%}(.*?){% endmacro %}", text, re.DOTALL)


@pytest.mark.pure
@pytest.mark.parametrize("name", FILES)
def test_every_macro_is_on_the_page_of_components(name: str) -> None:
    """A new macro is shown there, by itself or by one that uses it."""
    told = dict(macros(TEMPLATES / FILES[name]))
    everything = {file: (TEMPLATES / file).read_text("utf-8") for file in FILES.values()}
    shown = (TEMPLATES / "components/components.html").read_text("utf-8")
    seen = {macro for macro in told if re.search(rf"\b{name}\.{macro}\(", shown)}
    seen |= {
        macro
        for macro in told
        for other, body in told.items()
        if other != macro and re.search(rf"(?<![\w.]){macro}\(", body)
    }
    seen |= {
        macro
        for macro in told
        for text in everything.values()
        if re.search(rf"\b{name}\.{macro}\(", text)
    }

    assert set(told) - seen == set(), "show it in templates/components/components.html"


@pytest.mark.parametrize("state", ["empty", "filled", "wrong"])
def test_in_development_every_state_is_shown(house: House, state: str) -> None:
    status, text = page(house, development=True, state=state)

    assert status == 200
    assert ("ここを直してください。" in text) is (state == "wrong")
    assert ('value="髙橋 千代"' in text) is (state != "empty")


def test_in_production_there_is_no_such_page(house: House) -> None:
    status, text = page(house, development=False)

    assert status == 404
    assert "部品" not in text
