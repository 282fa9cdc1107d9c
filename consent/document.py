"""
Policy document (開示方針): the rules of disclosure as data with closed domains, read strictly.

Reading fails closed: a key, code or shape that this program does not judge by is refused, so that
no rule of a policy can be silently left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar, cast

T = TypeVar("T")


class PolicyMalformed(Exception):
    """
    A policy is adopted only when every key, code and reference in it is understood.

    `where` names the field, `rule` the sentence it breaks, in which `{}` stands for `found`.
    """

    def __init__(self, where: str, rule: str, found: str = "") -> None:
        """Refuse what stands at `where`."""
        super().__init__(f"{where}: {rule.format(found)}")
        self.where = where
        self.rule = rule
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule matches when every field it names has one of the listed values."""

    id: str
    when: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid(Rule):
    """A prohibition: any match denies. The lowest `priority` gives the reason."""

    reason: str
    law: str
    visibility: str
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Rule):
    """A basis: permits when nothing forbids. The lowest `priority` gives the outcome."""

    basis: str
    law: tuple[str, ...]
    obligations: tuple[str, ...]
    priority: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask(Rule):
    """Hides parts inside an item that is shown."""

    hides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Rule):
    """Adds obligations to something that is shown, and changes nothing else."""

    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StubRule(Rule):
    """Lets a denial for one of `reasons`, for want of a grant, show that something was there."""

    reasons: tuple[str, ...]
    visibility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossDuty(Rule):
    """Duties that a denial whose first reason is listed puts on those who received before."""

    reasons: tuple[str, ...]
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """
    What to say when nothing grants and this field stands in the way.

    `otherwise` is the reason for every value, or `by_value` has one for each.
    """

    field: str
    otherwise: str | None
    by_value: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    A policy as read: closed fields and values, the rules, and the texts of the law cited.

    `version` names exactly this text (SHA-256 of its canonical JSON).
    """

    version: str
    fields: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    law: Mapping[str, str]
    forbid: tuple[Forbid, ...]
    grant: tuple[Grant, ...]
    mask: tuple[Mask, ...]
    advise: tuple[Advice, ...]
    structural: tuple[Missing, ...]
    situational: tuple[Missing, ...]
    stub_rules: tuple[StubRule, ...]
    loss_duties: tuple[LossDuty, ...]

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule, section by section."""
        return (
            *self.forbid,
            *self.grant,
            *self.mask,
            *self.advise,
            *self.stub_rules,
            *self.loss_duties,
        )


class Reader:
    """Takes one JSON object apart, key by key, and refuses what is left over or of another kind."""

    def __init__(self, value: object, where: str) -> None:
        """Start on `value`; `where` names it in refusals."""
        if not isinstance(value, dict):
            raise PolicyMalformed(where, "an object is expected")
        self.where = where
        self.left = dict(cast("dict[str, object]", value))

    def take(self, key: str) -> object:
        """
        Take one key out.

        Raises:
            PolicyMalformed: when it is not there.
        """
        if key not in self.left:
            raise PolicyMalformed(self.where, "{} is missing", key)
        return self.left.pop(key)

    def text(self, key: str) -> str:
        """Take a non-empty string out."""
        return text(self.take(key), f"{self.where}.{key}")

    def number(self, key: str) -> int:
        """Take an integer out."""
        value = self.take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise PolicyMalformed(f"{self.where}.{key}", "an integer is expected")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of different strings out."""
        return texts(self.take(key), f"{self.where}.{key}")

    def each(self, key: str, read: Callable[["Reader"], T]) -> tuple[T, ...]:
        """Take a list of objects out, each read by `read` to its end."""
        made: list[T] = []
        for number, value in enumerate(items(self.take(key), f"{self.where}.{key}")):
            reader = Reader(value, f"{self.where}.{key}[{number}]")
            made.append(read(reader))
            reader.end()
        return tuple(made)

    def end(self) -> None:
        """
        Finish.

        Raises:
            PolicyMalformed: when a key was not taken: nobody would judge by it.
        """
        if self.left:
            raise PolicyMalformed(self.where, "not understood: {}", ", ".join(sorted(self.left)))


def text(value: object, where: str) -> str:
    """Return a non-empty string, or refuse."""
    if not isinstance(value, str) or not value:
        raise PolicyMalformed(where, "a text is expected")
    return value


def items(value: object, where: str) -> tuple[object, ...]:
    """Return the elements of a list, or refuse."""
    if not isinstance(value, list):
        raise PolicyMalformed(where, "a list is expected")
    return tuple(cast("list[object]", value))


def texts(value: object, where: str) -> tuple[str, ...]:
    """Return a list of different strings, or refuse."""
    found = tuple(text(one, where) for one in items(value, where))
    if len(set(found)) != len(found):
        raise PolicyMalformed(where, "something is listed twice")
    return found


def table(value: object, where: str) -> dict[str, object]:
    """Return an object as a dictionary, or refuse."""
    return Reader(value, where).left


def frozen(pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    """Return a mapping that nobody can change."""
    return MappingProxyType(dict(pairs))
