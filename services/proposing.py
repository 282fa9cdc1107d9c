"""Proposing (情報提供の申し出): what a programme would show another, and that it proposes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from consent.gate import Item
from events import ground_steps, provision
from events.access import Surface
from events.base import Event
from events.ground import Ground, Grounded, GroundReason, Needed
from events.ground_steps import StateGround
from events.provision import ProposeProvision, Provision, ProvisionProposed
from events.values import Category, Purpose
from projections import shared_with_us
from projections.shared_with_us import Shared
from services.acting import Acting, Done
from services.candidates import Candidates
from services.carrying import Carrier, Work
from services.cells import cells_of
from services.db import Databases
from services.disclosing import Disclosing
from services.facts import Facts, gather, utc_now
from services.files import provision_file
from services.ground_rows import deciding_of, weighed
from services.ledger.drafts import Draft
from services.ledger.ledgers import Ledgers
from services.pinning import offered
from services.provision_rows import RowsLook, resting, row_of, rows_look
from services.provision_views import Candidate, CaseProvisions, Preview, Spoken
from services.refusals import FieldRefused, StaleSave
from services.sheets import content_of
from services.showing import Showing
from services.timeline import Shown, person_sheet


@dataclass(frozen=True, kw_only=True)
class NewGround:
    """What a proposal without consent rests on, as typed; only what is `needed` goes with it."""

    ground: Ground
    why: GroundReason
    needed: tuple[Needed, ...]
    until: date
    harms: bool
    harm: str
    words: str


@dataclass(frozen=True, kw_only=True)
class NewProvision:
    """A proposal as typed: recipient and records by alias; `stated` None = by consent."""

    recipient: str
    purpose: Purpose
    records: tuple[str, ...]
    reply_by: date
    words: str
    stated: NewGround | None = None


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
        self,
        acting: Acting,
        case: str,
        *,
        recipient: str = "",
        purpose: Purpose | None = None,
        ground: Ground | None = None,
    ) -> Preview:
        """
        Return what somebody of a recipient would see of each record of a case, if asked now.

        `ground` = by that provision of law, once it was approved (R35).

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
            approval = weighed(facts, ground) if ground else None
            cells = cells_of(self._disclosing, ledger, facts, chosen, purpose, look.parts, approval)
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
            RuleViolation: as `events.provision.decide`, `events.ground_steps.decide`.
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
                look = rows_look(conn, facts, resting(ledger, found))
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
        stated = sent.stated
        needed = None if stated is None else {one.category for one in stated.needed}
        parts = tuple(
            one
            for group in groups
            for one in group.parts
            if needed is None or one.category in needed
        )
        approval = stated and weighed(facts, stated.ground)
        cells = cells_of(self._disclosing, ledger, facts, recipient, sent.purpose, parts, approval)
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
        [proposed] = provision.decide(
            command, Provision(), by=acting.programme, today=facts.asker.on
        )
        assert isinstance(proposed, ProvisionProposed)
        events = (proposed, *(_stated(facts, proposed, stated) if stated else ()))
        return [
            work.draft(facts, event, provision_id, n, provision_file(provision_id))
            for n, event in enumerate(events, 1)
        ]


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


def _stated(facts: Facts, proposed: ProvisionProposed, sent: NewGround) -> tuple[Event, ...]:
    command = StateGround(
        provision_id=proposed.provision_id,
        person_id=proposed.person_id,
        about=frozenset(one.category for one in proposed.records),
        ground=sent.ground,
        why=sent.why,
        needed=sent.needed,
        until=sent.until,
        harms=sent.harms,
        harm=sent.harm,
        words=sent.words,
    )
    return ground_steps.decide(command, Grounded(), Provision(), deciding_of(facts))
