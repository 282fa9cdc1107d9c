"""What pages and API get of the records that protect a person (守るための記録)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from events.record import RecordKind, reminded_on


class LinkKind(StrEnum):
    """As what somebody is on file, who may be an other party."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Linkable:
    """Who may be an other party; `choice` is sent back, `linked` = a record says so already."""

    choice: str
    name: str
    kind: LinkKind
    linked: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """
    One record as typed; `first` and `last` are Tokyo days. `erased` = it cannot be opened.

    `whole` = all of it was opened; on a case, where somebody is and what else is noted is not.
    """

    alias: str
    kind: RecordKind
    first: date | None
    last: date | None
    authority: str
    covered: str
    address: str
    note: str
    name: str
    relation: str
    reached: str
    features: str
    linked: str
    recorded_at: datetime
    recorder_name: str
    erased: bool
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Protection:
    """
    What stands to protect a person, the latest first.

    `masked` = address and contact are told to nobody: since the latest measure, also after its last
    day or after it was replaced or taken back, until somebody ends it (R53). A case shows no refuge
    and nothing but the terms of a measure. `erased` counts records that cannot be opened any more.
    """

    measures: tuple[Kept, ...] = ()
    others: tuple[Kept, ...] = ()
    refuges: tuple[Kept, ...] = ()
    remarks: tuple[Kept, ...] = ()
    ended: Kept | None = None
    masked: bool = False
    erased: int = 0

    @property
    def known(self) -> bool:
        """Say whether anything stands at all."""
        told = (*self.measures, *self.others, *self.refuges, *self.remarks)
        return bool(told or self.ended or self.erased)

    @property
    def guarded(self) -> bool:
        """Say whether whoever reaches the person by another's case may learn nothing (R54)."""
        return bool(self.masked or self.others or self.refuges or self.erased)

    def as_opened(self) -> "Protection":
        """Return it without the refuges and remarks of which only the kind was opened."""
        refuges = tuple(one for one in self.refuges if one.whole)
        return replace(
            self, refuges=refuges, remarks=tuple(one for one in self.remarks if one.whole)
        )

    @property
    def last(self) -> date | None:
        """Return the last day that a measure was decided for, as long as it masks."""
        days = [one.last for one in self.measures if one.last]
        return max(days) if self.masked and days else None

    @property
    def reminded_on(self) -> date | None:
        """Return the day from which to ask whether the measure goes on (R53)."""
        return reminded_on(self.last) if self.last else None


def protection(kept: Sequence[Kept], replaced: Collection[str]) -> Protection:
    """Put records together, given the latest first, and the aliases of those replaced."""
    opened = [one for one in kept if not one.erased]
    readable = [one for one in opened if one.alias not in replaced]
    # A measure masks whatever became of its record; only an end that stands ends it (R53).
    masking = (
        one.kind is RecordKind.SUPPORT_MEASURE
        for one in opened
        if one.kind is RecordKind.SUPPORT_MEASURE
        or (one.kind is RecordKind.MASKING_ENDED and one in readable)
    )
    return Protection(
        measures=_of(readable, RecordKind.SUPPORT_MEASURE),
        others=_of(readable, RecordKind.OTHER_PARTY),
        refuges=_of(readable, RecordKind.REFUGE),
        remarks=_of(readable, RecordKind.REMARK),
        ended=next(iter(_of(readable, RecordKind.MASKING_ENDED)), None),
        masked=next(masking, False),
        erased=sum(one.erased and one.alias not in replaced for one in kept),
    )


def _of(kept: Sequence[Kept], kind: RecordKind) -> tuple[Kept, ...]:
    return tuple(one for one in kept if one.kind is kind)
