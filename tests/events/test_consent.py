"""Consent (同意): what a person says when asked whether what is known of them may be shared."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from events.consent import (
    AskConsent,
    ConsentCommand,
    ConsentCoversNothing,
    ConsentEndsBeforeItBegins,
    ConsentEvent,
    DocumentUnknown,
    GiveConsent,
    LeaveUnasked,
    NotARepresentative,
    PaperWithoutSignature,
    RefuseConsent,
    decide,
)
from events.consent_terms import (
    Authority,
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.matter import NotInTheFuture, TextMissing
from events.values import Period
from tests.builders import COUNSELLOR, MOTHER, TODAY, TOMORROW, UNKNOWN, YESTERDAY
from tests.events.examples.consent import (
    CITY_HALL,
    CONSENT_ASKED,
    CONSENT_GIVEN,
    CONSENT_NOT_ASKED,
    CONSENT_REFUSED,
    DOCUMENT,
)
from tests.events.examples.person import DAUGHTER

pytestmark = pytest.mark.pure

ASK: Final = AskConsent(document=DOCUMENT, words="次回までに考えたいとのこと。")
GIVE: Final = GiveConsent(
    representative=None,
    document=DOCUMENT,
    means=ConsentMeans.SIGNATURE,
    said_on=TODAY,
    first=TODAY,
    last=date(2025, 9, 30),
    recipients=(CITY_HALL,),
    purposes=(ConsentPurpose.CONSULT, ConsentPurpose.COORDINATE),
    subjects=(Subjects.BASIC, Subjects.HEALTH),
    meetings=(SharedMeeting.PLAN_COORDINATION,),
    names_art9=False,
    partly=True,
    exempt=None,
    scan_due=date(2024, 10, 8),
    words="収入のことは、まだ知られたくない。",
)
REFUSE: Final = RefuseConsent(said_on=TODAY, words="役所には知られたくない。")
LEAVE: Final = LeaveUnasked(
    why=Unasked.INCAPABLE, first=TODAY, last=None, words="説明しても、すぐに忘れてしまう。"
)
DOCUMENTS: Final = {DOCUMENT: Period(YESTERDAY, TODAY)}
HERS: Final = {DAUGHTER: Authority(Capacity.ADULT_GUARDIAN, Period(YESTERDAY, TODAY))}
EVENTS: Final[list[tuple[ConsentCommand, ConsentEvent]]] = [
    (ASK, CONSENT_ASKED),
    (GIVE, CONSENT_GIVEN),
    (REFUSE, CONSENT_REFUSED),
    (LEAVE, CONSENT_NOT_ASKED),
]


def decided(
    command: ConsentCommand,
    representatives: dict[UUID, Authority] | None = None,
    documents: dict[UUID, Period] = DOCUMENTS,
) -> tuple[ConsentEvent, ...]:
    return decide(
        command,
        representatives or {},
        documents,
        person_id=MOTHER,
        explainer=COUNSELLOR,
        today=TODAY,
    )


@pytest.mark.parametrize(("command", "event"), EVENTS, ids=lambda one: type(one).__name__)
def test_what_is_said_is_written_down_as_it_was_said(
    command: ConsentCommand, event: ConsentEvent
) -> None:
    """R24: the record holds everything that a consent rests on."""
    assert decided(command) == (event,)


@pytest.mark.parametrize("command", [ASK, GIVE])
@pytest.mark.parametrize(
    "documents", [{}, {DOCUMENT: Period(TOMORROW)}, {DOCUMENT: Period(YESTERDAY, YESTERDAY)}]
)
def test_a_consent_rests_on_a_text_in_use_when_it_was_explained(
    command: ConsentCommand, documents: dict[UUID, Period]
) -> None:
    """R24."""
    with pytest.raises(DocumentUnknown):
        decided(command, documents=documents)


def test_a_consent_of_yesterday_rests_on_the_text_of_yesterday() -> None:
    """R24, R74."""
    late = replace(GIVE, said_on=YESTERDAY)
    until_then = {DOCUMENT: Period(YESTERDAY, YESTERDAY)}

    assert decided(late, documents=until_then) == (replace(CONSENT_GIVEN, said_on=YESTERDAY),)


@pytest.mark.parametrize("missing", ["purposes", "subjects"])
def test_a_consent_to_nothing_is_none(missing: str) -> None:
    """R24."""
    nothing: dict[str, tuple[()]] = {missing: ()}

    with pytest.raises(ConsentCoversNothing):
        decided(replace(GIVE, **nothing))  # pyright: ignore[reportArgumentType]  the field under test


@pytest.mark.parametrize("command", [GIVE, LEAVE])
def test_a_period_does_not_end_before_it_begins(command: GiveConsent | LeaveUnasked) -> None:
    with pytest.raises(ConsentEndsBeforeItBegins):
        decided(replace(command, last=YESTERDAY))

    assert decided(replace(command, last=TODAY))


@pytest.mark.parametrize("command", [GIVE, REFUSE])
def test_nothing_is_said_after_today(command: GiveConsent | RefuseConsent) -> None:
    with pytest.raises(NotInTheFuture):
        decided(replace(command, said_on=TOMORROW), documents={DOCUMENT: Period(YESTERDAY)})


def test_a_guardian_consents_in_their_own_capacity() -> None:
    """R24: who gave it, and as what."""
    command = replace(GIVE, representative=DAUGHTER)

    assert decided(command, HERS) == (
        replace(CONSENT_GIVEN, representative=DAUGHTER, capacity=Capacity.ADULT_GUARDIAN),
    )


@pytest.mark.parametrize(
    "authorities",
    [
        {},
        {UNKNOWN: Authority(Capacity.DELEGATE, Period(YESTERDAY))},
        {DAUGHTER: Authority(Capacity.DELEGATE, Period(YESTERDAY, YESTERDAY))},
        {DAUGHTER: Authority(Capacity.DELEGATE, Period(TOMORROW))},
    ],
)
def test_nobody_consents_for_a_person_without_an_authority_that_day(
    authorities: dict[UUID, Authority],
) -> None:
    """R24, R32: a conflicted representative is none of those who may speak."""
    with pytest.raises(NotARepresentative):
        decided(replace(GIVE, representative=DAUGHTER), authorities)


def test_a_scan_is_awaited_of_signed_paper_only() -> None:
    with pytest.raises(PaperWithoutSignature):
        decided(replace(GIVE, means=ConsentMeans.ORAL_RECORDED))
    with pytest.raises(PaperWithoutSignature):
        decided(replace(GIVE, scan_due=YESTERDAY))

    oral = replace(GIVE, means=ConsentMeans.ORAL_RECORDED, scan_due=None)
    assert decided(oral) == (
        replace(CONSENT_GIVEN, means=ConsentMeans.ORAL_RECORDED, scan_due=None),
    )


def test_why_nobody_could_be_asked_has_words() -> None:
    with pytest.raises(TextMissing):
        decided(replace(LEAVE, words="　"))
