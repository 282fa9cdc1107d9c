"""Assignments (担当の一覧): a chief sees who leads what, and moves many cases at once (異動)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from consent.gate import Withheld, admit_chief
from events.access import Surface
from events.assignment import HandOverLead, LeadByAnother
from events.matter import CaseNotOpen
from projections import caseload, directory, leads
from projections.leads import Led
from services import concepts, keeping
from services.acting import Acting
from services.assigning import must_be_at_desk
from services.assignment_rows import LeadsLook, is_unled, leader_on, page_of
from services.assignment_views import AssignmentsPage, Move, Moved
from services.candidates import PAGE, Candidates, name_items
from services.carrying import Carrier, Work
from services.case_writing import CaseStream, kept_case
from services.facts import Facts
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.refusals import FieldRefused, StorageUnavailable
from services.refusing import refuse
from services.showing import Showing
from services.sights import accounts, sight_of
from services.stretches import Stretch, stretches

UNLED: Final = "unled"
"""Asks for the cases that nobody leads by the day asked for."""
TRIES: Final = 3


class Assignments:
    """Shows a programme's chief who leads its open cases, and moves them."""

    def __init__(
        self, *, carrier: Carrier, ledgers: Ledgers, candidates: Candidates, showing: Showing
    ) -> None:
        """Write by `carrier`, find by `candidates`, show through `showing`."""
        self._carrier = carrier
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing

    def page(
        self, acting: Acting, *, on: Callable[[date], date], of: str = "", page: int = 1
    ) -> AssignmentsPage:
        """
        Return a page (from 1) of the open cases; `on` gives the day asked for, by today.

        `of` narrows them to one of the staff (an alias) who leads them on that day, or to those
        that nobody leads by then ("unled").

        Raises:
            NotShown: when the asker is no chief of the programme.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.ASSIGNMENTS,
            lambda facts: self._look(ledger, facts, on(facts.asker.on), of, page),
        )
        return page_of(ledger, acting, look, shown, on=on(look.today), of=of, page=page)

    def move(self, acting: Acting, command_id: UUID, sent: Move) -> Moved:
        """
        Move cases from one of the staff to another from a day on: all of them, or none.

        Raises:
            NotShown: when the asker is no chief, or may not know of one of the cases.
            FieldRefused: when nothing was chosen, or somebody does no casework here that day.
            LeadByAnother: when somebody else leads one of them by now.
            CaseNotOpen, LeadInThePast, LeadAlready: as `events.assignment.decide`.
            CommandReused, FileErased, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(acting, command_id, sent)
        for _ in range(TRIES):
            try:
                done = self._carrier.carry_out(work, lambda facts: self._drafts(work, facts, sent))
            except StreamMoved:
                # Somebody wrote in one of them meanwhile: what was chosen is looked at anew.
                continue
            found = work.ledger.command(command_id)
            assert found is not None
            return Moved(cases=found[2], shown=done.shown)
        raise StorageUnavailable

    def _drafts(self, work: Work, facts: Facts, sent: Move) -> list[Draft]:
        _must_be_chief(work.ledger, facts)
        resolve, agency = work.ledger.derived.resolve, work.acting.agency
        giver, lead = resolve(agency, "staff", sent.giver), resolve(agency, "staff", sent.lead)
        if giver is None or lead is None:
            raise FieldRefused(field="lead" if giver else "giver", rule="missing")
        command = HandOverLead(lead=lead, since=sent.since, reason=sent.reason, text="")
        must_be_at_desk(work.ledger, facts, command)
        streams = (
            self._all_of(work, facts, giver, sent.since)
            if sent.every
            else [kept_case(work, facts, alias) for alias in dict.fromkeys(sent.cases)]
        )
        if not streams:
            raise FieldRefused(field="case", rule="missing")
        return [draft for stream in streams for draft in _moved(stream, giver, command)]

    def _all_of(self, work: Work, facts: Facts, giver: UUID, since: date) -> list[CaseStream]:
        """Return the cases that somebody leads on a day, but restricted ones."""
        with self._candidates.viewing(facts) as conn:
            tenant, viewer = facts.acting.tenant, facts.acting.programme
            known = leads.of_staff(conn, tenant=tenant, viewer=viewer, staff=giver)
        loaded = work.ledger.load_all(*known) if known else {}
        return [
            CaseStream(work=work, facts=facts, case_id=case_id, history=history)
            for case_id, history in loaded.items()
            if (kept := keeping.of_history(work.ledger, facts, history))
            and kept.named is None
            and keeping.knows(facts, kept)
            and not concepts.matter(history, facts.now).closed
            and concepts.assignments(history).lead_on(since) == giver
        ]

    def _look(self, ledger: Ledger, facts: Facts, on: date, of: str, page: int) -> LeadsLook:
        _must_be_chief(ledger, facts)
        wanted = ledger.derived.resolve(facts.acting.agency, "staff", of)
        today = facts.asker.on
        with self._candidates.viewing(facts) as conn:
            names = directory.staff_names(conn, facts.acting.tenant)
            sight = sight_of(conn, ledger, facts, names)
            folded = accounts(ledger, facts, names)
            led = leads.open_cases(conn, **sight)
            every = {one.case_id: stretches(one.leads, folded, today) for one in led}
            chosen = [one.case_id for one in led if _asked_for(one, every, today, on, of, wanted)]
            start = (page - 1) * PAGE
            found = caseload.several(conn, **sight, case_ids=chosen[start : start + PAGE])
        place = {case_id: n for n, case_id in enumerate(chosen)}
        matters = tuple(sorted(found, key=lambda matter: place[matter.case_id]))
        return LeadsLook(
            surface=Surface.ASSIGNMENTS,
            items=name_items(ledger, facts, matters),
            streams={},
            matters=matters,
            total=len(chosen),
            names=names,
            covers={},
            today=today,
            every=every,
            accounts=folded,
        )


def _must_be_chief(ledger: Ledger, facts: Facts) -> None:
    admitted = admit_chief(facts.asker)
    if isinstance(admitted, Withheld):
        raise refuse(ledger, facts, surface=Surface.ASSIGNMENTS, asked="", why=admitted.reason)


def _moved(stream: CaseStream, giver: UUID, command: HandOverLead) -> list[Draft]:
    """Decide about one of the cases, as its own page would."""
    if concepts.matter(stream.history, stream.facts.now).closed:
        raise CaseNotOpen
    if concepts.assignments(stream.history).lead_on(command.since) != giver:
        raise LeadByAnother
    return stream.drafts(concepts.decide(command, stream.history, stream.facts.now))


def _asked_for(
    one: Led,
    every: Mapping[UUID, Sequence[Stretch]],
    today: date,
    on: date,
    of: str,
    wanted: UUID | None,
) -> bool:
    if of == UNLED:
        return is_unled(every[one.case_id], today, on)
    return not of or leader_on(every[one.case_id], on) == wanted
