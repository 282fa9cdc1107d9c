"""Mutants of the policy data: each differs from it in one rule, condition, value or effect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final, TypeAlias

from consent.document import Document, Forbid, Grant, Mask, Missing, Rule

Where: TypeAlias = Mapping[str, frozenset[str]]

SECTIONS: Final = ("forbid", "grant", "mask", "advise", "stub_rules", "loss_duties")
NEAREST: Final = ("structural", "situational")
FLIPS: Final = {"STUB": "ABSENT", "ABSENT": "STUB", "PERMIT": "AGGREGATE", "AGGREGATE": "PERMIT"}


@dataclass(frozen=True)
class Mutant:
    """A mutated document; only inputs inside `where` can be answered differently."""

    name: str
    document: Document
    where: Where


def mutants(document: Document) -> Iterator[Mutant]:
    """Yield every mutant of the kinds below, in a fixed order."""
    for section in SECTIONS:
        rules: tuple[Rule, ...] = getattr(document, section)
        for number, rule in enumerate(rules):
            name = f"{section} {rule.id}"
            where = _inside(document, rule)
            dropped = replace(document, **{section: rules[:number] + rules[number + 1 :]})
            yield Mutant(f"{name}: dropped", dropped, where)
            for what, mutated, inputs in (
                *_conditions(document, rule),
                *((what, mutated, where) for what, mutated in _effects(document, rule)),
            ):
                changed = (*rules[:number], mutated, *rules[number + 1 :])
                yield Mutant(f"{name}: {what}", replace(document, **{section: changed}), inputs)
    for key in NEAREST:
        yield from _nearest(document, key)


def _inside(document: Document, rule: Rule, but: str = "") -> Where:
    """Return where a change can matter; a grant also matters as the one that was nearest."""
    structural = [missing.field for missing in document.structural]
    return {
        field: values
        for field, values in rule.when.items()
        if field != but and (field in structural or not isinstance(rule, Grant))
    }


def _conditions(document: Document, rule: Rule) -> Iterator[tuple[str, Rule, Where]]:
    for field, values in rule.when.items():
        others = _inside(document, rule, field)
        when = {name: wanted for name, wanted in rule.when.items() if name != field}
        yield f"{field} dropped", replace(rule, when=MappingProxyType(when)), others
        for value in document.fields[field]:
            flipped = values ^ {value}
            if flipped:
                sign = "-" if value in values else "+"
                mutated = replace(rule, when=MappingProxyType({**rule.when, field: flipped}))
                where = {**others, field: frozenset({value})}
                kept = field in _inside(document, rule)
                yield f"{field} {sign} {value}", mutated, where if kept else others


def _effects(document: Document, rule: Rule) -> Iterator[tuple[str, Rule]]:
    names = {one.name for one in fields(rule)}
    for key in names & {"visibility", "outcome"}:
        yield f"{key} flipped", replace(rule, **{key: FLIPS[getattr(rule, key)]})
    if isinstance(rule, Forbid | Grant):
        for priority in (-1, 99):
            yield f"priority {priority}", replace(rule, priority=priority)
    for key in sorted(names & {"reasons", "obligations"}):
        codes: tuple[str, ...] = getattr(rule, key)
        for code in codes:
            rest = tuple(one for one in codes if one != code)
            yield f"{key} - {code}", replace(rule, **{key: rest})
    if isinstance(rule, Mask):
        for part in document.parts:
            sign = "-" if part in rule.hides else "+"
            hides = tuple(sorted({*rule.hides} ^ {part}))
            yield f"hides {sign} {part}", replace(rule, hides=hides)


def _nearest(document: Document, key: str) -> Iterator[Mutant]:
    entries: tuple[Missing, ...] = getattr(document, key)
    for number, missing in enumerate(entries):
        rest = entries[:number] + entries[number + 1 :]
        yield Mutant(f"{key} {missing.field}: dropped", replace(document, **{key: rest}), {})
        for value in missing.by_value:
            words = {one: word for one, word in missing.by_value.items() if one != value}
            mutated = replace(missing, by_value=MappingProxyType(words))
            changed = (*entries[:number], mutated, *entries[number + 1 :])
            where = {missing.field: frozenset({value})}
            name = f"{key} {missing.field}: {value} dropped"
            yield Mutant(name, replace(document, **{key: changed}), where)
