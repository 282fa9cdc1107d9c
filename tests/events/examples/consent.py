"""Consent (本人同意): what was asked, given, withdrawn, on which text."""

from datetime import date
from typing import Final
from uuid import UUID

from events.base import Event
from events.consent import ConsentAsked, ConsentGiven, ConsentNotAsked, ConsentRefused
from events.consent_changes import ConsentDisputed, ConsentWithdrawn, DisputeSettled, PaperArrived
from events.consent_document import DocumentAdopted, DocumentRetired
from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.exclusion import ExclusionLifted, RecipientExcluded
from events.values import AgencyKind
from tests.builders import COUNSELLOR, MOTHER, NOTE, TODAY

CITY_HALL: Final = UUID("0c6a3c7e-6b0b-4d4b-9a3e-0f3b6b1f2a11")
CLINIC: Final = UUID("5f0d9a52-8f6e-4d35-8d6c-3a1f5f0f7b22")
DOCUMENT: Final = UUID("e7d1c2b3-a495-4687-9b0a-1c2d3e4f5a66")
CONSENT_ASKED: Final = ConsentAsked(
    person_id=MOTHER, document=DOCUMENT, words="次回までに考えたいとのこと。"
)
CONSENT_GIVEN: Final = ConsentGiven(
    person_id=MOTHER,
    representative=None,
    capacity=Capacity.SUBJECT,
    explainer=COUNSELLOR,
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
    renews=None,
    scan_due=date(2024, 10, 8),
    words="収入のことは、まだ知られたくない。",
)
CONSENT_REFUSED: Final = ConsentRefused(
    person_id=MOTHER, said_on=TODAY, words="役所には知られたくない。"
)
CONSENT_NOT_ASKED: Final = ConsentNotAsked(
    person_id=MOTHER,
    why=Unasked.INCAPABLE,
    first=TODAY,
    last=None,
    words="説明しても、すぐに忘れてしまう。",
)
CONSENT_WITHDRAWN: Final = ConsentWithdrawn(
    person_id=MOTHER,
    consent=NOTE,
    effective=TODAY,
    recipients=(),
    purposes=(),
    words="もう話さないでほしい。",
)
CONSENT_DISPUTED: Final = ConsentDisputed(
    person_id=MOTHER, consent=NOTE, words="署名は長男のものではないか。"
)
DISPUTE_SETTLED: Final = DisputeSettled(person_id=MOTHER, consent=NOTE, words="本人に確かめた。")
PAPER_ARRIVED: Final = PaperArrived(
    person_id=MOTHER, consent=NOTE, words="窓口の棚、令和6年度、12番"
)
RECIPIENT_EXCLUDED: Final = RecipientExcluded(
    person_id=MOTHER, recipient=CLINIC, effective=TODAY, words="妹が受付で働いている。"
)
EXCLUSION_LIFTED: Final = ExclusionLifted(
    person_id=MOTHER, recipient=CLINIC, words="妹は退職した。"
)
DOCUMENT_ADOPTED: Final = DocumentAdopted(
    document_id=DOCUMENT,
    name="個人情報に関する管理・取扱規程",
    version="令和6年4月1日版",
    words="相談の内容を、支援に必要な関係機関と共有することに同意します。",
    digest="fdefcf9a322504939e2b0f2d67e247be4823006ba3a83dfd5999d76395fe3ac1",
    classes=(AgencyKind.CITY_DIVISION, AgencyKind.COMMUNITY_SUPPORT_CENTER),
    language=None,
    first=TODAY,
)
DOCUMENT_RETIRED: Final = DocumentRetired(document_id=DOCUMENT, last_day=TODAY)

EVENTS: Final[tuple[Event, ...]] = (
    CONSENT_ASKED,
    CONSENT_GIVEN,
    CONSENT_REFUSED,
    CONSENT_NOT_ASKED,
    CONSENT_WITHDRAWN,
    CONSENT_DISPUTED,
    DISPUTE_SETTLED,
    PAPER_ARRIVED,
    RECIPIENT_EXCLUDED,
    EXCLUSION_LIFTED,
    DOCUMENT_ADOPTED,
    DOCUMENT_RETIRED,
)
