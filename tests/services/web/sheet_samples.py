"""Values for the pages between slip and plan: what was found, handed over, brought and given."""

from dataclasses import replace
from typing import Any, Final

from events.answer import AnswersRecorded
from events.asking import QuestionKind
from events.assessment import (
    AssessmentRecorded,
    Domain,
    HousingSituation,
    Need,
    Residence,
    ResidenceChecked,
    WorkSituation,
)
from events.attachment import FilesAttached, FilesWithdrawn, FileType
from events.handover import HandoverConfirmed, HandoverMade, HandoverNotTakenUp, NotTakenUpBecause
from events.interpreter import InterpreterRecorded, InterpreterStanding, SecrecyPledge
from events.referral import (
    Awareness,
    Bringer,
    BringerTold,
    ReferralKind,
    ReferralMeans,
    ReferralReceived,
    Telling,
)
from events.relief import InformedBy, PublicAssistanceExplained, ReliefGiven, ReliefKind
from events.screening import (
    PromoterAnswer,
    PromoterAnswered,
    PromoterAsked,
    ScreeningDecided,
    ScreeningResult,
)
from events.values import AgencyKind, Category
from services.case_views import CaseSheet
from services.questions import Asked, AskedQuestion
from services.web.assessment import NEEDS
from services.web.attachment import LISTS as ATTACHMENT_LISTS
from services.web.attachment import Line as AttachmentLine
from services.web.handover import Line as HandoverLine
from services.web.interpreter import LISTS as INTERPRETER_LISTS
from services.web.posted import Posted
from services.web.referral import Line as ReferralLine
from tests.services.web.samples import ERASED_PAGE, NOTE, PERSON, SLIP

DAY: Final = ("2026-11-20",)

LOCAL: Final = Asked(
    form="fM1",
    questions=(
        AskedQuestion(
            alias="qL1",
            wording="運転免許を持っていますか。",
            kind=QuestionKind.YES_NO,
            category=Category.SCHOOL_WORK,
            offered=("はい", "いいえ"),
        ),
        AskedQuestion(
            alias="qD2",
            wording="いつから市内に住んでいますか。",
            kind=QuestionKind.DAY,
            category=Category.NOTE,
            offered=(),
        ),
        AskedQuestion(
            alias="qT3",
            wording="行ったことのある居場所はありますか。",
            kind=QuestionKind.TEXT,
            category=Category.NOTE,
            offered=(),
        ),
    ),
)

FOUND: Final = replace(
    NOTE,
    alias="aF1",
    kind=AssessmentRecorded.TOPIC,
    marks=(
        ("assessed_on", DAY),
        ("needs", (Need.POVERTY, Need.ISOLATION)),
        ("domains", (Domain.WELFARE, Domain.WORK)),
        ("work", (WorkSituation.PENSION_LIFE,)),
        ("housing", (HousingSituation.RENTED,)),
    ),
    texts=(("findings", "家賃で年金が消える。"), ("health", "高血圧。"), ("disability", "")),
)
CHECKED: Final = replace(
    NOTE,
    alias="rC2",
    kind=ResidenceChecked.TOPIC,
    marks=(("checked_on", DAY), ("residence", (Residence.REGISTERED_HERE,))),
    texts=(("text", "保険証で確かめた。"),),
)
DECIDED: Final = replace(
    NOTE,
    alias="sD3",
    kind=ScreeningDecided.TOPIC,
    marks=(("decided_on", DAY), ("result", (ScreeningResult.REFER,)), ("due", DAY)),
    texts=(("text", ""),),
)
ASKED: Final = replace(
    NOTE,
    alias="pA4",
    kind=PromoterAsked.TOPIC,
    marks=(("asked_on", DAY), ("due", DAY)),
    texts=(("text", "課題が重なり、窓口だけでは動かせない。"),),
)
ANSWERED: Final = replace(
    NOTE,
    alias="pB5",
    kind=PromoterAnswered.TOPIC,
    marks=(("answered_on", DAY), ("answer", (PromoterAnswer.LEADS,))),
    texts=(("text", "世帯全体を見立てる。"),),
)
MADE: Final = replace(
    NOTE,
    alias="hM6",
    kind=HandoverMade.TOPIC,
    marks=(
        ("made_on", DAY),
        ("receiver", (AgencyKind.COMMUNITY_SUPPORT_CENTER,)),
        ("accompanied", ("yes",)),
        ("due", DAY),
    ),
    texts=(("receiver_name", "さくら北 地域包括支援センター"), ("aim", "介護の申請。")),
    about="sD3",
)
CONFIRMED: Final = replace(
    NOTE,
    alias="hC7",
    kind=HandoverConfirmed.TOPIC,
    marks=(("confirmed_on", DAY),),
    texts=(("confirmed_by", "北センター 相原さん"), ("text", "")),
    about="hM6",
)
NOT_TAKEN_UP: Final = replace(
    NOTE,
    alias="hN8",
    kind=HandoverNotTakenUp.TOPIC,
    marks=(("known_on", DAY), ("because", (NotTakenUpBecause.PERSON_DID_NOT_GO,)), ("due", DAY)),
    texts=(("text", "来られなかった。"),),
    about="hM6",
)
BROUGHT: Final = replace(
    NOTE,
    alias="rR9",
    kind=ReferralReceived.TOPIC,
    marks=(
        ("received_on", DAY),
        ("kind", (ReferralKind.COMPOSITE_REPORT,)),
        ("bringer", (Bringer.AGENCY,)),
        ("body", (AgencyKind.CITY_DIVISION,)),
        ("means", (ReferralMeans.PAPER,)),
        ("telling", (Telling.NOT_YET_ASKED,)),
        ("aware", (Awareness.DOES_NOT_KNOW,)),
        ("due", DAY),
    ),
    texts=(
        ("bringer_name", "納税課 小田桐"),
        ("informant", ""),
        ("doing", "分納中。"),
        ("text", "分納の相談中に。"),
    ),
)
TOLD: Final = replace(
    NOTE,
    alias="rT1",
    kind=BringerTold.TOPIC,
    marks=(("told_on", DAY),),
    texts=(("text", "内線で。"),),
    about="rR9",
)
SAID: Final = replace(
    NOTE,
    alias="sA1",
    kind=AnswersRecorded.TOPIC,
    marks=(("category", (Category.SCHOOL_WORK,)),),
    texts=(("運転免許を持っていますか。", "はい"), ("reason", "")),
)
INTERPRETED: Final = replace(
    NOTE,
    alias="iI1",
    kind=InterpreterRecorded.TOPIC,
    marks=(
        ("pledge", (SecrecyPledge.NOT_GIVEN,)),
        ("language", ("vi",)),
        ("standing", (InterpreterStanding.FAMILY,)),
    ),
    texts=(("name", "グエン ティ ホア"), ("relation", "長女"), ("text", ""), ("reason", "")),
)
GIVEN: Final = replace(
    NOTE,
    alias="gG2",
    kind=ReliefGiven.TOPIC,
    marks=(("given_on", DAY), ("kind", (ReliefKind.FOOD,))),
    texts=(("text", "食料3日分。"),),
)
EXPLAINED: Final = replace(
    NOTE,
    alias="gE3",
    kind=PublicAssistanceExplained.TOPIC,
    marks=(("explained_on", DAY), ("informed_by", (InformedBy.LEAFLET,))),
    texts=(("text", ""),),
)

