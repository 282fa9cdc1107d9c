"""Proposing (情報提供の申し出): what a programme would show another, and that it proposes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from consent.decision import Visibility
from consent.gate import Item
from events import provision
from events.access import Surface
from events.provided import Provided
from events.provision import ProposeProvision, Provision
from events.values import Category, Pointer, Purpose
from projections import shared_with_us
from projections.shared_with_us import Shared
from services.candidates import Candidates
from services.carrying import Carrier, Work
from services.crossing import Party
from services.db import Databases
from services.disclosing import Disclosing, Packet, hides
from services.facts import Facts, gather, utc_now
from services.files import provision_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.pinning import offered
from services.provision_rows import RowsLook, row_of, rows_look
from services.provision_views import Candidate, CaseProvisions, Cell, Preview, Spoken
from services.sheets import content_of
from services.showing import Showing
from services.timeline import Shown, person_sheet
from services.views import Acting, Done, FieldRefused, StaleSave


@dataclass(frozen=True, kw_only=True)
class NewProvision:
    """A proposal as typed: recipient and records by alias."""

    recipient: str
    purpose: Purpose
    records: tuple[str, ...]
    reply_by: date
    words: str


class Proposing:
    """Proposes to show records of one's own cases, as far as the policy lets them pass."""

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
        """Find by read models; show own records by `showing`; decide for others by `disclosing`."""
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
                look = rows_look(conn, facts, found)
            words = tuple(
                Item(pointer=at, category=Category.NOTE, keeping=base.items[0].keeping)
                for one in found
                for at in (one.words_at, one.answer_at)
                if at is not None
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
            row_of(ledger, acting, look, one, words=_words(one, shown), spoken=_spoken(one, shown))
            for one in look.found
        )
        assert look.base is not None
        person = person_sheet(ledger, look.base.matter, shown)
        return CaseProvisions(case=case, name=person.name, rows=rows)

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


def _words(one: Shared, shown: Shown) -> str:
    return str(content_of(one.words_at, shown).get("words", ""))


def _spoken(one: Shared, shown: Shown) -> Spoken | None:
    if one.answer_at is None:
        return None
    said = content_of(one.answer_at, shown)
    return Spoken(
        speaker=str(said.get("speaker", "")),
        number=str(said.get("number", "")),
        words=str(said.get("words", "")),
        read_back=one.read_back,
    )


def _nothing(one: Provided) -> Cell:
    return Cell(category=one.category, visibility=Visibility.ABSENT, reason="NO_POLICY", law=())
