"""Logs: JSON lines on stderr that carry ids, codes and counts, and never what somebody said."""

import logging
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import psycopg
import structlog
from structlog.typing import EventDict, WrappedLogger

# A key that is not listed is dropped, and so is a value that is no id, code, number or time.
ALLOWED = frozenset(
    """
    event level timestamp logger error process pid code seconds count lag port method route status
    command topic projection position tenant staff session programme case seq entry stream key_id
    migration database role rule
    """.split()  # noqa: SIM905 - forty lines of quotes would say no more
)
CODE = re.compile(r"[\w.:/@+{}-]{0,80}", re.ASCII)
# What we write ourselves is a literal sentence in the source.
SENTENCE = re.compile(r"[ -~]{0,200}", re.ASCII)
ROOT = f"{Path(__file__).parent.parent}/"


class Described(list[dict[str, object]]):
    """What `describe_error` made of an error: types and places."""


def configure(process: str, to: TextIO | None = None) -> None:
    """Send the records of structlog and of every library, named `process`, to stderr or `to`."""
    shared: list[Callable[[WrappedLogger, str, EventDict], EventDict]] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_error,
        only_allowed,
    ]

    def name_process(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["process"] = process
        return event

    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[foreign_template, name_process, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(default=str),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # It writes addresses and query strings; the access ledger says who looked at what.
    logging.getLogger("uvicorn.access").disabled = True
    structlog.configure(
        processors=[
            name_process,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep what the list names, in a form that cannot carry a sentence."""
    return {key: value for key, value in event.items() if key[0] == "_" or _plain(key, value)}


def _plain(key: str, value: object) -> bool:
    if key not in ALLOWED:
        return False
    if key == "event":
        return isinstance(value, str) and bool(SENTENCE.fullmatch(value))
    if isinstance(value, Described):
        return True
    return value is None or bool(CODE.fullmatch(str(value)))


def foreign_template(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Write a library's message without its arguments: they may hold anything."""
    record: logging.LogRecord = event["_record"]
    event.update(event=str(record.msg), logger=record.name)
    return event


def describe_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say which error it was and where, never its text: a database's error quotes rows."""
    match event.pop("exc_info", None):
        case True:
            error = sys.exc_info()[1]
        case (_, BaseException() as error, _):
            pass
        case BaseException() as error:
            pass
        case _:
            error = None
    if error is not None:
        event["error"] = _chain(error)
    return event


def _chain(error: BaseException) -> Described:
    """Describe an error and what caused it, the innermost frames of each."""
    described = Described()
    seen: BaseException | None = error
    while seen is not None and len(described) < 10:
        frames = traceback.extract_tb(seen.__traceback__)[-12:]
        one: dict[str, object] = {
            "type": type(seen).__qualname__,
            "at": [f"{f.filename.removeprefix(ROOT)}:{f.lineno} {f.name}" for f in frames],
        }
        if isinstance(seen, psycopg.Error):
            one["sqlstate"] = seen.sqlstate
        described.append(one)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return described
