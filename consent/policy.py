"""
Policy (開示方針), ready to judge: for each value of each field, the set of rules it lets match.

A set of rules is one integer, a bit a rule; a request matches the rules whose bit survives the
AND over its fields. Grants hold the lowest bits in order of priority, prohibitions the next, so
that "something grants and nothing forbids" is one comparison.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import cast

from consent.document import Document, Forbid, Grant, Missing, Rule, frozen
from consent.reading import read_policy

NO_BASIS = "NO_BASIS"


@dataclass(frozen=True, slots=True)
class Unmet:
    """One situational condition of a grant: where it looks, what it wants, what else to say."""

    position: int
    wanted: frozenset[str]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Policy:
    """
    A document compiled for judging; build it with `compile_policy`.

    `tables` holds a mapping from value to rule bits for each field in `names`; `pick` takes the
    values of a request in that order. `rules[i]` is the rule of bit i.
    """

    document: Document
    names: tuple[str, ...]
    pick: Callable[[Mapping[str, str]], tuple[str, ...]]
    tables: tuple[Mapping[str, int], ...]
    rules: tuple[Rule, ...]
    grants: int
    forbids: int
    structural: tuple[tuple[int, str], ...]
    situational: tuple[tuple[Unmet, ...], ...]


def compile_policy(document: Document) -> Policy:
    """Prepare a document for judging."""
    grants = sorted(document.grant, key=_priority)
    forbids = sorted(document.forbid, key=_priority)
    rest = (*document.mask, *document.advise, *document.stub_rules, *document.loss_duties)
    rules: tuple[Rule, ...] = (*grants, *forbids, *rest)
    names = tuple(document.fields)
    at = {name: position for position, name in enumerate(names)}
    words = {missing.field: _words(document, missing) for missing in document.situational}
    return Policy(
        document=document,
        names=names,
        pick=cast("Callable[[Mapping[str, str]], tuple[str, ...]]", itemgetter(*names)),
        tables=tuple(_table(document.fields[name], name, rules) for name in names),
        rules=rules,
        grants=(1 << len(grants)) - 1,
        forbids=((1 << len(forbids)) - 1) << len(grants),
        structural=tuple((at[m.field], m.otherwise or NO_BASIS) for m in document.structural),
        situational=tuple(
            tuple(
                Unmet(at[field], grant.when[field], reasons)
                for field, reasons in words.items()
                if field in grant.when
            )
            for grant in grants
        ),
    )


def load_policy(source: object) -> Policy:
    """
    Read and compile JSON text or plain data.

    Raises:
        PolicyMalformed: when anything in it is not understood.
    """
    return compile_policy(read_policy(source))


def _priority(rule: Forbid | Grant) -> int:
    return rule.priority


def _table(values: tuple[str, ...], name: str, rules: tuple[Rule, ...]) -> Mapping[str, int]:
    bits = dict.fromkeys(values, (1 << len(rules)) - 1)
    for bit, rule in enumerate(rules):
        for value in bits.keys() - rule.when.get(name, bits.keys()):
            bits[value] ^= 1 << bit
    return frozen(bits.items())


def _words(document: Document, missing: Missing) -> Mapping[str, str]:
    return frozen(
        (value, missing.otherwise or missing.by_value.get(value, NO_BASIS))
        for value in document.fields[missing.field]
    )
