"""Values for every page: people who do not exist, in a city that does not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from events.access import ContentRead, ReadingRefused, SearchMade, Surface
from events.case import CaseClosed, ConsultationReceived, ProgressCorrected, ProgressRecorded
from events.factor import FactorKind
from events.passage import PassageRecorded
from events.qualification import Qualification
from events.values import (
    Basis,
    Caller,
    ClientStanding,
    ClosingReason,
    Context,
    Purpose,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
)
from services.access_views import AccessPage, AccessRow
from services.acting import Acting
from services.case_forms import NewConsultation
from services.case_views import CasePage, Erased, PersonSheet, TimelineItem
from services.caseload_views import CaseList, CaseRow
from services.desk_note_views import DeskNote
from services.login_views import NewFactor
from services.office import HeldAppointment, HeldQualification, Member, Office
from services.person_views import CaseLink, LikelyPerson
from services.search_views import SearchHit, SearchResult
from services.web.others import Others

COUNSELLOR: Final = Acting(
    tenant="lg-999993",
    staff=UUID("0921b5da-3418-431d-bd34-f10278d70904"),
    staff_name="山本 千尋",
    programme=UUID("0771039c-d6fe-4d6e-a27d-db7042f1df10"),
    programme_name="福祉総合相談窓口",
    agency=UUID("d7c790bc-1c6b-4689-a5d5-9b869a82ddaf"),
    role=Role.WORKER,
    context=Context.CASEWORK,
    session=UUID("aa1ce2f2-da5b-4f16-9d6e-432287d0140b"),
    assurance=1,
)
AUDITOR: Final = replace(COUNSELLOR, staff_name="大野 誠", role=Role.AUDITOR, context=Context.AUDIT)
ADMINISTRATOR: Final = replace(
    COUNSELLOR,
    staff_name="管理 担当",
    role=Role.ADMINISTRATOR,
    context=Context.ADMINISTRATION,
)

TELEPHONE: Final = NewFactor(
    kind=FactorKind.TOTP,
    secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    address="otpauth://totp/sato?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    codes=(),
)
SHEET: Final = NewFactor(
    kind=FactorKind.CODES, secret="", address="", codes=("abcde-fghjk", "mnpqr-stuvw")
)

APPOINTED: Final = HeldAppointment(
    alias="w3kP",
    programme_name="福祉総合相談窓口",
    role=Role.WORKER,
    first=date(2025, 4, 1),
    last=date(2026, 3, 31),
)
MEMBER: Final = Member(
    alias="m8Rt",
    name="佐藤 美咲",
    login="sato",
    active=True,
    whole=True,
    own=False,
    asked=False,
    mine=False,
    qualifications=(),
    missing=(Qualification.WORKER_TRAINING,),
    ending=(),
    appointments=(APPOINTED, replace(APPOINTED, last=None)),
)
TRAINED: Final = HeldQualification(
    alias="q1",
    qualification=Qualification.PRIVACY_TRAINING,
    gained_on=date(2025, 6, 20),
    valid_until=date(2026, 12, 31),
)
OFFICE: Final = Office(
    members=(
        MEMBER,
        replace(MEMBER, asked=True),
        replace(MEMBER, asked=True, mine=True),
        replace(MEMBER, missing=(), qualifications=(TRAINED,), ending=(TRAINED.qualification,)),
        replace(MEMBER, whole=False),
        replace(MEMBER, own=True),
        replace(MEMBER, active=False),
    ),
    programmes=(("p1Qx", "福祉総合相談窓口"), ("p2Qx", "生活福祉資金貸付")),
)

CONSULTATION: Final = NewConsultation(
    name="髙橋 みどり",
    kana="たかはし みどり",
    born="1947-05-03",
    address="こがね市緑町4丁目15番8号 緑町ハイツ203",
    phone="042-000-0000",
    route=Route.SELF_VISIT,
    caller=Caller.SELF,
    topics=(Topic.INCOME_LIVING, Topic.NO_FOOD),
    main_topic=Topic.NO_FOOD,
    urgency=Urgency.IMMEDIATE,
    sharing=SharingStance.NOT_YET_ASKED,
    own_words="昨日から何も食べていない。年金は15日に入るが、家賃を払うと残らない。",
    wishes="今日、食べるものがほしい。",
)
SLIP_FORM: Final[dict[str, str | list[str]]] = {
    "name": "髙橋 みどり",
    "kana": "たかはし みどり",
    "born": "昭和22年5月3日",
    "address": "こがね市緑町4丁目15番8号 緑町ハイツ203",
    "phone": "042-000-0000",
    "route": "self_visit",
    "caller": "self",
    "topics": ["income_living", "no_food"],
    "main_topic": "no_food",
    "urgency": "immediate",
    "sharing": "not_yet_asked",
    "own_words": "昨日から何も食べていない。",
    "wishes": "今日、食べるものがほしい。",
    "known": "new",
}
"""The same consultation as the page's form sends it, by a writer who saw who may be meant."""

