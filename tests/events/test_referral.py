"""Referral (持ち込まれた引継ぎ): who brought somebody, and what they may be told."""

from dataclasses import replace
from typing import Final

import pytest

from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.referral import (
    AgreedUnknowing,
    Awareness,
    BodyOfBringerMissing,
    Bringer,
    DecideTelling,
    ReceiveReferral,
    ReferralCommand,
    ReferralKind,
    ReferralMeans,
    ReferralNotOpen,
    Referrals,
    ReplyBeforeReport,
    ReportIncomplete,
    TellBringer,
    Telling,
    TellingNotAgreed,
    decide,
    evolve,
)
from events.values import AgencyKind
from tests.builders import (
    CASE,
    DESK,
    MOTHER,
    NOTE,
    REFERRAL,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.assessment import BRINGER_TOLD, REFERRAL_RECEIVED, TELLING_DECIDED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
)
RECEIVE: Final = ReceiveReferral(
    received_on=TODAY,
    kind=ReferralKind.RECOMMENDATION,
    bringer=Bringer.AGENCY,
    body=AgencyKind.CITY_DIVISION,
    bringer_name="納税課 徴収係 小田桐",
    confidential=False,
    means=ReferralMeans.PAPER,
    telling=Telling.NOT_YET_ASKED,
    aware=Awareness.KNOWS,
    due=TOMORROW,
    doing="分納を月五千円にしている。",
    text="分納の相談中に、食べるものにも困っていると話された。",
)
DECIDE: Final = DecideTelling(
    record=REFERRAL,
    decided_on=TODAY,
    telling=Telling.AGREED,
    text="面談で尋ねた。つながったことだけなら、とのこと。",
)
TELL: Final = TellBringer(record=REFERRAL, told_on=TODAY, text="納税課の小田桐さんに内線で。")
NOTHING: Final = Referrals()
ASKED_LATER: Final = evolve(NOTHING, REFERRAL_RECEIVED, event_id=REFERRAL)
AGREED: Final = evolve(ASKED_LATER, TELLING_DECIDED, event_id=NOTE)


def test_who_brought_somebody_is_written_down() -> None:
    assert decide(RECEIVE, NOTHING, OPEN) == (REFERRAL_RECEIVED,)


def test_whoever_asks_for_confidence_is_named_apart_from_the_rest() -> None:
    """Architecture §3: INFORMANT only where the teller asks for confidence."""
    neighbour = replace(
        RECEIVE,
        kind=ReferralKind.REFERRAL,
        bringer=Bringer.NEIGHBOUR,
        body=None,
        bringer_name="隣室の方",
        confidential=True,
    )

    events = decide(neighbour, NOTHING, OPEN)

    assert events == (
        replace(
            REFERRAL_RECEIVED,
            kind=ReferralKind.REFERRAL,
            bringer=Bringer.NEIGHBOUR,
            body=None,
            bringer_name="",
            informant="隣室の方",
            doing="",
            informant_doing="分納を月五千円にしている。",
        ),
    )


REPORT: Final = replace(RECEIVE, kind=ReferralKind.COMPOSITE_REPORT)


def test_a_report_of_a_composite_case_says_what_is_done_who_knows_and_when_a_reply_is_due() -> None:
    """Issue 4 §2; the report, ch. 6: another body reports to the promoters."""
    expected = replace(REFERRAL_RECEIVED, kind=ReferralKind.COMPOSITE_REPORT)

    assert decide(REPORT, NOTHING, OPEN) == (expected,)


@pytest.mark.parametrize("report", [replace(REPORT, doing=" "), replace(REPORT, aware=None)])
def test_a_report_of_a_composite_case_is_whole(report: ReceiveReferral) -> None:
    with pytest.raises(ReportIncomplete):
        decide(report, NOTHING, OPEN)


def test_whoever_else_brings_somebody_may_leave_that_open() -> None:
    brought = replace(RECEIVE, doing="", aware=None, due=None)

    events = decide(brought, NOTHING, OPEN)

    assert events == (replace(REFERRAL_RECEIVED, doing="", aware=None, due=None),)


def test_nobody_waits_for_a_reply_before_the_report() -> None:
    with pytest.raises(ReplyBeforeReport):
        decide(replace(RECEIVE, due=YESTERDAY), NOTHING, OPEN)


