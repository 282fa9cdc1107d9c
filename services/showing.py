"""
Showing: the one way from candidates to plaintext: gate, entry, keys, in this order (promise 2).

Whatever is shown was cleared item by item, named in a committed entry, and opened against that
entry's receipt.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from consent.gate import Admitted, Asker, Cleared, Item, Reason, Withheld, clear
from events.access import MOST_ITEMS, ContentRead, SearchMade, Surface
from events.base import Event
from events.values import Pointer, Purpose
from services.acting import Acting
from services.facts import Facts, gather
from services.files import register_file
from services.keys.opening import Bearer, Opener, Receipt
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.recorder import FactEnded, ReadStreamMoved
from services.refusals import NotShown
from services.refusing import refuse

LookT = TypeVar("LookT", bound="Look")


@dataclass(frozen=True, kw_only=True)
class Look:
    """
    What someone wants to see, and where.

    `streams` are the streams that the candidates rest on, with the versions they were seen at.
    `words` and `reason` are those of a search (R76).
    """

    surface: Surface
    items: tuple[Item, ...]
    case_id: UUID | None = None
    streams: dict[UUID, int]
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Opened:
    """One part that the gate has cleared, and its content; None when it was erased (R70)."""

    item: Cleared[Item]
    content: Mapping[str, Any] | None


class Showing:
    """Shows parts to whoever may see them."""

    def __init__(self, opener: Opener, clock: Callable[[], datetime]) -> None:
        """`opener` is the key service, `clock` gives the time in UTC."""
        self._opener = opener
        self._clock = clock

    def show(
        self, ledger: Ledger, acting: Acting, surface: Surface, look: Callable[[Facts], LookT]
    ) -> tuple[LookT, dict[Pointer, Opened]]:
        """
        Find candidates by `look`, clear them, write the entry, open them.

        When a stream that it rests on moved meanwhile, everything is decided afresh.

        Returns:
            The look, and what was cleared by its pointer: whatever is not in there is withheld, and
            nothing of it, not even that it exists, may be rendered.

        Raises:
            NotShown: when the asker may see nothing here; `look` may raise it too.
            ReceiptRefused, BrokenSeal: as `Opener.open`.
        """
        for last in (False, False, True):
            facts = gather(ledger, acting, self._clock())
            admitted = facts.admitted()
            if isinstance(admitted, Withheld):
                raise refuse(ledger, facts, surface=surface, asked="", why=admitted.reason)
            wanted = look(facts)
            try:
                return wanted, self._show(ledger, facts, admitted, wanted)
            except ReadStreamMoved:
                if last:
                    raise
            except FactEnded as ended:
                raise NotShown from ended
        raise AssertionError

    def _show(
        self, ledger: Ledger, facts: Facts, admitted: Admitted, look: Look
    ) -> dict[Pointer, Opened]:
        cleared = _clear(look.items, facts.asker)
        if look.case_id is not None and look.items and not cleared:
            asked, why = str(look.case_id), _why(look.items[0], facts.asker)
            raise refuse(ledger, facts, surface=look.surface, asked=asked, why=why)
        bearer = Bearer(staff=facts.acting.staff, session=facts.acting.session)
        contents: dict[Pointer, dict[str, Any]] = {}
        for part, receipt in self._entries(ledger, facts, admitted, look, cleared):
            if part:
                contents |= self._opener.open(receipt, bearer, part, origin=ledger.origin)
        return {
            item.value.pointer: Opened(item, contents.get(item.value.pointer)) for item in cleared
        }

    def _entries(
        self,
        ledger: Ledger,
        facts: Facts,
        admitted: Admitted,
        look: Look,
        cleared: Sequence[Cleared[Item]],
    ) -> list[tuple[Sequence[Cleared[Item]], Receipt]]:
        """Write an entry for each 500 items, and one when there is nothing, in one append."""
        chunks = [
            cleared[start : start + MOST_ITEMS]
            for start in range(0, max(len(cleared), 1), MOST_ITEMS)
        ]
        drafts = [_draft(facts, look, chunk) for chunk in chunks]
        expected = facts.expected(until=admitted.until, read=look.streams)
        appended = ledger.record(drafts, expected)
        return [
            (chunk, Receipt(ledger.tenant, appended.first_seq + n, leaf))
            for n, (chunk, leaf) in enumerate(zip(chunks, appended.leaves, strict=True))
        ]


def _clear(items: Sequence[Item], asker: Asker) -> list[Cleared[Item]]:
    rulings = (clear(item, asker) for item in items)
    return [ruling for ruling in rulings if isinstance(ruling, Cleared)]


def _why(item: Item, asker: Asker) -> Reason:
    ruling = clear(item, asker)
    return ruling.reason if isinstance(ruling, Withheld) else Reason.NOT_FOUND


def _draft(facts: Facts, look: Look, chunk: Sequence[Cleared[Item]]) -> Draft:
    event_id = uuid4()
    return Draft(
        event=_event(facts, look, tuple(item.value.pointer for item in chunk)),
        event_id=event_id,
        stream=event_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
        file=register_file(facts.now),
        programme=facts.acting.programme,
    )


def _event(facts: Facts, look: Look, pointers: tuple[Pointer, ...]) -> Event:
    if look.surface is Surface.SEARCH:
        return SearchMade(
            register=facts.acting.programme,
            items=pointers,
            words=look.words,
            reason=look.reason,
        )
    evidence = {str(stream): version for stream, version in look.streams.items()}
    return ContentRead(
        register=facts.acting.programme,
        surface=look.surface,
        case_id=look.case_id,
        items=pointers,
        detail=json.dumps(facts.detail(rests_on=evidence), ensure_ascii=False),
    )
