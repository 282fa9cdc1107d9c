"""Provisions (情報提供・受け渡し): proposing, answering and reading them, each party its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from consent.decision import Visibility
from consent.gate import Item, Reason
from events import provision
from events.access import Surface
from events.base import personal_fields
from events.catalogue import BY_TOPIC
from events.provision import ProposeProvision, Provided, Provision, Stage
from events.values import Category, Pointer, Purpose, tokyo_date
from projections import directory, shared_with_us
from projections.shared_with_us import Shared
from services import keeping
from services.candidates import Candidates, CaseLook
from services.carrying import Carrier, Work
from services.crossing import Party
from services.db import Conn, Databases
from services.disclosing import Disclosing, Packet, Seen, hides, is_there
from services.facts import Facts, gather, utc_now
from services.files import provision_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.pinning import offered
from services.provision_views import (
    Candidate,
    CaseProvisions,
    Cell,
    Preview,
    ProvidedPage,
    ProvidedRecord,
    ProvisionRow,
)
from services.refusing import refuse
from services.sheets import content_of
from services.showing import Look, Showing
from services.timeline import Shown, person_sheet
from services.views import Acting, Done, FieldRefused, NotShown, StaleSave


@dataclass(frozen=True, kw_only=True)
class NewProvision:
    """A proposal as typed: recipient and records by alias."""

    recipient: str
    purpose: Purpose
    records: tuple[str, ...]
    reply_by: date
    words: str


@dataclass(frozen=True, kw_only=True)
class RowsLook(Look):
    """A look at a list of provisions, with the names that stand in it."""

    found: tuple[Shared, ...]
    programmes: Mapping[UUID, str]
    seen: Mapping[UUID, int]
    parts_seen: Mapping[UUID, Mapping[tuple[UUID, int], datetime]]
    base: CaseLook | None = None


class Provisions:
    """Carries records from one programme to another, as far as the policy lets them pass."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; show own records by `showing`, others' by `disclosing`."""
        self._databases = databases
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._clock = clock
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def preview(
        self, acting: Acting, case: str, *, recipient: str = "", purpose: Purpose | None = None
    ) -> Preview:
        """
        Return what somebody of a recipient would see of each record of a case, if asked now.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.PROVISIONS,
            lambda facts: offered(self._candidates, ledger, facts, case),
        )
        others = {one: name for one, name in look.programmes.items() if one != acting.programme}
        aliases = {
            one: ledger.derived.alias(acting.agency, "programme", one) for one in sorted(others)
        }
        chosen = next((one for one, alias in aliases.items() if alias == recipient), None)
        candidates: tuple[Candidate, ...] = ()
        if chosen is not None and purpose is not None:
            facts = gather(ledger, acting, self._clock())
            cells = self._cells(ledger, facts, chosen, purpose, look.parts)
            candidates = tuple(
                Candidate(
                    alias=group.alias,
                    kind=group.kind,
                    on=group.on,
                    opening=group.opening(shown),
                    cells=tuple(cells[one.at] for one in group.parts),
                )
                for group in look.groups
                if group.is_shown(shown)
            )
        return Preview(
            case=case,
            token=ledger.derived.version_token(acting.agency, look.matter.case_id, look.version),
            name=person_sheet(ledger, look.matter, shown).name,
            closed=look.matter.closed,
            recipients=tuple((aliases[one], others[one]) for one in aliases),
            recipient=recipient if chosen else "",
            purpose=purpose,
            candidates=candidates,
        )

    def propose(
        self, acting: Acting, command_id: UUID, case: str, token: str, sent: NewProvision
    ) -> Done:
        """
        Propose a provision; of each named record the parts are pinned that would be shown now.

        Raises:
            FieldRefused: for `recipient` or `records` when there are none of those aliases.
            StaleSave: when the case moved since the preview that the writer saw.
            RuleViolation: as `events.provision.decide`.
            NotShown, CommandReused, FileErased, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(
            acting, command_id, sent, alias="provision", case=case, token=token
        )
        provision_id = uuid4()
        return self._carrier.carry_out(
            work, lambda facts: self._proposed(work, facts, provision_id, (case, token), sent)
        )

    def of_case(self, acting: Acting, case: str) -> CaseProvisions:
        """
        Return the provisions of a case of the asker's programme.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)

        def find(facts: Facts) -> RowsLook:
            base = self._candidates.sheet(ledger, facts, case, surface=Surface.PROVISIONS, kinds=[])
            with self._candidates.viewing(facts) as conn:
                tenant, viewer = acting.tenant, acting.programme
                found = shared_with_us.find(
                    conn, tenant=tenant, viewer=viewer, case_id=base.matter.case_id
                )
                look = _rows_look(conn, facts, found)
            words = tuple(
                Item(pointer=one.words_at, category=Category.NOTE, keeping=base.items[0].keeping)
                for one in found
            )
            return RowsLook(
                surface=Surface.PROVISIONS,
                case_id=base.case_id,
                items=(*base.items, *words),
                streams={**base.streams, **{one.provision_id: one.version for one in found}},
                found=look.found,
                programmes=look.programmes,
                seen=look.seen,
                parts_seen=look.parts_seen,
                base=base,
            )

        look, shown = self._showing.show(ledger, acting, Surface.PROVISIONS, find)
        rows = tuple(
            self._row(ledger, acting, look, one, words=_words(one, shown)) for one in look.found
        )
        assert look.base is not None
        person = person_sheet(ledger, look.base.matter, shown)
        return CaseProvisions(case=case, name=person.name, rows=rows)

    def inbox(self, acting: Acting) -> tuple[ProvisionRow, ...]:
        """
        Return what other programmes proposed to the asker's, as far as anything of it is there.

        A row is here exactly when its page shows something (list = check).

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, _ = self._showing.show(
            ledger, acting, Surface.PROVIDED, lambda facts: self._inbox(ledger, facts)
        )
        return tuple(self._row(ledger, acting, look, one) for one in look.found)

    def page(self, acting: Acting, alias: str) -> ProvidedPage:
        """
        Return what a provision shows to its recipient now.

        Before it is accepted only what is asked is there; after its end nothing is.

        Raises:
            NotShown: when there is no such provision, it shows nothing, or the asker is no party.
        """
        ledger = self._ledgers.of(acting.tenant)
        found: list[tuple[Shared, RowsLook]] = []

        def find(facts: Facts) -> Packet:
            shared, look = self._one(ledger, facts, alias)
            found.append((shared, look))
            return _packet(shared, look)

        seen = self._disclosing.show(ledger, acting, Surface.PROVIDED, find)
        shared, look = found[-1]
        words = next((one for one in seen if one.one.at == shared.words_at), None)
        text = str((words.content or {}).get("words", "")) if words else ""
        records = tuple(_record(one) for one in seen if one.one.at != shared.words_at)
        return ProvidedPage(
            row=self._row(ledger, acting, look, shared, words=text),
            records=tuple(one for one in records if one.texts or one.hidden),
            gone=sum(1 for one in seen if not one.decision.shows),
            at=self._clock(),
        )

    def answer(
        self,
        acting: Acting,
        command_id: UUID,
        alias: str,
        token: str,
        command: provision.AcceptProvision | provision.DeclineProvision | provision.EndProvision,
    ) -> Done:
        """
        Answer or end a provision, for the programme that the asker acts for.

        Raises:
            NotTheParty, NotAtThatStage: as `events.provision.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown, CommandReused, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(
            acting, command_id, command, alias="provision", provision=alias, token=token
        )
        derived = work.ledger.derived
        target = derived.resolve(acting.agency, "provision", alias)
        seen = target and derived.read_version_token(acting.agency, target, token)

        def drafts(facts: Facts) -> list[Draft]:
            if target is None or seen is None:
                raise _not_found(work.ledger, facts, alias)
            state, version = _state(work.ledger, target)
            self._must_be_party(work.ledger, facts, alias, state)
            if isinstance(command, provision.AcceptProvision):
                self._must_be_there(work.ledger, facts, alias)
            if version != seen:
                raise StreamMoved
            events = provision.decide(command, state, by=acting.programme, today=facts.asker.on)
            return [
                work.draft(facts, event, target, seen + n, provision_file(target))
                for n, event in enumerate(events, 1)
            ]

        try:
            return self._carrier.carry_out(work, drafts)
        except StreamMoved as moved:
            if (repeated := self._carrier.repeated(work)) is not None:
                return repeated
            assert target is not None
            version = work.ledger.version(target)
            fresh = derived.version_token(acting.agency, target, version)
            raise StaleSave(changes=(), token=fresh) from moved

    def _proposed(
        self,
        work: Work,
        facts: Facts,
        provision_id: UUID,
        seen: tuple[str, str],
        sent: NewProvision,
    ) -> list[Draft]:
        case, token = seen
        ledger, acting = work.ledger, work.acting
        recipient = ledger.derived.resolve(acting.agency, "programme", sent.recipient)
        look = offered(self._candidates, ledger, facts, case, surface=Surface.SAVING)
        derived, matter = ledger.derived, look.matter
        if derived.read_version_token(acting.agency, matter.case_id, token) != look.version:
            fresh = derived.version_token(acting.agency, matter.case_id, look.version)
            raise StaleSave(changes=(), token=fresh)
        if recipient is None or recipient not in look.programmes:
            raise FieldRefused(field="recipient", rule="unknown")
        wanted = set(sent.records)
        groups = [group for group in look.groups if group.sheet or group.alias in wanted]
        if wanted - {group.alias for group in look.groups}:
            raise FieldRefused(field="records", rule="unknown")
        parts = tuple(one for group in groups for one in group.parts)
        cells = self._cells(ledger, facts, recipient, sent.purpose, parts)
        shows = ("SHOW", "SHOW_REDACTED")
        command = ProposeProvision(
            provision_id=provision_id,
            case_id=look.matter.case_id,
            person_id=look.matter.person_id,
            recipient=recipient,
            purpose=sent.purpose,
            records=tuple(one for one in parts if cells[one.at].visibility in shows),
            reply_by=sent.reply_by,
            words=sent.words,
        )
        events = provision.decide(command, Provision(), by=acting.programme, today=facts.asker.on)
        return [
            work.draft(facts, event, provision_id, n, provision_file(provision_id))
            for n, event in enumerate(events, 1)
        ]

    def _cells(
        self,
        ledger: Ledger,
        facts: Facts,
        recipient: UUID,
        purpose: Purpose,
        parts: Sequence[Provided],
    ) -> dict[Pointer, Cell]:
        to, provider = Party(programme=recipient), facts.acting.programme
        known = self._disclosing.known(ledger, facts, to, provider, parts)
        packet = Packet(
            provision=UUID(int=0),
            provider=provider,
            purpose=purpose,
            records=tuple(parts),
            seen={},
            stream=UUID(int=0),
            version=0,
        )
        ruled = self._disclosing.rulings(known, to, packet, at=facts.now)
        return {one.at: _nothing(one) for one in parts} | {
            one.at: Cell(
                category=one.category,
                visibility=ruling.decision.visibility,
                reason=ruling.decision.reason,
                law=ruling.decision.law,
                hides=tuple(sorted(hides(one, ruling.decision))),
            )
            for one, ruling in ruled
        }

    def _inbox(self, ledger: Ledger, facts: Facts) -> RowsLook:
        acting = facts.acting
        with self._candidates.viewing(facts) as conn:
            found = shared_with_us.find(
                conn, tenant=acting.tenant, viewer=acting.programme, recipient=acting.programme
            )
            look = _rows_look(conn, facts, found)
        found = _as_recorded(ledger, found, acting.programme)
        there: list[Shared] = []
        read: dict[UUID, int] = {}
        for one in found:
            packet = _packet(one, look)
            known, is_any = self._decided(ledger, facts, packet)
            if is_any:
                there.append(one)
                read |= {**known, packet.stream: packet.version}
        return RowsLook(
            surface=Surface.PROVIDED,
            items=(),
            streams=read,
            found=tuple(there),
            programmes=look.programmes,
            seen=look.seen,
            parts_seen=look.parts_seen,
        )

    def _decided(
        self, ledger: Ledger, facts: Facts, packet: Packet
    ) -> tuple[Mapping[UUID, int], bool]:
        acting = facts.acting
        to = Party(programme=acting.programme, account=acting.staff)
        known = self._disclosing.known(ledger, facts, to, packet.provider, packet.records)
        ruled = self._disclosing.rulings(known, to, packet, at=facts.now)
        return known.read, any(is_there(ruling.decision) for _, ruling in ruled)

    def _one(self, ledger: Ledger, facts: Facts, alias: str) -> tuple[Shared, RowsLook]:
        acting = facts.acting
        provision_id = ledger.derived.resolve(acting.agency, "provision", alias)
        found: tuple[Shared, ...] = ()
        with self._candidates.viewing(facts) as conn:
            if provision_id is not None:
                found = shared_with_us.find(
                    conn,
                    tenant=acting.tenant,
                    viewer=acting.programme,
                    provision_id=provision_id,
                    recipient=acting.programme,
                )
            look = _rows_look(conn, facts, found)
        found = _as_recorded(ledger, found, acting.programme)
        if not found:
            raise _not_found(ledger, facts, alias, Surface.PROVIDED)
        return found[0], look

    def _must_be_there(self, ledger: Ledger, facts: Facts, alias: str) -> None:
        shared, look = self._one(ledger, facts, alias)
        if not self._decided(ledger, facts, _packet(shared, look))[1]:
            raise _not_found(ledger, facts, alias)

    def _must_be_party(self, ledger: Ledger, facts: Facts, alias: str, state: Provision) -> None:
        """Refuse whoever is no party, and of the provider whoever may not know of the case."""
        proposed, by = state.proposed, facts.acting.programme
        if proposed is None or by not in (proposed.provider, proposed.recipient):
            raise _not_found(ledger, facts, alias)
        if by == proposed.provider:
            kept = keeping.of_case(ledger, facts, proposed.case_id)
            if kept is None or not keeping.knows(facts, kept[0]):
                raise _not_found(ledger, facts, alias)

    def _row(
        self, ledger: Ledger, acting: Acting, look: RowsLook, one: Shared, *, words: str = ""
    ) -> ProvisionRow:
        derived, agency = ledger.derived, acting.agency
        other = one.recipient if one.provider == acting.programme else one.provider
        return ProvisionRow(
            alias=derived.alias(agency, "provision", one.provision_id),
            other=look.programmes.get(other, ""),
            proposed_on=tokyo_date(one.proposed_at),
            reply_by=one.reply_by,
            purpose=one.purpose,
            stage=one.stage,
            outcome=one.outcome,
            records=len({part.at.event_id for part in one.records}),
            seen=look.seen.get(one.provision_id, 0),
            token=derived.version_token(agency, one.provision_id, one.version),
            words=words,
        )


def _as_recorded(ledger: Ledger, found: Sequence[Shared], recipient: UUID) -> tuple[Shared, ...]:
    """Return provisions as their streams tell them: a read model only says which there may be."""
    loaded = ledger.load_all(*(one.provision_id for one in found)) if found else {}
    told: list[Shared] = []
    for one in found:
        state = Provision()
        for recorded in loaded[one.provision_id]:
            state = provision.evolve(state, recorded.event)
        proposed = state.proposed
        if proposed is not None and proposed.recipient == recipient:
            told.append(one.told(proposed, state.stage, len(loaded[one.provision_id])))
    return tuple(told)


def _packet(shared: Shared, look: RowsLook) -> Packet:
    """Return what a provision may show at its stage: what is asked, then the records, then none."""
    words = Provided(
        at=shared.words_at,
        person_id=shared.person_id,
        category=Category.NOTE,
        kind=provision.ProvisionProposed.TOPIC,
        on=tokyo_date(shared.proposed_at),
    )
    stages = {
        Stage.PROPOSED: (words,),
        Stage.ACCEPTED: (words, *shared.records),
    }
    return Packet(
        provision=shared.provision_id,
        provider=shared.provider,
        purpose=shared.purpose,
        records=stages.get(shared.stage, ()),
        seen=look.parts_seen.get(shared.provision_id, {}),
        stream=shared.provision_id,
        version=shared.version,
    )


def _rows_look(conn: Conn, facts: Facts, found: Sequence[Shared]) -> RowsLook:
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    ids = [one.provision_id for one in found]
    seen = shared_with_us.disclosed(conn, tenant=tenant, viewer=viewer, provisions=ids)
    parts: dict[UUID, dict[tuple[UUID, int], datetime]] = {}
    for (provision_id, event_id, part), when in seen.items():
        parts.setdefault(provision_id, {})[event_id, part] = when
    return RowsLook(
        surface=Surface.PROVISIONS,
        items=(),
        streams={},
        found=tuple(found),
        programmes={one: named.name for one, named in directory.programmes(conn, tenant).items()},
        seen={one: len({event for event, _ in those}) for one, those in parts.items()},
        parts_seen=parts,
    )


def _state(ledger: Ledger, provision_id: UUID) -> tuple[Provision, int]:
    history, state = ledger.load(provision_id), Provision()
    for recorded in history:
        state = provision.evolve(state, recorded.event)
    return state, len(history)


def _words(one: Shared, shown: Shown) -> str:
    return str(content_of(one.words_at, shown).get("words", ""))


def _nothing(one: Provided) -> Cell:
    return Cell(category=one.category, visibility=Visibility.ABSENT, reason="NO_POLICY", law=())


def _record(seen: Seen) -> ProvidedRecord:
    content = seen.content or {}
    return ProvidedRecord(
        kind=seen.one.kind,
        on=seen.one.on,
        category=seen.one.category,
        texts=tuple(
            (field, str(content[field]))
            for field in personal_fields(BY_TOPIC[seen.one.kind])
            if content.get(field)
        ),
        hidden=bool(seen.hides),
        law=seen.decision.law,
    )


def _not_found(
    ledger: Ledger, facts: Facts, asked: str, surface: Surface = Surface.SAVING
) -> NotShown:
    return refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)
