"""Promise 9: no acknowledged event is lost and none is doubled, wherever the connection breaks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid4

import pytest

from events.values import ClosingReason, SupportMethod, tokyo_date
from services.acting import Done
from services.case_forms import Closing, NewProgress, ProgressCorrection, SlipCorrection
from services.case_views import CasePage
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import System, build
from services.refusals import CommandReused, StorageUnavailable
from tests.city import TENANT, City, city, consultation, progress
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census
from tests.promises.wire import Loss, wired

SEED = 20_241_001


@dataclass(frozen=True)
class Job:
    """A command to be sent, once or more often, and the events it brings about."""

    send: Callable[[System, UUID], Done]
    kinds: tuple[str, ...]


@pytest.fixture(scope="module")
def town(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city")) as opened:
        yield opened
    postgres.drop(pair)


def a_case(town: City) -> CasePage:
    """Take a consultation with a progress record and look at it."""
    me, system = town.worker, town.system
    case = system.commands.receive_consultation(me, uuid4(), consultation()).case
    token = system.reading.case_page(me, case).token
    system.commands.record_progress(me, uuid4(), case, token, progress())
    return system.reading.case_page(me, case)


def receiving(town: City) -> Job:
    return Job(
        lambda system, command_id: system.commands.receive_consultation(
            town.worker, command_id, consultation()
        ),
        ("person.registered", "case.consultation-received"),
    )


def recording(town: City, sent: NewProgress | None = None) -> Job:
    page = a_case(town)
    return Job(
        lambda system, command_id: system.commands.record_progress(
            town.worker, command_id, page.alias, page.token, sent or progress("面談した。")
        ),
        ("case.progress-recorded",),
    )


def correcting_a_note(town: City) -> Job:
    page = a_case(town)
    right = ProgressCorrection(method=SupportMethod.PHONE, text="電話した。", reason="誤記")
    return Job(
        lambda system, command_id: system.commands.correct_progress(
            town.worker, command_id, page.alias, page.token, page.items[0].alias, right
        ),
        ("case.progress-corrected",),
    )


def correcting_the_slip(town: City) -> Job:
    page = a_case(town)
    right = SlipCorrection(own_words="家賃のこと。", wishes="", reason="誤記")
    return Job(
        lambda system, command_id: system.commands.correct_consultation(
            town.worker, command_id, page.alias, page.token, page.items[1].alias, right
        ),
        ("case.consultation-corrected",),
    )


def closing(town: City) -> Job:
    page = a_case(town)
    end = Closing(reason=ClosingReason.OWN_WISH, closed_on=tokyo_date(utc_now()), summary="終了。")
    return Job(
        lambda system, command_id: system.commands.close_case(
            town.worker, command_id, page.alias, page.token, end
        ),
        ("case.closed",),
    )


JOBS = (receiving, recording, correcting_a_note, correcting_the_slip, closing)


def insist(work: Callable[[], Done]) -> Done:
    """Send until it is answered, as a browser's user does."""
    for _ in range(20):
        try:
            return work()
        except StorageUnavailable:
            continue
    return work()


@pytest.mark.parametrize("loss", Loss, ids=lambda loss: loss.name)
@pytest.mark.parametrize("make", JOBS, ids=lambda make: make.__name__)
def test_a_command_whose_acknowledgement_was_lost_is_one_event_when_sent_again(
    town: City, make: Callable[[City], Job], loss: Loss
) -> None:
    job, command_id, databases = make(town), uuid4(), town.system.databases

    with wired(databases) as (wire, far), build(far, FileRootKey(town.root_key)) as system:
        wire.lose(loss)
        with pytest.raises(StorageUnavailable):
            job.send(system, command_id)
        there = census.read(databases, TENANT).of_command(command_id)
        again = insist(lambda: job.send(system, command_id))

    log = census.read(databases, TENANT)
    assert there == (list(job.kinds) if loss is Loss.THE_ANSWER else [])
    assert log.of_command(command_id) == list(job.kinds)
    assert job.send(town.system, command_id).case == again.case
    assert census.flaws_of(log) == []


def test_another_body_is_refused_even_when_the_first_was_never_acknowledged(town: City) -> None:
    databases, command_id = town.system.databases, uuid4()
    with wired(databases) as (wire, far), build(far, FileRootKey(town.root_key)) as system:
        wire.lose(Loss.THE_ANSWER)
        with pytest.raises(StorageUnavailable):
            receiving(town).send(system, command_id)

        with pytest.raises(CommandReused):
            insist(
                lambda: system.commands.receive_consultation(
                    town.worker, command_id, consultation(name="秋山 巌")
                )
            )


def test_a_look_whose_entry_was_not_acknowledged_shows_nothing_and_its_entry_stands(
    town: City,
) -> None:
    """Rather one entry too many than one look without (promise 2)."""
    databases, alias = town.system.databases, a_case(town).alias
    before = len(census.read(databases, TENANT).lines)

    with wired(databases) as (wire, far), build(far, FileRootKey(town.root_key)) as system:
        wire.lose(Loss.THE_ANSWER)
        with pytest.raises(StorageUnavailable):
            system.reading.case_page(town.worker, alias)

    (entry,) = census.read(databases, TENANT).since(before)
    assert entry["type"] == "access.content-read"


@pytest.mark.parametrize("make", [receiving, recording], ids=lambda make: make.__name__)
def test_a_connection_cut_at_any_byte_loses_nothing_and_doubles_nothing(
    town: City, make: Callable[[City], Job]
) -> None:
    databases, root = town.system.databases, FileRootKey(town.root_key)
    dice = Random(SEED)
    sent: dict[UUID, Job] = {}
    cut_off = 0
    with wired(databases) as (wire, far), build(far, root) as system:
        make(town).send(system, uuid4())
        whole = wire.passed
    print(f"seed {SEED}, {whole} bytes")  # noqa: T201  says which run this was

    for _ in range(rounds(fast=8, deep=150)):
        job, command_id, size = make(town), uuid4(), dice.randrange(1, whole)
        sent[command_id] = job
        with wired(databases) as (wire, far), build(far, root) as system:
            wire.cut_after(size)
            try:
                answered = job.send(system, command_id)
            except StorageUnavailable:
                answered, cut_off = None, cut_off + 1
            wire.undisturbed()
            there = census.read(databases, TENANT).of_command(command_id)
            assert there in ([], list(job.kinds)), f"half done when cut after {size} bytes"
            assert there or not answered, f"acknowledged and lost when cut after {size} bytes"
            insist(lambda j=job, c=command_id, s=system: j.send(s, c))

    log = census.read(databases, TENANT)
    assert cut_off
    assert {c: tuple(log.of_command(c)) for c in sent} == {c: j.kinds for c, j in sent.items()}
    assert census.flaws_of(log) == []
