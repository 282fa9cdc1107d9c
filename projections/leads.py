"""Leads (担当の見通し): who leads which open case from which day on, as `caseload` keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from projections.eyes import Eyes
from projections.fact import Conn

OPEN = """
SELECT m.case_id, m.named IS NOT NULL, m.lead_from, m.lead FROM caseload.matter m
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND NOT m.closed
    AND m.person_id <> ALL(%(barred)s::uuid[]) AND (m.named IS NULL OR %(me)s = ANY(m.named)
        OR %(me)s = ANY(m.lead[width_bucket(%(today)s::date, m.lead_from):])
        OR (%(chief)s AND (%(present)s::uuid[] IS NULL OR NOT m.named && %(present)s::uuid[])))
ORDER BY m.opened_at, m.case_id
"""
OF_STAFF = """
SELECT m.case_id FROM caseload.matter m
WHERE m.tenant = %(tenant)s AND m.viewer = %(viewer)s AND NOT m.closed
    AND %(staff)s = ANY(m.lead)
ORDER BY m.case_id
"""


@dataclass(frozen=True, kw_only=True)
class Led:
    """An open case with its leads, each from a Tokyo civil date on, in the order of the dates."""

    case_id: UUID
    restricted: bool
    leads: tuple[tuple[date, UUID], ...]


def open_cases(conn: Conn, *, tenant: str, viewer: UUID, eyes: Eyes) -> tuple[Led, ...]:
    """Return the open cases that somebody of the programme may find, the oldest first."""
    given = {"tenant": tenant, "viewer": viewer, **eyes.given()}
    return tuple(
        Led(case_id=case_id, restricted=restricted, leads=_paired(since, lead))
        for case_id, restricted, since, lead in conn.execute(OPEN, given)
    )


def of_staff(conn: Conn, *, tenant: str, viewer: UUID, staff: UUID) -> tuple[UUID, ...]:
    """Return the open cases of a programme that one of the staff led, leads or will lead."""
    given = {"tenant": tenant, "viewer": viewer, "staff": staff}
    return tuple(case_id for (case_id,) in conn.execute(OF_STAFF, given))


def _paired(since: Iterable[date], lead: Iterable[UUID]) -> tuple[tuple[date, UUID], ...]:
    return tuple(zip(since, lead, strict=True))
