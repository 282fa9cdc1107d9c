"""消去: a destroyed key takes the content along; the history still verifies (R70, promise 7)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events.key import SecondPersonMissing
from events.values import ErasureAuthority
from services.case_views import Erased
from services.checking import check
from services.db import Databases
from services.destruction import Order
from services.refusals import FileErased
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation, progress


def order(town: City) -> Order:
    return Order(
        authority=ErasureAuthority.RETENTION_END,
        reason_code="retention_5_years",
        decided_on=date(2026, 11, 2),
        ordered_by=town.worker.staff,
        approved_by=town.colleague.staff,
    )


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


def case_keys(town: City, alias: str) -> tuple[UUID, ...]:
    ledger = town.system.ledgers.of(TENANT)
    case_id = ledger.derived.resolve(town.worker.agency, "case", alias)
    assert case_id is not None
    return town.system.destruction.keys_of(TENANT, [case_id])


def test_erased_content_is_gone_and_the_log_still_verifies(town: City) -> None:
    me, system = town.worker, town.system
    done = system.commands.receive_consultation(me, uuid4(), consultation())
    token = system.reading.case_page(me, done.case).token
    (key_id,) = case_keys(town, done.case)

    system.destruction.destroy(TENANT, key_id, order(town))

    catch_up(system.databases)
    page = system.reading.case_page(me, done.case)
    gone = Erased(
        authority="retention_end", reason_code="retention_5_years", decided_on=date(2026, 11, 2)
    )
    assert [(item.texts, item.erased) for item in page.items] == [((), gone)]
    report = check(system.databases, TENANT)
    assert report.findings == []
    assert [(e.key_id, e.parts) for e in report.erased] == [(key_id, 2)]
    with pytest.raises(FileErased):
        system.commands.record_progress(me, uuid4(), done.case, token, progress())


def test_one_person_alone_erases_nothing(town: City) -> None:
    done = town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    (key_id,) = case_keys(town, done.case)
    alone = replace(order(town), approved_by=town.worker.staff)

    with pytest.raises(SecondPersonMissing):
        town.system.destruction.destroy(TENANT, key_id, alone)

    assert town.system.reading.case_page(town.worker, done.case).items[0].erased is None


def test_destroying_again_and_settling_change_nothing(town: City) -> None:
    done = town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    (key_id,) = case_keys(town, done.case)
    town.system.destruction.destroy(TENANT, key_id, order(town))
    size = town.system.ledgers.of(TENANT).size()

    town.system.destruction.destroy(TENANT, key_id, order(town))
    settled = town.system.destruction.settle(TENANT)

    assert settled == 0
    assert town.system.ledgers.of(TENANT).size() == size
