"""Promise 9: many writers at once: each is heard exactly once, and who tails misses nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from services.acting import Acting, Done
from services.case_views import TimelineItem
from services.db import Databases
from services.ledger.drafts import Expected, SealedEvent
from services.ledger.recorder import LogRecorder
from services.refusals import StaleSave, StorageUnavailable
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation, progress
from tests.depth import rounds
from tests.promises import census
from tests.services.ledger.logs import bare_line, open_log

WRITERS = 8


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path) as opened:
        yield opened


@dataclass
class Pen:
    """One writer at one case: what they have seen, and the state that they save against."""

    town: City
    acting: Acting
    case: str
    token: str
    seen: set[str]

    def write(self, text: str) -> None:
        """Save a text, looking at what others wrote as often as needed."""
        command_id = uuid4()
        while not self._save(command_id, text):
            pass
        self.seen.add(text)

    def _save(self, command_id: UUID, text: str) -> bool:
        try:
            self.town.system.commands.record_progress(
                self.acting, command_id, self.case, self.token, progress(text)
            )
        except StaleSave as stale:
            self.seen |= set(texts(stale.changes))
            self.token = stale.token
            return False
        except StorageUnavailable:
            return False
        return True


def texts(items: tuple[TimelineItem, ...]) -> list[str]:
    """Return what was written."""
    return [text for item in items for field, text in item.texts if field == "text"]


def test_eight_writers_on_one_case_all_succeed_exactly_once_and_see_each_other(town: City) -> None:
    commands, reading = town.system.commands, town.system.reading
    case = commands.receive_consultation(town.worker, uuid4(), consultation()).case
    token = reading.case_page(town.worker, case).token
    seen_before: dict[str, set[str]] = {}
    each = rounds(fast=2, deep=25)

    def work(number: int) -> None:
        acting = (town.worker, town.colleague)[number % 2]
        pen = Pen(town, acting, case, token, set())
        for turn in range(each):
            text = f"書き手{number}の{turn}回目"
            pen.write(text)
            seen_before[text] = pen.seen - {text}

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(work, range(WRITERS)))

    catch_up(town.system.databases)
    newest_first = texts(reading.case_page(town.worker, case).items)
    log = census.read(town.system.databases, TENANT)
    assert [line["type"] for line in log.lines].count("case.progress-recorded") == WRITERS * each
    assert census.flaws_of(log) == []
    for place, text in enumerate(newest_first):
        assert seen_before[text] >= set(newest_first[place + 1 :]), f"{text}: saved unseen"


def test_a_stale_save_gives_no_token_for_what_it_could_not_show(
    databases: Databases, tmp_path: Path
) -> None:
    """When the read models lag, the next save is stale again, rather than made unseen."""
    with city(databases, tmp_path, working=False) as town:
        commands, me = town.system.commands, town.worker
        case = commands.receive_consultation(me, uuid4(), consultation()).case
        catch_up(databases)
        token = town.system.reading.case_page(me, case).token
        commands.record_progress(town.colleague, uuid4(), case, token, progress("先の記録。"))

        with pytest.raises(StaleSave) as unseen:
            commands.record_progress(me, uuid4(), case, token, progress())
        with pytest.raises(StaleSave):
            commands.record_progress(me, uuid4(), case, unseen.value.token, progress())
        catch_up(databases)
        with pytest.raises(StaleSave) as seen:
            commands.record_progress(me, uuid4(), case, unseen.value.token, progress())

        assert texts(unseen.value.changes) == []
        assert texts(seen.value.changes) == ["先の記録。"]
        commands.record_progress(me, uuid4(), case, seen.value.token, progress())


def test_one_command_sent_by_many_at_once_is_one_event_and_has_one_answer(town: City) -> None:
    command_id = uuid4()

    def send(_: int) -> Done:
        return town.system.commands.receive_consultation(town.worker, command_id, consultation())

    with ThreadPoolExecutor(WRITERS) as senders:
        answers = {done.case for done in senders.map(send, range(WRITERS))}

    log = census.read(town.system.databases, TENANT)
    assert len(answers) == 1
    assert log.of_command(command_id) == ["person.registered", "case.consultation-received"]
    assert census.flaws_of(log) == []


def test_a_tailing_reader_under_four_writers_misses_nothing(databases: Databases) -> None:
    open_log(databases)
    each, written = rounds(fast=100, deep=5000), Event()
    recorder = LogRecorder(databases, TENANT)

    def write(_: int) -> None:
        for _turn in range(each):
            stream = uuid4()
            lines = [bare_line(stream=stream, version=version) for version in (1, 2, 3)]
            recorder.append(
                [SealedEvent(stream, n, "test.made", line) for n, line in enumerate(lines, 1)],
                Expected(),
            )

    def tail() -> list[int]:
        found: list[int] = []
        while True:
            last_look = written.is_set()
            batch = recorder.select_notifications(
                found[-1] if found else None, 50, inclusive_of_start=not found
            )
            found += [notification.id for notification in batch]
            if last_look and not batch:
                return found

    with ThreadPoolExecutor(5) as threads:
        tailing = threads.submit(tail)
        list(threads.map(write, range(4)))
        written.set()
        found = tailing.result()

    assert found == list(range(1, 4 * each * 3 + 1))
    assert census.flaws(databases, TENANT) == []
