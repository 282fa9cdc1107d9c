"""Every event survives the log: taken apart, sealed, appended, read back, opened, put together."""

import json
from base64 import b64decode
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from events.base import Event
from services.keys.cipher import Place, unseal, unseal_file
from services.ledger.codec import Content, from_stored, to_stored
from services.ledger.drafts import Draft, Expected
from services.main import System
from tests.builders import DESK, SIGNATURE
from tests.city import TENANT, city
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.events.examples import EXAMPLES
from tests.promises import census
from tests.services.ledger.test_golden import any_event

EVENTS = any_event().filter(lambda event: "\\u0000" not in json.dumps(to_stored(event).data))
"""PostgreSQL's jsonb holds no NUL: clear texts, which operators type, cannot have one."""


@pytest.fixture(scope="module")
def system(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city"), working=False) as town:
        yield town.system
    postgres.drop(pair)


def draft(event: Event) -> Draft:
    """Draft an event as the first of a stream of its own, in a file of its own."""
    stream = uuid4()
    return Draft(
        event=event,
        event_id=uuid4(),
        stream=stream,
        version=1,
        signature=SIGNATURE,
        file=f"case:{stream}",
        programme=DESK,
    )


@given(st.lists(EVENTS, min_size=1, max_size=4))
@settings(max_examples=rounds(fast=25, deep=600), phases=set(Phase) - {Phase.shrink, Phase.explain})
def test_every_event_survives_the_log_whole(system: System, events: list[Event]) -> None:
    ledger, drafts = system.ledgers.of(TENANT), [draft(event) for event in events]

    ledger.record(drafts, Expected())

    for written in drafts:
        (read,) = ledger.load(written.stream)
        assert read.event == from_stored(written.event.TOPIC, to_stored(written.event).data)
        assert (read.event_id, read.version) == (written.event_id, 1)
        assert read.signature == SIGNATURE
        assert opened(system, read.seq) == written.event


def opened(system: System, seq: int) -> Event:
    """Open the parts of an entry with the ring's keys, and put its event together."""
    log = census.read(system.databases, TENANT)
    line, event_id = log.lines[seq], log.entries[seq]["event_id"]
    contents: list[Content] = []
    for name, part in zip(
        line["parts"], (part for part in log.parts if part["seq"] == seq), strict=True
    ):
        key_id = UUID(name["key"])
        secret = system.ring.secrets_of(TENANT, [key_id])[key_id]
        place = Place(line["log"], event_id, name["n"], name["cat"], key_id)
        committed = b64decode(name["cm"])
        assert len(part["sealed"]) == name["len"] + 12 + 32 + 16
        if name.get("form") == "file":
            assert name["len"] % 65536 == 0
            contents.append(unseal_file(part["sealed"], secret, place, committed=committed))
        else:
            content = unseal(part["sealed"], secret, place, committed=committed)
            contents.append(json.loads(content))
    return from_stored(line["type"], line["data"], contents)


def test_what_the_properties_wrote_is_a_log_without_a_flaw(system: System) -> None:
    system.ledgers.of(TENANT).record([draft(example) for example in EXAMPLES.values()], Expected())

    assert census.flaws(system.databases, TENANT) == []
