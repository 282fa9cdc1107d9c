"""Matter (ケースの現状): what every concept that writes in a case may know of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.base import RuleViolation


class CaseNotOpen(RuleViolation):
    """Only an open case is written in; corrections of its slip alone stay possible."""


class TextMissing(RuleViolation):
    """A text that must have words has some; so has the reason of a correction (R71)."""


class BeforeTheCase(RuleViolation):
    """What is done in a case is done no earlier than its consultation (R74)."""


class NotInTheFuture(RuleViolation):
    """What has happened did not happen after today."""


class NotNamed(RuleViolation):
    """In a restricted case (限定ケース) only the staff that it names are given anything to do."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """
    A case as the other concepts see it: ids, Tokyo civil dates, and whether it is closed.

    `today` is the day on which the command is decided. `closed_on` is the day of the closing that
    stands. `plan` is the decided plan that runs (its draft's entry), `monitoring` the record that
    set the next monitoring date; both end with a closing. `assistance_explained` says whether the
    person was told of 生活保護 (R63). `records` are the entries of the case so far, `slips` its
    slip and the corrections of it, of which `slip` stands, `notes` the 支援経過 that stand,
    `screening` the latest result. `begun` = more was done than taking contacts down.
    `lead` leads the case today, `leads` are those who lead it today or later; `named` are the staff
    who alone may know of it, None = it is not restricted.
    """

    case_id: UUID
    programme: UUID
    person_id: UUID
    opened_on: date
    closed: bool
    today: date
    closed_on: date | None = None
    plan: UUID | None = None
    monitoring: UUID | None = None
    assistance_explained: bool = False
    records: frozenset[UUID] = frozenset()
    slip: UUID | None = None
    slips: frozenset[UUID] = frozenset()
    screening: UUID | None = None
    notes: frozenset[UUID] = frozenset()
    begun: bool = False
    lead: UUID | None = None
    leads: frozenset[UUID] = frozenset()
    named: frozenset[UUID] | None = None

    def must_be_open(self) -> None:
        """
        Go on only in an open case.

        Raises:
            CaseNotOpen: when it was closed.
        """
        if self.closed:
            raise CaseNotOpen

    def must_be_of_this_case(self, day: date) -> None:
        """
        Go on only when a Tokyo civil date lies between the slip's and today.

        Raises:
            BeforeTheCase: when it lies before the consultation.
            NotInTheFuture: when it lies after today.
        """
        if day < self.opened_on:
            raise BeforeTheCase
        self.must_have_come(day)

    def must_have_come(self, day: date) -> None:
        """
        Go on only when a Tokyo civil date is today or past.

        Raises:
            NotInTheFuture: when it lies after today.
        """
        if day > self.today:
            raise NotInTheFuture

    def must_be_named(self, *staff: UUID) -> None:
        """
        Go on only when all of these may know of the case.

        Raises:
            NotNamed: when it is restricted and does not name one of them.
        """
        if self.named is not None and not self.named.issuperset(staff):
            raise NotNamed


def need_words(*texts: str) -> None:
    """
    Go on only when each text has words.

    Raises:
        TextMissing: when one has none.
    """
    if not all(text.strip() for text in texts):
        raise TextMissing
