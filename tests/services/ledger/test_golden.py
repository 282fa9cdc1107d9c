"""Storage outlives the program: what a log holds today loads in every later release (promise 1)."""

import json
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.base import Event, Files, Sealed, files_field, personal_fields
from events.catalogue import BY_TOPIC, LABELS
from services.ledger import canonical
from services.ledger.codec import Content, Stored, from_stored, part_fields, to_stored
from tests.events.examples import EXAMPLES

pytestmark = pytest.mark.pure

GOLDEN = Path(__file__).parents[2] / "events" / "golden"


def golden(topic: str) -> dict[str, Any]:
    return json.loads((GOLDEN / f"{topic}.json").read_text(encoding="utf-8"))


def any_event() -> st.SearchStrategy[Event]:
    return st.one_of([built(kind) for kind in LABELS])


def built(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Build events of a kind from the types of its fields, with personal fields as written."""
    bare, marked = get_type_hints(kind), get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)]
    return st.builds(
        kind,
        **{n: clear(bare[n]) if bare[n] == marked[n] else personal(bare[n]) for n in names},
    )


def personal(kind: Any) -> st.SearchStrategy[Any]:
    """Draw what a personal field may hold: any text, files with any bytes, or several values."""
    if Files in get_args(kind):
        return st.lists(st.binary()).map(tuple)
    several = [one for one in get_args(kind) if get_origin(one) is tuple]
    return st.lists(st.from_type(get_args(several[0])[0])).map(tuple) if several else st.text()


def clear(kind: Any) -> st.SearchStrategy[Any]:
    """Draw what may stand in the clear: text is NFC, numbers are below 2^53."""
    if kind is str:
        return st.text().map(lambda text: normalize("NFC", text))
    if kind is int:
        return st.integers(min_value=0, max_value=canonical.GREATEST)
    if get_origin(kind) is tuple:
        return st.lists(clear(get_args(kind)[0])).map(tuple)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([clear(one) for one in get_args(kind)])
    made: Any = kind
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(made, **{field.name: clear(hints[field.name]) for field in fields(kind)})
    return st.from_type(made)


def through_bytes(stored: Stored) -> tuple[Any, list[Any]]:
    """Write data and contents as the canonical bytes of a log, and read them again."""
    data = canonical.decode(canonical.encode(stored.data))
    return data, [reread(part.content) for part in stored.parts]


def reread(content: Content) -> Content:
    """Write a content as canonical bytes and read it again; a file is bytes already."""
    if isinstance(content, bytes):
        return content
    return canonical.decode(canonical.encode(content, nfc=False), nfc=False)


def kept(content: Content) -> dict[str, Any]:
    """Return a content as a golden file keeps it."""
    file = isinstance(content, bytes)
    return {"file": b64encode(content).decode()} if file else {"content": content}


def unkept(part: dict[str, Any]) -> Content:
    """Return what a golden file keeps of a part."""
    return b64decode(part["file"]) if "file" in part else part["content"]


def test_every_kind_of_event_has_a_golden_file_and_no_other_is_kept() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(BY_TOPIC)


@pytest.mark.parametrize("topic", sorted(BY_TOPIC))
def test_a_golden_file_still_loads_to_the_very_same_event(topic: str) -> None:
    """Promise 1: a file here is never edited; a new shape is a new topic."""
    stored = golden(topic)

    event = from_stored(topic, stored["data"], [unkept(part) for part in stored["parts"]])

    assert event == EXAMPLES[topic]


@pytest.mark.parametrize("topic", sorted(BY_TOPIC))
def test_an_event_is_taken_apart_as_its_golden_file_says(topic: str) -> None:
    """Promise 8: what is personal stands in the parts, with its category and data subject."""
    stored = to_stored(EXAMPLES[topic])

    parts = [
        {"cat": part.category, "subj": str(part.subject), **kept(part.content)}
        for part in stored.parts
    ]
    assert {"data": stored.data, "parts": parts} == golden(topic)


@given(any_event())
@settings(deadline=None)
def test_every_event_survives_storage_whole(event: Event) -> None:
    data, contents = through_bytes(to_stored(event))

    assert from_stored(event.TOPIC, data, contents) == event


@given(any_event())
@settings(deadline=None)
def test_an_event_loaded_without_its_parts_keeps_them_sealed(event: Event) -> None:
    """The write path never opens anything (architecture §2)."""
    stored = to_stored(event)

    loaded = from_stored(event.TOPIC, stored.data)

    numbers = {
        name: n
        for n, part in enumerate(stored.parts)
        if not isinstance(part.content, bytes)
        for name in part.content
    }
    if files := files_field(type(event)):
        numbers[files] = sum(not isinstance(part.content, bytes) for part in stored.parts)
    assert numbers == part_fields(type(event), stored.data)
    assert numbers.keys() == personal_fields(type(event)).keys()
    for field in fields(event):
        whole = getattr(event, field.name)
        expected = Sealed(numbers[field.name]) if field.name in numbers else whole
        assert getattr(loaded, field.name) == expected