@pytest.mark.parametrize("said", [Telling.AGREED, Telling.REFUSED])
def test_who_does_not_know_of_a_report_has_not_answered_whether_to_reply(said: Telling) -> None:
    unaware = replace(REPORT, aware=Awareness.DOES_NOT_KNOW)

    (received,) = decide(unaware, NOTHING, OPEN)

    assert received == replace(
        REFERRAL_RECEIVED,
        kind=ReferralKind.COMPOSITE_REPORT,
        aware=Awareness.DOES_NOT_KNOW,
    )
    with pytest.raises(AgreedUnknowing):
        decide(replace(unaware, telling=said), NOTHING, OPEN)


def test_a_refusal_leaves_no_reply_to_wait_for() -> None:
    """「つながりました」 is told with the person's agreement only."""
    refused = replace(RECEIVE, telling=Telling.REFUSED)

    events = decide(refused, NOTHING, OPEN)
    later = decide(replace(DECIDE, telling=Telling.REFUSED), ASKED_LATER, OPEN)

    assert events == (replace(REFERRAL_RECEIVED, telling=Telling.REFUSED, due=None),)
    assert later == (replace(TELLING_DECIDED, telling=Telling.REFUSED, settles=REFERRAL),)


def test_who_brought_somebody_has_a_name() -> None:
    with pytest.raises(TextMissing):
        decide(replace(RECEIVE, bringer_name=" "), NOTHING, OPEN)


@pytest.mark.parametrize(
    "command",
    [replace(RECEIVE, body=None), replace(RECEIVE, bringer=Bringer.DOCTOR)],
    ids=["agency without a kind", "person with one"],
)
def test_an_agency_has_a_kind_and_a_person_has_none(command: ReceiveReferral) -> None:
    with pytest.raises(BodyOfBringerMissing):
        decide(command, NOTHING, OPEN)


def test_the_bringer_is_told_after_the_person_agreed() -> None:
    assert decide(DECIDE, ASKED_LATER, OPEN) == (TELLING_DECIDED,)
    assert decide(TELL, AGREED, OPEN) == (BRINGER_TOLD,)


@pytest.mark.parametrize("said", [Telling.NOT_YET_ASKED, Telling.REFUSED])
def test_the_bringer_is_told_nothing_without_the_persons_agreement(said: Telling) -> None:
    received = evolve(NOTHING, replace(REFERRAL_RECEIVED, telling=said), event_id=REFERRAL)
    withdrawn = evolve(AGREED, replace(TELLING_DECIDED, telling=said), event_id=NOTE)

    for state in (received, withdrawn):
        with pytest.raises(TellingNotAgreed):
            decide(TELL, state, OPEN)


def test_the_bringer_is_told_once() -> None:
    told = evolve(AGREED, BRINGER_TOLD, event_id=NOTE)

    with pytest.raises(ReferralNotOpen):
        decide(TELL, told, OPEN)


def test_each_bringer_is_told_apart() -> None:
    both = evolve(AGREED, REFERRAL_RECEIVED, event_id=UNKNOWN)

    state = evolve(both, BRINGER_TOLD, event_id=NOTE)

    assert state == Referrals(untold=((UNKNOWN, Telling.NOT_YET_ASKED),))


@pytest.mark.parametrize("command", [DECIDE, TELL])
def test_what_is_no_referral_of_this_case_is_answered_to_nobody(
    command: DecideTelling | TellBringer,
) -> None:
    with pytest.raises(ReferralNotOpen):
        decide(replace(command, record=UNKNOWN), AGREED, OPEN)


@pytest.mark.parametrize("command", [RECEIVE, DECIDE, TELL])
def test_a_closed_case_takes_no_referral(command: ReferralCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, AGREED, replace(OPEN, closed=True))


@pytest.mark.parametrize(
    "command",
    [
        replace(RECEIVE, received_on=TOMORROW),
        replace(DECIDE, decided_on=TOMORROW),
        replace(TELL, told_on=TOMORROW),
    ],
)
def test_nobody_is_brought_or_told_before_the_day_has_come(command: ReferralCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, AGREED, OPEN)
