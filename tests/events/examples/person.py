"""Persons (本人): their sheets, contact, households, what protects them."""

from typing import Final
from uuid import UUID

from events.base import Event
from events.consent_terms import Capacity
from events.contact import (
    AddressKind,
    AddressRecorded,
    ContactWithdrawn,
    DeathRecorded,
    MovedAway,
    SafeContactRecorded,
)
from events.household import (
    HouseholdFormed,
    Leaving,
    Living,
    MemberJoined,
    MemberLeft,
    Relation,
    RelationCorrected,
)
from events.person import PersonLinked, PersonRegistered, PersonUnlinked, SheetCorrected
from events.record import RecordKept, RecordKind
from events.representative import (
    AuthorityProof,
    RepresentativeEnded,
    RepresentativeMarked,
    RepresentativeRecorded,
)
from events.withholding import SheetReleased, SheetWithheld
from tests.builders import (
    CASE,
    DESK,
    HOUSEHOLD,
    MOTHER,
    NOTE,
    OTHER_PARTY,
    SLIP,
    SON,
    TODAY,
    TOMORROW,
    YESTERDAY,
)

DAUGHTER: Final = UUID("b2f4a7c1-93d5-4c0e-8a6f-7e1d2c3b4a55")
PERSON_REGISTERED: Final = PersonRegistered(
    person_id=MOTHER,
    programme=DESK,
    name="髙﨑 ふみ",
    kana="タカサキ フミ",
    born="1942-05-03",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0142",
)
SHEET_CORRECTED: Final = SheetCorrected(
    corrects=SLIP,
    person_id=MOTHER,
    programme=DESK,
    name="髙﨑 ふみ子",
    kana="タカサキ フミコ",
    born="1942",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0143",
    reason="保険証で確かめた",
)
PERSON_LINKED: Final = PersonLinked(person_id=MOTHER, other=SON, reason="旧姓での相談があった")
PERSON_UNLINKED: Final = PersonUnlinked(person_id=MOTHER, other=SON, reason="別の方とわかった")
SAFE_CONTACT_RECORDED: Final = SafeContactRecorded(
    corrects=None,
    person_id=MOTHER,
    means="phone letter",
    times="平日の10時から12時",
    sender="personal_name",
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
)
ADDRESS_RECORDED: Final = AddressRecorded(
    corrects=None,
    person_id=MOTHER,
    kind=AddressKind.TEMPORARY,
    since=YESTERDAY,
    until=None,
    address="瀬名木市栗林町1丁目2番3号 瀬名木病院",
    note="退院の見込みは来月",
)
MOVED_AWAY: Final = MovedAway(
    corrects=None, person_id=MOTHER, moved_on=TOMORROW, destination="隣の市の長女の家"
)
DEATH_RECORDED: Final = DeathRecorded(
    corrects=None, person_id=MOTHER, died_on=YESTERDAY, known_by="長男から電話"
)
CONTACT_WITHDRAWN: Final = ContactWithdrawn(
    corrects=NOTE, person_id=MOTHER, reason="別の方の記録だった"
)
REPRESENTATIVE_RECORDED: Final = RepresentativeRecorded(
    person_id=MOTHER,
    representative=DAUGHTER,
    capacity=Capacity.ADULT_GUARDIAN,
    proof=AuthorityProof.GUARDIANSHIP_CERTIFICATE,
    first=YESTERDAY,
    last=None,
    name="髙﨑 みどり",
    scope="財産管理と、福祉サービスの契約",
)
REPRESENTATIVE_ENDED: Final = RepresentativeEnded(
    person_id=MOTHER, representative=DAUGHTER, last_day=TODAY, words="辞任した。"
)
REPRESENTATIVE_MARKED: Final = RepresentativeMarked(
    person_id=MOTHER, representative=DAUGHTER, speaks=False, words="通帳を取り上げているという。"
)
HOUSEHOLD_FORMED: Final = HouseholdFormed(household_id=HOUSEHOLD, programme=DESK, around=MOTHER)
MEMBER_JOINED: Final = MemberJoined(
    person_id=SON,
    relation=Relation.CHILD,
    living=Living.TOGETHER,
    since=YESTERDAY,
    note="二階の部屋からほとんど出ない。",
)
RELATION_CORRECTED: Final = RelationCorrected(
    corrects=NOTE,
    person_id=SON,
    relation=Relation.GRANDCHILD,
    living=Living.APART,
    since=YESTERDAY,
    note="週末だけ来る。",
    reason="戸籍で確かめた",
)
MEMBER_LEFT: Final = MemberLeft(
    record=NOTE,
    person_id=SON,
    leaving=Leaving.MOVED_OUT,
    left_on=TODAY,
    note="隣の市で一人暮らしを始めた。",
)
SHEET_WITHHELD: Final = SheetWithheld(person_id=MOTHER, case_id=CASE)
SHEET_RELEASED: Final = SheetReleased(person_id=MOTHER, case_id=CASE)
MEASURE_KEPT: Final = RecordKept(
    corrects=None,
    person_id=MOTHER,
    other_id=OTHER_PARTY,
    against=(NOTE, SLIP),
    kind=RecordKind.SUPPORT_MEASURE,
    first="2024-10-01",
    last="2025-09-30",
    authority="瀬名木市",
    covered="長女",
    address="",
    note="郵便は勤め先へ。",
    name="",
    relation="",
    reached="",
    features="",
    linked="",
)

EVENTS: Final[tuple[Event, ...]] = (
    PERSON_REGISTERED,
    SHEET_CORRECTED,
    PERSON_LINKED,
    PERSON_UNLINKED,
    SAFE_CONTACT_RECORDED,
    ADDRESS_RECORDED,
    MOVED_AWAY,
    DEATH_RECORDED,
    CONTACT_WITHDRAWN,
    HOUSEHOLD_FORMED,
    MEMBER_JOINED,
    RELATION_CORRECTED,
    MEMBER_LEFT,
    REPRESENTATIVE_RECORDED,
    REPRESENTATIVE_ENDED,
    REPRESENTATIVE_MARKED,
    SHEET_WITHHELD,
    SHEET_RELEASED,
    MEASURE_KEPT,
)
