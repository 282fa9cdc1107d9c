"""Households (世帯): who lives with whom, around the person of a case; grants nothing (R55)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from events import household as world
from events import person
from events.access import Surface
from events.base import Recorded
from events.case import ConsultationReceived
from events.household import FormHousehold, Household, Leaving, Living, Relation
from events.values import tokyo_date
from projections import directory, household
from projections.household import Home, Member, Sheet
from services import keeping
from services.acting import Acting, Done
from services.candidates import Candidates
from services.carrying import Work
from services.db import Databases
from services.facts import Facts, gather, utc_now
from services.files import person_file
from services.folding import fold_known
from services.guarding import hidden
from services.kin import homes_of
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.own_streams import OwnStreams, kept_person, not_found, person_of_case
from services.person_views import HouseholdPage, HouseholdView, MemberRow, NewMember
from services.refusals import FieldRefused
from services.sheets import (
    CaseLinks,
    Names,
    Shown,
    case_links,
    content_of,
    day_of,
    is_gone,
    member_items,
    name_items,
    person_sheet,
)
from services.showing import Look, Showing


@dataclass(frozen=True, kw_only=True)
class HouseholdLook(Look):
    """A look at the households of one person."""

    about: UUID
    homes: tuple[Home, ...]
    members: tuple[Member, ...]
    sheets: Mapping[UUID, Sheet]
    cases: CaseLinks
    names: Names


class Households:
    """Reads and writes the households of the persons of cases."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models, show through `showing`, write to each household's own stream."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._clock = clock
        self._streams = OwnStreams(databases, ledgers, clock)

    def page(self, acting: Acting, case: str) -> HouseholdPage:
        """
        Return the households of the person of a case, each member as far as the asker may see.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, Surface.HOUSEHOLD_PAGE, lambda facts: self._found(ledger, facts, case)
        )
        sheet, derived = look.sheets[look.about], ledger.derived
        return HouseholdPage(
            token=derived.version_token(acting.agency, look.about, sheet.version),
            person=person_sheet(ledger, sheet, shown),
            alias=look.names.alias("person", look.about),
            households=tuple(_view(look, home, shown) for home in look.homes),
        )

    def teller(self, acting: Acting, case: str) -> str:
        """Return the alias of who came about the person of a case; empty = they came themselves."""
        ledger = self._ledgers.of(acting.tenant)
        case_id = ledger.derived.resolve(acting.agency, "case", case)
        standing = ledger.keeping([case_id]).get(case_id) if case_id else None
        if standing is None:
            return ""
        facts = self._facts(acting)
        if not keeping.knows(facts, keeping.of_history(ledger, facts, standing.told)):
            return ""
        event = standing.told[0].event
        assert isinstance(event, ConsultationReceived)
        came = event.teller_id != event.person_id
        return ledger.derived.alias(acting.agency, "person", event.teller_id) if came else ""

    def add(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: NewMember,
        *,
        household: str = "",
    ) -> Done:
        """
        Write a member down, with a sheet of their own unless the person is known by a case.

        `household` is an alias; without it one is formed around the person of the case, and the
        token is that of the page.

        Raises:
            FieldRefused: also for `known_case` when the asker may not see a case of that number.
            MemberAlreadyHere, SelfIsOne, NotInTheFuture: as `events.household.decide`.
            NotShown, StaleSave, CommandReused, FileErased, StorageUnavailable: as `OwnStreams`.
        """
        work = self._begin(acting, command_id, sent, case, token, household)
        own = self._own(acting, case)
        ids = _Ids(person=uuid4(), household=uuid4())
        if household:
            stream = self._stream(work, own, household)
            target = self._streams.target(work, household, stream, token)
            return self._streams.save(
                work,
                target,
                lambda facts, at, seen: _added(work, facts, at, seen, sent, ids.person),
            )
        target = self._streams.target(work, case, own, token)
        return self._streams.save(
            work, target, lambda facts, who, seen: _formed(work, facts, who, seen, sent, ids)
        )

    def correct(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: world.CorrectRelation,
        *,
        household: str,
        record: str,
    ) -> Done:
        """
        Correct how a member is related (R71).

        Raises:
            MemberUnknown, SelfIsOne, NotInTheFuture, TextMissing: as `events.household.decide`;
                the others as `add`.
        """
        return self._change(acting, command_id, case, token, sent, household, record)

    def leave(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: world.RecordLeaving,
        *,
        household: str,
        record: str,
    ) -> Done:
        """
        Write down that a member belongs no longer.

        Raises:
            MemberUnknown, LeftBeforeJoined, NotInTheFuture: as `events.household.decide`; the
                others as `add`.
        """
        return self._change(acting, command_id, case, token, sent, household, record)

    def _change(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: world.CorrectRelation | world.RecordLeaving,
        household: str,
        record: str,
    ) -> Done:
        derived = self._ledgers.of(acting.tenant).derived
        entry = derived.resolve(acting.agency, "record", record) or UUID(int=0)
        command = replace(sent, record=entry)
        work = self._begin(acting, command_id, command, case, token, household)
        stream = self._stream(work, self._own(acting, case), household)
        target = self._streams.target(work, household, stream, token)
        return self._streams.save(
            work, target, lambda facts, at, seen: _changed(work, facts, at, seen, command)
        )

    def _begin(
        self, acting: Acting, command_id: UUID, sent: Any, case: str, token: str, household: str
    ) -> Work:
        return self._streams.begin(
            acting,
            command_id,
            sent,
            alias="household",
            case=case,
            token=token,
            household=household,
        )

    def _own(self, acting: Acting, case: str) -> UUID | None:
        return person_of_case(self._ledgers.of(acting.tenant), self._facts(acting), case)

    def _facts(self, acting: Acting) -> Facts:
        return gather(self._ledgers.of(acting.tenant), acting, self._clock())

    def _stream(self, work: Work, own: UUID | None, household: str) -> UUID | None:
        """Return a household in which the person of the case is or was."""
        found = work.ledger.derived.resolve(work.acting.agency, "household", household)
        if found is None or own is None:
            return None
        told = [recorded.event for recorded in work.ledger.load(found)]
        formed = next((event for event in told if isinstance(event, world.HouseholdFormed)), None)
        facts = self._facts(work.acting)
        kept = keeping.of_persons(work.ledger, facts, [formed.around] if formed else [])
        if formed is None or not keeping.knows(facts, kept.get(formed.around)):
            return None
        there = any(getattr(event, "person_id", None) == own for event in told)
        return found if there else None

    def _found(self, ledger: Ledger, facts: Facts, case: str) -> HouseholdLook:
        acting, surface = facts.acting, Surface.HOUSEHOLD_PAGE
        own = person_of_case(ledger, facts, case)
        tenant, viewer = acting.tenant, acting.programme
        with self._candidates.viewing(facts) as conn:
            if own is None:
                raise not_found(ledger, facts, case, surface=surface)
            homes = homes_of(conn, ledger, facts, own)
            ids = [home.household_id for home in homes]
            members = household.members(conn, tenant=tenant, viewer=viewer, households=ids)
            gone = hidden(conn, ledger, facts, own, {member.person_id for member in members})
            members = tuple(member for member in members if member.person_id not in gone)
            persons = list({own, *(member.person_id for member in members)})
            sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=persons)
            if own not in sheets:
                raise not_found(ledger, facts, case, surface=surface)
            names = Names(ledger, acting, directory.staff_names(conn, tenant))
            cases = case_links(conn, names, facts, persons)
        kept = keeping.of_persons(ledger, facts, list(sheets))
        return HouseholdLook(
            surface=surface,
            case_id=ledger.derived.resolve(acting.agency, "case", case),
            items=(*name_items(sheets, kept), *member_items(members, kept)),
            streams={thing: ledger.version(thing) for thing in (own, *ids)},
            about=own,
            homes=homes,
            members=members,
            sheets=sheets,
            cases=cases,
            names=names,
        )


@dataclass(frozen=True)
class _Ids:
    """Ids drawn once for a command, whichever try succeeds."""

    person: UUID
    household: UUID


def _formed(
    work: Work, facts: Facts, who: UUID, seen: int, sent: NewMember, ids: _Ids
) -> list[Draft]:
    history, state = kept_person(work.ledger, facts, who, str(who))
    if len(history) != seen:
        raise StreamMoved
    assert state.programme is not None
    form = FormHousehold(household_id=ids.household, programme=state.programme, around=who)
    today = tokyo_date(facts.now)
    formed = world.decide(form, Household(), today=today)
    drafts = [
        work.draft(facts, event, ids.household, n, person_file(who))
        for n, event in enumerate(formed, 1)
    ]
    past = _state(drafts)
    return [*drafts, *_join(work, facts, ids.household, len(drafts), past, sent, ids.person)]


def _added(
    work: Work, facts: Facts, at: UUID, seen: int, sent: NewMember, fresh: UUID
) -> list[Draft]:
    return _join(work, facts, at, seen, _kept(work, facts, at), sent, fresh)


def _join(
    work: Work,
    facts: Facts,
    at: UUID,
    seen: int,
    state: Household,
    sent: NewMember,
    fresh: UUID,
) -> list[Draft]:
    known = _known(work, facts, sent)
    registered = [] if known else _registered(work, facts, sent, fresh)
    command = world.AddMember(
        person_id=known or fresh,
        relation=sent.relation,
        living=sent.living,
        since=sent.since,
        note=sent.note,
    )
    joined = world.decide(command, state, today=tokyo_date(facts.now))
    file = person_file(command.person_id)
    return [
        *registered,
        *(work.draft(facts, event, at, seen + n, file) for n, event in enumerate(joined, 1)),
    ]


def _known(work: Work, facts: Facts, sent: NewMember) -> UUID | None:
    if not sent.known_case:
        return None
    found = person_of_case(work.ledger, facts, sent.known_case.strip())
    if found is None:
        not_found(work.ledger, facts, sent.known_case)
        raise FieldRefused(field="known_case", rule="known-case")
    return found


def _registered(work: Work, facts: Facts, sent: NewMember, fresh: UUID) -> list[Draft]:
    command = person.RegisterPerson(
        person_id=fresh,
        programme=facts.acting.programme,
        name=sent.name,
        kana=sent.kana,
        born=sent.born,
        phone=sent.phone,
    )
    told = person.decide(command, person.Person())
    file = person_file(fresh)
    return [work.draft(facts, event, fresh, n, file) for n, event in enumerate(told, 1)]


def _changed(
    work: Work,
    facts: Facts,
    at: UUID,
    seen: int,
    command: world.CorrectRelation | world.RecordLeaving,
) -> list[Draft]:
    told = world.decide(command, _kept(work, facts, at), today=tokyo_date(facts.now))
    return [
        work.draft(facts, event, at, seen + n, person_file(_about(event)))
        for n, event in enumerate(told, 1)
    ]


def _about(event: world.HouseholdEvent) -> UUID:
    return event.around if isinstance(event, world.HouseholdFormed) else event.person_id


def _kept(work: Work, facts: Facts, at: UUID) -> Household:
    state = _state(work.ledger.load(at))
    if state.programme != facts.acting.programme:
        raise not_found(work.ledger, facts, str(at))
    return state


def _state(history: Sequence[Recorded] | Sequence[Draft]) -> Household:
    return fold_known(Household(), world.evolve, history)


def _view(look: HouseholdLook, home: Home, shown: Shown) -> HouseholdView:
    acting, derived = look.names.acting, look.names.ledger.derived
    rows = [
        (member, _row(look, member, shown))
        for member in look.members
        if member.household_id == home.household_id and _is_shown(look, member, shown)
    ]
    return HouseholdView(
        alias=look.names.alias("household", home.household_id),
        token=derived.version_token(acting.agency, home.household_id, home.version),
        members=tuple(row for member, row in rows if member.left_at is None),
        former=tuple(row for member, row in rows if member.left_at is not None),
    )


def _is_shown(look: HouseholdLook, member: Member, shown: Shown) -> bool:
    """Say whether the gate cleared name and place of a member; if not, nobody is there."""
    sheet = look.sheets.get(member.person_id)
    return sheet is not None and sheet.name_at in shown and member.at in shown


def _row(look: HouseholdLook, member: Member, shown: Shown) -> MemberRow:
    at = look.sheets[member.person_id].name_at
    name = content_of(at, shown)
    left = member.left_marks.get("leaving")
    return MemberRow(
        record=look.names.alias("record", member.at.event_id),
        person=look.names.alias("person", member.person_id),
        name=name.get("name", ""),
        kana=name.get("kana", ""),
        born=name.get("born", ""),
        erased=is_gone(at, shown),
        own=member.person_id == look.about,
        relation=Relation(member.marks["relation"][0]),
        living=Living(member.marks["living"][0]),
        since=day_of(member.marks, "since"),
        note=content_of(member.at, shown).get("note", ""),
        leaving=Leaving(left[0]) if left else None,
        left_on=day_of(member.left_marks, "left_on"),
        left_note=content_of(member.left_at, shown).get("note", "") if member.left_at else "",
        # Who left may have fled: where they are seen to is not told in the case they left (R54).
        cases=() if member.left_at else look.cases.get(member.person_id, ()),
    )
