"""Marks (標): the codes and days in the clear of an event, as a read model keeps them."""

from typing import Any, TypeAlias

from events.base import Event, clear_fields

Marks: TypeAlias = dict[str, list[str]]
"""By field: codes, ISO dates (Tokyo), numbers, ids as text; an empty field is left out."""


def marks(event: Event) -> dict[str, list[Any]]:
    """
    Return what stands in the clear of an event, by field in its order.

    Codes, days and ids are left to become text as the row is written.
    """
    found = {field: _texts(getattr(event, field)) for field in clear_fields(type(event))}
    return {field: texts for field, texts in found.items() if texts}


def _texts(value: Any) -> list[Any]:
    match value:
        case None | False | "":
            return []
        case True:
            return ["yes"]
        case tuple():
            return [text for item in value for text in _texts(item)]  # pyright: ignore[reportUnknownVariableType]  a field's items are codes
        case int():
            return [str(value)]
        case _:
            return [value]
