"""Words: the Japanese of one concept, kept together: its codes, its fields, its rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Sentence:
    """What is said: a status (RFC 9110), a stable name for machines, a title and what to do now."""

    status: int
    name: str
    title: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """
    One concept's words.

    `codes`: a word for each code of a list. `fields`: by field, and by (topic, field) where a kind
    of record calls it otherwise. `rules`: a sentence for each broken rule of its decider.
    """

    codes: Mapping[type[StrEnum], Mapping[StrEnum, str]] = field(
        default_factory=dict[type[StrEnum], Mapping[StrEnum, str]]
    )
    fields: Mapping[str | tuple[str, str], str] = field(
        default_factory=dict[str | tuple[str, str], str]
    )
    rules: Mapping[type[Exception], Sentence] = field(
        default_factory=dict[type[Exception], Sentence]
    )
