"""
Values that tests need but do not care about: one desk in a city that does not exist.

Ids and times are constants, so that whole values can be compared. Change one field of a command or
event with `dataclasses.replace`.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from events.agency import RegisterAgency
from events.base import Actor, Event, Recorded, Signature
from events.case import (
    CloseCase,
    CorrectConsultation,
    CorrectProgress,
    ReceiveConsultation,
    RecordProgress,
)
from events.key import OrderKeyDestruction
from events.moment import Moment
from events.person import RegisterPerson
from events.programme import OpenProgramme
from events.staff import AppointStaff, RegisterStaff
from events.tenant import OpenTenant
from events.values import (
    AgencyKind,
    Basis,
    Caller,
    ClientStanding,
    ClosingReason,
    Context,
    ErasureAuthority,
    HeardOf,
    Language,
    Means,
    Period,
    Purpose,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from events.window import HolidayWindow, Weekday, WindowHours

# Time. Instants are UTC; noon in Tokyo is 03:00.

NOON: Final = datetime(2024, 10, 1, 3, 0, tzinfo=UTC)
A_MINUTE_LATER: Final = NOON + timedelta(minutes=1)
TODAY: Final = date(2024, 10, 1)
YESTERDAY: Final = date(2024, 9, 30)
TOMORROW: Final = date(2024, 10, 2)
NOW: Final = Moment(happened_at=NOON, written_at=NOON, free_from=date(2024, 9, 24))
SCREENING_DUE: Final = date(2024, 10, 15)
FISCAL_YEAR: Final = Period(date(2024, 4, 1), date(2025, 3, 31))
NEXT_FISCAL_YEAR: Final = Period(date(2025, 4, 1), date(2026, 3, 31))
LATE_HOURS: Final = WindowHours(tuple(Weekday)[:4], time(9), time(19))
SECOND_SUNDAY: Final = HolidayWindow(Weekday.SUNDAY, (2,), time(9), time(12))

# Ids.

TENANT: Final = "lg-999993"
CITY: Final = UUID("6df6fb2b-28db-4e35-8d4d-6a8ed20fa5ab")
COUNCIL: Final = UUID("d7c790bc-1c6b-4689-a5d5-9b869a82ddaf")
DESK: Final = UUID("0771039c-d6fe-4d6e-a27d-db7042f1df10")
LOANS: Final = UUID("e26e3f9c-50e1-4c06-a8d4-4c546ac11436")
COUNSELLOR: Final = UUID("0921b5da-3418-431d-bd34-f10278d70904")
COLLEAGUE: Final = UUID("96f697a0-07fe-4afd-a4f7-84f4e4730f5a")
CHIEF: Final = UUID("1af36a45-76b7-4139-a9f7-26958533e64b")
APPOINTMENT: Final = UUID("41de5302-bf7a-4b0e-b1f0-6c35eae53560")
OTHER_APPOINTMENT: Final = UUID("faf85cc4-aa2f-484a-ad48-32f352f6edde")
FACTOR: Final = UUID("3d0f6f0e-5d4b-4f0a-9a57-8c1d2c7be0a4")
QUALIFICATION: Final = UUID("0d8fbc0d-6f0c-4a59-8f6f-2b4f0a7f5b19")
POST: Final = UUID("5f9ac5f4-3f3a-4cb0-9d5e-72a6f0c8e311")
HOLDING: Final = UUID("b77f3f0e-1d35-4a08-a5a4-68c7c1f2d902")
PARTNER: Final = UUID("e1c2a7d9-8b64-4f0d-9c33-15d0a4be7f26")
OTHER_PARTNER: Final = UUID("94d3b1f8-2e07-4c6a-8f55-c0a9e67d1b43")
SETTING: Final = UUID("3b8e6a50-7c19-4d2f-b4a1-d95f0e83c674")
SESSION: Final = UUID("aa1ce2f2-da5b-4f16-9d6e-432287d0140b")
MOTHER: Final = UUID("ffc4d9e3-e571-4c49-a189-f3cd9bedca34")
OTHER_PARTY: Final = UUID("5f0c3c1e-8a0b-4a77-9a55-0d6f4b1f2c9e")
SON: Final = UUID("a3d3f8f2-9ce1-42ce-9024-4ae4ca9fd5ba")
HOUSEHOLD: Final = UUID("2c1f0f7e-5a0c-4a66-9a64-0d6a6d3a9c11")
CASE: Final = UUID("480dfc99-7ad4-40f1-bf2e-1467c994556e")
OTHER_CASE: Final = UUID("5f3c6a52-8f0b-4c57-9a3e-0e7d1a2b4c66")
SLIP: Final = UUID("8527b20c-6374-49d6-9028-fe03fa38b65d")
CORRECTED_SLIP: Final = UUID("8c820294-55a3-4e92-84c7-26c84e0c5f31")
NOTE: Final = UUID("5bc57c9d-9829-455f-945e-601b3f5dd1ca")
CORRECTED_NOTE: Final = UUID("aa4d58ad-4db3-43fb-a64d-6889bcbe2149")
LATER_NOTE: Final = UUID("b1df7814-885c-4892-b0cd-4ee7132b132e")
CLOSING: Final = UUID("97e96808-b983-434b-acdb-5e8e19797491")
ASSESSMENT: Final = UUID("6d64a4b9-394c-47bd-9866-3d2128b5138c")
RESIDENCE: Final = UUID("12a37fe2-dddb-4215-841d-e197956d26b2")
SCREENING: Final = UUID("23df262b-85ec-4d61-9721-43784e88a36e")
ASKED: Final = UUID("c5abdd9a-a206-4b10-b210-584fafe27027")
HANDOVER: Final = UUID("cc9b88e4-cc61-423e-8c5b-465ff09970ea")
OTHER_HANDOVER: Final = UUID("9ace1da4-fe00-4386-a973-b6f32f501626")
PROVISION: Final = UUID("d5b1c8a0-3f52-4e6f-9c47-0b8d2a61e7f4")
EMERGENCY: Final = UUID("4e0c8f37-5b1d-4f0e-a2c6-91d7b3e85a60")
REFERRAL: Final = UUID("c7efea1b-766d-4c99-b86c-ec042c62517e")
FORM: Final = UUID("4d5c6b7a-8e9f-4a0b-9c1d-2e3f4a5b6c73")
INTERPRETER: Final = UUID("0c9f7f6a-53d1-4a1e-8a57-7f1f0f3b6d25")
INTERPRETED: Final = UUID("e8a6d0b1-2f74-4c0c-9d38-45b4a1c9f607")
KEY: Final = UUID("6af7c428-158e-45ce-804c-8636e6545535")
CHECK_VALUE: Final = "q83vEjRWeJCrze8SNFZ4kA=="
REGISTER: Final = UUID("719c6291-442e-4f77-bbba-de177488e0a8")
COMMAND: Final = UUID("7f20e069-a760-4faa-94a3-c77e5606f625")
OTHER_COMMAND: Final = UUID("cd8babd4-ed8c-440b-810f-34f2be6a8b5a")
UNKNOWN: Final = UUID("c4454046-9f1d-42b1-8258-739998f6a2b8")
POLICY: Final = "sha256:" + "0" * 64

# Commands, as a counsellor and an administrator would give them.

OPEN_TENANT: Final = OpenTenant(code=TENANT, name="瀬名木市")
REGISTER_AGENCY: Final = RegisterAgency(
    agency_id=COUNCIL, name="瀬名木市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
)
OPEN_PROGRAMME: Final = OpenProgramme(
    programme_id=DESK,
    name="福祉総合相談窓口",
    contractor=COUNCIL,
    commissioner=CITY,
    contract=FISCAL_YEAR,
)
REGISTER_STAFF: Final = RegisterStaff(staff_id=COUNSELLOR, name="水城 遥", login="mizuki")
APPOINT: Final = AppointStaff(
    appointment_id=APPOINTMENT, programme=DESK, role=Role.WORKER, period=FISCAL_YEAR
)
REGISTER_PERSON: Final = RegisterPerson(
    person_id=MOTHER,
    programme=DESK,
    name="髙﨑 ふみ",
    kana="タカサキ フミ",
    born="1942-05-03",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0142",
)
RECEIVE: Final = ReceiveConsultation(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    lead=COUNSELLOR,
    route=Route.SELF_VISIT,
    caller=Caller.SELF,
    topics=(Topic.INCOME_LIVING, Topic.WITHDRAWAL_TRUANCY),
    main_topic=Topic.INCOME_LIVING,
    urgency=Urgency.NORMAL,
    sharing=SharingStance.NOT_YET_ASKED,
    standing=ClientStanding.CLIENT,
    means=Means.VISIT,
    heard_of=HeardOf.CITY_NEWS,
    urgency_grounds=(UrgencyGround.FOOD,),
    interpreter=Language.SIGN_LANGUAGE,
    due=SCREENING_DUE,
    teller_id=MOTHER,
    brief=None,
    own_words="年金だけでは息子と二人の暮らしが続かない。",
    wishes="息子に外へ出るきっかけがほしい。",
    heard_of_words="市報10月号",
    interpreter_words="市の登録手話通訳者",
    teller="",
    moment=NOW,
)
RECORD: Final = RecordProgress(
    method=SupportMethod.PHONE,
    text="電話で様子を伺う。来週の訪問を了承された。",
    moment=NOW,
)
CORRECT_SLIP: Final = CorrectConsultation(
    corrects=SLIP,
    own_words="年金だけでは長男と二人の暮らしが続かない。",
    wishes="長男に外へ出るきっかけがほしい。",
    heard_of_words="市報10月号",
    interpreter_words="市の登録手話通訳者",
    teller="",
    reason="続柄の聞き違い",
)
CORRECT_NOTE: Final = CorrectProgress(
    corrects=NOTE,
    method=SupportMethod.INTERVIEW,
    text="面談で様子を伺う。来週の訪問を了承された。",
    reason="支援方法の選び間違い",
)
CLOSE: Final = CloseCase(
    reason=ClosingReason.SELF_RELIANCE,
    closed_on=TODAY,
    summary="長男の就労が決まり、家計が落ち着いた。",
)
ORDER_DESTRUCTION: Final = OrderKeyDestruction(
    authority=ErasureAuthority.STOP_ORDER,
    reason_code="appi-100",
    decided_on=TODAY,
    ordered_by=CHIEF,
    approved_by=COLLEAGUE,
)

# Envelopes.

ACTOR: Final = Actor(
    programme=DESK,
    staff=COUNSELLOR,
    role=Role.WORKER,
    context=Context.CASEWORK,
    session=SESSION,
    assurance=1,
)
SIGNATURE: Final = Signature(
    actor=ACTOR,
    valid_at=NOON,
    command_id=COMMAND,
    purpose=Purpose.SERVICE,
    basis=Basis.WITHIN_PURPOSE,
    policy=POLICY,
)


def recorded(event: Event, *, event_id: UUID = SLIP, stream: UUID = CASE, seq: int = 0) -> Recorded:
    """Put an event into the log's envelope, as the first of its stream."""
    return Recorded(
        event=event,
        event_id=event_id,
        stream=stream,
        version=1,
        seq=seq,
        at=A_MINUTE_LATER,
        signature=SIGNATURE,
    )
