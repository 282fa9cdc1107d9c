"""Replaying (判断の再現): what was decided comes out the same."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from events.consent_changes import ConsentWithdrawn
from events.values import tokyo_date
from services.db import Databases
from services.facts import utc_now
from services.replaying import Replayed
from tests.city import TENANT, city
from tests.services.sharing_town import Sharing, open_sharing
from tests.services.test_accounting import looked_at


@pytest.fixture
def sharing(databases: Databases, tmp_path: Path) -> Iterator[Sharing]:
    with city(databases, tmp_path) as town:
        yield open_sharing(town)


def replayed(sharing: Sharing) -> Replayed:
    return sharing.town.system.replaying.replay(TENANT)


def test_every_recorded_look_comes_out_the_same(sharing: Sharing) -> None:
    """R1: by the facts, the policy and the law of its moment."""
    looked_at(sharing)

    report = replayed(sharing)

    assert report.disclosures > 0
    assert report.looks > 0
    assert (report.differing, report.gaps, report.unknown) == ([], [], 0)


def test_what_is_said_later_makes_no_entry_differ(sharing: Sharing) -> None:
    """R1, R27: then it was not known."""
    looked_at(sharing)
    sharing.exclude()

    report = replayed(sharing)

    assert report.differing == []


def test_a_look_before_an_earlier_withdrawal_was_known_is_a_gap(sharing: Sharing) -> None:
    """R27: rightly shown by what was known, and not by what is known now."""
    looked_at(sharing)
    ledger = sharing.town.system.ledgers.of(TENANT)
    given = next(one for one in ledger.load(sharing.person) if one.event.TOPIC == "consent.given")
    sharing.tell(
        ConsentWithdrawn(
            person_id=sharing.person,
            consent=given.event_id,
            effective=tokyo_date(utc_now()) - timedelta(days=1),
            recipients=(),
            purposes=(),
            words="",
        )
    )

    report = replayed(sharing)

    assert report.differing == []
    assert {gap.reason for gap in report.gaps} == {"CONSENT_WITHDRAWN"}
    assert all(gap.recipient == sharing.town.other for gap in report.gaps)
    assert len(report.gaps) == report.disclosures
