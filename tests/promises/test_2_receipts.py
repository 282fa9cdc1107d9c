"""Promise 2: keys open nothing without a fresh, fitting, unused receipt of a committed entry."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.access import NamesIndexed, ReadingRefused, Surface
from events.values import Category, Pointer
from services.db import Conn
from services.facts import system_signature, utc_now
from services.keys.opening import Bearer, Opener, Receipt, ReceiptRefused
from services.ledger import canonical
from services.ledger.drafts import Draft, Expected
from tests.city import PASSWORD, TENANT
from tests.promises.desk import Desk
from tests.promises.knocks import Knock, cleared, content_read, fitting, pointers, write

APPEND = """
SELECT (a).first_seq, (a).leaves FROM log.append(%(tenant)s, NULL, NULL, '{}', '{}',
    ARRAY[%(line)s::text], ARRAY[%(sealed)s::bytea], ARRAY[%(digests)s::bytea], NULL) AS a
"""


def another_leaf(knock: Knock, desk: Desk) -> Knock:
    leaf = bytes(desk.log().entries[0]["leaf"])
    return replace(knock, receipt=replace(knock.receipt, leaf=leaf))


def a_flipped_leaf(knock: Knock, _: Desk) -> Knock:
    leaf = bytes([knock.receipt.leaf[0] ^ 1]) + knock.receipt.leaf[1:]
    return replace(knock, receipt=replace(knock.receipt, leaf=leaf))


def no_entry(knock: Knock, _: Desk) -> Knock:
    return replace(knock, receipt=replace(knock.receipt, seq=knock.receipt.seq + 1_000_000))


def another_entry(knock: Knock, _: Desk) -> Knock:
    return replace(knock, receipt=replace(knock.receipt, seq=knock.receipt.seq - 1))


def another_municipality(knock: Knock, _: Desk) -> Knock:
    return replace(knock, receipt=replace(knock.receipt, tenant="lg-999999"))


def another_actor(knock: Knock, desk: Desk) -> Knock:
    return replace(knock, bearer=replace(knock.bearer, staff=desk.town.colleague.staff))


def another_session(knock: Knock, desk: Desk) -> Knock:
    return replace(knock, bearer=replace(knock.bearer, session=desk.town.colleague.session))


def no_session(knock: Knock, _: Desk) -> Knock:
    return replace(knock, bearer=replace(knock.bearer, session=None))


def nobody(knock: Knock, _: Desk) -> Knock:
    return replace(knock, bearer=Bearer(None, None))


def a_part_more(knock: Knock, desk: Desk) -> Knock:
    slip = cleared(desk, pointers(desk, "case.consultation-received"))
    return replace(knock, wanted=(*knock.wanted, *slip))


def too_old(knock: Knock, desk: Desk) -> Knock:
    system = desk.town.system
    return replace(knock, opener=Opener(system.databases, system.ring, most_seconds=0))


MISFITS: tuple[Callable[[Knock, Desk], Knock], ...] = (
    another_leaf,
    a_flipped_leaf,
    no_entry,
    another_entry,
    another_municipality,
    another_actor,
    another_session,
    no_session,
    nobody,
    a_part_more,
    too_old,
)


@given(misfits=st.lists(st.sampled_from(MISFITS), min_size=1, max_size=3, unique=True))
def test_a_receipt_that_does_not_fit_opens_nothing_and_is_not_used_up(
    desk: Desk, misfits: list[Callable[[Knock, Desk], Knock]]
) -> None:
    desk.town.stay()
    right = fitting(desk)
    wrong = right
    for misfit in misfits:
        wrong = misfit(wrong, desk)

    with pytest.raises(ReceiptRefused):
        wrong.open()

    assert sorted(part["name"] for part in right.open().values() if "name" in part) == ["髙橋 花子"]


def test_a_receipt_opens_once(desk: Desk) -> None:
    knock = fitting(desk)
    knock.open()

    with pytest.raises(ReceiptRefused, match="used before"):
        knock.open()


def test_a_receipt_opens_once_however_many_knock_together(desk: Desk) -> None:
    knock = fitting(desk)

    def try_it(_: int) -> bool:
        try:
            return bool(knock.open())
        except ReceiptRefused:
            return False

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(try_it, range(8))) == 1


def test_a_part_of_what_is_named_may_be_opened(desk: Desk) -> None:
    knock = fitting(desk)

    opened = replace(knock, wanted=knock.wanted[:1]).open()

    assert [part["name"] for part in opened.values()] == ["髙橋 花子"]


def test_an_ended_session_opens_nothing(desk: Desk) -> None:
    sessions = desk.town.system.sessions
    token = sessions.log_in(login="sato", password=PASSWORD)
    acting = sessions.current(token)
    assert acting is not None
    knock = fitting(desk, acting)

    sessions.log_out(token)

    with pytest.raises(ReceiptRefused, match="session"):
        knock.open()


def test_a_receipt_for_the_index_does_not_open_for_a_reader(desk: Desk) -> None:
    knock = fitting(desk)
    items = tuple(i.value.pointer for i in knock.wanted if i.value.category is Category.ID)
    receipt = write_index(desk, items)

    with pytest.raises(ReceiptRefused):
        replace(knock, receipt=receipt).open()
    with pytest.raises(ReceiptRefused):
        replace(knock, receipt=receipt, bearer=Bearer(None, None)).open()

    assert len(knock.opener.open_for_index(receipt, items, origin=knock.origin)) == 1


def test_a_receipt_for_the_index_opens_no_contact_and_no_record(desk: Desk) -> None:
    knock = fitting(desk)
    items = tuple(item.value.pointer for item in knock.wanted)

    with pytest.raises(ReceiptRefused, match="a part is no name"):
        knock.opener.open_for_index(write_index(desk, items), items, origin=knock.origin)


def test_a_colleague_of_another_programme_opens_nothing_even_with_what_the_gate_cleared(
    desk: Desk,
) -> None:
    """The keys service asks its own ring who keeps a part."""
    knock, stranger = fitting(desk), desk.town.outsider
    receipt = write(desk, stranger, content_read(stranger, knock.wanted))
    bearer = Bearer(stranger.staff, stranger.session)

    with pytest.raises(ReceiptRefused, match="another programme keeps a part"):
        replace(knock, receipt=receipt, bearer=bearer).open()


def test_a_readers_receipt_does_not_open_for_the_index(desk: Desk) -> None:
    knock = fitting(desk)
    items = tuple(item.value.pointer for item in knock.wanted)

    with pytest.raises(ReceiptRefused):
        knock.opener.open_for_index(knock.receipt, items, origin=knock.origin)


def write_index(desk: Desk, items: tuple[Pointer, ...]) -> Receipt:
    ledger = desk.town.system.ledgers.of(TENANT)
    draft = Draft(
        event=NamesIndexed(items=items),
        event_id=(event_id := uuid4()),
        stream=event_id,
        version=1,
        signature=system_signature(command_id=uuid4(), now=utc_now()),
    )
    appended = ledger.record([draft], Expected())
    return Receipt(TENANT, appended.first_seq, appended.leaves[0])


def test_the_entry_of_a_refusal_opens_nothing(desk: Desk) -> None:
    knock, me = fitting(desk), desk.town.worker
    refused = ReadingRefused(
        register=me.programme, surface=Surface.CASE_PAGE, rule="NOT_FOUND", detail="{}"
    )

    with pytest.raises(ReceiptRefused):
        replace(knock, receipt=write(desk, me, refused)).open()


def test_an_entry_opens_nothing_before_it_is_committed(desk: Desk) -> None:
    """The key service reads it on a connection of its own."""
    knock = fitting(desk)

    with psycopg.connect(desk.databases.conninfo("append")) as conn:
        receipt = append_again(conn, desk, knock.receipt.seq)
        with pytest.raises(ReceiptRefused, match="no such entry"):
            replace(knock, receipt=receipt).open()
        conn.commit()

    assert len(replace(knock, receipt=receipt).open()) == 2


def append_again(conn: Conn, desk: Desk, seq: int) -> Receipt:
    """Append an entry again under a new id, without committing."""
    log, event_id = desk.log(), str(uuid4())
    (part,) = (part for part in log.parts if part["seq"] == seq)
    line = log.lines[seq] | {"id": event_id, "stream": event_id}
    given = {
        "tenant": TENANT,
        "line": canonical.encode(line).decode(),
        "sealed": part["sealed"],
        "digests": part["digests"],
    }
    row = conn.execute(APPEND, given).fetchone()
    assert row is not None
    return Receipt(TENANT, row[0], row[1][0])
