"""Plain data (素データ): JSON read strictly, and named by the hash of its canonical form."""

from hashlib import sha256
from typing import Any, cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from consent.plain import NotJson, from_json, version_of

pytestmark = pytest.mark.pure

KEYS = st.text(st.characters(max_codepoint=0xD7FF), max_size=5)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
)


@pytest.mark.parametrize(
    "text", ["", "{", "[1", '{"a": 1, "a": 1}', "[" * 100_000], ids=lambda text: text[:12]
)
def test_text_that_is_not_plain_json_is_refused(text: str) -> None:
    with pytest.raises(NotJson):
        from_json(text)


def test_a_repeated_key_is_said() -> None:
    with pytest.raises(NotJson, match=r"^a key is repeated$"):
        from_json('[{"b": {"a": 1, "a": 2}}]')


def test_the_same_key_in_two_objects_is_no_repetition() -> None:
    assert from_json('[{"a": 1}, {"a": [null, true, "x"]}]') == [{"a": 1}, {"a": [None, True, "x"]}]


@given(data=DATA)
def test_a_version_is_the_hash_of_the_canonical_form(data: object) -> None:
    assert version_of(data) == sha256(rfc8785.dumps(cast("Any", data))).hexdigest()


def test_the_order_of_keys_does_not_name_another_version_but_the_order_of_a_list_does() -> None:
    assert version_of({"a": 1, "b": [1, 2]}) == version_of({"b": [1, 2], "a": 1})
    assert version_of([1, 2]) != version_of([2, 1])
