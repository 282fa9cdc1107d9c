"""
Promise 3: nothing reaches another agency after the withdrawal that should have stopped it (R27).

Many look while one takes a consent back; whatever stands in the log after the withdrawal opened
nothing.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import UUID, uuid4

import pytest

from events.access import ContentDisclosed
from events.consent_changes import ConsentWithdrawn
from events.provision import AcceptProvision
from services.ledger.recorder import ReadStreamMoved
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, city
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.services.sharing_town import Sharing, open_sharing

READERS = 7
LOOKS = 3


@pytest.fixture(scope="module")
def sharing(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Sharing, str]]:
    """Give a case of which another programme accepted a packet, and where it finds it."""
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("sharing")) as town:
        opened = open_sharing(town)
        opened.withdraw(opened.consent())
        opened.consent()
        alias = opened.propose()
        token = town.system.receiving.inbox(town.outsider)[0].token
        town.system.replying.reply(town.outsider, uuid4(), alias, token, AcceptProvision())
        catch_up(pair)
        yield opened, alias
    postgres.drop(pair)


def look(sharing: Sharing, alias: str) -> None:
    """Look as often as it goes; being refused is an answer too."""
    for _ in range(LOOKS):
        with suppress(NotShown, ReadStreamMoved):
            sharing.town.system.receiving.page(sharing.town.outsider, alias)


def test_nothing_is_disclosed_after_the_withdrawal_that_should_have_stopped_it(
    sharing: tuple[Sharing, str],
) -> None:
    opened, alias = sharing
    ledger = opened.town.system.ledgers.of(TENANT)
    disclosed = 0
    for _ in range(rounds(fast=3, deep=1000 // (READERS * LOOKS))):
        opened.town.stay()
        consent = opened.consent()
        before = ledger.size()
        with ThreadPoolExecutor(READERS + 1) as pool:
            looks = [pool.submit(look, opened, alias) for _ in range(READERS)]
            pool.submit(withdraw_soon, opened, consent, before).result()
            for one in looks:
                one.result()

        entries = ledger.entries(before, ledger.size() - before)
        ended = next(one.seq for one in entries if isinstance(one.event, ConsentWithdrawn))
        shown = [
            one.seq
            for one in entries
            if isinstance(one.event, ContentDisclosed) and one.event.items
        ]
        assert [seq for seq in shown if seq > ended] == []
        disclosed += len(shown)

    assert disclosed > 0


def withdraw_soon(sharing: Sharing, consent: UUID, before: int) -> None:
    """Take a consent back as soon as the first of the others has looked."""
    ledger = sharing.town.system.ledgers.of(TENANT)
    while ledger.size() == before:
        pass
    sharing.withdraw(consent)
