"""OpenAPI: the description is complete, so that a program can be written from it alone."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.services.test_lateness import OF_A_LIFE
from tests.services.web.house import House

DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"
WRITES_TO_A_CASE = re.compile(r"/cases/\{case\}/")


@pytest.fixture(scope="module")
def description(whole_house: House) -> dict[str, Any]:
    return whole_house.client().get("/api/v1/openapi.json").json()


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method.upper(), path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def headers(operation: dict[str, Any]) -> set[str]:
    parameters = operation.get("parameters", [])
    return {one["name"].lower() for one in parameters if one["in"] == "header"}


def test_every_operation_is_described_in_japanese(description: dict[str, Any]) -> None:
    for method, path, operation in operations(description):
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", operation["description"]), (method, path)
        assert operation["tags"], (method, path)


def test_every_operation_but_the_login_needs_the_token(description: dict[str, Any]) -> None:
    schemes = description["components"]["securitySchemes"]
    open_to_all = [
        (method, path)
        for method, path, operation in operations(description)
        if not operation.get("security")
    ]

    assert [scheme["scheme"] for scheme in schemes.values()] == ["bearer"]
    assert open_to_all == [("POST", "/session")]


def test_every_write_names_its_conditions(description: dict[str, Any]) -> None:
    for method, path, operation in operations(description):
        if method == "POST" and path.startswith("/cases"):
            needed = {"idempotency-key"}
            if WRITES_TO_A_CASE.match(path):
                needed |= {"if-match"}
            assert headers(operation) == needed, path


def test_every_refusal_is_problem_details(description: dict[str, Any]) -> None:
    """RFC 9457."""
    for method, path, operation in operations(description):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (method, path)


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/([\w-]+)", str(description)))

    assert names <= set(description["components"]["schemas"])


def test_what_is_sent_has_no_room_for_more(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    sent = {
        path: body["schema"]
        for _, path, operation in operations(description)
        if "requestBody" in operation
        for body in operation["requestBody"]["content"].values()
    }

    whole = {
        path: schemas[schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
        for path, schema in sent.items()
    }
    assert {
        path for path, one in whole.items() if one.get("additionalProperties") is not False
    } == (set())


def test_the_document_names_every_operation(description: dict[str, Any]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    missing = [
        f"{method} {path}"
        for method, path, _ in operations(description)
        if f"`{method} {path}`" not in text
    ]
    assert missing == []


def test_every_program_that_sends_the_day_of_a_deed_can_say_why_it_comes_late(
    description: dict[str, Any],
) -> None:
    """R74: one rule for every dated form of a case, on pages and here."""
    sent = {
        body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        for _, path, operation in operations(description)
        if path.startswith("/cases/{case}")
        and "application/json" in (body := operation.get("requestBody", {"content": {}}))["content"]
        and "$ref" in body["content"]["application/json"]["schema"]
    }
    schemas = {name: set(description["components"]["schemas"][name]["properties"]) for name in sent}
    dated = {
        name: fields
        for name, fields in schemas.items()
        if {field for field in fields if field.endswith("_on")} - OF_A_LIFE - {"said_on"}
    }

    assert len(dated) > 20
    assert {name for name, fields in dated.items() if "late_reason" not in fields} == set()
