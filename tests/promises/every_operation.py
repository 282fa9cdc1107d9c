"""Every operation of the API (すべての操作): a body for each, made from its own description."""

import re
from typing import Any, Final, cast

from tests.promises.canaries import Canaries
from tests.services.api.client import Program
from tests.services.web.house import COUNSELLOR, House

LEFT_ALONE: Final = frozenset({"POST /session", "PUT /session/standing"})
"""What names no resident: a log-in, which has its own door, and the standing of a session."""


def operations(house: House) -> set[str]:
    """Return every operation that is sent a body."""
    return {name for name, _ in _described(house)}


def send_to_every(house: House, words: Canaries) -> dict[str, int]:
    """Send a body full of words to each operation; return the statuses."""
    program = Program(house, COUNSELLOR)
    case = program.take()
    sent: dict[str, int] = {}
    for name, schema in _described(house):
        method, path = name.split(" ")
        seen = program.etag(case)
        body = _value(schema, _schemas(house), words, name)
        answer = program.send(_address(path, case), body, method, If_Match=seen)
        sent[name] = answer.status_code
    return sent


def _described(house: House) -> list[tuple[str, dict[str, Any]]]:
    paths = _description(house)["paths"]
    return [
        (f"{method.upper()} {path}", told["requestBody"]["content"]["application/json"]["schema"])
        for path, methods in paths.items()
        for method, told in methods.items()
        if "application/json" in told.get("requestBody", {}).get("content", {})
        and f"{method.upper()} {path}" not in LEFT_ALONE
    ]


def _description(house: House) -> dict[str, Any]:
    (mounted,) = (r for r in house.app.routes if getattr(r, "path", "") == "/api/v1")
    return cast("Any", mounted).app.openapi()


def _schemas(house: House) -> dict[str, Any]:
    return _description(house)["components"]["schemas"]


def _address(path: str, case: str) -> str:
    """Put the case into a path, and for anything else of it the same alias."""
    return re.sub(r"{\w+}", case, path).removeprefix("/")


def _value(schema: dict[str, Any], schemas: dict[str, Any], words: Canaries, what: str) -> Any:
    """Make a value that fits a schema; whatever text may be said in it is a word of its own."""
    found = _plain(schema, schemas)
    given = found.get("const", next(iter(found.get("enum", [])), None))
    if given is not None:
        return given
    match found.get("type"):
        case "object":
            properties = found.get("properties", {})
            return {
                name: _value(inner, schemas, words, f"{what}: {name}")
                for name, inner in properties.items()
            }
        case "array":
            return [_value(found["items"], schemas, words, what)]
        case "string":
            return _text(found, words, what)
        case kind:
            return kind == "integer"


def _plain(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return what a schema stands for: its reference, or the first of several."""
    while True:
        several = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if several:
            schema = several[0]
        elif "$ref" in schema:
            schema = schemas[schema["$ref"].split("/")[-1]]
        else:
            return schema


def _text(schema: dict[str, Any], words: Canaries, what: str) -> str:
    given = {"date": "2024-10-01", "time": "10:00", "uuid": "0c1f3f1e-2a6b-4c55-9b1d-6f1f9f2f1a11"}
    if schema.get("format") in given:
        return given[schema["format"]]
    return "a1" if "pattern" in schema else words.word(what)
