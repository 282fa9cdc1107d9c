"""Sharing: a packet of 200 parts as its recipient sees it; deciding anew on 1,000 parts."""

from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter
from typing import Final
from uuid import uuid4

import psycopg

from consent.gate import Item, Keeping, rule
from events.provision import AcceptProvision, Provided
from events.values import Purpose
from services import crossing, worker
from services.crossing import Party
from services.facts import gather, utc_now
from services.ledger.drafts import Expected
from services.main import System
from services.pinning import parts_of
from services.policy_file import policy_from, registry_from
from tests.bench import page_peer
from tests.bench.decision import Cedar, sample
from tests.bench.filling import progress
from tests.bench.ground import Place
from tests.bench.ours import opened
from tests.bench.rows import Bench, Extent, Row, paired
from tests.city import City
from tests.services.sharing_town import Sharing, open_sharing

PACKET: Final = 200
ITEMS: Final = 1000
SPARSE: Final = 10
"""Parts of the slip and the sheet, all of which may be empty."""

SELECT: Final = """
SELECT alias, kind, valid_at, recorded_at, staff_name, role, method, body FROM note
WHERE case_alias = 'packet' ORDER BY number DESC
"""


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Measure a look at a packet, then a withdrawal with the decisions that it changes."""
    with opened(place) as system, psycopg.connect(place.peer, autocommit=True) as peer:
        sharing = _opened(place, system)
        sharing.consent()
        _grow(sharing, PACKET)
        with worker.running(system.databases, poll=0.1):
            alias = sharing.propose()
        token = system.receiving.inbox(sharing.town.outsider)[0].token
        system.replying.reply(sharing.town.outsider, uuid4(), alias, token, AcceptProvision())
        worker.catch_up(system.databases)
        peer.execute(page_peer.MAKE)
        given = {"text": "", "cases": ["packet"], "records": PACKET}
        peer.execute(page_peer.FILL, given)
        yield from paired(
            place,
            extent,
            what=f"packet of {PACKET} parts, against one SELECT and one INSERT",
            goal="",
            unit="s",
            ours=partial(_a_look, sharing, alias),
            peer=partial(_a_page, peer, place),
        )
        _grow(sharing, ITEMS)
        policy = policy_from()
        cedar = Cedar(policy, sample(policy, ITEMS))
        yield from paired(
            place,
            extent,
            what=f"{ITEMS:,} parts anew after a withdrawal, against cedarpy's permits",
            goal="",
            unit="s",
            ours=partial(_anew, sharing),
            peer=partial(_permits, cedar),
        )


def _opened(place: Place, system: System) -> Sharing:
    me = place.acting
    town = City(system, place.root_key, me.programme, me.programme, me, me, me, me)
    sato, suzuki, tanaka = (town.log_in(login) for login in ("sato", "suzuki", "tanaka"))
    desk, other = sato.programme, tanaka.programme
    present = City(system, place.root_key, desk, other, sato, suzuki, tanaka, me)
    sharing = open_sharing(present)
    worker.catch_up(system.databases)
    return sharing


def _parts(sharing: Sharing) -> tuple[Provided, ...]:
    """Return the parts of the case and of the person's sheet."""
    ledger = sharing.town.system.ledgers.of(sharing.town.worker.tenant)
    case_id = ledger.derived.resolve(sharing.town.worker.agency, "case", sharing.case)
    assert case_id is not None
    loaded = ledger.load_all(case_id, sharing.person)
    recorded = (*loaded[case_id], loaded[sharing.person][0])
    return tuple(part for one in recorded for part in parts_of(one))


def _grow(sharing: Sharing, parts: int) -> None:
    """Add 支援経過 until the case has so many parts."""
    system, acting = sharing.town.system, sharing.town.worker
    ledger = system.ledgers.of(acting.tenant)
    case_id = ledger.derived.resolve(acting.agency, "case", sharing.case)
    assert case_id is not None
    version, facts = ledger.version(case_id), gather(ledger, acting, utc_now())
    missing = parts - len(_parts(sharing))
    for first in range(1, missing + 1, 100):
        numbers = range(first, min(first + 100, missing + 1))
        drafts = [progress(facts, case_id, sharing.person, version + n) for n in numbers]
        ledger.record(drafts, Expected())
    assert len(_parts(sharing)) == parts
    worker.catch_up(system.databases)


def _a_look(sharing: Sharing, alias: str) -> float:
    started = perf_counter()
    page = sharing.town.system.receiving.page(sharing.town.outsider, alias)
    taken = perf_counter() - started
    # Parts in which nothing was written are no records.
    assert PACKET - SPARSE <= len(page.records) <= PACKET
    return taken


def _a_page(peer: psycopg.Connection, place: Place) -> float:
    started = perf_counter()
    found = peer.execute(SELECT).fetchall()
    peer.execute(page_peer.INSERT, {"case": "packet", "staff": place.acting.staff})
    taken = perf_counter() - started
    assert len(found) == PACKET
    return taken


def _anew(sharing: Sharing) -> float:
    parts, consent = _parts(sharing), sharing.consent()
    assert _permitted(sharing, parts) == ITEMS
    started = perf_counter()
    sharing.withdraw(consent)
    permitted = _permitted(sharing, parts)
    taken = perf_counter() - started
    assert permitted == 0
    return taken


def _permitted(sharing: Sharing, parts: Sequence[Provided]) -> int:
    """Read the streams and decide on each part, as a look of the recipient does."""
    town, now = sharing.town, utc_now()
    ledger = town.system.ledgers.of(town.worker.tenant)
    facts = gather(ledger, town.outsider, now)
    to, provider = Party(programme=town.other, account=town.outsider.staff), town.desk
    known = crossing.gather(ledger, facts, to, provider, parts, (policy_from(), registry_from()))
    assert known.policy is not None
    keeping = Keeping(programme=provider)
    rulings = [
        rule(
            Item(pointer=one.at, category=one.category, keeping=keeping),
            crossing.asked(known, one, to, provider, Purpose.SERVICE),
            known.policy,
            at=now,
            known_at=known.size,
        )
        for one in parts
    ]
    return sum(1 for one in rulings if one.decision.shows)


def _permits(cedar: Cedar) -> float:
    started = perf_counter()
    cedar.batches(ITEMS, ITEMS)
    return perf_counter() - started


BENCH: Final = Bench(
    name="sharing",
    title="What another agency sees: a packet, and a case decided anew",
    run=run,
    grows=False,
)
