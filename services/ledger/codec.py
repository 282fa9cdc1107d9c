"""
Codec: an event as it is stored: clear data, and its personal fields collected into parts.

Fields of one event with the same category and data subject are one part; parts are numbered in the
order of the class, and files, a part each, come last. On loading, a personal field is
`Sealed(part)` unless its content is handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from events.base import Chosen, Event, Sealed, files_field, personal_fields
from events.catalogue import BY_TOPIC
from events.values import Category


class UnknownTopic(Exception):
    """The log holds a kind of event that this release does not know: a human must look."""


class MalformedEvent(Exception):
    """A stored event does not fit its kind: a human must look."""


Content: TypeAlias = dict[str, Any] | bytes
"""What one part holds: personal fields by name, or a file."""


@dataclass(frozen=True)
class PartContent:
    """The content of one part, its category, and whom it is about."""

    category: Category
    subject: UUID
    content: Content


@dataclass(frozen=True)
class Stored:
    """An event as stored: clear JSON data, and parts in their order."""

    data: dict[str, Any]
    parts: tuple[PartContent, ...]


def to_stored(event: Event) -> Stored:
    """
    Take an event apart.

    Raises:
        ValueError: when a personal field is still sealed: such an event was loaded, not made.
    """
    kind = type(event)
    of_files = files_field(kind)
    data: dict[str, Any] = _adapter(kind).dump_python(
        event, mode="json", exclude={of_files} if of_files else None
    )
    texts: dict[tuple[Category | Chosen, UUID], dict[str, Any]] = {}
    parts: list[PartContent] = []
    files: list[PartContent] = []
    for name, personal in personal_fields(kind).items():
        value = getattr(event, name)
        if isinstance(value, Sealed):
            message = f"{kind.TOPIC}: {name} is sealed"
            raise ValueError(message)
        subject: UUID = getattr(event, personal.of)
        category, scope = personal.category_in(data), (personal.category, subject)
        if name == of_files:
            files += [PartContent(category, subject, file) for file in value]
            continue
        if scope not in texts:
            texts[scope] = {}
            parts.append(PartContent(category, subject, texts[scope]))
        texts[scope][name] = data.pop(name)
    return Stored(data=data, parts=(*parts, *files))


def from_stored(
    topic: str, data: Mapping[str, Any], contents: Sequence[Content] | None = None
) -> Event:
    """
    Put an event together; without `contents` (one a part) its personal fields stay sealed.

    Raises:
        UnknownTopic: when no kind of event has that topic.
        MalformedEvent: when data or contents do not fit the kind.
    """
    kind = BY_TOPIC.get(topic)
    if kind is None:
        raise UnknownTopic(topic)
    try:
        values: dict[str, Any] = {**data, **_personal_values(kind, data, contents)}
        # A field that this release does not know was written by a later one: half-reading it lies.
        if values.keys() != _fields(kind):
            raise KeyError(topic)
        return _made(kind)(values)
    except (ValidationError, KeyError, IndexError) as error:
        # The cause is not chained: pydantic's message quotes the values.
        raise MalformedEvent(topic) from KeyError(type(error).__name__)


def part_fields(kind: type[Event], data: Mapping[str, Any]) -> dict[str, int]:
    """
    Return which part holds each personal field, for an event with these clear data.

    Of files it is the first; they are the last parts.
    """
    numbers: dict[tuple[Category | Chosen, Any], int] = {}
    files = files_field(kind)
    found = {
        name: numbers.setdefault((personal.category, str(data[personal.of])), len(numbers))
        for name, personal in personal_fields(kind).items()
        if name != files
    }
    return found | ({files: len(numbers)} if files else {})


def _personal_values(
    kind: type[Event], data: Mapping[str, Any], contents: Sequence[Content] | None
) -> dict[str, Any]:
    if contents is None and (sealed := _sealed_of_one(kind)) is not None:
        return sealed
    numbers = part_fields(kind, data)
    if contents is None:
        return {name: Sealed(part) for name, part in numbers.items()}
    return {name: _value(kind, name, contents[part:]) for name, part in numbers.items()}


def _value(kind: type[Event], name: str, contents: Sequence[Content]) -> Any:
    """Return a field's value, whose content is the first of these."""
    if name == files_field(kind):
        return tuple(contents)
    if isinstance(content := contents[0], bytes):
        raise KeyError(name)
    return content[name]


@cache
def _sealed_of_one(kind: type[Event]) -> dict[str, Sealed] | None:
    """Return the sealed fields of a kind that is about one person: the same in every event."""
    subjects = dict.fromkeys((mark.of for mark in personal_fields(kind).values()), "")
    if len(subjects) > 1:
        return None
    return {name: Sealed(part) for name, part in part_fields(kind, subjects).items()}


@cache
def _adapter(kind: type[Event]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _made(kind: type[Event]) -> Callable[[Any], Any]:
    return _adapter(kind).validator.validate_python


@cache
def _fields(kind: type[Event]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))
