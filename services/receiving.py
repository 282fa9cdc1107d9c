"""Receiving (ほかの機関から): what other programmes show to the asker's."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from events.access import Surface
from events.base import personal_fields
from events.catalogue import BY_TOPIC
from projections.shared_with_us import Shared
from services.acting import Acting
from services.candidates import Candidates
from services.disclosing import Disclosing, Packet, Seen
from services.facts import Facts, utc_now
from services.ledger.ledgers import Ledgers
from services.provision_rows import RowsLook, find_one, inbox_look, packet_of, row_of
from services.provision_views import ProvidedPage, ProvidedRecord, ProvisionRow
from services.showing import Showing


class Receiving:
    """Shows what was provided, as far as the policy lets it pass at each look."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; decide and show by `disclosing`, the list by `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._clock = clock

    def inbox(self, acting: Acting) -> tuple[ProvisionRow, ...]:
        """
        Return what other programmes proposed to the asker's, as far as anything of it is there.

        A row is here exactly when its page shows something (list = check).

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, _ = self._showing.show(
            ledger,
            acting,
            Surface.PROVIDED,
            lambda facts: inbox_look(self._candidates, self._disclosing, ledger, facts),
        )
        return tuple(row_of(ledger, acting, look, one) for one in look.found)

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
            shared, look = find_one(self._candidates, ledger, facts, alias)
            found.append((shared, look))
            return packet_of(shared, look)

        seen = self._disclosing.show(ledger, acting, Surface.PROVIDED, find)
        shared, look = found[-1]
        words = next((one for one in seen if one.one.at == shared.words_at), None)
        text = str((words.content or {}).get("words", "")) if words else ""
        records = tuple(record_of(one) for one in seen if one.one.at != shared.words_at)
        return ProvidedPage(
            row=row_of(ledger, acting, look, shared, words=text),
            records=tuple(one for one in records if one.texts or one.hidden),
            gone=sum(1 for one in seen if not one.decision.shows),
            at=self._clock(),
        )


def record_of(seen: Seen) -> ProvidedRecord:
    """Return one part as its recipient sees it."""
    content = seen.content or {}
    return ProvidedRecord(
        kind=seen.one.kind,
        on=seen.one.on,
        category=seen.one.category,
        texts=tuple(
            (field, _text(content[field]))
            for field in personal_fields(BY_TOPIC[seen.one.kind])
            if content.get(field)
        ),
        hidden=bool(seen.hides),
        law=seen.decision.law,
    )


def _text(value: Any) -> str:
    """Return what a field says; of answers, each with what was asked."""
    if isinstance(value, str):
        return value
    return "\n".join(f"{one['asked']} {one['said']}" for one in value if one["said"])
