"""One rule for every dated command of a case: none of them can forget the reason (R74)."""

import re
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import pytest

from events.lateness import day_told
from events.moment import Moment
from services.concepts import BY_COMMAND
from services.web import render

pytestmark = pytest.mark.pure

DAY: Final = date(2024, 10, 1)
AHEAD: Final = {"back_at", "due", "since", "target", "until"}
"""Days that are said to come, which no command takes from the past."""

OF_A_LIFE: Final = {"died_on", "gained_on", "left_on", "moved_on", "pledged_on"}
"""Days of somebody's life, known when they are known: no deed of the desk was written down late."""

WITH_THEIR_OWN: Final = {"happened_on", "said_on"}
"""The day of a `Moment`, which asks by itself; and of what was said about sharing."""

TEMPLATES: Final = Path(render.__file__).parent / "templates"
COMMANDS: Final = sorted(BY_COMMAND, key=lambda kind: kind.__qualname__)


def dated(kind: type[Any]) -> set[str]:
    """Return the fields of a command that hold a day or a time."""
    hints = get_type_hints(kind)
    moments = {date, datetime, Moment}
    return {
        field.name
        for field in fields(kind)
        if moments & {hints[field.name], *get_args(hints[field.name])}
    }


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_day_of_a_command_is_one_that_the_rule_sees_or_lies_ahead(kind: type[Any]) -> None:
    """R74: a new dated command names its day `…_on`, or has a `Moment`."""
    told = {field for field in dated(kind) if field.endswith("_on")}

    assert dated(kind) - told - AHEAD <= {"moment"}
    assert len(told) <= 1
    for field in told:
        command = object.__new__(kind)
        for other in fields(kind):
            object.__setattr__(command, other.name, DAY if other.name == field else None)
        assert day_told(command) == DAY


def forms() -> list[tuple[str, str]]:
    """Return where a page asks for the day of a deed, by template and field."""
    asks = re.compile(r"m\.line\(posted, problem, '([a-z]+_on)'")
    return sorted(
        (str(file.relative_to(TEMPLATES)), day)
        for file in TEMPLATES.rglob("*.html")
        for day in asks.findall(file.read_text(encoding="utf-8"))
        if day not in OF_A_LIFE | WITH_THEIR_OWN
    )


def test_there_are_pages_that_ask_for_days() -> None:
    assert len(forms()) > 20


@pytest.mark.parametrize(("template", "day"), forms())
def test_every_page_that_asks_for_a_day_asks_why_it_comes_late(template: str, day: str) -> None:
    """R74."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")

    assert f"m.late(posted, problem, '{day}')" in text
