"""Chasing (返事を求める): each side sees at each step what the gate allows, no more (R33)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from events.partner import Channel
from events.provision import Declining, Ending, NotAtThatStage, Stage
from events.provision_steps import AnswerNotDue, TakeAnswerDown, Urging
from events.restriction import RestrictCase, RestrictionReason
from events.values import Role, tokyo_date
from services.acting import Acting
from services.caseload_views import WorkList
from services.db import Databases
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import System, build
from services.provision_views import ProvisionRow, Spoken
from services.provision_writing import Seen
from services.refusals import NotShown, StaleSave
from services.worker import catch_up
from tests.city import CHEAP, TENANT, city, consultation
from tests.services.sharing_town import TOLD, Sharing, open_sharing

SAID = TakeAnswerDown(
    declined=None,
    channel=Channel.PHONE,
    said_on=tokyo_date(utc_now()),
    read_back=True,
    speaker="貸付係 田中係長",
    number="000-0000-0177",
    words="来週なら会えるとのこと。",
)


@dataclass
class Later:
    """A clock that runs some days ahead."""

    days: int = 0

    def __call__(self) -> datetime:
        return utc_now() + timedelta(days=self.days)


@dataclass(frozen=True)
class Chased:
    """A proposal that its recipient does not answer, and the days that go by."""

    sharing: Sharing
    system: System
    chief: Acting
    later: Later
    consents: list[object] = field(default_factory=list[object])

    def row(self) -> ProvisionRow:
        """Return the proposal as who asked sees it."""
        catch_up(self.system.databases)
        [row] = self.system.proposing.of_case(self.sharing.town.worker, self.sharing.case).rows
        return row

    def seen(self) -> Seen:
        row = self.row()
        return Seen(alias=row.alias, token=row.token, case=self.sharing.case)

    def wait(self) -> None:
        """Let the days of the answer go by."""
        self.later.days = (self.row().reply_by - tokyo_date(utc_now())).days + 1

    def urge(self, times: int = 1) -> None:
        """Take so many next steps, each when it is time."""
        for _ in range(times):
            self.wait()
            self.system.chasing.urge(self.sharing.town.worker, uuid4(), self.seen())
        catch_up(self.system.databases)

    def work_of(self, acting: Acting) -> WorkList:
        """Return the わたしの仕事 of somebody."""
        catch_up(self.system.databases)
        return self.system.reading.my_work(acting)


@pytest.fixture
def chased(databases: Databases, tmp_path: Path) -> Iterator[Chased]:
    later = Later()
    with (
        city(databases, tmp_path) as town,
        build(databases, FileRootKey(town.root_key), clock=later, hasher=CHEAP) as system,
    ):
        sharing = open_sharing(town)
        town.staff(TENANT, "kacho", "森 一郎", town.other, Role.CITY_WELFARE_CHIEF)
        catch_up(databases)
        consent = sharing.consent()
        sharing.propose()
        yield Chased(sharing, system, town.log_in("kacho"), later, [consent])


def test_each_step_is_seen_by_both_sides_and_the_last_ends_it(chased: Chased) -> None:
    """law.md §10.18: reminder, manager, secretariat, no_answer."""
    them = chased.sharing.town.outsider
    steps: list[object] = []
    for _ in Urging:
        chased.urge()
        row = chased.row()
        [asked] = chased.work_of(them).asked
        assert (asked.number, asked.reply_by) == (row.number, row.reply_by)
        steps.append((row.step, asked.step, row.reply_by > tokyo_date(chased.later())))

    chased.urge()

    assert steps == [(step, step, True) for step in Urging]
    over = chased.row()
    assert (over.stage, over.outcome) == (Stage.OVER, Ending.NO_ANSWER)
    assert chased.work_of(them).asked == ()
    assert chased.system.receiving.inbox(them) == ()


def test_nobody_is_reminded_while_there_is_time(chased: Chased) -> None:
    with pytest.raises(AnswerNotDue):
        chased.system.chasing.urge(chased.sharing.town.worker, uuid4(), chased.seen())


def test_who_asked_is_told_when_the_answer_is_overdue_and_what_is_next(chased: Chased) -> None:
    quiet = chased.work_of(chased.sharing.town.worker)
    chased.wait()

    work = chased.work_of(chased.sharing.town.worker)

    assert quiet.overdue == ()
    [row] = [one for one in work.overdue if one.kind == "provision.proposed"]
    assert (row.case, row.name) == (chased.sharing.case, "髙橋 花子")
    assert "催促する" in row.text


def test_the_secretariat_learns_who_did_not_answer_whom_and_nothing_else(chased: Chased) -> None:
    """Promise 5: neither the person nor what is asked nor what for."""
    assert chased.work_of(chased.chief).unanswered == ()
    chased.urge(3)

    [told] = chased.work_of(chased.chief).unanswered

    row = chased.row()
    assert (told.number, told.provider, told.recipient, told.reply_by) == (
        row.number,
        "福祉総合相談窓口",
        "生活福祉資金貸付",
        row.reply_by,
    )
    assert chased.work_of(chased.sharing.town.outsider).unanswered == ()


def test_after_a_withdrawal_neither_the_recipient_nor_the_secretariat_is_told(
    chased: Chased,
) -> None:
    """R27: else a question of the secretariat would tell what is hidden."""
    chased.urge(3)
    [consent] = chased.consents

    chased.sharing.withdraw(consent)  # pyright: ignore[reportArgumentType]  the id that the fixture put there

    assert chased.work_of(chased.chief).unanswered == ()
    assert chased.work_of(chased.chief).asked == ()
    chased.urge()
    assert chased.row().outcome is Ending.NO_ANSWER


def test_an_answer_by_telephone_is_marked_as_such_on_both_sides(chased: Chased) -> None:
    """R43: who said it, when, by what means; the recipient sees that it was taken down."""
    worker, them = chased.sharing.town.worker, chased.sharing.town.outsider

    chased.system.chasing.take_down(worker, uuid4(), chased.seen(), SAID)

    row = chased.row()
    assert (row.stage, row.channel, row.said_on) == (Stage.ACCEPTED, Channel.PHONE, SAID.said_on)
    assert row.spoken == Spoken(
        speaker=SAID.speaker, number=SAID.number, words=SAID.words, read_back=True
    )
    [theirs] = chased.system.receiving.inbox(them)
    assert (theirs.channel, theirs.said_on, theirs.spoken) == (Channel.PHONE, SAID.said_on, None)
    assert TOLD in repr(chased.system.receiving.page(them, theirs.alias).records)


def test_a_declined_one_is_over_and_asked_for_no_more(chased: Chased) -> None:
    worker = chased.sharing.town.worker
    declined = replace(SAID, declined=Declining.NO_CAPACITY, channel=Channel.FAX)

    chased.system.chasing.take_down(worker, uuid4(), chased.seen(), declined)

    row = chased.row()
    assert (row.stage, row.outcome, row.channel) == (
        Stage.OVER,
        Declining.NO_CAPACITY,
        Channel.FAX,
    )
    with pytest.raises(NotAtThatStage):
        chased.system.chasing.urge(worker, uuid4(), chased.seen())


def test_the_recipient_and_a_third_take_no_step(chased: Chased) -> None:
    """Crossed paths: the recipient's own alias, another's case, another agency's alias."""
    town, chasing = chased.sharing.town, chased.system.chasing
    [theirs] = chased.system.receiving.inbox(town.outsider)
    own = Seen(alias=theirs.alias, token=theirs.token, case=chased.sharing.case)
    ours = chased.seen()
    chased.wait()

    for acting, seen in ((town.outsider, own), (town.outsider, ours), (town.auditor, ours)):
        with pytest.raises(NotShown):
            chasing.urge(acting, uuid4(), seen)
        with pytest.raises(NotShown):
            chasing.take_down(acting, uuid4(), seen, SAID)
    assert chased.row().step is None


