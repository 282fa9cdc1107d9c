"""Emergency overseeing (緊急開示の見守り): that there were any, never about whom (R39, R50)."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from consent.gate import Withheld, admit_inspector
from events.access import LedgerInspected, Surface
from events.values import Purpose
from projections import directory, emergencies, shared_with_us
from services.acting import Acting
from services.candidates import Candidates
from services.emergency_rows import EmergenciesLook, Told, row_of, seen_by_part, told_of
from services.emergency_views import EmergencyRow
from services.facts import Facts, gather, utc_now
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusing import refuse


class EmergencyOverseeing:
    """Tells the privacy officer and auditors of emergencies; looking leaves an entry."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; nothing is opened here."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._clock = clock

    def overseen(self, acting: Acting) -> tuple[EmergencyRow, ...]:
        """
        Return the emergencies that the asker's programme opened: those not reviewed first.

        Neither case nor person nor grounds are in it, so those of restricted cases are as well.

        Raises:
            NotShown: when the asker is no auditor and no privacy officer.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_inspector(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.EMERGENCIES, asked="", why=admitted.reason)
        look = self._look(ledger, facts)
        event_id = uuid4()
        draft = Draft(
            event=LedgerInspected(
                register=acting.programme,
                case_id=None,
                page=1,
                seqs=tuple(one.first.seq for one in look.found),
            ),
            event_id=event_id,
            stream=event_id,
            version=1,
            signature=facts.signature(command_id=uuid4(), purpose=Purpose.AUDIT),
        )
        ledger.record([draft], facts.expected(until=admitted.until))
        return tuple(row_of(ledger, facts, look, one, named=False) for one in look.found)

    def _look(self, ledger: Ledger, facts: Facts) -> EmergenciesLook:
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        with self._candidates.viewing(facts) as conn:
            found = emergencies.find(conn, tenant=tenant, viewer=viewer)
            ids = [one.emergency_id for one in found if one.provider == viewer]
            times = shared_with_us.disclosed(conn, tenant=tenant, viewer=viewer, provisions=ids)
            names = directory.staff_names(conn, tenant)
            programmes = directory.programmes(conn, tenant)
        loaded = ledger.load_all(*ids) if ids else {}
        there: list[Told] = [told for one in ids if (told := told_of(one, loaded[one]))]
        return EmergenciesLook(
            surface=Surface.EMERGENCIES,
            items=(),
            streams={},
            found=tuple(there),
            programmes={one: named.name for one, named in programmes.items()},
            names=names,
            seen=seen_by_part(times),
        )
