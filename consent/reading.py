"""Policy reading (方針の読み取り): from JSON to a `Document`, or a refusal that says where."""

from collections.abc import Iterator, Mapping
from typing import Final

from consent.document import (
    Advice,
    Document,
    Forbid,
    Grant,
    LossDuty,
    Mask,
    Missing,
    PolicyMalformed,
    Reader,
    Rule,
    StubRule,
    frozen,
    items,
    table,
    text,
    texts,
)
from consent.plain import NotJson, from_json, version_of

OUTCOMES: Final = ("PERMIT", "AGGREGATE")
HIDDEN: Final = ("STUB", "ABSENT")


def read_policy(source: object) -> Document:
    """
    Read a policy from JSON text, or from the plain data (dict, list, str, int) that JSON gives.

    Raises:
        PolicyMalformed: when it is not JSON, or anything in it is not understood.
    """
    if isinstance(source, str):
        try:
            source = from_json(source)
        except NotJson as error:
            raise PolicyMalformed("policy", "{}", str(error)) from error
    top = Reader(source, "policy")
    top.text("about")
    nearest = Reader(top.take("no_grant_reason"), "no_grant_reason")
    for explanation in ("how", "stub", "duties"):
        nearest.text(explanation)
    document = Document(
        version=version_of(source),
        fields=frozen((k, texts(v, f"fields.{k}")) for k, v in _table(top, "fields")),
        parts=top.texts("parts"),
        law=frozen((k, text(v, f"law.{k}")) for k, v in _table(top, "law")),
        forbid=top.each("forbid", _forbid),
        grant=top.each("grant", _grant),
        mask=top.each("mask", _mask),
        advise=top.each("advise", _advice),
        structural=_missing(nearest, "structural"),
        situational=_missing(nearest, "situational"),
        stub_rules=nearest.each("stub_rules", _stub),
        loss_duties=nearest.each("loss_duties", _duty),
    )
    top.end()
    nearest.end()
    _check(document)
    return document


def _table(reader: Reader, key: str) -> Iterator[tuple[str, object]]:
    yield from table(reader.take(key), key).items()


def _when(reader: Reader) -> Mapping[str, frozenset[str]]:
    where = f"{reader.where}.when"
    return frozen((k, frozenset(texts(v, where))) for k, v in _table(reader, "when"))


def _forbid(reader: Reader) -> Forbid:
    return Forbid(
        id=reader.text("id"),
        when=_when(reader),
        reason=reader.text("reason"),
        law=reader.text("law"),
        visibility=reader.text("visibility"),
        priority=reader.number("priority"),
    )


def _grant(reader: Reader) -> Grant:
    return Grant(
        id=reader.text("id"),
        when=_when(reader),
        basis=reader.text("basis"),
        law=reader.texts("law"),
        obligations=reader.texts("obligations"),
        priority=reader.number("priority"),
        outcome=reader.text("outcome"),
    )


def _mask(reader: Reader) -> Mask:
    return Mask(id=reader.text("id"), when=_when(reader), hides=reader.texts("hides"))


def _advice(reader: Reader) -> Advice:
    return Advice(id=reader.text("id"), when=_when(reader), obligations=reader.texts("obligations"))


def _stub(reader: Reader) -> StubRule:
    return StubRule(
        id=reader.text("id"),
        when=_when(reader),
        reasons=reader.texts("reasons"),
        visibility=reader.text("visibility"),
    )


def _duty(reader: Reader) -> LossDuty:
    return LossDuty(
        id=reader.text("id"),
        when=_when(reader),
        reasons=reader.texts("reasons"),
        obligations=reader.texts("obligations"),
    )


def _missing(nearest: Reader, key: str) -> tuple[Missing, ...]:
    found: list[Missing] = []
    for pair in items(nearest.take(key), key):
        parts = items(pair, key)
        if len(parts) != 2:
            raise PolicyMalformed(key, "a field and its reason are expected")
        field, reason = text(parts[0], key), parts[1]
        if isinstance(reason, str):
            found.append(Missing(field=field, otherwise=text(reason, key), by_value=frozen(())))
        else:
            by_value = frozen((k, text(v, key)) for k, v in table(reason, key).items())
            found.append(Missing(field=field, otherwise=None, by_value=by_value))
    return tuple(found)


def _check(document: Document) -> None:
    ids = [rule.id for rule in document.rules()]
    if len(set(ids)) != len(ids):
        raise PolicyMalformed("policy", "two rules have the same id")
    if len(document.fields) < 2:
        raise PolicyMalformed("policy", "a request has at least two fields")
    for rule in document.rules():
        _check_condition(document, rule)
        _check_effect(document, rule)
    _check_nearest(document)


def _check_effect(document: Document, rule: Rule) -> None:
    match rule:
        case Forbid():
            _known(rule.visibility, HIDDEN, f"{rule.id}.visibility")
            _known(rule.law, document.law, f"{rule.id}.law")
        case Grant():
            _known(rule.outcome, OUTCOMES, f"{rule.id}.outcome")
            for code in rule.law:
                _known(code, document.law, f"{rule.id}.law")
        case Mask():
            for part in rule.hides:
                _known(part, document.parts, f"{rule.id}.hides")
        case StubRule():
            _known(rule.visibility, HIDDEN, f"{rule.id}.visibility")
        case _:
            pass


def _check_condition(document: Document, rule: Rule) -> None:
    for field, values in rule.when.items():
        _known(field, document.fields, rule.id)
        if not values:
            raise PolicyMalformed(f"{rule.id}.{field}", "no value is listed")
        for value in values:
            _known(value, document.fields[field], f"{rule.id}.{field}")


def _check_nearest(document: Document) -> None:
    nearest = (*document.structural, *document.situational)
    if len({missing.field for missing in nearest}) != len(nearest):
        raise PolicyMalformed("no_grant_reason", "a field is listed twice")
    for missing in nearest:
        _known(missing.field, document.fields, "no_grant_reason")
        for value in missing.by_value:
            _known(value, document.fields[missing.field], f"no_grant_reason.{missing.field}")


def _known(code: str, codes: Mapping[str, object] | tuple[str, ...], where: str) -> None:
    if code not in codes:
        raise PolicyMalformed(where, "{} is not a code of this policy", code)
