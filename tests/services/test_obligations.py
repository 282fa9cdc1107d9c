"""Obligations (果たすべきこと): after a loss each side has its own duties (R27)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events.emergency import Stopping
from events.obligation import BOTH, ConfirmStopped, Duty, NothingOwed, TellRecipient
from events.partner import Channel
from events.provision import AcceptProvision, Ending, EndProvision, NotTheParty
from events.restriction import RestrictCase, RestrictionReason
from events.values import Role, tokyo_date
from services.acting import Acting
from services.db import Databases
from services.facts import utc_now
from services.obligation_views import ObligationRow
from services.provision_writing import Seen
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, city
from tests.services.sharing_town import Sharing, open_sharing

TODAY = tokyo_date(utc_now())
TOLD = TellRecipient(channel=Channel.PHONE, said_on=TODAY, how=None)
STOPPED = ConfirmStopped(how=Stopping.DESTROYED)


@dataclass(frozen=True)
class Known:
    """A packet that the lending programme has looked at."""

    sharing: Sharing
    alias: str
    consent: UUID

    @property
    def desk(self) -> Acting:
        return self.sharing.town.worker

    @property
    def lender(self) -> Acting:
        return self.sharing.town.outsider

    def rows(self, acting: Acting) -> tuple[ObligationRow, ...]:
        """Return what is open for somebody."""
        catch_up(self.sharing.town.system.databases)
        return self.sharing.town.system.obligations.listed(acting).rows

    def tell(self, sent: TellRecipient = TOLD) -> None:
        """Have the desk write down that the lending programme was told."""
        [row] = self.rows(self.desk)
        seen = Seen(alias=row.provision, token=row.token, case=row.case)
        self.sharing.town.system.obligations.tell(self.desk, uuid4(), seen, sent)

    def confirm(self) -> None:
        """Have the lending programme stop using it."""
        [row] = self.rows(self.lender)
        seen = Seen(alias=row.provision, token=row.token)
        self.sharing.town.system.obligations.confirm(self.lender, uuid4(), seen, STOPPED)


@pytest.fixture
def known(databases: Databases, tmp_path: Path) -> Iterator[Known]:
    with city(databases, tmp_path) as town:
        sharing = open_sharing(town)
        consent = sharing.consent()
        alias = sharing.propose()
        system, them = town.system, town.outsider
        token = system.receiving.inbox(them)[0].token
        system.replying.reply(them, uuid4(), alias, token, AcceptProvision())
        catch_up(databases)
        system.receiving.page(them, alias)
        yield Known(sharing, alias, consent)


def test_while_the_consent_stands_nobody_owes_anything(known: Known) -> None:
    assert (known.rows(known.desk), known.rows(known.lender)) == ((), ())


def test_after_a_withdrawal_each_side_has_its_own_duties(known: Known) -> None:
    """R27: who already knows is told, and stops using it."""
    known.sharing.withdraw(known.consent)

    [ours], [theirs] = known.rows(known.desk), known.rows(known.lender)

    assert (ours.duties, ours.case, ours.since) == (BOTH, known.sharing.case, TODAY)
    assert ours.due > TODAY
    assert (theirs.duties, theirs.case) == (BOTH, "")
    assert (theirs.provision, theirs.number) == (known.alias, ours.number)


def test_telling_leaves_the_stop_open_and_confirming_ends_it(known: Known) -> None:
    known.sharing.withdraw(known.consent)

    known.tell()
    after_telling = [one.duties for one in known.rows(known.desk)]
    known.confirm()

    assert after_telling == [(Duty.STOP_USE,)]
    assert (known.rows(known.desk), known.rows(known.lender)) == ((), ())


def test_what_was_said_on_the_telephone_ends_both(known: Known) -> None:
    known.sharing.withdraw(known.consent)

    known.tell(TellRecipient(channel=Channel.PHONE, said_on=TODAY, how=Stopping.NOTHING_KEPT))

    assert (known.rows(known.desk), known.rows(known.lender)) == ((), ())


def test_who_gave_it_back_still_knows(known: Known) -> None:
    """R27: an end takes the records away, and not what was seen."""
    system, them = known.sharing.town.system, known.lender
    token = system.receiving.inbox(them)[0].token
    ended = EndProvision(how=Ending.RETURNED)
    system.replying.reply(them, uuid4(), known.alias, token, ended)

    known.sharing.withdraw(known.consent)

    assert [one.duties for one in known.rows(known.desk)] == [BOTH]
    assert [one.duties for one in known.rows(known.lender)] == [BOTH]


def test_a_new_consent_ends_what_is_owed_and_its_withdrawal_begins_it_anew(known: Known) -> None:
    known.sharing.withdraw(known.consent)
    known.tell()
    known.confirm()
    again = known.sharing.consent()
    between = known.rows(known.desk)

    known.sharing.withdraw(again)

    assert between == ()
    assert [one.duties for one in known.rows(known.desk)] == [BOTH]


@pytest.mark.parametrize("loss", ["exclude", "refuse"])
def test_who_may_not_know_of_it_any_more_learns_nothing_here(known: Known, loss: str) -> None:
    """Promise 5: an exclusion is told by the desk, by no list and by no answer to a write."""
    {"exclude": known.sharing.exclude, "refuse": known.sharing.refuse}[loss]()

    ours, theirs = known.rows(known.desk), known.rows(known.lender)
    system = known.sharing.town.system
    row = system.proposing.of_case(known.desk, known.sharing.case).rows[0]

    assert ([one.duties for one in ours], theirs) == ([BOTH], ())
    assert row.number == ours[0].number
    ledger = system.ledgers.of(TENANT)
    target = ledger.derived.resolve(known.lender.agency, "provision", known.alias)
    assert target is not None
    token = ledger.derived.version_token(known.lender.agency, target, ledger.version(target))
    with pytest.raises(NotShown):
        system.obligations.confirm(
            known.lender, uuid4(), Seen(alias=known.alias, token=token), STOPPED
        )


def test_who_never_looked_owes_nothing(databases: Databases, tmp_path: Path) -> None:
    with city(databases, tmp_path) as town:
        sharing = open_sharing(town)
        consent = sharing.consent()
        sharing.propose()

        sharing.withdraw(consent)
        catch_up(databases)

        found = [town.system.obligations.listed(one).rows for one in (town.worker, town.outsider)]
        assert found == [(), ()]


def test_a_colleague_who_may_not_know_of_the_case_has_no_row(known: Known) -> None:
    """限定: to everybody else of the desk it is in no list."""
    town, case = known.sharing.town, known.sharing.case
    known.sharing.withdraw(known.consent)
    [row] = known.rows(known.desk)
    page = town.system.reading.case_page(town.worker, case)
    command = RestrictCase(
        by=town.worker.staff,
        chief=False,
        named=(town.worker.staff,),
        reason=RestrictionReason.PROTECTION,
        text="支援措置",
    )
    town.system.commands.write(town.worker, uuid4(), case, page.token, command)

    assert known.rows(town.colleague) == ()
    seen = Seen(alias=row.provision, token=row.token, case=row.case)
    with pytest.raises(NotShown):
        town.system.obligations.tell(town.colleague, uuid4(), seen, TOLD)


def test_neither_speaks_for_the_other(known: Known) -> None:
    known.sharing.withdraw(known.consent)
    obligations = known.sharing.town.system.obligations
    [ours], [theirs] = known.rows(known.desk), known.rows(known.lender)

    with pytest.raises(NotTheParty):
        obligations.confirm(
            known.desk, uuid4(), Seen(alias=ours.provision, token=ours.token), STOPPED
        )
    with pytest.raises(NotTheParty):
        obligations.tell(
            known.lender, uuid4(), Seen(alias=theirs.provision, token=theirs.token), TOLD
        )


def test_what_is_done_is_not_done_again(known: Known) -> None:
    known.sharing.withdraw(known.consent)
    known.tell()

    with pytest.raises(NothingOwed):
        known.tell()


def test_somebody_elses_case_and_an_unknown_alias_are_one(known: Known) -> None:
    """Promise 5: crossed ids."""
    known.sharing.withdraw(known.consent)
    [row] = known.rows(known.desk)
    obligations = known.sharing.town.system.obligations

    for alias, case in ((row.provision, "a" * 26), ("a" * 26, row.case)):
        seen = Seen(alias=alias, token=row.token, case=case)
        with pytest.raises(NotShown):
            obligations.tell(known.desk, uuid4(), seen, TOLD)


def test_an_auditor_has_no_list(known: Known) -> None:
    town = known.sharing.town
    town.staff(TENANT, "kansa2", "監査 花子", town.desk, Role.AUDITOR)
    with pytest.raises(NotShown):
        known.rows(town.log_in("kansa2"))


def test_both_find_it_on_my_work(known: Known) -> None:
    known.sharing.withdraw(known.consent)
    catch_up(known.sharing.town.system.databases)
    reading = known.sharing.town.system.reading

    owed = [reading.my_work(one).owed for one in (known.desk, known.lender)]

    assert [[row.ours for row in rows] for rows in owed] == [[True], [False]]
    assert [row.due - TODAY >= timedelta(1) for rows in owed for row in rows] == [True, True]