def test_a_step_is_taken_at_its_own_case_only(chased: Chased) -> None:
    other = chased.system.commands.receive_consultation(
        chased.sharing.town.worker, uuid4(), consultation(name="別の人", kana="ベツノヒト")
    )
    chased.wait()

    with pytest.raises(NotShown):
        chased.system.chasing.urge(
            chased.sharing.town.worker, uuid4(), replace(chased.seen(), case=other.case)
        )


def test_a_colleague_whom_a_restricted_case_does_not_name_takes_no_step(chased: Chased) -> None:
    """Promise 5: to who is not named, the case is not there, neither on わたしの仕事."""
    town, system = chased.sharing.town, chased.system
    seen = chased.seen()
    token = system.reading.case_page(town.worker, chased.sharing.case).token
    restrict = RestrictCase(
        by=town.worker.staff,
        chief=False,
        named=(town.worker.staff,),
        reason=RestrictionReason.PROTECTION,
        text="支援措置",
    )
    system.commands.write(town.worker, uuid4(), chased.sharing.case, token, restrict)
    chased.wait()

    with pytest.raises(NotShown):
        system.chasing.urge(town.colleague, uuid4(), seen)
    assert chased.work_of(town.colleague).overdue == ()


def test_who_saw_an_older_state_takes_no_step_twice(chased: Chased) -> None:
    chased.wait()
    seen, command = chased.seen(), uuid4()
    done = chased.system.chasing.urge(chased.sharing.town.worker, command, seen)

    again = chased.system.chasing.urge(chased.sharing.town.worker, command, seen)

    assert again.record == done.record
    with pytest.raises(StaleSave):
        chased.system.chasing.urge(chased.sharing.town.worker, uuid4(), seen)


def test_a_day_of_an_answer_is_an_opening_day(chased: Chased) -> None:
    """The settings say how many days, the calendar which."""
    chased.urge()

    due: date = chased.row().reply_by
    assert due.weekday() < 5
