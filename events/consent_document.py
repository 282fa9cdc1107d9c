"""
Consent document (同意の説明書): the texts that are explained to whoever is asked to consent (R24).

A text is known by the digest of its exact words. A new version is a new text; what was said under
the old one stays as it was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import AgencyKind, Language, Period

# Events


@dataclass(frozen=True, kw_only=True)
class DocumentAdopted(Event):
    """
    説明書の採用: a text is in use from a Tokyo civil date on.

    `digest` is the SHA-256 of its words (UTF-8, NFC), in hex. `classes` are the kinds of bodies
    that its 別表 names as recipients (R25). `language` None = Japanese.
    """

    TOPIC: ClassVar[str] = "consent_document.adopted"
    document_id: UUID
    name: str
    version: str
    digest: str
    classes: tuple[AgencyKind, ...]
    language: Language | None
    first: date


@dataclass(frozen=True, kw_only=True)
class DocumentRetired(Event):
    """説明書の廃止: after `last_day` (Tokyo) the text is not explained to anybody new."""

    TOPIC: ClassVar[str] = "consent_document.retired"
    document_id: UUID
    last_day: date


DocumentEvent: TypeAlias = DocumentAdopted | DocumentRetired

# State


@dataclass(frozen=True)
class Documents:
    """The texts of the municipality, each with the days on which it is in use."""

    in_use: Mapping[UUID, Period] = field(default_factory=dict[UUID, Period])
    digests: frozenset[str] = frozenset()


def evolve(state: Documents, event: DocumentEvent) -> Documents:
    """Fold one event."""
    match event:
        case DocumentAdopted(document_id=document):
            in_use = {**state.in_use, document: Period(event.first)}
            return Documents(in_use, state.digests | {event.digest})
        case DocumentRetired(document_id=document):
            period = Period(state.in_use[document].first, event.last_day)
            return Documents({**state.in_use, document: period}, state.digests)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class AdoptDocument:
    """Take a text into use."""

    document_id: UUID
    name: str
    version: str
    digest: str
    classes: tuple[AgencyKind, ...]
    language: Language | None
    first: date


@dataclass(frozen=True, kw_only=True)
class RetireDocument:
    """Take a text out of use."""

    document_id: UUID
    last_day: date


DocumentCommand: TypeAlias = AdoptDocument | RetireDocument


class DocumentAlreadyAdopted(RuleViolation):
    """A text is taken into use once; changed words are another text (R24)."""


class DocumentNotAdopted(RuleViolation):
    """Only a text that was taken into use is taken out of it."""


class DocumentNameless(RuleViolation):
    """A text has a name and a version, so that it can be told apart."""


class DocumentEndsBeforeItBegins(RuleViolation):
    """A text's last day is not before its first."""


def decide(command: DocumentCommand, state: Documents) -> tuple[DocumentEvent, ...]:
    """
    Decide about a text.

    Raises:
        DocumentNameless: when it has no name or no version.
        DocumentAlreadyAdopted: when its id or its very words are in use, or were.
        DocumentNotAdopted: when there is none to take out of use.
        DocumentEndsBeforeItBegins: when its last day lies before its first.
    """
    match command:
        case AdoptDocument():
            return (_adopted(command, state),)
        case RetireDocument(document_id=document, last_day=last_day):
            if document not in state.in_use:
                raise DocumentNotAdopted
            if last_day < state.in_use[document].first:
                raise DocumentEndsBeforeItBegins
            return (DocumentRetired(document_id=document, last_day=last_day),)
        case _:
            assert_never(command)


def _adopted(command: AdoptDocument, state: Documents) -> DocumentAdopted:
    if not (command.name.strip() and command.version.strip()):
        raise DocumentNameless
    if command.document_id in state.in_use or command.digest in state.digests:
        raise DocumentAlreadyAdopted
    return DocumentAdopted(
        document_id=command.document_id,
        name=command.name,
        version=command.version,
        digest=command.digest,
        classes=command.classes,
        language=command.language,
        first=command.first,
    )
