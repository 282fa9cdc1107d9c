"""Logs carry ids, codes and counts; what a resident said never reaches them (promise 8)."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from threading import get_ident
from typing import Any
from uuid import UUID

import psycopg
import pytest
import structlog

from services import logs

pytestmark = pytest.mark.pure

SAID = "夫に叩かれています 090-0000-1234"
CASE = UUID("0b6a0f3e-8a57-4a60-9d7c-3a1e8a5b9f10")


@pytest.fixture
def stream() -> Iterator[StringIO]:
    """Give what the process `web` logs from now on."""
    root = logging.getLogger()
    level = root.level
    stream = StringIO()
    logs.configure("web", stream)
    # A worker of another test's house may be at work in this process, and have its own to say.
    mine = get_ident()
    root.handlers[0].addFilter(lambda record: record.thread == mine)
    yield stream
    root.handlers = []
    root.setLevel(level)
    structlog.reset_defaults()
    logging.getLogger("uvicorn.access").disabled = False


def written(stream: StringIO) -> list[dict[str, Any]]:
    """Read the lines without the time they were written."""
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    for line in lines:
        assert line.pop("timestamp").endswith("Z")
    return lines


def test_a_line_is_json_with_the_process_and_what_the_list_allows(stream: StringIO) -> None:
    structlog.stdlib.get_logger().info("case opened", case=CASE, count=2, tenant="lg-131041")

    assert written(stream) == [
        {
            "event": "case opened",
            "level": "info",
            "process": "web",
            "case": str(CASE),
            "count": 2,
            "tenant": "lg-131041",
        }
    ]


def test_a_key_that_is_not_listed_is_dropped(stream: StringIO) -> None:
    structlog.stdlib.get_logger().info("case opened", name="Mihon", text=SAID)

    assert written(stream) == [{"event": "case opened", "level": "info", "process": "web"}]


@pytest.mark.parametrize("value", [SAID, "a sentence with blanks", ["x y"], "x" * 81])
def test_a_value_that_is_no_id_code_or_number_is_dropped(stream: StringIO, value: object) -> None:
    structlog.stdlib.get_logger().info("case opened", route=value, error=value)

    assert written(stream) == [{"event": "case opened", "level": "info", "process": "web"}]


def test_an_error_is_told_by_type_and_place_and_never_by_its_text(stream: StringIO) -> None:
    def refuse() -> None:
        text = SAID
        try:
            raise psycopg.errors.UniqueViolation(f"Key (name)=({text}) already exists.")
        except psycopg.Error as problem:
            raise ValueError(text) from problem

    try:
        refuse()
    except ValueError:
        structlog.stdlib.get_logger().exception("not saved", case=CASE)

    (line,) = written(stream)
    assert [each["type"] for each in line["error"]] == ["ValueError", "UniqueViolation"]
    assert line["error"][1]["sqlstate"] == "23505"
    assert line["error"][0]["at"][-1].split(" ")[1] == "refuse"
    assert "090" not in json.dumps(line)
    assert "夫" not in json.dumps(line, ensure_ascii=False)


def test_a_library_that_logs_loses_its_arguments_and_keeps_its_template(stream: StringIO) -> None:
    logging.getLogger("a.library").warning("error connecting in %r: %s", "read@log", SAID)
    logging.getLogger("some.library").warning(SAID)

    assert written(stream) == [
        {
            "event": "error connecting in %r: %s",
            "level": "warning",
            "logger": "a.library",
            "process": "web",
        },
        {"level": "warning", "logger": "some.library", "process": "web"},
    ]


def test_the_web_servers_access_log_is_off_since_addresses_hold_search_words(
    stream: StringIO,
) -> None:
    logging.getLogger("uvicorn.access").info('"GET /search?q=%s"', SAID)

    assert written(stream) == []
