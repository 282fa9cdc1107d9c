"""Registry reading (根拠法令台帳の読み取り): from JSON to a `Registry`, or a refusal."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TypeVar

from consent.document import PolicyMalformed, Reader, frozen, items, table
from consent.plain import NotJson, from_json, version_of
from consent.registry import (
    Asks,
    BasisVersion,
    Bound,
    Conference,
    Host,
    Notice,
    NoticeKind,
    Penalty,
    Provision,
    Registry,
    RequestPower,
    Secrecy,
    Strength,
    Term,
)

T = TypeVar("T")


def read_registry(source: str) -> Registry:
    """
    Read a registry from JSON text.

    Raises:
        PolicyMalformed: when it is not JSON, when anything in it is not understood, or when two
            versions of a basis overlap or stand out of order.
    """
    try:
        data = from_json(source)
    except NotJson as error:
        raise PolicyMalformed("registry", "{}", str(error)) from error
    top = Reader(data, "registry")
    top.text("about")
    registry = Registry(
        version=version_of(data),
        bases=frozen((k, _versions(k, v)) for k, v in table(top.take("bases"), "bases").items()),
        terms=top.each("imprisonment", _term),
    )
    top.end()
    if not registry.terms or registry.terms[0].first is not None:
        raise PolicyMalformed("registry", "the first term of imprisonment holds from the beginning")
    return registry


def _versions(basis: str, value: object) -> tuple[BasisVersion, ...]:
    made: list[BasisVersion] = []
    for one in items(value, basis):
        reader = Reader(one, basis)
        made.append(_version(basis, reader, version_of({basis: one})))
        reader.end()
    if not made:
        raise PolicyMalformed(basis, "there is no version")
    for before, after in pairwise(made):
        if before.last is None or after.first <= before.last:
            raise PolicyMalformed(basis, "the versions overlap or are out of order")
    return tuple(made)


def _version(basis: str, reader: Reader, digest: str) -> BasisVersion:
    return BasisVersion(
        basis=basis,
        first=_day(reader, "first"),
        last=_or_none(reader, "last", _day),
        begins=_yes(reader, "begins"),
        act=reader.text("act"),
        article=reader.text("article"),
        name=reader.text("name"),
        amended_by=_or_none(reader, "amended_by", Reader.text),
        source=reader.text("source"),
        unverified=reader.texts("unverified"),
        digest=digest,
        conference=_part(reader, "conference", _conference),
        provision=_part(reader, "provision", _provision),
    )


def _conference(reader: Reader) -> Conference:
    return Conference(
        hosts=reader.each("hosts", _host),
        subject=reader.text("subject"),
        condition=_or_none(reader, "condition", Reader.text),
        request=_part(reader, "request", _request),
        secrecy=_part(reader, "secrecy", _secrecy),
        bound=_or_none(reader, "bound", lambda r, k: _code(Bound, r, k)),
        penalty=_part(reader, "penalty", _penalty),
        notice=_part(reader, "notice", _notice),
    )


def _host(reader: Reader) -> Host:
    return Host(reader.text("host"), _code(Strength, reader, "strength"))


def _request(reader: Reader) -> RequestPower:
    return RequestPower(
        citation=reader.text("citation"),
        asks=_code(Asks, reader, "asks"),
        answer_citation=_or_none(reader, "answer_citation", Reader.text),
        answer_strength=_or_none(reader, "answer_strength", lambda r, k: _code(Strength, r, k)),
    )


def _secrecy(reader: Reader) -> Secrecy:
    return Secrecy(reader.text("citation"), _yes(reader, "just_cause"))


def _penalty(reader: Reader) -> Penalty:
    return Penalty(
        citation=_or_none(reader, "citation", Reader.text),
        years=reader.number("years"),
        yen=reader.number("yen"),
    )


def _notice(reader: Reader) -> Notice:
    return Notice(_code(NoticeKind, reader, "kind"), _or_none(reader, "citation", Reader.text))


def _provision(reader: Reader) -> Provision:
    return Provision(
        public=_or_none(reader, "public", Reader.text),
        private=_or_none(reader, "private", Reader.text),
        harm_check=_yes(reader, "harm_check"),
        reason_and_approver=_yes(reader, "reason_and_approver"),
    )


def _term(reader: Reader) -> Term:
    return Term(
        _or_none(reader, "first", _day),
        reader.text("term"),
        _or_none(reader, "amended_by", Reader.text),
    )


def _part(reader: Reader, key: str, read: Callable[[Reader], T]) -> T | None:
    value = reader.left.pop(key, None)
    if value is None:
        return None
    inner = Reader(value, f"{reader.where}.{key}")
    made = read(inner)
    inner.end()
    return made


def _or_none(reader: Reader, key: str, read: Callable[[Reader, str], T]) -> T | None:
    if reader.left.get(key, reader) is None:
        del reader.left[key]
        return None
    return read(reader, key)


def _day(reader: Reader, key: str) -> date:
    try:
        return date.fromisoformat(reader.text(key))
    except ValueError as error:
        raise PolicyMalformed(f"{reader.where}.{key}", "{}", str(error)) from error


def _code(codes: Callable[[str], T], reader: Reader, key: str) -> T:
    try:
        return codes(reader.text(key))
    except ValueError as error:
        raise PolicyMalformed(f"{reader.where}.{key}", "{}", str(error)) from error


def _yes(reader: Reader, key: str) -> bool:
    value = reader.take(key)
    if not isinstance(value, bool):
        raise PolicyMalformed(f"{reader.where}.{key}", "true or false is expected")
    return value
