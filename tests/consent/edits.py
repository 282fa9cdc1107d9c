"""Edits of plain data (素データの書き換え), by the path to a place in it."""

import copy
from typing import Any, Final

DROP: Final = object()


def edit(data: Any, *changes: tuple[str, Any]) -> Any:
    """
    Return a copy with each place, as in `forbid/0/when`, set to a value or dropped.

    An empty path stands for the whole; `-` as the last step appends to a list.
    """
    made = copy.deepcopy(data)
    for path, value in changes:
        if not path:
            return value
        *steps, last = path.split("/")
        place = made
        for step in steps:
            place = place[_step(place, step)]
        if last == "-":
            place.append(value)
        elif value is DROP:
            del place[_step(place, last)]
        else:
            place[_step(place, last)] = value
    return made


def _step(place: Any, step: str) -> str | int:
    return int(step) if isinstance(place, list) else step
