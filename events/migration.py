"""
Migration (移行): a case that was kept elsewhere before, and what is known of where it came from.

The case's slip tells the old times; this record says that they were copied, out of which file. A
migrated case is no 新規相談, and an old consent lets nothing out until a person has read it again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter
from events.values import Category


class OldConsent(StrEnum):
    """旧様式の同意: what the old list says of a consent; good for no provision by itself."""

    NOT_STATED = "not_stated"
    GIVEN = "given"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, kw_only=True)
class CaseMigrated(Event):
    """
    移行: a case was taken over from a list kept elsewhere.

    `file_digest` is the SHA-256 of that file, in hex; `source_key` is what the case was called
    there. `last_contact_on` and `consent_on` are Tokyo civil dates.
    """

    TOPIC: ClassVar[str] = "migration.case-migrated"
    person_id: UUID
    file_digest: str
    last_contact_on: date | None
    consent: OldConsent
    consent_on: date | None
    source_key: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    remarks: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True)
class Migration:
    """What a decision about a migration looks at."""

    migrated: bool = False


def evolve(
    state: Migration, event: CaseMigrated, *, event_id: UUID, valid_at: datetime
) -> Migration:
    """Fold one event; of a migration it only matters that there was one."""
    del state, event, event_id, valid_at
    return Migration(migrated=True)


@dataclass(frozen=True, kw_only=True)
class MigrateCase:
    """Say where a case comes from."""

    file_digest: str
    last_contact_on: date | None
    consent: OldConsent
    consent_on: date | None
    source_key: str
    remarks: str


class CaseMigratedAlready(RuleViolation):
    """A case comes from one row of one list."""


class ConsentDateWithoutConsent(RuleViolation):
    """A date of consent stands beside a consent."""


class ContactBeforeConsultation(RuleViolation):
    """The last contact was not before the consultation."""


def decide(command: MigrateCase, state: Migration, matter: Matter) -> tuple[CaseMigrated, ...]:
    """
    Decide about a migration.

    Raises:
        CaseMigratedAlready: when the case was migrated before.
        ConsentDateWithoutConsent: when there is a date and no consent.
        ContactBeforeConsultation: when the last contact lies before the slip.
        NotInTheFuture: when the last contact or the consent lies after today.
    """
    if state.migrated:
        raise CaseMigratedAlready
    if command.consent_on is not None:
        matter.must_have_come(command.consent_on)
        if command.consent is not OldConsent.GIVEN:
            raise ConsentDateWithoutConsent
    if command.last_contact_on is not None:
        matter.must_have_come(command.last_contact_on)
        if command.last_contact_on < matter.opened_on:
            raise ContactBeforeConsultation
    return (
        CaseMigrated(
            person_id=matter.person_id,
            file_digest=command.file_digest,
            last_contact_on=command.last_contact_on,
            consent=command.consent,
            consent_on=command.consent_on,
            source_key=command.source_key,
            remarks=command.remarks,
        ),
    )
