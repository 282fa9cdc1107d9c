"""Canonical JSON: equal to RFC 8785 inside the profile, refused outside, one spelling a value."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from unicodedata import is_normalized, normalize

import pytest
import rfc8785
from hypothesis import assume, given
from hypothesis import strategies as st

from services.ledger.canonical import (
    GREATEST,
    NotCanonical,
    decode,
    encode,
    instant,
    parse_instant,
)

pytestmark = pytest.mark.pure

KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
TEXTS = st.text(max_size=12).map(lambda text: normalize("NFC", text))
LEAVES = st.none() | st.booleans() | st.integers(-GREATEST, GREATEST) | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
OUTSIDE = st.one_of(
    st.floats(),
    st.integers(min_value=GREATEST + 1),
    st.integers(max_value=-GREATEST - 1),
    st.just("\ud800"),
    st.just("か\u3099"),
    st.dictionaries(st.just("鍵"), LEAVES, min_size=1),
    st.dictionaries(st.integers(), LEAVES, min_size=1),
    st.binary(),
    st.sets(st.integers(), min_size=1),
    st.datetimes(),
)
INSTANTS = st.datetimes(timezones=st.just(UTC))


@given(VALUES)
def test_inside_the_profile_the_bytes_are_those_of_rfc_8785(value: Any) -> None:
    assert encode(value) == rfc8785.dumps(value)


@given(VALUES)
def test_what_was_written_is_read_again(value: Any) -> None:
    assert decode(encode(value)) == value


@given(st.lists(VALUES, max_size=3), OUTSIDE, st.lists(VALUES, max_size=3), st.integers(0, 3))
def test_a_value_outside_the_profile_is_refused_wherever_it_hides(
    before: list[Any], outside: Any, after: list[Any], depth: int
) -> None:
    hidden: Any = [*before, outside, *after]
    for _ in range(depth):
        hidden = {"in": [hidden]}

    with pytest.raises(NotCanonical):
        encode(hidden)


@given(st.text())
def test_content_is_kept_as_typed_while_the_envelope_is_nfc(text: str) -> None:
    """NFC would replace a 神 (U+FA19) in somebody's name (decision 0006)."""
    assert decode(encode([text], nfc=False), nfc=False) == [text]
    if not is_normalized("NFC", text):
        with pytest.raises(NotCanonical):
            encode([text])
        with pytest.raises(NotCanonical):
            decode(encode([text], nfc=False))


@given(VALUES, st.data())
def test_bytes_changed_in_one_place_are_refused_or_another_value_in_its_only_spelling(
    value: Any, data: st.DataObject
) -> None:
    raw = encode(value)
    place = data.draw(st.integers(0, len(raw) - 1))
    how = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    changed = {
        "replace": raw[:place] + byte + raw[place + 1 :],
        "insert": raw[:place] + byte + raw[place:],
        "delete": raw[:place] + raw[place + 1 :],
    }[how]
    assume(changed != raw)

    try:
        read = decode(changed)
    except NotCanonical:
        return

    assert json.dumps(read) != json.dumps(value)
    assert rfc8785.dumps(read) == changed


@pytest.mark.parametrize(
    "raw",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1} ',
        b'{"a":1}\n',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":"\\u0061"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000a"}',
        b"\xef\xbb\xbf{}",
        b"{'a':1}",
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b"",
        b"{}{}",
        b'"\xff"',
    ],
)
def test_another_spelling_of_a_value_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(raw)


@given(INSTANTS)
def test_an_instant_survives_writing(at: datetime) -> None:
    assert parse_instant(instant(at)) == at


@given(INSTANTS.filter(lambda at: 2 < at.year < 9998), st.integers(-14 * 60, 14 * 60))
def test_an_instant_has_one_spelling_wherever_its_clock_stands(at: datetime, minutes: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(minutes=minutes)))

    assert instant(elsewhere) == instant(at)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-01T03:00:00Z",
        "2024-10-01T03:00:00.5Z",
        "2024-10-01T03:00:00.000000+00:00",
        "2024-10-01T12:00:00.000000+09:00",
        "2024-10-01T03:00:00.000000",
        "2024-10-01 03:00:00.000000Z",
        "2024-10-1T3:0:0.000000Z",
        "20241001T030000.000000Z",
        "2024-10-01T03:00:00.000000z",
        "2024-10-01T03:00:00,000000Z",
        "２０２４-10-01T03:00:00.000000Z",
        "2024-02-30T03:00:00.000000Z",
    ],
)
def test_an_instant_in_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_instant(text)