ERASED: Final = Erased(
    authority="retention_end", reason_code="five-years-after-closing", decided_on=date(2026, 4, 1)
)


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


ROW: Final = CaseRow(
    alias="k7Qm2xVb9a",
    name="髙橋 みどり",
    erased=False,
    urgency=Urgency.IMMEDIATE,
    main_topic=Topic.NO_FOOD,
    opened_on=date(2026, 11, 20),
    lead_name="山本 千尋",
    mine=True,
    closed=False,
    last_at=_at(20, 6, 12),
)
CASES: Final = CaseList(
    rows=(
        ROW,
        replace(
            ROW,
            alias="p3Wd8nTz5c",
            name=None,
            urgency=Urgency.HIGH,
            main_topic=Topic.HOUSING,
            opened_on=date(2026, 11, 19),
        ),
        replace(
            ROW,
            alias="t9Lr4kHs2e",
            name="佐々木 健一",
            urgency=Urgency.NORMAL,
            main_topic=Topic.WITHDRAWAL_TRUANCY,
            opened_on=date(2026, 10, 2),
        ),
        replace(
            ROW,
            alias="f5Xc1bYg7h",
            name="𠮷田 フミ",
            urgency=Urgency.WATCH,
            main_topic=Topic.CARE,
            opened_on=date(2026, 9, 14),
        ),
        replace(
            ROW,
            alias="z2Nv6mJq8k",
            name=None,
            erased=True,
            urgency=Urgency.NORMAL,
            main_topic=Topic.DEBT,
            opened_on=date(2021, 3, 3),
        ),
    ),
    total=112,
    page=2,
    pages=3,
)
NO_CASES: Final = CaseList(rows=(), total=0, page=1, pages=1)

PERSON: Final = PersonSheet(
    name="髙橋 みどり",
    kana="たかはし みどり",
    born="1947-05-03",
    address="東京都こがね市緑町4丁目15番8号 緑町ハイツ203",
    phone="042-000-0000",
    erased=None,
)
SLIP: Final = TimelineItem(
    alias="sA1",
    kind=ConsultationReceived.TOPIC,
    valid_at=_at(20, 1, 5),
    recorded_at=_at(20, 1, 5),
    recorder_name="山本 千尋",
    recorder_role=Role.WORKER,
    marks=(),
    texts=(
        (
            "own_words",
            "昨日から何も食べていない。年金は15日に入るが、家賃を払うと残らない。\n"
            "息子（45）は部屋から出てこない。だれにも言っていない。",
        ),
        ("wishes", "今日、食べるものがほしい。息子のことは、まだ外には言わないでほしい。"),
    ),
    corrected=False,
    correctable=True,
    erased=None,
)
NOTE: Final = replace(
    SLIP,
    alias="nB2",
    kind=ProgressRecorded.TOPIC,
    valid_at=_at(20, 4, 40),
    recorded_at=_at(21, 0, 15),
    marks=(("method", (SupportMethod.VISIT_ACCOMPANY,)),),
    texts=(
        (
            "text",
            "フードバンクの食料3日分を届けた。冷蔵庫は空、電気は止まっていない。\n"
            "本人「息子の分もあるのか」と何度も確かめる。次は24日に訪問の約束。",
        ),
    ),
)
CORRECTED_NOTE: Final = replace(
    NOTE,
    alias="nC3",
    kind=ProgressCorrected.TOPIC,
    valid_at=_at(21, 2, 0),
    recorded_at=_at(21, 2, 0),
    recorder_name="中村 大輔",
    recorder_role=Role.SENIOR_WORKER,
    marks=(("method", (SupportMethod.AGENCY_PHONE,)),),
    texts=(
        ("text", "社会福祉協議会の貸付担当に、緊急小口資金の書類を確認した。"),
        ("reason", "相手の機関名を聞き違えていたため。"),
    ),
    corrected=True,
)
ERASED_NOTE: Final = replace(
    NOTE, alias="nD4", valid_at=_at(20, 5, 0), texts=(), correctable=False, erased=ERASED
)
CLOSED_ITEM: Final = replace(
    SLIP,
    alias="cE5",
    kind=CaseClosed.TOPIC,
    valid_at=_at(22, 7, 30),
    recorded_at=_at(22, 7, 30),
    marks=(("reason", (ClosingReason.HANDOVER,)),),
    texts=(("summary", ""),),
    correctable=False,
)
CASE_PAGE: Final = CasePage(
    alias="k7Qm2xVb9a",
    token="b3BhcXVl-state",
    person=PERSON,
    closed=False,
    lead_name="山本 千尋",
    mine=True,
    opened_at=_at(20, 1, 5),
    route=Route.SELF_VISIT,
    caller=Caller.SELF,
    topics=(Topic.INCOME_LIVING, Topic.RENT_LOAN, Topic.WITHDRAWAL_TRUANCY, Topic.NO_FOOD),
    main_topic=Topic.NO_FOOD,
    urgency=Urgency.IMMEDIATE,
    sharing=SharingStance.NOT_YET_ASKED,
    standing=ClientStanding.CLIENT,
    items=(CORRECTED_NOTE, NOTE, ERASED_NOTE, SLIP),
    total=4,
    page=1,
    pages=1,
)
CLOSED_PAGE: Final = replace(
    CASE_PAGE,
    alias="t9Lr4kHs2e",
    closed=True,
    mine=False,
    person=PersonSheet(name="", kana="", born="", address="", phone="", erased=None),
    items=(CLOSED_ITEM, NOTE, SLIP),
    total=103,
    page=2,
    pages=3,
)
ERASED_PAGE: Final = replace(
    CASE_PAGE,
    alias="z2Nv6mJq8k",
    closed=True,
    person=replace(CLOSED_PAGE.person, erased=ERASED),
    items=(ERASED_NOTE,),
    total=1,
)
CASE_PAGES: Final = {page.alias: page for page in (CASE_PAGE, CLOSED_PAGE, ERASED_PAGE)}

