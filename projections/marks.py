"""Marks (標): the codes and days in the clear of an event, as a read model keeps them."""

from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from events.base import Event, clear_fields

Marks: TypeAlias = dict[str, list[str]]
"""By field: codes, ISO dates (Tokyo), numbers, ids as text; an empty field is left out."""


def marks(event: Event) -> Marks:
    """Return what stands in the clear of an event, by field in its order."""
    found = {field: _texts(getattr(event, field)) for field in clear_fields(type(event))}
    return {field: texts for field, texts in found.items() if texts}


def _texts(value: Any) -> list[str]:
    match value:
        case None | False | "":
            return []
        case True:
            return ["yes"]
        case tuple():
            return [text for item in value for text in _texts(item)]  # pyright: ignore[reportUnknownVariableType]  a field's items are codes
        case date() | UUID() | int():
            return [value.isoformat() if isinstance(value, date) else str(value)]
        case _:
            return [str(value)]
