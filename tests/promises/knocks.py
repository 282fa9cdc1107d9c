"""Knocks at the key service, with receipts that fit until a test spoils them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from consent.gate import Cleared, Item, Keeping, clear
from events.access import ContentRead, Surface
from events.base import Event
from events.values import Category, Pointer, Purpose
from services.acting import Acting
from services.facts import gather, utc_now
from services.files import register_file
from services.keys.opening import Bearer, Opener, Receipt
from services.ledger.drafts import Draft, Expected
from tests.city import TENANT
from tests.promises.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Knock:
    """One attempt at opening the name and the contact of the desk's person."""

    opener: Opener
    receipt: Receipt
    bearer: Bearer
    wanted: tuple[Cleared[Item], ...]
    origin: str

    def open(self) -> dict[Pointer, dict[str, Any]]:
        """Knock."""
        return self.opener.open(self.receipt, self.bearer, self.wanted, origin=self.origin)


def pointers(desk: Desk, kind: str) -> list[tuple[Pointer, Category]]:
    """Return the parts of the first entry of a kind."""
    log = desk.log()
    seq = next(seq for seq, line in enumerate(log.lines) if line["type"] == kind)
    return [
        (Pointer(log.entries[seq]["event_id"], seq, part["n"]), Category(part["cat"]))
        for part in log.lines[seq]["parts"]
    ]


def cleared(desk: Desk, parts: Sequence[tuple[Pointer, Category]]) -> tuple[Cleared[Item], ...]:
    """Let the gate clear parts for the desk's counsellor."""
    ledger = desk.town.system.ledgers.of(TENANT)
    asker = gather(ledger, desk.town.worker, utc_now()).asker
    rulings = [
        clear(
            Item(pointer=pointer, category=category, keeping=Keeping(programme=desk.town.desk)),
            asker,
        )
        for pointer, category in parts
    ]
    return tuple(ruling for ruling in rulings if isinstance(ruling, Cleared))


def write(desk: Desk, acting: Acting, event: Event) -> Receipt:
    """Append an access entry for someone and return its receipt."""
    ledger = desk.town.system.ledgers.of(TENANT)
    facts = gather(ledger, acting, utc_now())
    draft = Draft(
        event=event,
        event_id=(event_id := uuid4()),
        stream=event_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
        file=register_file(facts.now),
        programme=acting.programme,
    )
    appended = ledger.record([draft], Expected())
    return Receipt(TENANT, appended.first_seq, appended.leaves[0])


def content_read(acting: Acting, items: Sequence[Cleared[Item]]) -> ContentRead:
    return ContentRead(
        register=acting.programme,
        surface=Surface.CASE_PAGE,
        case_id=None,
        items=tuple(item.value.pointer for item in items),
        detail="{}",
    )


def fitting(desk: Desk, acting: Acting | None = None) -> Knock:
    """Make a knock with a fresh, fitting, unused receipt."""
    acting = acting or desk.town.worker
    system = desk.town.system
    wanted = cleared(desk, pointers(desk, "person.registered"))
    return Knock(
        opener=Opener(system.databases, system.ring),
        receipt=write(desk, acting, content_read(acting, wanted)),
        bearer=Bearer(acting.staff, acting.session),
        wanted=wanted,
        origin=system.ledgers.of(TENANT).origin,
    )
