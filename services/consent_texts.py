"""Consent texts (同意の説明書): which texts a municipality explains, word for word (R24)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from events import consent_document
from events.base import Recorded
from events.consent_document import (
    AdoptDocument,
    DocumentAdopted,
    DocumentCommand,
    Documents,
    RetireDocument,
)
from events.values import AgencyKind, Language, Period, tokyo_date
from services import stock_consent
from services.authority import Book
from services.facts import utc_now
from services.folding import fold
from services.inputs import check_line, check_text
from services.ledger.ledgers import Ledgers

STREAM: Final = UUID("1d6a4c52-3f0e-4b8b-9c37-5e2f7a90d1b8")
"""A municipality has one list of texts, so its stream has the same name in every log."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A text as an operator adopts it; `language` None = Japanese, `first` a Tokyo civil date."""

    name: str
    version: str
    words: str
    classes: tuple[AgencyKind, ...]
    language: Language | None
    first: date


@dataclass(frozen=True, kw_only=True)
class ConsentText:
    """One text with the days (Tokyo) on which it is explained to whoever is asked."""

    document: UUID
    name: str
    version: str
    words: str
    digest: str
    classes: tuple[AgencyKind, ...]
    language: Language | None
    in_use: Period


class ConsentTexts:
    """What an operator does for those who decide on the texts of a municipality."""

    def __init__(self, ledgers: Ledgers, clock: Callable[[], datetime] = utc_now) -> None:
        """`clock` gives the time in UTC."""
        self._ledgers = ledgers
        self._book = Book(ledgers, clock)
        self._clock = clock

    @property
    def today(self) -> date:
        """The Tokyo civil date."""
        return tokyo_date(self._clock())

    def all(self, tenant: str) -> tuple[ConsentText, ...]:
        """Return every text that was ever in use, the latest beginning first."""
        return texts(self._ledgers.of(tenant).load(STREAM))

    def adopt(self, tenant: str, sent: NewText) -> UUID:
        """
        Take a text into use and return its id.

        Raises:
            FieldRefused: as `services.inputs.check_line` and `check_text`.
            DocumentNameless, DocumentTooLong, DocumentAlreadyAdopted: as
                `events.consent_document.decide`.
        """
        check_line("name", sent.name)
        check_line("version", sent.version)
        check_text("words", sent.words)
        document = uuid4()
        command = AdoptDocument(
            document_id=document,
            name=sent.name,
            version=sent.version,
            words=sent.words,
            classes=sent.classes,
            language=sent.language,
            first=sent.first,
        )
        self._change(tenant, command)
        return document

    def adopt_stock(self, tenant: str, *, first: date) -> UUID:
        """
        Take the words of the national form into use from a Tokyo civil date on.

        Raises:
            DocumentAlreadyAdopted: when they are, or were.
        """
        sent = NewText(
            name=stock_consent.NAME,
            version=stock_consent.VERSION,
            words=stock_consent.WORDS,
            classes=stock_consent.CLASSES,
            language=None,
            first=first,
        )
        return self.adopt(tenant, sent)

    def retire(self, tenant: str, document: UUID, *, last_day: date) -> None:
        """
        Take a text out of use after a Tokyo civil date; what was said under it stays.

        Raises:
            DocumentNotAdopted, DocumentEndsBeforeItBegins: as `events.consent_document.decide`.
        """
        self._change(tenant, RetireDocument(document_id=document, last_day=last_day))

    def _change(self, tenant: str, command: DocumentCommand) -> None:
        history = self._ledgers.of(tenant).load(STREAM)
        events = consent_document.decide(command, documents(history))
        self._book.record(tenant, STREAM, len(history), events, None)


def documents(history: Sequence[Recorded]) -> Documents:
    """Return which texts are in use on which days."""
    return fold(Documents(), consent_document.evolve, history)


def texts(history: Sequence[Recorded]) -> tuple[ConsentText, ...]:
    """Return the texts that were ever in use, the latest beginning first."""
    periods = documents(history).in_use
    found = [
        ConsentText(
            document=event.document_id,
            name=event.name,
            version=event.version,
            words=event.words,
            digest=event.digest,
            classes=event.classes,
            language=event.language,
            in_use=periods[event.document_id],
        )
        for event in (recorded.event for recorded in history)
        if isinstance(event, DocumentAdopted)
    ]
    return tuple(sorted(found, key=lambda one: one.in_use.first)[::-1])
