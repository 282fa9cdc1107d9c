"""
Consent document (同意の説明書): the texts that are explained to whoever is asked to consent (R24).

A text is kept with its exact words, so that whoever asks later sees what was explained then, and is
known by their digest. A new version is a new text; what was said under the old one stays as it was
said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import ClassVar, Final, TypeAlias, assert_never
from unicodedata import normalize
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import AgencyKind, Language, Period

LONGEST: Final = 15_000
"""Characters: an entry of the log holds 65,533 bytes."""

# Events


@dataclass(frozen=True, kw_only=True)
class DocumentAdopted(Event):
    """
    説明書の採用: a text is in use from a Tokyo civil date on.

    `words` are all that is shown and printed of it, `digest` their SHA-256 (UTF-8, NFC), in hex.
    `classes` are the kinds of bodies that its 別表 names as recipients (R25). `language` None =
    Japanese.
    """

    TOPIC: ClassVar[str] = "consent_document.adopted"
    document_id: UUID
    name: str
    version: str
    words: str
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
    words: str
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
    """A text has a name, a version and words, so that it can be told apart."""


class DocumentTooLong(RuleViolation):
    """A text fits into one entry, so that its words stand whole where it was adopted."""


class DocumentEndsBeforeItBegins(RuleViolation):
    """A text's last day is not before its first."""


def decide(command: DocumentCommand, state: Documents) -> tuple[DocumentEvent, ...]:
    """
    Decide about a text.

    Raises:
        DocumentNameless: when it has no name, no version or no words.
        DocumentTooLong: when its words are longer than an entry holds.
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
    texts = (normalize("NFC", text) for text in (command.name, command.version, command.words))
    name, version, words = texts
    if not (name.strip() and version.strip() and words.strip()):
        raise DocumentNameless
    if len(words) > LONGEST:
        raise DocumentTooLong
    digest = sha256(words.encode()).hexdigest()
    if command.document_id in state.in_use or digest in state.digests:
        raise DocumentAlreadyAdopted
    return DocumentAdopted(
        document_id=command.document_id,
        name=name,
        version=version,
        words=words,
        digest=digest,
        classes=command.classes,
        language=command.language,
        first=command.first,
    )
