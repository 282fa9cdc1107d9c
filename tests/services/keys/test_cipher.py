"""A seal opens to exactly what was sealed: at its own place, under its own key, and only there."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.keys.cipher import (
    ALGORITHM,
    FILE_BUCKET,
    SMALLEST_BUCKET,
    BrokenSeal,
    Place,
    check_value,
    ciphertext_hash,
    commitment,
    seal,
    seal_file,
    unseal,
    unseal_file,
)
from services.ledger import canonical

pytestmark = pytest.mark.pure

KEYS = st.binary(min_size=32, max_size=32)
PLACES = st.builds(
    Place,
    origin=st.text(st.characters(max_codepoint=127, min_codepoint=33), min_size=1, max_size=40),
    part_no=st.integers(0, 255),
    category=st.sampled_from(["ID", "CONTACT", "NOTE", "RECORD"]),
)
CONTENTS = st.dictionaries(st.sampled_from(["name", "text", "born"]), st.text(), min_size=1).map(
    lambda content: canonical.encode(content, nfc=False)
)

KEY = bytes(range(32))
PLACE = Place("tsunagi.example/lg-999993/log/1", UUID(int=1), 0, "ID", UUID(int=2))
CONTENT = canonical.encode({"name": "髙﨑 ふみ"})
SEALED = seal(CONTENT, KEY, PLACE)

ELSEWHERE: dict[str, Callable[[Place], Place]] = {
    "another log": lambda place: replace(place, origin=place.origin + "0"),
    "another event": lambda place: replace(place, event_id=UUID(int=3)),
    "another part": lambda place: replace(place, part_no=1),
    "another category": lambda place: replace(place, category="CONTACT"),
    "another key's id": lambda place: replace(place, key_id=UUID(int=4)),
}


@given(CONTENTS, KEYS, PLACES)
def test_what_was_sealed_is_opened_exactly(content: bytes, key: bytes, place: Place) -> None:
    sealed = seal(content, key, place)

    assert unseal(sealed.sealed, key, place, committed=sealed.commitment) == content


@given(st.integers(0, 70_000))
def test_a_seal_shows_only_the_bucket_that_its_content_falls_into(size: int) -> None:
    sealed = seal(b"x" * size, KEY, PLACE)

    assert len(sealed.sealed) == 12 + 32 + sealed.length + 16
    assert sealed.length == max(SMALLEST_BUCKET, 1 << max(0, size - 1).bit_length())


@given(st.binary(max_size=200_000), KEYS, PLACES)
@settings(max_examples=25)
def test_a_file_of_any_bytes_is_opened_exactly(content: bytes, key: bytes, place: Place) -> None:
    sealed = seal_file(content + b"\0\0", key, place)

    opened = unseal_file(sealed.sealed, key, place, committed=sealed.commitment)

    assert opened == content + b"\0\0"


@pytest.mark.parametrize(
    ("size", "buckets"), [(0, 1), (1, 1), (65_528, 1), (65_529, 2), (524_288, 9)]
)
def test_a_sealed_file_shows_its_size_to_64_kib_only(size: int, buckets: int) -> None:
    sealed = seal_file(b"x" * size, KEY, PLACE)

    assert sealed.length == buckets * FILE_BUCKET
    assert len(sealed.sealed) == 12 + 32 + sealed.length + 16


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_file_opens_at_its_own_place_only(elsewhere: str) -> None:
    sealed = seal_file(b"%PDF-", KEY, PLACE)

    with pytest.raises(BrokenSeal):
        unseal_file(sealed.sealed, KEY, ELSEWHERE[elsewhere](PLACE), committed=sealed.commitment)


def test_the_same_content_sealed_twice_shares_nothing() -> None:
    again = seal(CONTENT, KEY, PLACE)

    assert again.sealed[:12] != SEALED.sealed[:12]
    assert again.ciphertext_hash != SEALED.ciphertext_hash
    assert again.commitment != SEALED.commitment


@given(st.integers(0, len(SEALED.sealed) * 8 - 1))
def test_a_single_flipped_bit_breaks_the_seal(bit: int) -> None:
    changed = bytearray(SEALED.sealed)
    changed[bit // 8] ^= 1 << bit % 8

    assert ciphertext_hash(ALGORITHM, bytes(changed)) != SEALED.ciphertext_hash
    with pytest.raises(BrokenSeal):
        unseal(bytes(changed), KEY, PLACE, committed=SEALED.commitment)


@given(st.integers(0, len(SEALED.sealed) - 1), st.binary(max_size=20))
def test_bytes_cut_off_or_added_break_the_seal(size: int, more: bytes) -> None:
    for changed in (SEALED.sealed[:size], SEALED.sealed + b"\0" + more):
        with pytest.raises(BrokenSeal):
            unseal(changed, KEY, PLACE, committed=SEALED.commitment)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_seal_does_not_open_at_another_place(where: str) -> None:
    with pytest.raises(BrokenSeal):
        unseal(SEALED.sealed, KEY, ELSEWHERE[where](PLACE), committed=SEALED.commitment)


@given(PLACES, PLACES)
def test_no_two_places_bind_alike(one: Place, other: Place) -> None:
    assert (one.associated_data() == other.associated_data()) == (one == other)


@given(KEYS.filter(lambda key: key != KEY))
def test_a_seal_does_not_open_under_another_key(key: bytes) -> None:
    with pytest.raises(BrokenSeal):
        unseal(SEALED.sealed, key, PLACE, committed=SEALED.commitment)


@given(st.integers(0, 255))
def test_a_seal_does_not_open_to_what_was_not_committed(bit: int) -> None:
    other = bytearray(SEALED.commitment)
    other[bit // 8] ^= 1 << bit % 8

    with pytest.raises(BrokenSeal):
        unseal(SEALED.sealed, KEY, PLACE, committed=bytes(other))


@given(CONTENTS, CONTENTS, st.binary(min_size=32, max_size=32))
def test_one_commitment_is_of_one_content(one: bytes, other: bytes, salt: bytes) -> None:
    same = commitment(salt, one, PLACE) == commitment(salt, other, PLACE)

    assert same == (one == other)


def test_a_commitment_without_its_salt_does_not_give_a_guess_away() -> None:
    """After the key is gone so is the salt; who guesses the content cannot confirm the guess."""
    guess: dict[str, Any] = json.loads(CONTENT)

    guessed = seal(canonical.encode(guess), KEY, PLACE)

    assert guessed.commitment != SEALED.commitment


@given(KEYS, KEYS)
def test_a_check_value_tells_keys_apart_and_is_none(one: bytes, other: bytes) -> None:
    assert (check_value(one) == check_value(other)) == (one == other)
    assert len(check_value(one)) == 16
    assert check_value(one) not in one
