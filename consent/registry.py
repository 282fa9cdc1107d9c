"""
Registry of legal bases (根拠法令台帳): dated versions; each record cites its own day (R1, R2).

A version that nobody has verified is cited by no decision until the city has confirmed it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Strength(StrEnum):
    """義務の程度: 努める, 努めなければならない, できる."""

    SHALL_ENDEAVOUR = "SHALL_ENDEAVOUR"
    MUST_ENDEAVOUR = "MUST_ENDEAVOUR"
    MAY = "MAY"


class Asks(StrEnum):
    """協力要請の相手方: any body concerned, or members only."""

    ANY = "ANY"
    MEMBERS = "MEMBERS"


class Bound(StrEnum):
    """守秘義務を負う者: persons engaged in the work, or by kind of member (R12)."""

    PERSONS = "PERSONS"
    MEMBER_KINDS = "MEMBER_KINDS"


class NoticeKind(StrEnum):
    """公示・公表の義務 (R4)."""

    NONE = "NONE"
    PUBLIC_NOTICE = "PUBLIC_NOTICE"
    PUBLICATION = "PUBLICATION"


@dataclass(frozen=True, slots=True)
class Host:
    """Who organises a conference, and how strongly the Act asks for it."""

    host: str
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPower:
    """協力要請: the paragraph to ask by, whom it may ask, and how strongly they shall answer."""

    citation: str
    asks: Asks
    answer_citation: str | None
    answer_strength: Strength | None


@dataclass(frozen=True, slots=True)
class Secrecy:
    """守秘義務: the paragraph, and whether 正当な理由 excuses."""

    citation: str
    just_cause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """罰則: the article if known, years of imprisonment or yen of fine at most."""

    citation: str | None
    years: int
    yen: int


@dataclass(frozen=True, slots=True)
class Notice:
    """公示・公表: which, and under which paragraph."""

    kind: NoticeKind
    citation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """法定の会議: whose information it is for, and what binds those who take part (law.md §1.3)."""

    hosts: tuple[Host, ...]
    subject: str
    condition: str | None
    request: RequestPower | None
    secrecy: Secrecy | None
    bound: Bound | None
    penalty: Penalty | None
    notice: Notice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """
    個人情報保護法の根拠 (law.md §10.2): the article for public bodies, the one for private ones.

    `harm_check`: refused where the person or another would be unduly harmed (R34);
    `reason_and_approver`: needs a reason and an approver other than the sender (R35).
    """

    public: str | None
    private: str | None
    harm_check: bool
    reason_and_approver: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisVersion:
    """
    One basis as it stands from its first to its last day (Tokyo civil dates, both included).

    `begins` says that the basis came into being on `first`; otherwise earlier texts exist and were
    not read. `digest` names exactly this text; `unverified` lists what nobody has checked in the
    official text.
    """

    basis: str
    first: date
    last: date | None
    begins: bool
    act: str
    article: str
    name: str
    amended_by: str | None
    source: str
    unverified: tuple[str, ...]
    digest: str
    conference: Conference | None
    provision: Provision | None

    def covers(self, day: date) -> bool:
        """Say whether it is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Term:
    """What imprisonment is called from a day on, and by which amending law."""

    first: date | None
    term: str
    amended_by: str | None


class NotCitable(StrEnum):
    """Why a basis may not be cited on a day; each is the reason of a denial."""

    BASIS_UNKNOWN = "BASIS_UNKNOWN"
    BASIS_NOT_IN_FORCE = "BASIS_NOT_IN_FORCE"
    BASIS_UNVERIFIED = "BASIS_UNVERIFIED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All bases, each with its versions in order of time; `version` is the hash of the data."""

    version: str
    bases: Mapping[str, tuple[BasisVersion, ...]]
    terms: tuple[Term, ...]

    def cite(
        self, basis: str, on: date, *, confirmed: Collection[str] = ()
    ) -> BasisVersion | NotCitable:
        """
        Return the version in force on that Tokyo civil date, or why none may be cited (R1).

        `confirmed` holds the digests that the city has confirmed by an event.
        """
        if basis not in self.bases:
            return NotCitable.BASIS_UNKNOWN
        versions = self.bases[basis]
        found = next((one for one in versions if one.covers(on)), None)
        if found is None:
            unread = on < versions[0].first and not versions[0].begins
            return NotCitable.BASIS_UNVERIFIED if unread else NotCitable.BASIS_NOT_IN_FORCE
        if found.unverified and found.digest not in confirmed:
            return NotCitable.BASIS_UNVERIFIED
        return found

    def term(self, on: date) -> str:
        """Return what imprisonment is called on that day: 懲役, and 拘禁刑 from 2025-06-01."""
        return [one.term for one in self.terms if one.first is None or one.first <= on][-1]

    def penalty_text(self, penalty: Penalty, on: date) -> str:
        """Return the penalty as the law words it on that day."""
        return f"{penalty.years}年以下の{self.term(on)}又は{penalty.yen // 10_000}万円以下の罰金"