LIKELY_PERSON: Final = LikelyPerson(
    name="髙橋 みどり",
    kana="たかはし みどり",
    born="1947-05-03",
    same_name=True,
    same_kana=True,
    same_born=True,
    same_phone=True,
    cases=(
        CaseLink(alias="k7Qm2xVb9a", closed=False, opened_on=date(2026, 11, 20)),
        CaseLink(alias="z2Nv6mJq8k", closed=True, opened_on=date(2021, 3, 3)),
    ),
)
LIKELY: Final = (
    (LIKELY_PERSON, replace(LIKELY_PERSON, name="", kana="", born="", same_name=False, cases=())),
    (replace(LIKELY_PERSON, cases=LIKELY_PERSON.cases[1:]),),
)
"""Who may be meant by a slip: somebody with an open case, and somebody with a closed one."""

OTHERS: Final = Others(persons=(("pX1", "髙橋 健（子）"), ("pX2", "来談者")), places=2)
PASSAGE: Final = replace(
    NOTE,
    alias="nP9",
    kind=PassageRecorded.TOPIC,
    marks=(("category", ("HEALTH",)),),
    texts=(("text", "夜眠れていないようだ。"),),
    whose="髙橋 健",
)

BRIEF: Final = DeskNote(
    alias="bF6",
    valid_at=_at(20, 0, 40),
    untimed=False,
    recorder_name="山本 千尋",
    route=Route.SELF_VISIT,
    topic=Topic.TAX_UTILITY,
    words="市民税の窓口を案内した。",
    number="",
    erased=False,
)
INQUIRY: Final = replace(
    BRIEF,
    alias="iG7",
    untimed=True,
    route=None,
    topic=None,
    words="妻がそちらに行っていないかと、男性から。",
    number="042-000-0199",
)

FOUND: Final = SearchResult(
    hits=(
        SearchHit(
            case="k7Qm2xVb9a", name="髙橋 みどり", closed=False, opened_on=date(2026, 11, 20)
        ),
        SearchHit(case="q1Ws7eRd3f", name="高橋 緑", closed=True, opened_on=date(2022, 6, 8)),
    ),
    more=True,
)
NOTHING_FOUND: Final = SearchResult(hits=(), more=False)

_LOOK: Final = AccessRow(
    seq=128,
    at=_at(21, 2, 3),
    kind=ContentRead.TOPIC,
    staff_name="山本 千尋",
    programme_name="福祉総合相談窓口",
    role=Role.WORKER,
    purpose=Purpose.SERVICE.value,
    basis=Basis.WITHIN_PURPOSE.value,
    surface=Surface.CASE_PAGE.value,
    case="k7Qm2xVb9a",
    items=9,
    rule="",
)
LEDGER: Final = AccessPage(
    rows=(
        _LOOK,
        replace(
            _LOOK,
            seq=127,
            kind=SearchMade.TOPIC,
            surface=Surface.SEARCH.value,
            case=None,
            items=2,
            staff_name="中村 大輔",
            role=Role.SENIOR_WORKER,
        ),
        replace(
            _LOOK,
            seq=126,
            kind=ReadingRefused.TOPIC,
            basis=Basis.NONE.value,
            items=0,
            rule="NO_APPOINTMENT",
            staff_name="小林 真由美",
            programme_name="就労準備支援事業",
        ),
    ),
    total=3,
    page=1,
    pages=1,
)
NO_LEDGER: Final = AccessPage(rows=(), total=0, page=1, pages=1)
