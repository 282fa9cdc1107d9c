"""Aliases, version tokens and digests: one to one, bound to who and what they are for."""

from base64 import b32decode
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.values import Category
from services.keys.derived import NAME, NAME_AND_BIRTH, PHONE, Derived

pytestmark = pytest.mark.pure

SECRET = bytes(range(32))
DERIVED, OTHERS = Derived(SECRET), Derived(bytes(32))
AGENCY, OTHER_AGENCY, DESK, OTHER_DESK, CASE = (UUID(int=n) for n in range(1, 6))
KINDS = st.sampled_from(["case", "record"])
VERSIONS = st.integers(0, 2**31 - 1)
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


@given(st.uuids(), st.uuids(), KINDS)
def test_an_alias_leads_back_to_its_id_and_to_no_other(
    thing: UUID, agency: UUID, kind: str
) -> None:
    alias = DERIVED.alias(agency, kind, thing)

    assert DERIVED.resolve(agency, kind, alias) == thing
    assert len(alias) == 26
    assert set(alias) <= set(LETTERS)


@given(st.uuids(), st.uuids())
def test_two_ids_never_have_one_alias(one: UUID, other: UUID) -> None:
    same = DERIVED.alias(AGENCY, "case", one) == DERIVED.alias(AGENCY, "case", other)

    assert same == (one == other)


@given(st.uuids())
def test_an_alias_differs_between_agencies_kinds_and_municipalities(thing: UUID) -> None:
    """So that what two agencies are shown cannot be joined by it."""
    aliases = {
        DERIVED.alias(AGENCY, "case", thing),
        DERIVED.alias(OTHER_AGENCY, "case", thing),
        DERIVED.alias(AGENCY, "record", thing),
        OTHERS.alias(AGENCY, "case", thing),
    }

    assert len(aliases) == 4
    assert not any(thing.hex in alias or str(thing) in alias for alias in aliases)


@given(st.uuids())
def test_another_agencys_alias_leads_nowhere_near(thing: UUID) -> None:
    alias = DERIVED.alias(AGENCY, "case", thing)

    assert DERIVED.resolve(OTHER_AGENCY, "case", alias) != thing
    assert DERIVED.resolve(AGENCY, "record", alias) != thing


@given(st.text() | st.text(LETTERS) | st.text(LETTERS, min_size=26, max_size=26))
def test_whatever_is_no_alias_is_answered_with_none_and_an_alias_has_one_spelling(
    typed: str,
) -> None:
    found = DERIVED.resolve(AGENCY, "case", typed)

    assert found is None or DERIVED.alias(AGENCY, "case", found) == typed


@given(st.uuids())
def test_an_alias_in_capitals_or_with_padding_is_none(thing: UUID) -> None:
    alias = DERIVED.alias(AGENCY, "case", thing)

    spellings = [alias.upper(), f"{alias}======", f" {alias}", f"{alias}\n", alias[:-1]]

    assert [DERIVED.resolve(AGENCY, "case", one) for one in spellings] == [None] * 5


@given(st.uuids(), st.uuids(), VERSIONS)
def test_a_version_token_is_read_where_it_was_made(
    agency: UUID, stream: UUID, version: int
) -> None:
    token = DERIVED.version_token(agency, stream, version)

    assert DERIVED.read_version_token(agency, stream, token) == version


@given(VERSIONS, st.uuids(), st.uuids())
def test_a_version_token_fits_no_other_agency_stream_or_municipality(
    version: int, agency: UUID, stream: UUID
) -> None:
    assume(agency != AGENCY)
    assume(stream != CASE)
    token = DERIVED.version_token(AGENCY, CASE, version)

    assert DERIVED.read_version_token(agency, CASE, token) is None
    assert DERIVED.read_version_token(AGENCY, stream, token) is None
    assert DERIVED.read_version_token(CASE, AGENCY, token) is None
    assert OTHERS.read_version_token(AGENCY, CASE, token) is None


@given(VERSIONS, st.integers(0, 159))
def test_a_version_token_with_one_bit_changed_is_none(version: int, bit: int) -> None:
    token = DERIVED.version_token(AGENCY, CASE, version)
    place, letter = bit // 5, LETTERS[LETTERS.index(token[bit // 5]) ^ 1 << bit % 5]

    changed = token[:place] + letter + token[place + 1 :]

    assert DERIVED.read_version_token(AGENCY, CASE, changed) is None


@given(st.text())
def test_whatever_is_no_version_token_is_none(typed: str) -> None:
    assert DERIVED.read_version_token(AGENCY, CASE, typed) is None


@given(VERSIONS)
def test_a_version_token_does_not_show_its_version(version: int) -> None:
    token = DERIVED.version_token(AGENCY, CASE, version)

    assert version.to_bytes(4) not in b32decode(token.upper())[-4:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋 花子", "高橋　花子"),
        ("﨑山 文", "崎山文"),
        ("𠮷田 ひろ", "吉田 ひろ"),
        ("葛\U000e0100城 正", "葛城正"),
        ("ﾀｶﾊｼ ﾊﾅｺ", "たかはし はなこ"),
    ],
)
def test_two_spellings_of_a_name_have_one_digest(one: str, other: str) -> None:
    assert DERIVED.name_digest(DESK, one) == DERIVED.name_digest(DESK, other)


def test_a_digest_differs_between_programmes_fields_and_municipalities() -> None:
    """So that persons cannot be joined across programmes by what a dump holds."""
    digests = {
        DERIVED.name_digest(DESK, "0420001234"),
        DERIVED.phone_digest(DESK, "042-000-1234"),
        DERIVED.name_digest(OTHER_DESK, "0420001234"),
        OTHERS.name_digest(DESK, "0420001234"),
        DERIVED.name_and_birth_digest(DESK, "0420001234", ""),
    }

    assert len(digests) == 5


def test_search_digests_are_of_whole_values_and_only_of_what_was_told() -> None:
    sheet = {"name": "髙橋 花子", "kana": "タカハシ ハナコ", "born": "昭和22年5月3日"}

    whole = DERIVED.search_digests(DESK, Category.ID, sheet)

    assert whole == bytes([NAME]) + DERIVED.name_digest(DESK, "高橋花子") + bytes(
        [NAME_AND_BIRTH]
    ) + DERIVED.name_and_birth_digest(DESK, "高橋花子", "1947-05-03")
    contact = {"address": "さくら市本町1-2-3", "phone": "042-000-1234"}
    assert DERIVED.search_digests(DESK, Category.CONTACT, contact) == bytes(
        [PHONE]
    ) + DERIVED.phone_digest(DESK, "042 000 1234")
    nothing = {"name": "", "kana": "", "born": "", "address": "", "phone": "なし"}
    assert DERIVED.search_digests(DESK, Category.ID, nothing) is None
    assert DERIVED.search_digests(DESK, Category.CONTACT, nothing) is None
    assert DERIVED.search_digests(DESK, Category.RECORD, sheet) is None
