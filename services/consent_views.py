"""What pages and API get of the consents of a person, of exclusions and of representatives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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
from events.values import AgencyKind, Language
from services.case_views import PersonSheet, TimelineItem
from services.contact_views import Whereabouts

WARNED: tuple[int, ...] = (60, 30)
"""Days ahead of the end of a consent from which to ask whether it goes on (desk.md 1.2)."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """
    What a command names, by alias; empty = it names none.

    `about` is an earlier record, `text` what was explained, `giver` a representative (empty = the
    person themselves), `renews` the consent that a new one goes on from.
    """

    about: str = ""
    text: str = ""
    giver: str = ""
    renews: str = ""
    recipients: tuple[str, ...] = ()


class Lane(StrEnum):
    """同意の状態: what rests on what a person said, as the decision sees it today."""

    NONE = "none"
    ASKED = "asked"
    REFUSED = "refused"
    UNASKED = "unasked"
    ACTIVE = "active"
    DISPUTED = "disputed"
    EXPIRED = "expired"
    AHEAD = "ahead"
    WITHDRAWN = "withdrawn"
    NOT_COUNTED = "not_counted"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A programme or an agency of the municipality that a person can name."""

    alias: str
    name: str
    agency: str = ""

    @property
    def choice(self) -> tuple[str, str]:
        """Return it as one of a list to choose from."""
        return self.alias, f"{self.name}（{self.agency}）" if self.agency else self.name


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A text that is, or was, explained; `version` names it with `name`, its words never change."""

    alias: str
    name: str
    version: str
    words: str
    classes: tuple[AgencyKind, ...]
    language: Language | None

    @property
    def choice(self) -> tuple[str, str]:
        """Return it as one of a list to choose from."""
        return self.alias, f"{self.name} {self.version}"


@dataclass(frozen=True, kw_only=True)
class Said:
    """When something was written down and by whom, and its words; `erased` = they are gone."""

    record: str
    recorded_at: datetime
    recorder_name: str
    words: str
    erased: bool


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """
    One consent as it was given, and what became of it; days are Tokyo civil dates.

    `giver` is the representative's name, empty = the person. No `recipients` = all of the 別表 that
    are needed. `left` are the recipients and purposes that a withdrawal in part left over.
    `scan_due` = the paper is awaited. `ends_in` = days until it ends, when that is to be asked.
    """

    said: Said
    lane: Lane
    giver: str
    capacity: Capacity
    explainer: str
    document: Explained | None
    means: ConsentMeans
    said_on: date
    first: date
    last: date | None
    recipients: tuple[Recipient, ...]
    withdrawn_from: tuple[Recipient, ...]
    purposes: tuple[ConsentPurpose, ...]
    withdrawn_purposes: tuple[ConsentPurpose, ...]
    subjects: tuple[Subjects, ...]
    meetings: tuple[SharedMeeting, ...]
    names_art9: bool
    partly: bool
    exempt: Exempt | None
    scan_due: date | None
    ends_in: int | None

    @property
    def open(self) -> bool:
        """Say whether it can be withdrawn or disputed: it was not withdrawn as a whole."""
        return self.lane is not Lane.WITHDRAWN

    @property
    def purposes_left(self) -> tuple[ConsentPurpose, ...]:
        """Return the purposes that no withdrawal took away."""
        return tuple(one for one in self.purposes if one not in self.withdrawn_purposes)

    @property
    def recipients_left(self) -> tuple[Recipient, ...]:
        """Return the named recipients that no withdrawal took away."""
        return tuple(one for one in self.recipients if one not in self.withdrawn_from)


@dataclass(frozen=True, kw_only=True)
class UnaskedLine:
    """同意を求められない理由 that holds today."""

    said: Said
    why: Unasked
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class ExclusionLine:
    """知らせない相手: who is to learn nothing, from a Tokyo civil date on."""

    said: Said
    recipient: Recipient
    effective: date


@dataclass(frozen=True, kw_only=True)
class RepresentativeLine:
    """
    代理人: who may speak for the person; `alias` is theirs, the record is that of their authority.

    `conflicted` = they stand against the person (R32). `adverse` = the name is that of a recorded
    相手方 (R54).
    """

    said: Said
    alias: str
    name: str
    scope: str
    capacity: Capacity
    proof: AuthorityProof
    first: date
    last: date | None
    conflicted: bool
    adverse: bool

    def speaks(self, on: date) -> bool:
        """Say whether they may consent on a Tokyo civil date."""
        over = self.last is not None and self.last < on
        return not (self.conflicted or self.adverse or over or on < self.first)


@dataclass(frozen=True, kw_only=True)
class ConsentPage:
    """
    同意: what stands of one person's will today, and what can be chosen when it is written down.

    `token` is the opaque state that the reader saw. `lane` is that of the newest will; `standing`
    the consent that it is, if it is one; `guardian_from` the day from which the consent of a child
    will not count any more (R31). `texts` are those in use today, `paper_due` the day that a form
    proposes for the paper. `unnamed_party` = an 相手方 is recorded without a name.
    """

    token: str
    today: date
    person: PersonSheet
    whereabouts: Whereabouts
    lane: Lane
    standing: ConsentLine | None
    refused_on: date | None
    consents: tuple[ConsentLine, ...]
    unasked: UnaskedLine | None
    exclusions: tuple[ExclusionLine, ...]
    representatives: tuple[RepresentativeLine, ...]
    history: tuple[TimelineItem, ...]
    texts: tuple[Explained, ...]
    recipients: tuple[Recipient, ...]
    paper_due: date
    guardian_from: date | None
    unnamed_party: bool

    @property
    def speakers(self) -> tuple[RepresentativeLine, ...]:
        """Return who may consent for the person today."""
        return tuple(one for one in self.representatives if one.speaks(self.today))

    @property
    def awaited(self) -> tuple[ConsentLine, ...]:
        """Return the consents of which the paper is still to come, the earliest first."""
        found = (one for one in self.consents if one.scan_due is not None)
        return tuple(sorted(found, key=lambda one: one.scan_due or self.today))
