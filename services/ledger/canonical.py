"""
Canonical JSON (JCS-R): the one way a value becomes bytes that are hashed.

Equal to RFC 8785 inside a profile, and refused outside it: ASCII keys, no floats, |integers| below
2^53, strings without lone surrogates. The clear envelope is NFC besides; content is not touched,
since NFC would silently replace a 神 (U+FA19) in somebody's name (decision 0006).
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson

GREATEST = 2**53 - 1


class NotCanonical(ValueError):
    """The value or the bytes lie outside the profile."""


def encode(value: Any, *, nfc: bool = True) -> bytes:
    """
    Return the canonical bytes of a JSON value made of dict, list, tuple, str, int, bool and None.

    Raises:
        NotCanonical: when a key is not ASCII, a number is a float or too large, a string holds a
            lone surrogate or (with `nfc`) is not NFC, or a value is of another type.
    """
    _check(value, nfc)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def decode(data: bytes | str, *, nfc: bool = True) -> Any:
    """
    Return the value of canonical bytes.

    Raises:
        NotCanonical: when the bytes are not JSON, or encode differently.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        message = "not JSON"
        raise NotCanonical(message) from error
    raw = data.encode() if isinstance(data, str) else data
    if encode(value, nfc=nfc) != raw:
        message = "not in canonical form"
        raise NotCanonical(message)
    return value


def instant(at: datetime) -> str:
    """Write an instant: UTC, microseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """
    Read an instant written by `instant`.

    Raises:
        ValueError: when it is written in any other way.
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is not UTC or instant(found) != text:
        raise ValueError(text)
    return found


def _check(value: Any, nfc: bool) -> None:
    if isinstance(value, str):
        _check_text(value, nfc)
    elif isinstance(value, dict):
        _check_object(value, nfc)  # pyright: ignore[reportUnknownArgumentType]  JSON is untyped
    elif isinstance(value, list | tuple):
        _check_items(value, nfc)  # pyright: ignore[reportUnknownArgumentType]  JSON is untyped
    elif isinstance(value, int):
        if abs(value) > GREATEST:
            message = "integer beyond 2^53 - 1"
            raise NotCanonical(message)
    elif value is not None:
        message = f"no {type(value).__name__} in canonical JSON"
        raise NotCanonical(message)


def _check_object(value: dict[Any, Any], nfc: bool) -> None:
    try:
        fits = "".join(value).isascii()
    except TypeError:
        fits = False
    if not fits:
        message = "keys are ASCII strings"
        raise NotCanonical(message)
    _check_items(value.values(), nfc)


def _check_items(items: Iterable[Any], nfc: bool) -> None:
    for item in items:
        # Nearly all are ASCII text, and a call for each would take most of the time.
        if type(item) is str and item.isascii():
            continue
        _check(item, nfc)


def _check_text(text: str, nfc: bool) -> None:
    if text.isascii():
        return
    if nfc and not unicodedata.is_normalized("NFC", text):
        message = "string is not NFC"
        raise NotCanonical(message)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "lone surrogate"
        raise NotCanonical(message) from error
