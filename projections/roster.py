"""Roster (体制の索引): which posts an agency has, which partners a programme. Can be rebuilt."""

from typing import Any, Final
from uuid import UUID

from events.base import Event
from events.partner import PartnerRegistered
from events.post import PostEstablished
from projections.fact import Conn, Fact

NAME: Final = "roster"
READS: Final[frozenset[type[Event]]] = frozenset({PostEstablished, PartnerRegistered})

ADD_POST = """
INSERT INTO post (tenant, post_id, agency_id) VALUES (%(tenant)s, %(post_id)s, %(agency_id)s)
"""
ADD_PARTNER = """
INSERT INTO partner (tenant, partner_id, programme_id)
VALUES (%(tenant)s, %(partner_id)s, %(programme_id)s)
"""
POSTS = """
SELECT post_id FROM roster.post WHERE tenant = %(tenant)s AND agency_id = %(agency_id)s
ORDER BY post_id
"""
PARTNERS = """
SELECT partner_id FROM roster.partner
WHERE tenant = %(tenant)s AND programme_id = %(programme_id)s ORDER BY partner_id
"""

ROWS: Final = {
    "post": "SELECT * FROM post ORDER BY tenant, post_id",
    "partner": "SELECT * FROM partner ORDER BY tenant, partner_id",
}
"""Each table's rows in key order, for the digest."""


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts in, in their order."""
    for fact in facts:
        event = fact.event
        given: dict[str, Any] = {"tenant": fact.tenant}
        if isinstance(event, PostEstablished):
            given |= {"post_id": event.post_id, "agency_id": event.agency}
            conn.execute(ADD_POST, given)
        elif isinstance(event, PartnerRegistered):
            given |= {"partner_id": event.partner_id, "programme_id": event.programme}
            conn.execute(ADD_PARTNER, given)


def posts(conn: Conn, *, tenant: str, agency: UUID) -> list[UUID]:
    """Return the posts of an agency."""
    rows = conn.execute(POSTS, {"tenant": tenant, "agency_id": agency})
    return [post_id for (post_id,) in rows]


def partners(conn: Conn, *, tenant: str, programme: UUID) -> list[UUID]:
    """Return the persons without an account whom a programme works with, or did."""
    rows = conn.execute(PARTNERS, {"tenant": tenant, "programme_id": programme})
    return [partner_id for (partner_id,) in rows]
