"""Values for the pages of a person's will."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from events.consent import ConsentGiven
from events.consent_terms import (
    Capacity,
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
    Unasked,
)
from events.representative import AuthorityProof
from events.values import AgencyKind
from services.case_views import TimelineItem
from services.consent_views import (
    ConsentLine,
    ConsentPage,
    ExclusionLine,
    Explained,
    Lane,
    Recipient,
    RepresentativeLine,
    Said,
    UnaskedLine,
)
from services.contact_views import Whereabouts
from services.web.consent_kinds import FORMS as KINDS
from services.web.consent_kinds import LISTS
from services.web.errors import SENTENCES, Problem
from services.web.posted import FormRefused, Posted
from tests.services.web.person_samples import GUARDED
from tests.services.web.samples import ERASED_PAGE, NOTE, PERSON, SLIP

DAY: Final = date(2026, 11, 1)
SAID: Final = Said(
    record="r1",
    recorded_at=SLIP.valid_at,
    recorder_name="佐藤 美咲",
    words="姉には話してよい。",
    erased=False,
)
CLINIC: Final = Recipient(alias="a1", name="こがね診療所")
LENDING: Final = Recipient(alias="a2", name="生活福祉資金貸付", agency="こがね市社会福祉協議会")
TEXT: Final = Explained(
    alias="t1",
    name="個人情報に関する管理・取扱規程",
    version="令和8年4月1日版",
    words="相談支援に必要な関係機関と共有することに同意します。",
    classes=(AgencyKind.MEDICAL, AgencyKind.CITY_DIVISION),
    language=None,
)
LINE: Final = ConsentLine(
    said=SAID,
    lane=Lane.ACTIVE,
    giver="山田 弁護士",
    capacity=Capacity.ADULT_GUARDIAN,
    explainer="佐藤 美咲",
    document=TEXT,
    means=ConsentMeans.SIGNATURE,
    said_on=DAY,
    first=DAY,
    last=date(2027, 3, 31),
    recipients=(CLINIC, LENDING),
    withdrawn_from=(CLINIC,),
    purposes=(ConsentPurpose.CONSULT, ConsentPurpose.APPLY),
    withdrawn_purposes=(ConsentPurpose.APPLY,),
    subjects=(Subjects.BASIC, Subjects.HEALTH),
    meetings=(SharedMeeting.CASE_REVIEW,),
    names_art9=True,
    partly=True,
    exempt=Exempt.AGE_UNKNOWN,
    scan_due=DAY,
    ends_in=20,
)
PLAIN: Final = replace(
    LINE,
    said=replace(SAID, record="r2", words=""),
    lane=Lane.DISPUTED,
    giver="",
    capacity=Capacity.SUBJECT,
    document=None,
    last=None,
    recipients=(),
    withdrawn_from=(),
    withdrawn_purposes=(),
    meetings=(),
    names_art9=False,
    exempt=None,
    scan_due=None,
    ends_in=None,
)
SPEAKER: Final = RepresentativeLine(
    said=SAID,
    alias="p7",
    name="山田 弁護士",
    scope="財産の管理",
    capacity=Capacity.ADULT_GUARDIAN,
    proof=AuthorityProof.GUARDIANSHIP_CERTIFICATE,
    first=DAY,
    last=date(2999, 3, 31),
    conflicted=False,
    adverse=False,
)
HISTORY: Final = TimelineItem(
    alias="r1",
    kind=ConsentGiven.TOPIC,
    valid_at=SLIP.valid_at,
    recorded_at=SLIP.valid_at,
    recorder_name="佐藤 美咲",
    recorder_role=NOTE.recorder_role,
    marks=(
        ("capacity", ("subject",)),
        ("recipients", ("こがね診療所",)),
        ("said_on", (DAY.isoformat(),)),
    ),
    texts=(("words", "姉には話してよい。"),),
    corrected=False,
    correctable=False,
    erased=None,
)
PAGE: Final = ConsentPage(
    token="state",
    today=DAY,
    person=PERSON,
    whereabouts=GUARDED,
    lane=Lane.ACTIVE,
    standing=LINE,
    refused_on=DAY,
    consents=(LINE, PLAIN),
    unasked=UnaskedLine(said=SAID, why=Unasked.UNSAFE_TO_ASK, first=DAY, last=DAY),
    exclusions=(ExclusionLine(said=SAID, recipient=CLINIC, effective=DAY),),
    representatives=(
        SPEAKER,
        replace(SPEAKER, conflicted=True),
        replace(SPEAKER, adverse=True, last=None),
        replace(SPEAKER, last=date(2020, 3, 31)),
    ),
    history=(HISTORY,),
    texts=(TEXT, replace(TEXT, alias="t2", version="旧版")),
    recipients=(CLINIC, LENDING),
    paper_due=DAY,
    guardian_from=date(2028, 7, 16),
    unnamed_party=True,
)
BARE: Final = replace(
    PAGE,
    whereabouts=Whereabouts(),
    lane=Lane.NONE,
    standing=None,
    consents=(),
    unasked=None,
    exclusions=(),
    representatives=(),
    history=(),
    texts=(TEXT,),
    guardian_from=None,
    unnamed_party=False,
)
_ON: Final[dict[str, Any]] = {
    "here": "/cases",
    "case": "k7Q",
    "record": "r1",
    "posted": Posted((("record", "r1"), ("words", "書きかけ"))),
    "token": "state",
    "command": "c",
    "changes": (),
    "done": None,
    "late": False,
    "line": None,
    "what": "",
    "form_title": "",
    **LISTS,
}

SHEETS: Final[dict[str, list[dict[str, Any]]]] = {
    "consent/consent.html": [
        {**_ON, "page": PAGE, "done": "同意を保存しました。", "late": True},
        {**_ON, "page": replace(PAGE, person=ERASED_PAGE.person)},
        {**_ON, "page": replace(BARE, texts=())},
        *({**_ON, "page": replace(PAGE, lane=lane, standing=None)} for lane in Lane),
        {**_ON, "page": BARE},
    ],
    "consent/print.html": [
        {"here": "/cases", "case": "k7Q", "page": PAGE, "line": LINE, "text": TEXT},
        {"here": "/cases", "case": "k7Q", "page": BARE, "line": None, "text": TEXT},
    ],
    **{
        f"consent/{template}.html": [
            {**_ON, "page": page, "line": line, "what": what, "form_title": form.title}
            for what, form in KINDS.items()
            if form.template == template
            for page, line in ((PAGE, LINE), (PAGE, PLAIN), (BARE, None))
        ]
        + [
            {
                **_ON,
                "page": PAGE,
                "what": what,
                "form_title": form.title,
                "problem": Problem(SENTENCES[FormRefused], {"words": "理由を書いてください。"}),
            }
            for what, form in KINDS.items()
            if form.template == template
        ]
        for template in dict.fromkeys(form.template for form in KINDS.values())
    },
}
"""The pages, filled."""
