"""Components (部品): every macro of the pages in each of its states, in development only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final, Literal

from fastapi import APIRouter, Response

from events.contact import ContactMeans, SenderName
from events.record import RecordKind
from events.task import WaitingFor
from events.values import Role, SharingStance, SupportMethod, Topic, Urgency
from events.window import Open
from services.case_views import Choices, Erased, PersonSheet, TimelineItem
from services.caseload_views import CaseRow, DeadlineRow, Window
from services.contact_views import Notice, SafeContact, Whereabouts
from services.desk_note_views import DeskNote
from services.person_views import CaseLink
from services.protection_views import Kept, Protection
from services.web.errors import SENTENCES, Problem
from services.web.posted import FormRefused, Posted
from services.web.render import Rendered

router = APIRouter()

State = Literal["empty", "filled", "wrong"]

FIELDS: Final = (
    "line",
    "area",
    "radios",
    "ticks",
    "options",
    "several",
    "choice",
    "pick",
    "optional",
)
"""The fields of the page, each named for its macro."""
_AT: Final = datetime(2025, 4, 8, 1, 15, tzinfo=UTC)
_DAY: Final = date(2025, 4, 8)
_LONG: Final = "長い文は折り返します。空白のない語も、はみ出しません。" * 3
_FILLED: Final = Posted(
    (
        ("line", "髙橋 千代"),
        ("area", _LONG),
        ("radios", "agreed"),
        ("ticks", "housing"),
        ("ticks", "debt"),
        ("options", "yes"),
        ("several", "phone"),
        ("choice", "interview"),
        ("pick", "phone"),
        ("optional", "interview"),
        ("happened_on", "令和7年4月8日"),
    )
)
_WRONG: Final = Problem(
    SENTENCES[FormRefused],
    {**dict.fromkeys(FIELDS, "ここを直してください。"), "happened_on": "日付を確かめてください。"},
)
_ERASED: Final = Erased(authority="retention_end", reason_code="2025-03", decided_on=_DAY)
_PERSON: Final = PersonSheet(
    name="髙橋 千代", kana="たかはし ちよ", born="1942-05-03", address="", phone="", erased=None
)
_CASE: Final = CaseRow(
    alias="sample",
    name="髙橋 千代",
    erased=False,
    urgency=Urgency.IMMEDIATE,
    main_topic=Topic.RENT_LOAN,
    opened_on=_DAY,
    lead_name="佐藤 美咲",
    mine=True,
    closed=False,
    last_at=_AT,
)
_CASES: Final = (
    _CASE,
    *(replace(_CASE, urgency=code, mine=False) for code in Urgency if code != _CASE.urgency),
    replace(_CASE, name=None, closed=True),
    replace(_CASE, name=None, erased=True, closed=True),
)
_DUE: Final = DeadlineRow(
    case="sample",
    record="sample",
    name="髙橋 千代",
    erased=False,
    kind="task.given",
    text="家主に電話して、待ってもらえるか確かめる。",
    due=_DAY,
    back_at=None,
    waiting_for=WaitingFor.DESK,
    responsible="佐藤 美咲",
    mine=True,
)
_DUES: Final = (
    replace(_DUE, kind="visit.started", text="", back_at=_AT),
    _DUE,
    replace(_DUE, due=date(2999, 4, 1), waiting_for=next(w for w in WaitingFor if w != "desk")),
    replace(_DUE, kind="visit.planned", text="", due=date(2999, 4, 1), mine=False),
)
_NOTE: Final = TimelineItem(
    alias="sample",
    kind="case.progress-recorded",
    valid_at=_AT,
    recorded_at=_AT,
    recorder_name="佐藤 美咲",
    recorder_role=Role.WORKER,
    marks=(("method", ("interview",)),),
    texts=(("text", _LONG),),
    corrected=False,
    correctable=True,
    erased=None,
)
_RECORDS: Final = (
    _NOTE,
    replace(_NOTE, corrected=True, texts=(("text", "正しい文。"), ("reason", "誤記"))),
    replace(_NOTE, texts=(), marks=(("method", ("phone",)), ("untimed", ("yes",)))),
    replace(_NOTE, texts=(), erased=_ERASED),
)
_SAFE: Final = SafeContact(
    alias="sample",
    means=(ContactMeans.PHONE,),
    times="平日の午前",
    sender=SenderName.PERSONAL_NAME,
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
    recorded_at=_AT,
    recorder_name="佐藤 美咲",
    erased=False,
)
_KEPT: Final = Kept(
    alias="sample",
    kind=RecordKind.SUPPORT_MEASURE,
    first=_DAY,
    last=date(2026, 4, 7),
    authority="瀬名木市",
    covered="長女",
    address="",
    note="",
    name="",
    relation="",
    reached="",
    features="",
    linked="",
    recorded_at=_AT,
    recorder_name="佐藤 美咲",
    erased=False,
)
_GUARDED: Final = Protection(
    measures=(_KEPT,),
    others=(replace(_KEPT, kind=RecordKind.OTHER_PARTY, authority="", relation="夫"),),
    refuges=(replace(_KEPT, kind=RecordKind.REFUGE, authority="", address="栗林町の施設"),),
    masked=True,
)
_TOLD: Final = Whereabouts(
    safe=_SAFE,
    moved=Notice(alias="sample", on=_DAY, text="隣の市", erased=False),
    died=Notice(alias="sample", on=None, text="長男から電話", erased=False),
    protection=_GUARDED,
)
_HOURS: Final = Open(opens=time(8, 30), closes=time(17))
SAMPLES: Final[dict[str, Any]] = {
    "rows": _CASES,
    "dues": _DUES,
    "records": _RECORDS,
    "told": _TOLD,
    "gone": replace(_TOLD, safe=replace(_SAFE, erased=True)),
    "erased": _ERASED,
    "person": _PERSON,
    "links": (CaseLink(alias="sample", closed=True, opened_on=_DAY),),
    "windows": (
        Window(hours=_HOURS, next_day=_DAY, next_hours=_HOURS, place="本庁舎1階"),
        Window(hours=None, next_day=_DAY, next_hours=_HOURS, place=""),
    ),
    "note": DeskNote(
        alias="sample",
        valid_at=_AT,
        untimed=True,
        recorder_name="佐藤 美咲",
        route=None,
        topic=None,
        words="",
        number="",
        erased=False,
    ),
    "listed": {"page": 2, "pages": 3},
    "narrowed": {
        "alias": "sample",
        "choices": Choices(
            kinds=("case.progress-recorded", "case.consultation-received"),
            by=(("s1", "佐藤 美咲"), ("s2", "鈴木 健一")),
        ),
    },
    "methods": SupportMethod,
    "topics": Topic,
    "stances": SharingStance,
    "pairs": (("phone", "電話"), ("visit", "来所")),
    "yes_no": (("yes", "はい"), ("no", "いいえ")),
}


@router.get("/ui")
def show(pages: Rendered, state: State = "empty") -> Response:
    """Show every component: as it is opened, with what was typed, or refused."""
    return pages.page(
        "components/components.html",
        state=state,
        posted=Posted() if state == "empty" else _FILLED,
        problem=_WRONG if state == "wrong" else None,
        **SAMPLES,
    )
