"""
Arrays: the lists of an append as PostgreSQL's binary arrays.

psycopg finds the type of a list out anew at each statement, which costs more than sealing a part.
"""

from collections.abc import Sequence
from struct import Struct
from typing import ClassVar, Final

from psycopg import adapters
from psycopg.adapt import Dumper
from psycopg.pq import Format

EMPTY: Final = Struct(">3i")
"""Dimensions, whether it holds NULL, type of the elements."""

ONE_DIMENSION: Final = Struct(">5i")
"""The same, then the number of elements and the lower bound."""

LENGTH: Final = Struct(">i")
NULL: Final = LENGTH.pack(-1)


class Array:
    """A one-dimensional array of elements that are bytes already; None = NULL."""

    element: ClassVar[int]
    """The OID of the elements' type."""

    __slots__ = ("sent",)

    def __init__(self, items: Sequence[bytes | None]) -> None:
        """Write the elements down, each in its type's binary form."""
        if not items:
            self.sent = EMPTY.pack(0, 0, self.element)
            return
        written = [ONE_DIMENSION.pack(1, None in items, self.element, len(items), 1)]
        for item in items:
            written += (NULL,) if item is None else (LENGTH.pack(len(item)), item)
        self.sent = b"".join(written)


class ByteaArray(Array):
    """bytea[]."""

    __slots__ = ()
    element = 17


class TextArray(Array):
    """text[], of UTF-8."""

    __slots__ = ()
    element = 25


class IntegerArray(Array):
    """integer[], of four bytes each, the highest first."""

    __slots__ = ()
    element = 23


class UuidArray(Array):
    """uuid[], of 16 bytes each."""

    __slots__ = ()
    element = 2950


class _ArrayDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Array) -> bytes:
        return obj.sent


class _ByteaArrayDumper(_ArrayDumper):
    oid = 1001


class _TextArrayDumper(_ArrayDumper):
    oid = 1009


class _IntegerArrayDumper(_ArrayDumper):
    oid = 1007


class _UuidArrayDumper(_ArrayDumper):
    oid = 2951


adapters.register_dumper(ByteaArray, _ByteaArrayDumper)
adapters.register_dumper(TextArray, _TextArrayDumper)
adapters.register_dumper(IntegerArray, _IntegerArrayDumper)
adapters.register_dumper(UuidArray, _UuidArrayDumper)
