"""Persons (本人票): correct a sheet, say where somebody is, link two sheets of one person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

from events import contact, person
from events.access import Surface
from events.base import Event
from events.record import NameOtherParty, RecordCommand, RecordKept
from events.values import tokyo_date
from projections import directory, household, people
from projections.household import Entry, Sheet
from services import keeping, linking, protecting
from services.acting import Acting, Done
from services.candidates import Candidates
from services.carrying import Work
from services.db import Conn, Databases
from services.facts import Facts, gather, utc_now
from services.files import person_file
from services.folding import fold_known
from services.guarding import Reach, hidden, present, reach
from services.kin import family_of, homes_of, reachable
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.own_streams import OwnStreams, kept_person, not_found, person_of_case
from services.person_views import LinkedPerson, PersonPage, SamePersonPage
from services.sheets import (
    CaseLinks,
    Names,
    Shown,
    case_links,
    content_of,
    entry_items,
    is_gone,
    name_items,
    person_sheet,
    sheet_items,
    whereabouts,
)
from services.showing import Look, Showing

MOST_PROPOSED: Final = 20


@dataclass(frozen=True, kw_only=True)
class PersonLook(Look):
    """A look at one person's sheet, and at the names of those it may be the same as."""

    sheet: Sheet
    entries: tuple[Entry, ...]
    others: Mapping[UUID, Sheet]
    similar: tuple[people.Similar, ...]
    cases: CaseLinks
    names: Names
    own: bool
    corrected: bool


