"""Interpreting (通訳): nobody from whom a person is protected may interpret for them (R54)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from events.access import Surface
from events.interpreter import NEAR, InterpreterCommand, Interpreting, RecordInterpreter
from events.record import RecordKept
from projections import directory, household
from projections.household import Entry
from services import keeping
from services.acting import Acting, Done
from services.candidates import Candidates
from services.case_writing import CaseStream, CaseWriter
from services.concepts import matter
from services.db import Databases
from services.facts import Facts
from services.guarding import same_person
from services.keys import normal
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.protection_views import Kept, Protection
from services.reading import Reading
from services.sheets import Names, entry_items, kept_of
from services.showing import Look, Showing


@dataclass(frozen=True, kw_only=True)
class ProtectionLook(Look):
    """A look at what protects the person of a case, by each sheet that is theirs."""

    entries: tuple[tuple[Entry, ...], ...]
    names: Names


class Interpreters:
    """Writes down who interpreted, after a look at what protects the person."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        reading: Reading,
        clock: Callable[[], datetime],
    ) -> None:
        """Find by `candidates`, look through `showing`, write as `CaseWriter`."""
        self._candidates = candidates
        self._showing = showing
        self._cases = CaseWriter(databases=databases, ledgers=ledgers, reading=reading, clock=clock)

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        record: str,
        sent: InterpreterCommand,
    ) -> Done:
        """
        Write down who interpreted, or correct it.

        `record` is the alias of the slip or 支援経過, or of the record that was wrong.

        Raises:
            RuleViolation: as `events.interpreter.decide`.
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `CaseWriter.save`.
        """
        about, fresh = self._cases.record_id(acting, record), uuid4()

        def drafts(stream: CaseStream) -> list[Draft]:
            near = self._may_be_other_party(stream, sent.told)
            command = replace(sent, record=about, may_be_other_party=near)
            if isinstance(command, RecordInterpreter):
                command = replace(command, interpreter_id=fresh)
            return stream.decided(command)

        return self._cases.save(
            acting, command_id, case_alias, token, sent, drafts, record=str(about)
        )

    def _may_be_other_party(self, stream: CaseStream, told: Interpreting) -> bool:
        """
        Open what protects the person, with an entry of its own, if there is any such record.

        A linked sheet that is not there for the writer says nothing: a refusal would tell of it.
        """
        ledger, facts = stream.work.ledger, stream.facts
        who = matter(stream.history, facts.now).person_id
        if not any(self._look(ledger, facts, who).entries):
            return False
        look, shown = self._showing.show(
            ledger, facts.acting, Surface.SAVING, lambda facts: self._look(ledger, facts, who)
        )
        protected = (kept_of(look.names, entries, shown) for entries in look.entries)
        return any(may_be_other_party(told, one) for one in protected)

    def _look(self, ledger: Ledger, facts: Facts, who: UUID) -> ProtectionLook:
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        with self._candidates.viewing(facts) as conn:
            theirs = sorted(same_person(conn, facts, who))
            found = {
                one: household.records(conn, tenant=tenant, viewer=viewer, person_id=one)
                for one in theirs
            }
            names = Names(ledger, facts.acting, directory.staff_names(conn, tenant))
        kept = keeping.of_persons(ledger, facts, theirs)
        entries = {
            one: tuple(entry for entry in records if entry.kind == RecordKept.TOPIC)
            for one, records in found.items()
            if keeping.knows(facts, kept.get(one))
        }
        return ProtectionLook(
            surface=Surface.SAVING,
            items=tuple(
                item
                for one, records in entries.items()
                for item in entry_items(records, kept[one], warning=True)
            ),
            streams={one: ledger.version(one) for one in theirs},
            entries=tuple(entries.values()),
            names=names,
        )


def may_be_other_party(told: Interpreting, protection: Protection) -> bool:
    """
    Say whether somebody who interprets may be whom a person is protected from.

    Where it is not written down who that is, anybody near the person may be.
    """
    if any(_is(told, other) for other in protection.others):
        return True
    unnamed = not protection.others or any(not _named(other) for other in protection.others)
    guarded = bool(protection.masked or protection.others or protection.erased)
    return told.standing in NEAR and guarded and unnamed


def _is(told: Interpreting, other: Kept) -> bool:
    """Say whether names agree, also in part, or the same relation is told of both."""
    told_name, named = normal.name(told.name), _named(other)
    related = normal.name(told.relation)
    return bool(
        (named and told_name and (named in told_name or told_name in named))
        or (related and related == normal.name(other.relation))
    )


def _named(other: Kept) -> str:
    return normal.name(other.name)
