"""Policy document (開示方針): taken apart key by key, with what is left over refused."""

import pytest

from consent.document import (
    Document,
    Mask,
    PolicyMalformed,
    Reader,
    frozen,
    items,
    table,
    text,
    texts,
)
from tests.consent.rows import POLICY

pytestmark = pytest.mark.pure


def test_what_is_taken_is_gone_and_what_is_left_is_refused() -> None:
    reader = Reader({"a": "x", "b": 2, "c": 3, "d": 4}, "here")

    assert (reader.text("a"), reader.number("b")) == ("x", 2)
    with pytest.raises(PolicyMalformed, match=r"^here: not understood: c, d$"):
        reader.end()
    with pytest.raises(PolicyMalformed, match=r"^here: a is missing$"):
        reader.take("a")


def test_a_refusal_says_where_which_rule_is_broken_and_by_what() -> None:
    missing, strange = PolicyMalformed("here", "{} is missing", "a"), PolicyMalformed("b", "{}")

    assert (missing.where, missing.rule, missing.found) == ("here", "{} is missing", "a")
    assert (str(missing), str(strange)) == ("here: a is missing", "b: ")


def test_a_reader_leaves_the_data_as_it_was() -> None:
    data = {"a": "x"}

    Reader(data, "here").text("a")

    assert data == {"a": "x"}


def test_each_object_of_a_list_is_read_to_its_end() -> None:
    reader = Reader({"a": [{"x": "1"}, {"x": "2"}], "b": [{"x": "1", "y": 2}]}, "here")

    assert reader.each("a", lambda one: one.text("x")) == ("1", "2")
    with pytest.raises(PolicyMalformed, match=r"^here\.b\[0\]: not understood: y$"):
        reader.each("b", lambda one: one.text("x"))


def test_values_of_another_kind_are_refused_with_their_place() -> None:
    assert (text("x", "p"), items([1], "p"), texts(["a", "b"], "p")) == ("x", (1,), ("a", "b"))
    assert table({"a": 1}, "p") == {"a": 1}
    for wrong, say in (
        (lambda: text("", "p"), "p: a text is expected"),
        (lambda: text(None, "p"), "p: a text is expected"),
        (lambda: items("x", "p"), "p: a list is expected"),
        (lambda: texts(["a", "a"], "p"), "p: something is listed twice"),
        (lambda: texts(["a", 1], "p"), "p: a text is expected"),
        (lambda: table([], "p"), "p: an object is expected"),
    ):
        with pytest.raises(PolicyMalformed) as refused:
            wrong()
        assert str(refused.value) == say


def test_a_frozen_mapping_cannot_be_changed() -> None:
    made = frozen([("a", 1)])

    with pytest.raises(TypeError):
        made["a"] = 2  # type: ignore[index] # pyright: ignore[reportIndexIssue] -- the point
    assert dict(made) == {"a": 1}


def test_the_rules_are_all_sections_in_order() -> None:
    document: Document = POLICY.document

    ids = [rule.id for rule in document.rules()]
    assert len(ids) == 42 + 20 + 13 + 1 + 1 + 3
    assert (ids[0], ids[42], ids[62], ids[75:]) == (
        "F0a",
        "G01",
        "M01",
        ["A01", "S01", "L01", "L02", "L03"],
    )
    assert isinstance(document.rules()[62], Mask)
