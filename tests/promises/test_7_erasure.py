"""
Promise 7: content is erased for good, the history still verifies and says what was erased.

By destroyed keys (R70); retention rules come later.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from typer.testing import CliRunner

from events.values import ClosingReason, tokyo_date
from services import checking
from services.case_forms import Closing, ProgressCorrection, SlipCorrection
from services.case_views import PersonSheet
from services.checking import ErasedKey
from services.cli import app
from services.db import Databases
from services.facts import utc_now
from services.keys.cipher import BrokenSeal, Place, unseal, unseal_file
from services.readmodels import ALL, digest, rebuild
from services.refusals import FileErased, NotShown
from tests.city import TENANT, City, attachment, city, progress
from tests.promises import census
from tests.promises.erasing import GONE, erase, in_ring, take


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


def test_key_bytes_and_digests_are_gone_and_nothing_else_is(town: City) -> None:
    databases = town.system.databases
    erased, kept = take(town), take(town, name="秋山 巌", phone="042-000-0001")
    before = census.read(databases, TENANT)

    keys = erase(town, erased)

    ring, log = in_ring(databases), census.read(databases, TENANT)
    assert len(keys) == 2
    for key_id, (wrapped, destroyed_at) in ring.items():
        assert (wrapped is None, destroyed_at is not None) == (key_id in keys,) * 2
    for old, new in zip(before.parts, log.parts, strict=False):
        gone = {"sealed": None, "digests": None} if old["key_id"] in keys else {}
        assert new == old | gone
    assert log.entries[: len(before.entries)] == before.entries
    assert town.system.reading.case_page(town.worker, kept).person.name == "秋山 巌"


def test_every_page_says_that_it_is_erased_why_by_what_and_when(town: City) -> None:
    alias, reading, me = take(town), town.system.reading, town.worker

    erase(town, alias)

    page = reading.case_page(me, alias)
    nothing = PersonSheet(name="", kana="", born="", address="", phone="", erased=GONE)
    assert page.person == nothing
    assert [(item.texts, item.erased, item.correctable) for item in page.items] == [
        ((), GONE, False),
        ((), GONE, False),
    ]
    (row,) = reading.my_work(me).rows
    assert (row.name, row.erased) == (None, True)
    assert reading.record(me, alias, page.items[0].alias).erased == GONE


def test_an_erased_person_is_found_by_nothing(town: City) -> None:
    alias, reading = take(town), town.system.reading
    spellings = ("髙橋", "はなこ", "髙橋花子 昭和22年5月3日", "042-000-1234")

    def found() -> list[int]:
        searches = (reading.search(town.worker, words=w, reason="来所") for w in spellings)
        return [len(result.hits) for result in searches]

    before = found()
    erase(town, alias)

    assert (before, found()) == ([1, 1, 1, 1], [0, 0, 0, 0])


def test_the_history_verifies_and_lists_what_was_erased(town: City) -> None:
    alias = take(town)

    keys = erase(town, alias)

    report = checking.check(town.system.databases, TENANT)
    assert report.findings == []
    # The sheet's name and contact; the slip's words, who came, and the progress.
    assert sorted(one.parts for one in report.erased) == [2, 3]
    assert {one.key_id for one in report.erased} == set(keys)
    assert {replace(one, key_id=UUID(int=0), parts=0) for one in report.erased} == {
        ErasedKey(UUID(int=0), "appi-100", "stop_order", date(2026, 11, 2), 0)
    }


def test_the_check_of_an_operator_says_erased_reason_authority_and_date(
    town: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    databases = town.system.databases
    keys = erase(town, take(town))
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", databases.log)
    monkeypatch.setenv("TSUNAGI_KEYRING_URL", databases.ring)
    monkeypatch.setenv("TSUNAGI_SECRETS_DIR", str(databases.secrets_dir))

    told = CliRunner().invoke(app, ["check"])

    assert told.exit_code == 0
    for key_id in keys:
        line = f"鍵 {key_id}  理由 appi-100  根拠 stop_order  決定日 2026-11-02  "
        assert f"消去済み  {line}" in told.output


def test_bytes_from_an_older_backup_open_under_no_key_that_is_left(town: City) -> None:
    take(town, name="秋山 巌")
    alias, databases = take(town), town.system.databases
    backup = census.read(databases, TENANT)

    keys = erase(town, alias)

    left = town.system.ring.secrets_of(TENANT, in_ring(databases))
    assert left
    assert left.keys().isdisjoint(keys)
    origin = town.system.ledgers.of(TENANT).origin
    for part in (part for part in backup.parts if part["key_id"] in keys):
        seq: int = part["seq"]
        event_id: UUID = backup.entries[seq]["event_id"]
        place = Place(origin, event_id, part["part_no"], part["category"], part["key_id"])
        for secret in left.values():
            with pytest.raises(BrokenSeal):
                unseal(part["sealed"], secret, place, committed=b"")


def test_a_read_model_rebuilt_after_it_is_the_same_and_knows_nothing_more(town: City) -> None:
    databases = town.system.databases
    erase(town, take(town))
    live = {name: digest(databases, name) for name in ALL}

    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        for name in ALL:
            assert sum(rebuild(databases, owner, name)) > 0

    assert {name: digest(databases, name) for name in ALL} == live
    assert town.system.reading.search(town.worker, words="髙橋", reason="確認").hits == ()


def test_nothing_can_be_added_to_an_erased_file(town: City) -> None:
    me, commands, alias = town.worker, town.system.commands, take(town)
    page = town.system.reading.case_page(me, alias)
    note, slip = page.items[0].alias, page.items[1].alias
    erase(town, alias)
    before = census.read(town.system.databases, TENANT)
    today = tokyo_date(utc_now())
    closing = Closing(reason=ClosingReason.OWN_WISH, closed_on=today, summary="終了。")
    rewritten = ProgressCorrection(method=progress().method, text="別の文。", reason="誤記")
    retold = SlipCorrection(own_words="別の文。", wishes="", reason="誤記")

    for add in (
        lambda: commands.record_progress(me, uuid4(), alias, page.token, progress()),
        lambda: commands.correct_progress(me, uuid4(), alias, page.token, note, rewritten),
        lambda: commands.correct_consultation(me, uuid4(), alias, page.token, slip, retold),
        lambda: commands.close_case(me, uuid4(), alias, page.token, closing),
        lambda: town.system.attachments.attach(me, uuid4(), alias, page.token, attachment()),
    ):
        with pytest.raises(FileErased):
            add()

    assert census.read(town.system.databases, TENANT) == before


def test_attached_files_are_erased_with_their_case_and_the_history_verifies(town: City) -> None:
    me, system, alias = town.worker, town.system, take(town)
    token = system.reading.case_page(me, alias).token
    system.attachments.attach(me, uuid4(), alias, token, attachment())
    record = system.reading.case_page(me, alias).items[0].alias
    backup = census.read(system.databases, TENANT)
    files = [part for part in backup.parts if part["seq"] == len(backup.entries) - 2]

    keys = erase(town, alias)

    report = checking.check(system.databases, TENANT)
    assert report.findings == []
    assert sorted(one.parts for one in report.erased) == [2, 6]
    after = census.read(system.databases, TENANT).parts
    assert [one["sealed"] for one in after if one["seq"] == files[0]["seq"]] == [None] * 3
    assert system.reading.case_page(me, alias).items[0].erased == GONE
    with pytest.raises(NotShown):
        system.attachments.open(me, alias, record, 1)
    left = system.ring.secrets_of(TENANT, in_ring(system.databases))
    assert left.keys().isdisjoint(keys)
    origin = system.ledgers.of(TENANT).origin
    seq: int = files[0]["seq"]
    event_id: UUID = backup.entries[seq]["event_id"]
    place = Place(origin, event_id, 1, "HEALTH", files[1]["key_id"])
    for secret in left.values():
        with pytest.raises(BrokenSeal):
            unseal_file(files[1]["sealed"], secret, place, committed=b"")
