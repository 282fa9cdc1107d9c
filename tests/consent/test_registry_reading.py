"""Registry reading (根拠法令台帳の読み取り): what is not understood is refused with its place."""

import json
from typing import Any

import pytest

from consent.document import PolicyMalformed
from consent.registry_reading import read_registry
from consent.wording import malformed
from services.policy_file import REGISTRY_FILE, registry_from
from tests.consent.edits import DROP, edit

pytestmark = pytest.mark.pure

TEXT = REGISTRY_FILE.read_text("utf-8")

TWICE = json.loads(TEXT)["bases"]["KKT-15"] * 2

REFUSED: dict[str, list[tuple[str, Any]]] = {
    "registry: an object is expected": [("", [])],
    "registry: not understood: more": [("more", 1)],
    "SKK-9: a list is expected": [("bases/SKK-9", {})],
    "SKK-9: there is no version": [("bases/SKK-9", [])],
    "SKK-9: the versions overlap or are out of order": [("bases/SKK-9/1/first", "2025-03-31")],
    "KKT-15: the versions overlap or are out of order": [("bases/KKT-15", TWICE)],
    "bases: an object is expected": [("bases", [])],
    "SKK-9: last is missing": [("bases/SKK-9/0/last", DROP)],
    "SKK-9: first is missing": [("bases/SKK-9/0/first", DROP)],
    "SKK-9: not understood: more": [("bases/SKK-9/0/more", 1)],
    "SKK-9.first: Invalid isoformat string: 'soon'": [("bases/SKK-9/0/first", "soon")],
    "SKK-9.begins: true or false is expected": [("bases/SKK-9/0/begins", 1)],
    "SKK-9.conference: not understood: more": [("bases/SKK-9/0/conference/more", 1)],
    "SKK-9.conference.bound: 'ALL' is not a valid Bound": [
        ("bases/SKK-9/0/conference/bound", "ALL")
    ],
    "registry: the first term of imprisonment holds from the beginning": [("imprisonment/0", DROP)],
    "registry.imprisonment[1].first: Invalid isoformat string: 'x'": [
        ("imprisonment/1/first", "x")
    ],
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_not_understood_is_refused_with_its_place(message: str) -> None:
    with pytest.raises(PolicyMalformed) as refused:
        read_registry(json.dumps(edit(json.loads(TEXT), *REFUSED[message])))

    assert str(refused.value) == message
    assert malformed(refused.value).startswith(f"{refused.value.where}: ")


def test_a_registry_without_a_term_or_that_is_not_json_is_refused() -> None:
    data = json.loads(TEXT) | {"imprisonment": []}

    with pytest.raises(PolicyMalformed, match="first term"):
        read_registry(json.dumps(data))
    with pytest.raises(PolicyMalformed) as no_json:
        read_registry('{"a": 1, "a": 1}')
    assert malformed(no_json.value) == "registry: 読み取れません(a key is repeated)"


def test_the_shipped_registry_is_read_whole() -> None:
    assert read_registry(TEXT) == registry_from()
    assert sum(map(len, registry_from().bases.values())) == 32
