"""Consent document (同意の説明書): the texts that are explained to whoever is asked."""

from dataclasses import replace
from functools import reduce
from hashlib import sha256
from typing import Final
from unicodedata import normalize

import pytest

from events.consent_document import (
    LONGEST,
    AdoptDocument,
    DocumentAlreadyAdopted,
    DocumentCommand,
    DocumentEndsBeforeItBegins,
    DocumentEvent,
    DocumentNameless,
    DocumentNotAdopted,
    Documents,
    DocumentTooLong,
    RetireDocument,
    decide,
    evolve,
)
from events.values import AgencyKind, Period
from tests.builders import TODAY, UNKNOWN, YESTERDAY
from tests.events.examples.consent import DOCUMENT, DOCUMENT_ADOPTED, DOCUMENT_RETIRED

pytestmark = pytest.mark.pure

ADOPT: Final = AdoptDocument(
    document_id=DOCUMENT,
    name="個人情報に関する管理・取扱規程",
    version="令和6年4月1日版",
    words=DOCUMENT_ADOPTED.words,
    classes=(AgencyKind.CITY_DIVISION, AgencyKind.COMMUNITY_SUPPORT_CENTER),
    language=None,
    first=TODAY,
)
RETIRE: Final = RetireDocument(document_id=DOCUMENT, last_day=TODAY)


def decided(command: DocumentCommand, *history: DocumentEvent) -> tuple[DocumentEvent, ...]:
    return decide(command, reduce(evolve, history, Documents()))


def test_a_text_is_taken_into_use_and_out_of_it() -> None:
    """R24, R25: what was explained, and which kinds of bodies it names."""
    assert decided(ADOPT) == (DOCUMENT_ADOPTED,)
    assert decided(RETIRE, DOCUMENT_ADOPTED) == (DOCUMENT_RETIRED,)

    after = reduce(evolve, (DOCUMENT_ADOPTED, DOCUMENT_RETIRED), Documents())
    assert after.in_use == {DOCUMENT: Period(TODAY, TODAY)}


@pytest.mark.parametrize(
    "again", [ADOPT, replace(ADOPT, document_id=UNKNOWN), replace(ADOPT, words="別の文面。")]
)
def test_the_same_words_are_one_text(again: AdoptDocument) -> None:
    with pytest.raises(DocumentAlreadyAdopted):
        decided(again, DOCUMENT_ADOPTED)


def test_other_words_are_another_text() -> None:
    """A new version takes nothing from what was said under the old one."""
    words = "か\u3099く別の文面。"
    other = replace(ADOPT, document_id=UNKNOWN, words=words)

    composed = normalize("NFC", words)
    digest = sha256(composed.encode()).hexdigest()
    assert decided(other, DOCUMENT_ADOPTED) == (
        replace(DOCUMENT_ADOPTED, document_id=UNKNOWN, words=composed, digest=digest),
    )


@pytest.mark.parametrize("field", ["name", "version", "words"])
def test_a_text_can_be_told_apart(field: str) -> None:
    with pytest.raises(DocumentNameless):
        decided(replace(ADOPT, **{field: " "}))  # pyright: ignore[reportArgumentType]  the field under test


def test_a_text_fits_into_one_entry() -> None:
    with pytest.raises(DocumentTooLong):
        decided(replace(ADOPT, words="あ" * (LONGEST + 1)))

    assert decided(replace(ADOPT, words="あ" * LONGEST)) != ()


def test_only_a_text_in_use_is_taken_out_of_it_and_not_before_its_first_day() -> None:
    with pytest.raises(DocumentNotAdopted):
        decided(RETIRE)
    with pytest.raises(DocumentEndsBeforeItBegins):
        decided(replace(RETIRE, last_day=YESTERDAY), DOCUMENT_ADOPTED)
