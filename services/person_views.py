"""What pages and API send and get about persons and households."""

from dataclasses import dataclass
from datetime import date

from events.household import Leaving, Living, Relation
from services.case_views import PersonSheet
from services.contact_views import Whereabouts

# What a writer sends. Texts are kept as typed.


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """
    世帯員 as typed: a new sheet, or the person of the case `known_case` (an alias).

    `born` is an ISO date, an ISO month or year, or empty.
    """

    known_case: str
    name: str
    kana: str
    born: str
    phone: str
    relation: Relation
    living: Living
    since: date | None
    note: str


# What a reader gets.


@dataclass(frozen=True, kw_only=True)
class CaseLink:
    """A case that the asker may read."""

    alias: str
    closed: bool
    opened_on: date


@dataclass(frozen=True, kw_only=True)
class LinkedPerson:
    """同じ方: a sheet that is linked to this one, or may be about the same human being."""

    alias: str
    name: str
    kana: str
    born: str
    erased: bool
    cases: tuple[CaseLink, ...]
    reason: str = ""
    same_name_and_birth: bool = False
    same_phone: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was typed of a person, as typed; empty strings where nothing was."""

    name: str = ""
    kana: str = ""
    born: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class LikelyPerson:
    """
    同じ方かもしれない方: somebody with the name, the kana or the telephone number that was typed.

    `cases` are those that the asker may read, the open ones first.
    """

    name: str
    kana: str
    born: str
    same_name: bool
    same_kana: bool
    same_born: bool
    same_phone: bool
    cases: tuple[CaseLink, ...]


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """
    本人票: the sheet as it stands, where the person is, and which sheets are linked.

    `alias` is the person's, `token` the opaque state that the reader saw. `own` = it is the person
    of the case, not another member of the household.
    """

    alias: str
    token: str
    own: bool
    corrected: bool
    person: PersonSheet
    whereabouts: Whereabouts
    linked: tuple[LinkedPerson, ...]


@dataclass(frozen=True, kw_only=True)
class SamePersonPage:
    """同じ方の確認: who may be the same human being, and who is linked already."""

    token: str
    person: PersonSheet
    proposed: tuple[LinkedPerson, ...]
    linked: tuple[LinkedPerson, ...]


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """
    世帯員: who, how related, since when; `leaving` and `left_on` once they left.

    `record` is the alias of what a correction or a leaving is about, `person` that of the sheet.
    """

    record: str
    person: str
    name: str
    kana: str
    born: str
    erased: bool
    own: bool
    relation: Relation
    living: Living
    since: date | None
    note: str
    leaving: Leaving | None
    left_on: date | None
    left_note: str
    cases: tuple[CaseLink, ...]


@dataclass(frozen=True, kw_only=True)
class HouseholdView:
    """世帯: its members, those who are in it first; relations are seen from 本人 among them."""

    alias: str
    token: str
    members: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]


@dataclass(frozen=True, kw_only=True)
class HouseholdPage:
    """The households of the person of a case; `token` is for forming the first one."""

    token: str
    person: PersonSheet
    alias: str
    households: tuple[HouseholdView, ...]