class Persons:
    """Reads and writes what is about a person apart from one matter."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models, show through `showing`, write to the person's own stream."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._clock = clock
        self._streams = OwnStreams(databases, ledgers, clock)

    def page(self, acting: Acting, case: str, *, of: str = "") -> PersonPage:
        """
        Return the sheet of the person of a case, or of another member `of` their household.

        Raises:
            NotShown: when there is no such person, or the asker may not see them.
        """
        look, shown = self._look(acting, case, of, Surface.PERSON_SHEET)
        sheet = look.sheet
        return PersonPage(
            alias=look.names.alias("person", sheet.person_id),
            token=_token(look),
            own=look.own,
            corrected=look.corrected,
            person=person_sheet(look.names.ledger, sheet, shown),
            whereabouts=whereabouts(look.names, look.entries, shown),
            linked=_linked(look, shown),
        )

    def same(self, acting: Acting, case: str, *, of: str = "") -> SamePersonPage:
        """
        Return who may be the same human being: same name and birth date, or same number.

        Raises:
            NotShown: as `page`.
        """
        look, shown = self._look(acting, case, of, Surface.SAME_PERSON)
        linked = _linked(look, shown)
        known = {one.alias for one in linked}
        proposed = (
            replace(found, same_name_and_birth=one.name_and_birth, same_phone=one.phone)
            for one in look.similar
            if (found := _other(look, one.person_id, shown)) is not None
        )
        return SamePersonPage(
            token=_token(look),
            person=person_sheet(look.names.ledger, look.sheet, shown),
            proposed=tuple(one for one in proposed if one.alias not in known),
            linked=linked,
        )

    def correct(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: person.CorrectSheet,
        *,
        of: str = "",
    ) -> Done:
        """
        Put the right sheet in the place of the one that stands (R71).

        Raises:
            TextMissing: when no reason is given.
            NotShown, StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `OwnStreams.save`.
        """
        return self._save(acting, command_id, case, token, sent, of=of)

    def record(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: contact.ContactCommand | RecordCommand,
        *,
        of: str = "",
        record: str | None = None,
        links: Sequence[str] = (),
    ) -> Done:
        """
        Write down where a person is, or what protects them.

        `record` is the alias of what is replaced or taken back, `links` are choices among those on
        file who are the other party.

        Raises:
            RuleViolation: as `events.contact.decide` and `events.record.decide`; the others as
                `correct`.
        """
        if record is not None:
            derived = self._ledgers.of(acting.tenant).derived
            found = derived.resolve(acting.agency, "record", record) or UUID(int=0)
            sent = replace(sent, record=found)  # pyright: ignore[reportCallIssue]  only commands about a record come with one
        if isinstance(sent, NameOtherParty):
            ledger = self._ledgers.of(acting.tenant)
            sent = replace(sent, linked=linking.resolved(ledger, acting, links))
        return self._save(acting, command_id, case, token, sent, of=of)

    def link(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        other: str,
        reason: str,
        *,
        apart: bool = False,
    ) -> Done:
        """
        Say that two sheets are about one human being, or (`apart`) that they are not after all.

        Both persons' streams say so, each under its own key; neither sheet is changed.

        Raises:
            AlreadyLinked, NotLinked, TextMissing: as `events.person.decide`; others as `correct`.
        """
        ledger = self._ledgers.of(acting.tenant)
        found = ledger.derived.resolve(acting.agency, "person", other) or UUID(int=0)
        kind = person.UnlinkPerson if apart else person.LinkPerson
        return self._save(acting, command_id, case, token, kind(other=found, reason=reason))

    def _save(
        self, acting: Acting, command_id: UUID, case: str, token: str, sent: Any, *, of: str = ""
    ) -> Done:
        work = self._streams.begin(
            acting, command_id, sent, alias="person", case=case, token=token, of=of
        )
        facts = gather(work.ledger, acting, self._clock())
        own = person_of_case(work.ledger, facts, case)
        found = work.ledger.derived.resolve(acting.agency, "person", of) if of else own
        target = self._streams.target(work, of or case, own and found, token)

        def drafts(facts: Facts, who: UUID, seen: int) -> list[Draft]:
            self._may_write(work.ledger, facts, case, of, sent)
            return _drafts(work, facts, who, seen, sent, (self._showing, self._candidates))

        return self._streams.save(work, target, drafts)

    def _may_write(self, ledger: Ledger, facts: Facts, case: str, of: str, sent: Any) -> None:
        """Refuse whoever is not to be reached from a case, as if there were nobody."""
        who = self._about(facts, case, of)
        own = person_of_case(ledger, facts, case)
        reached = self._reach(ledger, facts, case, who, Surface.SAVING)
        # What protects a person is written where it is read: on their own case only.
        foreign = isinstance(sent, get_args(RecordCommand)) and who != own
        if who is None or foreign or reached is not Reach.OPEN:
            raise not_found(ledger, facts, of or case)

    def _reach(
        self, ledger: Ledger, facts: Facts, case: str, who: UUID | None, surface: Surface
    ) -> Reach:
        own = person_of_case(ledger, facts, case)
        if own is None or who is None:
            return Reach.CLOSED
        return reach(
            self._showing, self._candidates, ledger, facts, own=own, who=who, surface=surface
        )

    def _about(self, facts: Facts, case: str, of: str) -> UUID | None:
        """Return the person of a case, or who lives with them behind an alias."""
        acting = facts.acting
        ledger = self._ledgers.of(acting.tenant)
        own = person_of_case(ledger, facts, case)
        if own is None or not of:
            return own
        who = ledger.derived.resolve(acting.agency, "person", of)
        with self._candidates.viewing(facts) as conn:
            homes = homes_of(conn, ledger, facts, own)
            there = {member.person_id for member in present(conn, facts, own, homes)}
        return who if who in there else None

    def _look(
        self, acting: Acting, case: str, of: str, surface: Surface
    ) -> tuple[PersonLook, Shown]:
        ledger = self._ledgers.of(acting.tenant)
        return self._showing.show(
            ledger, acting, surface, lambda facts: self._found(ledger, facts, case, of, surface)
        )

    def _found(
        self, ledger: Ledger, facts: Facts, case: str, of: str, surface: Surface
    ) -> PersonLook:
        acting = facts.acting
        who = self._about(facts, case, of)
        reached = self._reach(ledger, facts, case, who, surface)
        tenant, viewer = acting.tenant, acting.programme
        with self._candidates.viewing(facts) as conn:
            versions = {who: ledger.version(who)} if who else {}
            kept = keeping.of_persons(ledger, facts, list(versions))
            sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=list(kept))
            if who is None or who not in sheets or reached is Reach.CLOSED:
                raise not_found(ledger, facts, of or case, surface=surface)
            me = person_of_case(ledger, facts, case)
            own = who == me
            found = household.records(conn, tenant=tenant, viewer=viewer, person_id=who)
            entries = _told(found, own, reached)
            similar = _similar(conn, ledger, facts, who, surface)
            ids = [e.other for e in entries if e.other] + [one.person_id for one in similar]
            known = reachable(conn, ledger, facts, ids)
            ids = sorted(known - hidden(conn, ledger, facts, me or who, known))
            others = household.persons(conn, tenant=tenant, viewer=viewer, persons=ids)
            names = Names(ledger, acting, directory.staff_names(conn, tenant))
            cases = case_links(conn, names, facts, ids)
        return PersonLook(
            surface=surface,
            case_id=ledger.derived.resolve(acting.agency, "case", case),
            items=(
                *sheet_items(sheets[who], kept[who], named_only=reached is not Reach.OPEN),
                *entry_items(entries, kept[who]),
                *name_items(others, keeping.of_persons(ledger, facts, list(others))),
            ),
            streams=versions,
            sheet=sheets[who],
            entries=entries,
            others=others,
            similar=similar,
            cases=cases,
            names=names,
            own=own,
            corrected=ledger.firsts([who])[who].event_id != sheets[who].name_at.event_id,
        )


def _similar(
    conn: Conn, ledger: Ledger, facts: Facts, who: UUID, surface: Surface
) -> tuple[people.Similar, ...]:
    if surface is not Surface.SAME_PERSON:
        return ()
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    found = people.similar(conn, tenant=tenant, viewer=viewer, person_id=who, limit=MOST_PROPOSED)
    related = family_of(conn, ledger, facts, who)
    # A family shares its telephone; the same name and birth date is another matter.
    return tuple(one for one in found if one.name_and_birth or one.person_id not in related)


def _told(entries: tuple[Entry, ...], own: bool, reached: Reach) -> tuple[Entry, ...]:
    """Return what may be shown: what protects a person is shown on their own case only."""
    if reached is not Reach.OPEN:
        return ()
    return tuple(entry for entry in entries if own or entry.kind != RecordKept.TOPIC)


def _drafts(
    work: Work,
    facts: Facts,
    who: UUID,
    seen: int,
    sent: Any,
    door: tuple[Showing, Candidates],
) -> list[Draft]:
    history, state = kept_person(work.ledger, facts, who, str(who))
    if isinstance(sent, get_args(RecordCommand)):
        return protecting.drafts(work, facts, who, history, seen, sent, *door)
    if isinstance(sent, get_args(contact.ContactCommand)):
        held = fold_known(contact.Contact(), contact.evolve, history)
        today = tokyo_date(facts.now)
        told = contact.decide(sent, held, person_id=who, today=today)
        return _onto(work, facts, who, seen, told)
    drafts = _onto(work, facts, who, seen, person.decide(sent, state))
    if isinstance(sent, person.LinkPerson | person.UnlinkPerson):
        other, theirs = kept_person(work.ledger, facts, sent.other, str(sent.other))
        back = person.decide(replace(sent, other=who), theirs)
        # The command's last entry is one of what it is about.
        return [*_onto(work, facts, sent.other, len(other), back), *drafts]
    return drafts


def _onto(work: Work, facts: Facts, who: UUID, seen: int, told: tuple[Event, ...]) -> list[Draft]:
    file = person_file(who)
    return [work.draft(facts, event, who, seen + n, file) for n, event in enumerate(told, 1)]


def _token(look: PersonLook) -> str:
    acting, sheet = look.names.acting, look.sheet
    return look.names.ledger.derived.version_token(acting.agency, sheet.person_id, sheet.version)


def _linked(look: PersonLook, shown: Shown) -> tuple[LinkedPerson, ...]:
    return tuple(
        replace(found, reason=content_of(entry.at, shown).get("reason", ""))
        for entry in look.entries
        if entry.other and (found := _other(look, entry.other, shown)) is not None
    )


def _other(look: PersonLook, who: UUID, shown: Shown) -> LinkedPerson | None:
    """Return another person as far as their name was cleared."""
    sheet = look.others.get(who)
    if sheet is None or sheet.name_at not in shown:
        return None
    content = content_of(sheet.name_at, shown)
    return LinkedPerson(
        alias=look.names.alias("person", who),
        name=content.get("name", ""),
        kana=content.get("kana", ""),
        born=content.get("born", ""),
        erased=is_gone(sheet.name_at, shown),
        cases=look.cases.get(who, ()),
    )
