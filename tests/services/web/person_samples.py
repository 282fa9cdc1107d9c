"""Values for the pages of a person and of a household."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from events.contact import AddressKind, ContactMeans, SenderName
from events.household import Leaving, Living, Relation
from events.record import RecordKind
from services.contact_views import Address, Notice, SafeContact, Whereabouts
from services.person_views import (
    CaseLink,
    HouseholdPage,
    HouseholdView,
    LinkedPerson,
    MemberRow,
    PersonPage,
    SamePersonPage,
)
from services.protection_views import Kept, Protection
from services.web.posted import Posted
from tests.services.web.samples import ERASED_PAGE, PERSON, SLIP

SAFE: Final = SafeContact(
    alias="r1",
    means=(ContactMeans.PHONE, ContactMeans.LETTER),
    times="平日の午前",
    sender=SenderName.PERSONAL_NAME,
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
    recorded_at=SLIP.valid_at,
    recorder_name="佐藤 美咲",
    erased=False,
)
ADDRESS: Final = Address(
    alias="r2",
    kind=AddressKind.TEMPORARY,
    address="こがね市本町1丁目 こがね病院",
    note="退院の見込みは来月",
    since=date(2026, 11, 1),
    until=None,
    erased=False,
)
DIED: Final = Notice(alias="r3", on=None, text="長男から電話", erased=False)
MOVED: Final = Notice(alias="r4", on=date(2026, 11, 1), text="隣の市", erased=False)
OTHER: Final = LinkedPerson(
    alias="p2",
    name="髙橋 みどり",
    kana="たかはし みどり",
    born="1947",
    erased=False,
    cases=(CaseLink(alias="c2", closed=True, opened_on=date(2026, 4, 1)),),
    reason="旧姓での相談があった",
    same_name_and_birth=True,
    same_phone=True,
)
WHOLE: Final = PersonPage(
    alias="p1",
    token="state",
    own=True,
    corrected=True,
    person=PERSON,
    whereabouts=Whereabouts(
        safe=SAFE,
        addresses=(ADDRESS, replace(ADDRESS, since=None, until=date(2026, 11, 20))),
        moved=MOVED,
        died=DIED,
    ),
    linked=(OTHER,),
)
GONE: Final = replace(
    WHOLE,
    person=ERASED_PAGE.person,
    whereabouts=Whereabouts(
        safe=replace(SAFE, erased=True), addresses=(replace(ADDRESS, erased=True),)
    ),
)
KEPT: Final = Kept(
    alias="r1",
    kind=RecordKind.SUPPORT_MEASURE,
    first=date(2024, 10, 1),
    last=date(2025, 9, 30),
    authority="瀬名木市",
    covered="長女",
    address="",
    note="郵便は勤め先へ。",
    name="",
    relation="",
    reached="",
    features="",
    linked="",
    recorded_at=SLIP.valid_at,
    recorder_name="佐藤 美咲",
    erased=False,
)
_OTHER_PARTY: Final = replace(
    KEPT, kind=RecordKind.OTHER_PARTY, authority="", first=None, last=None, name="髙橋 修"
)
GUARDED: Final = Whereabouts(
    protection=Protection(
        measures=(KEPT, replace(KEPT, last=date(2999, 9, 30))),
        others=(_OTHER_PARTY, replace(_OTHER_PARTY, name="", relation="夫")),
        refuges=(replace(KEPT, kind=RecordKind.REFUGE, authority="", address="栗林町の施設"),),
        masked=True,
        erased=1,
    )
)
UNMASKED: Final = Whereabouts(
    protection=Protection(ended=replace(KEPT, kind=RecordKind.MASKING_ENDED, authority=""))
)
BARE: Final = replace(WHOLE, own=False, corrected=False, whereabouts=Whereabouts(), linked=())
SAME: Final = SamePersonPage(token="state", person=PERSON, proposed=(OTHER,), linked=(OTHER,))
MEMBER: Final = MemberRow(
    record="m1",
    person="p3",
    name="髙橋 翔太",
    kana="",
    born="1985-07",
    erased=False,
    own=False,
    relation=Relation.CHILD,
    living=Living.TOGETHER,
    since=date(2020, 4, 1),
    note="二階の部屋からほとんど出ない。",
    leaving=None,
    left_on=None,
    left_note="",
    cases=(),
)
LEFT: Final = replace(
    MEMBER, leaving=Leaving.MOVED_OUT, left_on=date(2026, 4, 1), left_note="一人暮らし"
)
HOME: Final = HouseholdView(
    alias="h1",
    token="state",
    members=(replace(MEMBER, own=True, relation=Relation.SELF, cases=OTHER.cases), MEMBER),
    former=(LEFT, replace(LEFT, left_on=None, left_note="")),
)
HOUSEHOLD: Final = HouseholdPage(token="state", person=PERSON, alias="p1", households=(HOME,))
_ON_PERSON: Final[dict[str, Any]] = {
    "here": "/cases",
    "case": "k7Q",
    "of": "",
    "done": "本人票を訂正しました。",
    "late": True,
}

SHEETS: Final[dict[str, list[dict[str, Any]]]] = {
    "person/person.html": [
        {**_ON_PERSON, "sheet": WHOLE},
        {**_ON_PERSON, "sheet": GONE, "done": None},
        {**_ON_PERSON, "sheet": BARE, "of": "p3"},
        {**_ON_PERSON, "sheet": replace(WHOLE, whereabouts=GUARDED), "of": "p3"},
        {**_ON_PERSON, "sheet": replace(WHOLE, whereabouts=UNMASKED)},
    ],
    "person/same.html": [
        {"here": "/cases", "case": "k7Q", "posted": Posted((("other", "p2"),)), "found": SAME},
        {
            "here": "/cases",
            "case": "k7Q",
            "posted": Posted(),
            "found": replace(SAME, proposed=(), linked=()),
        },
    ],
    "household/household.html": [
        {**_ON_PERSON, "page": HOUSEHOLD},
        {**_ON_PERSON, "page": replace(HOUSEHOLD, households=()), "done": None},
    ],
}
"""The pages, filled."""

_CONTACT: Final = {"kinds": AddressKind, "ways": ContactMeans, "names": SenderName}
_MEMBERS: Final = {"relations": tuple(Relation), "livings": Living, "leavings": Leaving}

FORMS: Final[dict[str, dict[str, Any]]] = {
    "person/correction.html": _CONTACT,
    "person/safe_contact.html": _CONTACT,
    "person/address.html": _CONTACT,
    "person/moving.html": _CONTACT,
    "person/death.html": _CONTACT,
    "person/withdrawal.html": _CONTACT,
    "protection/measure.html": {},
    "protection/other_party.html": {"choices": (("person-a", "髙橋 修（相談者・世帯員）"),)},
    "protection/refuge.html": {},
    "protection/remark.html": {},
    "protection/masking_end.html": {},
    "protection/taking_back.html": {},
    "household/member.html": _MEMBERS,
    "household/relation.html": _MEMBERS,
    "household/leaving.html": _MEMBERS,
}
"""The pages of one form, with the code lists that each needs."""
