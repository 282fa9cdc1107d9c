"""Inspecting (閲覧記録の確認): an auditor sees who read what, never what was read (R50, R76)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from consent.gate import Admitted, Reason, Withheld, admit_inspector
from events.access import LedgerInspected, Surface
from events.values import Purpose, Role
from projections import access_ledger, directory
from projections.access_ledger import Look
from services import keeping
from services.access_views import AccessPage, AccessRow
from services.acting import Acting
from services.db import Databases, storage_errors
from services.facts import Facts, gather, utc_now
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusing import refuse

PAGE: Final = 50
NOTHING: Final = UUID(int=0)

SET_VIEWER = """
SELECT set_config('tsunagi.tenant', %(tenant)s, true),
    set_config('tsunagi.viewer', %(viewer)s, true)
"""


class Inspecting:
    """
    Shows the access ledger to those who watch over it; looking leaves an entry as well.

    Looks at restricted cases stand in it, so that who is named is watched too; which case it was
    does not.
    """

    def __init__(
        self, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime] = utc_now
    ) -> None:
        """Read as the audit role, which reaches no part."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock

    def access_page(self, acting: Acting, *, page: int, case: str | None) -> AccessPage:
        """
        Return a page (from 1) of the programme's looks, newest first; `case` (an alias) narrows it.

        Raises:
            NotShown: when the asker is no auditor, or the alias is none.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_inspector(facts.asker)
        if isinstance(admitted, Withheld):
            surface, why = Surface.ACCESS_LEDGER, admitted.reason
            raise refuse(ledger, facts, surface=surface, asked=case or "", why=why)
        case_id = None if case is None else ledger.derived.resolve(acting.agency, "case", case)
        if case is not None and case_id is None:
            surface, why = Surface.ACCESS_LEDGER, Reason.NOT_FOUND
            raise refuse(ledger, facts, surface=surface, asked=case, why=why)
        tenant, viewer = acting.tenant, acting.programme
        with storage_errors(), self._databases.pool("audit").connection() as conn:
            conn.execute(SET_VIEWER, {"tenant": tenant, "viewer": str(viewer)})
            known = unrestricted(ledger, facts, [case_id] if case_id else [])
            # What is restricted is looked for under an id that nothing has.
            wanted = case_id if case_id is None or case_id in known else NOTHING
            total = access_ledger.count(conn, tenant=tenant, viewer=viewer, case_id=wanted)
            looks = access_ledger.page(
                conn,
                tenant=tenant,
                viewer=viewer,
                case_id=wanted,
                limit=PAGE,
                offset=(page - 1) * PAGE,
            )
            names = directory.staff_names(conn, tenant)
            programmes = directory.programmes(conn, tenant)
        self._write_down(ledger, facts, admitted, case_id=case_id, page=page, looks=looks)
        known = unrestricted(ledger, facts, [look.case_id for look in looks if look.case_id])
        return AccessPage(
            rows=tuple(
                _row(ledger, acting, look, names, programmes, named=look.case_id in known)
                for look in looks
            ),
            total=total,
            page=page,
            pages=max(1, -(-total // PAGE)),
        )

    def _write_down(
        self,
        ledger: Ledger,
        facts: Facts,
        admitted: Admitted,
        *,
        case_id: UUID | None,
        page: int,
        looks: Sequence[Look],
    ) -> None:
        event_id = uuid4()
        event = LedgerInspected(
            register=facts.acting.programme,
            case_id=case_id,
            page=page,
            seqs=tuple(look.seq for look in looks),
        )
        draft = Draft(
            event=event,
            event_id=event_id,
            stream=event_id,
            version=1,
            signature=facts.signature(command_id=uuid4(), purpose=Purpose.AUDIT),
        )
        ledger.record([draft], facts.expected(until=admitted.until))


def unrestricted(ledger: Ledger, facts: Facts, cases: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of some cases that are not restricted, as far as there are any."""
    kept = keeping.of_cases(ledger, facts, sorted(set(cases)))
    return frozenset(case for case, one in kept.items() if one.named is None)


def _row(
    ledger: Ledger,
    acting: Acting,
    look: Look,
    names: dict[UUID, str],
    programmes: dict[UUID, directory.ProgrammeName],
    *,
    named: bool,
) -> AccessRow:
    """Return one look; `named` = the case that it was at may be named."""
    programme = programmes.get(look.programme) if look.programme else None
    return AccessRow(
        seq=look.seq,
        at=look.at,
        kind=look.kind,
        staff_name=names.get(look.staff, "") if look.staff else "",
        programme_name=programme.name if programme else "",
        role=Role(look.role),
        purpose=look.purpose,
        basis=look.basis,
        surface=look.surface,
        case=ledger.derived.alias(acting.agency, "case", look.case_id)
        if named and look.case_id
        else None,
        items=look.items,
        rule=look.rule,
    )
