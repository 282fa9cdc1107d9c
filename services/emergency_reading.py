"""Emergency reading (緊急開示を見る): the form, what was received, what is to be reviewed (R39)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.gate import Item
from events.access import Surface
from events.values import Category
from services.acting import Acting
from services.candidates import Candidates, CaseLook
from services.disclosing import Disclosing, Packet
from services.emergency_rows import (
    REVIEWERS,
    EmergenciesLook,
    Told,
    find,
    find_one,
    not_found,
    packet_of,
    row_of,
)
from services.emergency_views import (
    Emergencies,
    EmergencyForm,
    EmergencyPage,
    EmergencyRecord,
    EmergencyReview,
    EmergencyRow,
    Grounds,
)
from services.facts import Facts, gather, utc_now
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.pinning import OfferLook, offered
from services.provision_rows import judged
from services.receiving import record_of
from services.sheets import content_of
from services.showing import Look, Showing
from services.timeline import Shown, person_sheet


@dataclass(frozen=True, kw_only=True)
class ReviewLook(Look):
    """A look at one emergency of a case of one's own."""

    base: CaseLook
    one: Told
    row: EmergencyRow
    names: dict[UUID, str]


class EmergencyReading:
    """Shows emergencies to their parties, each its own side."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; show own records by `showing`, others' by `disclosing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._clock = clock

    def form(self, acting: Acting, case: str) -> EmergencyForm:
        """
        Return what can be opened of a case, to whom, and what was opened of it before.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        rows: list[tuple[EmergencyRow, ...]] = []

        def look(facts: Facts) -> OfferLook:
            offer = offered(self._candidates, ledger, facts, case, surface=Surface.EMERGENCIES)
            found = find(
                self._candidates,
                ledger,
                facts,
                surface=Surface.EMERGENCIES,
                case_id=offer.matter.case_id,
            )
            rows.append(tuple(row_of(ledger, facts, found, one) for one in found.found))
            return offer

        offer, shown = self._showing.show(ledger, acting, Surface.EMERGENCIES, look)
        alias = ledger.derived.alias
        return EmergencyForm(
            case=case,
            token=ledger.derived.version_token(acting.agency, offer.matter.case_id, offer.version),
            name=person_sheet(ledger, offer.matter, shown).name,
            recipients=tuple(
                (alias(acting.agency, "programme", one), name)
                for one, name in sorted(offer.programmes.items(), key=lambda both: both[1])
                if one != acting.programme
            ),
            records=tuple(
                EmergencyRecord(
                    alias=group.alias,
                    kind=group.kind,
                    on=group.on,
                    opening=group.opening(shown),
                    sheet=group.sheet,
                )
                for group in offer.groups
                if group.is_shown(shown)
            ),
            rows=rows[-1],
        )

    def listed(self, acting: Acting) -> Emergencies:
        """
        Return the emergencies of the asker's programme: to be reviewed, received, done.

        A received one is here exactly when its page shows something (list = check).

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        rows: list[tuple[EmergencyRow, ...]] = []

        def look(facts: Facts) -> EmergenciesLook:
            found = find(self._candidates, ledger, facts, surface=Surface.EMERGENCIES)
            rows.append(
                tuple(
                    row_of(ledger, facts, found, one)
                    for one in found.found
                    if self._is_there(ledger, facts, found, one)
                )
            )
            return found

        self._showing.show(ledger, acting, Surface.EMERGENCIES, look)
        return Emergencies(
            waiting=tuple(row for row in rows[-1] if row.ours and row.waits),
            received=tuple(row for row in rows[-1] if not row.ours),
            done=tuple(row for row in rows[-1] if row.ours and not row.waits),
        )

    def received(self, acting: Acting, alias: str) -> EmergencyPage:
        """
        Return what a received emergency shows now; when it is over, only that it was.

        Raises:
            NotShown: when there is none for the asker, or it shows nothing and nobody had seen it.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        told, _ = find_one(self._candidates, ledger, facts, alias, surface=Surface.EMERGENCY)
        if told.disclosed.recipient != acting.programme:
            raise not_found(ledger, facts, alias, Surface.EMERGENCY)
        if not told.state.is_open(facts.now):
            return self._over(ledger, acting, alias)
        found: list[EmergencyRow] = []

        def packet(facts: Facts) -> Packet:
            told, look = find_one(self._candidates, ledger, facts, alias, surface=Surface.EMERGENCY)
            found.append(row_of(ledger, facts, look, told))
            return packet_of(told, look.seen.get(told.emergency_id, {}), facts.now)

        seen = self._disclosing.show(ledger, acting, Surface.EMERGENCY, packet)
        records = tuple(record_of(one) for one in seen)
        return EmergencyPage(
            row=found[-1],
            records=tuple(one for one in records if one.texts or one.hidden),
            on=self._clock(),
        )

    def review(self, acting: Acting, alias: str) -> EmergencyReview:
        """
        Return one of one's own as its reviewer sees it; looking leaves an entry.

        Raises:
            NotShown: when there is none, or the asker may not know of its case.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, Surface.EMERGENCY, lambda facts: self._review(ledger, facts, alias)
        )
        kinds = {part.at.event_id: (part.kind, part.on) for part in look.one.disclosed.records}
        return EmergencyReview(
            row=look.row,
            name=person_sheet(ledger, look.base.matter, shown).name,
            kinds=tuple(kinds.values()),
            grounds=_grounds(look, shown),
            may=acting.role in REVIEWERS and not look.row.mine and look.row.finding is None,
        )

    def _review(self, ledger: Ledger, facts: Facts, alias: str) -> ReviewLook:
        told, found = find_one(self._candidates, ledger, facts, alias, surface=Surface.EMERGENCY)
        row = row_of(ledger, facts, found, told)
        if not row.ours:
            raise not_found(ledger, facts, alias, Surface.EMERGENCY)
        base = self._candidates.sheet(ledger, facts, row.case, surface=Surface.EMERGENCY, kinds=[])
        words = tuple(
            Item(pointer=at, category=Category.NOTE, keeping=base.items[0].keeping)
            for _, at in told.words_at
        )
        return ReviewLook(
            surface=Surface.EMERGENCY,
            case_id=base.case_id,
            items=(*base.items, *words),
            streams={**base.streams, **found.streams},
            base=base,
            one=told,
            row=row,
            names=dict(found.names),
        )

    def _over(self, ledger: Ledger, acting: Acting, alias: str) -> EmergencyPage:
        rows: list[EmergencyRow] = []

        def look(facts: Facts) -> EmergenciesLook:
            told, found = find_one(
                self._candidates, ledger, facts, alias, surface=Surface.EMERGENCY
            )
            rows.append(row_of(ledger, facts, found, told))
            return found

        self._showing.show(ledger, acting, Surface.EMERGENCY, look)
        return EmergencyPage(row=rows[-1], records=(), on=self._clock())

    def _is_there(self, ledger: Ledger, facts: Facts, look: EmergenciesLook, one: Told) -> bool:
        is_open = one.state.is_open(facts.now)
        if one.disclosed.provider == facts.acting.programme or not is_open:
            return True
        packet = packet_of(one, look.seen.get(one.emergency_id, {}), facts.now)
        return bool(judged(self._disclosing, ledger, facts, [packet]).there)


def _grounds(look: ReviewLook, shown: Shown) -> tuple[Grounds, ...]:
    return tuple(
        Grounds(
            kind=entry.event.TOPIC,
            at=entry.signature.valid_at,
            staff=look.names.get(entry.signature.actor.staff or UUID(int=0), ""),
            words=str(content_of(at, shown).get("words", "")),
        )
        for entry, at in look.one.words_at
    )
