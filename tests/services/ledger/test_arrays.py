"""Arrays: what PostgreSQL reads is what was written."""

from uuid import uuid4

import pytest

from services.ledger.arrays import LENGTH, Array, ByteaArray, IntegerArray, TextArray, UuidArray
from tests.databases import TemplateServer

A, B = uuid4(), uuid4()

SENT: dict[str, tuple[Array, str, list[object]]] = {
    "bytes, one of them NULL": (
        ByteaArray([b"", None, b"\0\xff"]),
        "bytea[]",
        [b"", None, b"\0\xff"],
    ),
    "Japanese text": (
        TextArray(["支援経過".encode(), b'{"a,b"}']),
        "text[]",
        ["支援経過", '{"a,b"}'],
    ),
    "integers": (
        IntegerArray([LENGTH.pack(n) for n in (0, 2**31 - 1)]),
        "integer[]",
        [0, 2**31 - 1],
    ),
    "uuids": (UuidArray([A.bytes, B.bytes]), "uuid[]", [A, B]),
    "only NULL": (ByteaArray([None]), "bytea[]", [None]),
    "nothing": (TextArray([]), "text[]", []),
}


@pytest.mark.parametrize("what", SENT)
def test_an_array_arrives_as_it_was_given_and_in_its_type(
    postgres: TemplateServer, what: str
) -> None:
    array, kind, items = SENT[what]

    with postgres.connect() as conn:
        row = conn.execute("SELECT pg_typeof(x)::text, x FROM (SELECT %s AS x) AS s", [array])

        assert row.fetchone() == (kind, items)