ATTACHED: Final = replace(
    NOTE,
    alias="fA1",
    kind=FilesAttached.TOPIC,
    marks=(("category", (Category.HEALTH,)), ("types", (FileType.PDF, FileType.JPEG))),
    texts=(("description", "主治医の診断書"), ("names", "診断書.pdf\n裏面.jpg")),
    about="nB2",
)
WITHDRAWN: Final = replace(
    NOTE,
    alias="fW2",
    kind=FilesWithdrawn.TOPIC,
    marks=(),
    texts=(("reason", "別の方の診断書だった。"),),
)

OPEN: Final = CaseSheet(
    alias="k7Qm2xVb9a",
    token="state",
    person=PERSON,
    closed=False,
    lead_name="山本 千尋",
    items=(SLIP,),
)
CLOSED: Final = replace(OPEN, closed=True)
ERASED: Final = replace(OPEN, closed=True, person=ERASED_PAGE.person)

_ERASED_MADE: Final = replace(MADE, texts=(), erased=ERASED_PAGE.person.erased)
_TYPED: Final = Posted((("text", "書きかけ"), ("record", "sD3")))
_SHEET: Final[dict[str, Any]] = {
    "here": "/cases",
    "case": "k7Qm2xVb9a",
    "sheet": OPEN,
    "token": "state",
    "done": "保存しました。",
    "late": True,
    "posted": _TYPED,
    "command": "c",
    "other_command": "d",
}
ASSESSMENT_LISTS: Final[dict[str, Any]] = {
    "groups": NEEDS,
    "domains": Domain,
    "works": WorkSituation,
    "housings": HousingSituation,
    "results": ScreeningResult,
    "residences": Residence,
    "answers": PromoterAnswer,
}
HANDOVER_LISTS: Final[dict[str, Any]] = {"receivers": AgencyKind, "reasons": NotTakenUpBecause}
REFERRAL_LISTS: Final[dict[str, Any]] = {
    "kinds": ReferralKind,
    "bringers": Bringer,
    "bodies": AgencyKind,
    "means": ReferralMeans,
    "tellings": Telling,
    "awarenesses": Awareness,
    "agreed": Telling.AGREED,
    "reports": ReferralKind.COMPOSITE_REPORT,
    "unaware": Awareness.DOES_NOT_KNOW,
}
RELIEF_LISTS: Final[dict[str, Any]] = {"kinds": ReliefKind, "ways": InformedBy}

