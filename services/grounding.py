"""Grounding (同意によらない提供の判断): deciding, and accepting conditions (R35, R36)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.gate import CHIEFS, Item
from events import ground_steps
from events.access import Surface
from events.base import Event, Recorded, Sealed
from events.ground import GroundDecided, Grounded, GroundStated
from events.ground_steps import AcceptConditions, DecideGround
from events.provision import ProvisionProposed
from events.values import Category, Pointer
from projections import directory
from services.acting import Acting, Done
from services.candidates import Candidates, CaseLook
from services.db import Databases
from services.disclosing import Disclosing
from services.facts import Facts, utc_now
from services.ground_rows import deciding_of, grounded_of, row_of
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.provision_rows import find_one, judged, not_found, packet_of
from services.provision_views import GroundRow
from services.provision_writing import ProvisionWriter, Seen, Written
from services.sheets import content_of
from services.showing import Look, Showing
from services.timeline import Shown, person_sheet


@dataclass(frozen=True, kw_only=True)
class GroundPage:
    """
    What a provision of a case rests on, for whoever decides on it; `at` is when it was decided.

    `mine` = the asker proposed it; `decides` = the asker's role decides.
    """

    case: str
    alias: str
    token: str
    name: str
    other: str
    row: GroundRow
    asked: str
    words: str
    harm: str
    by: str
    decided_by: str
    at: datetime | None
    said: str
    kinds: tuple[tuple[str, Category], ...]
    mine: bool
    decides: bool


@dataclass(frozen=True, kw_only=True)
class _Found(Look):
    """A look at one provision of a case, by its stream."""

    base: CaseLook
    history: Sequence[Recorded]
    proposed: ProvisionProposed
    grounded: Grounded
    names: Mapping[UUID, str]
    programmes: Mapping[UUID, str]


class Grounding:
    """Shows what is to be decided to the provider's side; writes for either party."""

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
        """Show own words by `showing`; ask `disclosing` whether the recipient may know of it."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._writer = ProvisionWriter(databases=databases, ledgers=ledgers, clock=clock)

    def page(self, acting: Acting, case: str, alias: str) -> GroundPage:
        """
        Return what a provision of a case of the asker's programme rests on.

        Raises:
            NotShown: when there is none of that alias in that case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.PROVISIONS,
            lambda facts: self._find(ledger, facts, case, alias),
        )
        row, decided = row_of(look.grounded), look.grounded.decided
        assert row is not None
        said = _texts(look.history, shown)
        return GroundPage(
            case=case,
            alias=alias,
            token=ledger.derived.version_token(
                acting.agency, look.proposed.provision_id, len(look.history)
            ),
            name=person_sheet(ledger, look.base.matter, shown).name or "",
            other=look.programmes.get(look.proposed.recipient, ""),
            row=row,
            asked=said[ProvisionProposed].get("words", ""),
            words=said[GroundStated].get("words", ""),
            harm=said[GroundStated].get("harm", ""),
            by=_name(look, look.grounded.by),
            decided_by=_name(look, decided and decided.signature.actor.staff),
            at=decided and decided.signature.valid_at,
            said=said[GroundDecided].get("words", ""),
            kinds=tuple(dict.fromkeys((one.kind, one.category) for one in look.proposed.records)),
            mine=look.grounded.by == acting.staff,
            decides=acting.role in CHIEFS,
        )

    def decide(self, acting: Acting, command_id: UUID, seen: Seen, command: DecideGround) -> Done:
        """
        Approve, reject, or take an approval back, in the asker's own case.

        Raises:
            RuleViolation: as `events.ground_steps.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown, FieldRefused, CommandReused, StorageUnavailable: as `Carrier`.
        """
        return self._writer.write(
            acting, command_id, seen, command, lambda written: _decided(written, command)
        )

    def accept(self, acting: Acting, command_id: UUID, seen: Seen) -> Done:
        """
        Take part and keep to the conditions, for the recipient.

        Raises:
            RuleViolation: as `events.ground_steps.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown: when nothing of it is there for the asker.
            CommandReused, StorageUnavailable: as `Carrier`.
        """
        command = AcceptConditions()
        return self._writer.write(
            acting,
            command_id,
            seen,
            command,
            lambda written: _decided(written, command),
            guard=self._must_be_there,
        )

    def _must_be_there(self, written: Written) -> None:
        ledger, facts = written.ledger, written.facts
        shared, look = find_one(self._candidates, ledger, facts, written.alias)
        if not judged(self._disclosing, ledger, facts, [packet_of(shared, look)]).there:
            raise not_found(ledger, facts, written.alias)

    def _find(self, ledger: Ledger, facts: Facts, case: str, alias: str) -> _Found:
        acting = facts.acting
        base = self._candidates.sheet(ledger, facts, case, surface=Surface.PROVISIONS, kinds=[])
        target = ledger.derived.resolve(acting.agency, "provision", alias)
        history = ledger.load(target) if target else ()
        grounded = grounded_of(history)
        proposed = history[0].event if history else None
        if (
            target is None
            or not isinstance(proposed, ProvisionProposed)
            or grounded.stated is None
            or (proposed.provider, proposed.case_id) != (acting.programme, base.matter.case_id)
        ):
            raise not_found(ledger, facts, alias, Surface.PROVISIONS)
        with self._candidates.viewing(facts) as conn:
            names = directory.staff_names(conn, acting.tenant)
            programmes = directory.programmes(conn, acting.tenant)
        keeping = base.items[0].keeping
        words = (
            Item(pointer=at, category=Category.NOTE, keeping=keeping) for _, at in _said(history)
        )
        return _Found(
            surface=Surface.PROVISIONS,
            case_id=base.case_id,
            items=(*base.items, *words),
            streams={**base.streams, target: len(history)},
            base=base,
            history=history,
            proposed=proposed,
            grounded=grounded,
            names=names,
            programmes={one: named.name for one, named in programmes.items()},
        )


def _decided(written: Written, command: DecideGround | AcceptConditions) -> Sequence[Event]:
    return ground_steps.decide(
        command, grounded_of(written.history), written.provision, deciding_of(written.facts)
    )


def _said(history: Sequence[Recorded]) -> tuple[tuple[type[Event], Pointer], ...]:
    """Return where the words of each entry stand."""
    found: list[tuple[type[Event], Pointer]] = []
    for one in history:
        event = one.event
        if isinstance(event, ProvisionProposed | GroundStated | GroundDecided):
            assert isinstance(event.words, Sealed)
            found.append((type(event), Pointer(one.event_id, one.seq, event.words.part)))
    return tuple(found)


def _texts(history: Sequence[Recorded], shown: Shown) -> dict[type[Event], dict[str, str]]:
    """Return the words by kind, of each the last."""
    nothing: dict[type[Event], dict[str, str]] = {
        kind: {} for kind in (ProvisionProposed, GroundStated, GroundDecided)
    }
    return nothing | {
        kind: {name: str(text) for name, text in content_of(at, shown).items()}
        for kind, at in _said(history)
    }


def _name(look: _Found, staff: UUID | None) -> str:
    return look.names.get(staff, "") if staff else ""