_ASSESSMENT: Final = {
    **_SHEET,
    **ASSESSMENT_LISTS,
    "standing": (FOUND, CHECKED),
    "screenings": (DECIDED,),
    "promoter": (ASKED,),
    "screening_posted": Posted(),
}
_HANDOVERS: Final = {
    **_SHEET,
    **HANDOVER_LISTS,
    "waiting": None,
    "lines": (
        HandoverLine(MADE, None, overdue=True),
        HandoverLine(_ERASED_MADE, None, overdue=False),
        HandoverLine(MADE, CONFIRMED, overdue=False),
        HandoverLine(MADE, NOT_TAKEN_UP, overdue=False),
    ),
}
_REFERRALS: Final = {
    **_SHEET,
    **REFERRAL_LISTS,
    "lines": (
        ReferralLine(BROUGHT, Telling.AGREED, None),
        ReferralLine(BROUGHT, Telling.REFUSED, None),
        ReferralLine(BROUGHT, Telling.AGREED, TOLD),
    ),
}
_ATTACHMENTS: Final = {
    **_SHEET,
    **ATTACHMENT_LISTS,
    "lines": (
        AttachmentLine(ATTACHED, ((1, "診断書.pdf"), (2, "裏面.jpg"))),
        AttachmentLine(replace(ATTACHED, texts=(), erased=ERASED_PAGE.person.erased), ()),
    ),
    "withdrawn": (WITHDRAWN,),
    "record": "",
    "about": None,
    "chosen": (),
}
_RELIEF: Final = {**_SHEET, **RELIEF_LISTS, "given": (GIVEN,), "explained": (EXPLAINED,)}

_ANSWERS: Final = {**_SHEET, "lines": (SAID,), "asked": Asked()}
_INTERPRETERS: Final = {
    **_SHEET,
    **INTERPRETER_LISTS,
    "lines": (INTERPRETED, replace(INTERPRETED, texts=(), erased=ERASED_PAGE.person.erased)),
    "contacts": (("nB2", "令和8年11月20日（金）の支援経過（面談）"),),
}

SHEETS: Final[dict[str, list[dict[str, Any]]]] = {
    "assessment/sheet.html": [
        _ASSESSMENT,
        {**_ASSESSMENT, "standing": (), "screenings": (), "promoter": (), "done": None},
        {**_ASSESSMENT, "promoter": (ANSWERED, ASKED), "sheet": CLOSED},
        {**_ASSESSMENT, "sheet": ERASED},
    ],
    "handovers/sheet.html": [
        _HANDOVERS,
        {**_HANDOVERS, "waiting": DECIDED, "lines": ()},
        {**_HANDOVERS, "sheet": CLOSED},
    ],
    "referrals/sheet.html": [
        _REFERRALS,
        {**_REFERRALS, "lines": ()},
        {**_REFERRALS, "sheet": CLOSED},
    ],
    "attachments/sheet.html": [
        _ATTACHMENTS,
        {**_ATTACHMENTS, "lines": (), "withdrawn": ()},
        {**_ATTACHMENTS, "sheet": CLOSED},
    ],
    "answers/sheet.html": [
        _ANSWERS,
        {**_ANSWERS, "lines": (), "asked": LOCAL},
        {**_ANSWERS, "lines": (), "sheet": CLOSED},
        {**_ANSWERS, "lines": (replace(SAID, texts=(), erased=ERASED_PAGE.person.erased),)},
    ],
    "interpreters/sheet.html": [
        _INTERPRETERS,
        {**_INTERPRETERS, "lines": ()},
        {**_INTERPRETERS, "sheet": CLOSED},
    ],
    "relief/sheet.html": [_RELIEF, {**_RELIEF, "given": (), "explained": ()}],
}
"""The sheets, filled."""

FORMS: Final[dict[str, dict[str, Any]]] = {
    "assessment/assessment.html": ASSESSMENT_LISTS,
    "assessment/screening.html": ASSESSMENT_LISTS,
    "assessment/residence.html": ASSESSMENT_LISTS,
    "assessment/promoter.html": {},
    "assessment/promoter_answer.html": ASSESSMENT_LISTS,
    "handovers/handover.html": HANDOVER_LISTS,
    "handovers/confirmation.html": {},
    "handovers/not_taken_up.html": HANDOVER_LISTS,
    "referrals/referral.html": REFERRAL_LISTS,
    "referrals/telling.html": REFERRAL_LISTS,
    "referrals/told.html": {},
    "attachments/attach.html": {
        **ATTACHMENT_LISTS,
        "about": FOUND,
        "chosen": ("診断書.pdf", "裏面.jpg"),
    },
    "attachments/withdrawal.html": {"line": AttachmentLine(ATTACHED, ((1, "診断書.pdf"),))},
    "answers/answers.html": {"asked": LOCAL},
    "answers/correction.html": {"asked": LOCAL},
    "interpreters/interpreter.html": {**INTERPRETER_LISTS, "contacts": ()},
    "interpreters/correction.html": INTERPRETER_LISTS,
    "relief/relief.html": RELIEF_LISTS,
    "relief/public_assistance.html": RELIEF_LISTS,
}
"""The pages of one form, with the code lists that each needs."""
