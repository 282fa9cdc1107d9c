"""Grounds (同意によらない提供): a second person, conditions, an end (R34-R36)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import ContentDisclosed
from events.ground import Approving, Ground, Necessity, Needed
from events.ground_steps import (
    ApprovedByAnother,
    DecidedBefore,
    DecideGround,
    EndsOutOfRange,
    NotAnApprover,
    WouldHarm,
)
from events.provision import (
    AcceptProvision,
    Ending,
    EndProvision,
    NotAtThatStage,
    NothingProvided,
    NotTheParty,
)
from events.staff import EndAppointment, StaffAppointed
from events.values import Basis, Category, tokyo_date
from services.db import Databases
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import build
from services.provision_writing import Seen
from services.refusals import NotShown
from tests.city import TENANT, city
from tests.services.ground_town import ASKED, NEEDED, WEIGHED, WHY, Office, open_office
from tests.services.sharing_town import TOLD


@pytest.fixture
def office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    with city(databases, tmp_path) as town:
        yield open_office(town)


def inbox(office: Office) -> int:
    return len(office.town.system.receiving.inbox(office.officer))


def texts(office: Office, alias: str) -> str:
    page = office.look(alias)
    return "\n".join(text for record in page.records for _, text in record.texts)


def test_before_it_is_approved_nothing_of_it_is_there(office: Office) -> None:
    """R35: whoever is asked learns nothing while nobody has decided, neither does a reply."""
    alias = office.propose()

    [row] = office.town.system.proposing.of_case(office.town.worker, office.sharing.case).rows

    assert inbox(office) == 0
    assert row.ground is not None
    assert (row.alias, row.ground.decision) == (alias, None)


def test_approved_and_accepted_only_what_is_needed_is_seen(office: Office) -> None:
    """G12, R33: the categories that are said to be needed, and no other."""
    office.decide(office.propose())
    page = office.look(office.accept())

    said = "\n".join(text for record in page.records for _, text in record.texts)
    assert TOLD in said
    assert "髙橋 花子" in said
    assert {record.category for record in page.records} == {Category.ID, Category.NOTE}
    assert page.row.words == ASKED


def test_before_the_conditions_are_accepted_not_even_the_request_is_read(office: Office) -> None:
    """R36: what it rests on and the conditions are said; no word about the person."""
    office.decide(office.propose())
    received = office.received()

    page = office.look(received)

    assert (page.records, page.row.words, page.row.ground is not None) == ((), "", True)


def test_an_answer_without_the_conditions_opens_nothing(office: Office) -> None:
    """R36: taking part is one thing, keeping to the conditions another."""
    office.decide(office.propose())
    system = office.town.system
    [row] = system.receiving.inbox(office.officer)

    system.replying.reply(office.officer, uuid4(), row.alias, row.token, AcceptProvision())
    before = office.look(row.alias)
    office.accept()

    assert (before.records, before.row.words) == ((), "")
    assert TOLD in texts(office, row.alias)


def test_each_look_is_recorded_with_its_provision_of_law(office: Office) -> None:
    """Promise 2, R43: and replaying the log finds the same decision."""
    office.decide(office.propose())
    alias = office.accept()
    ledger = office.town.system.ledgers.of(TENANT)
    before = ledger.size()

    office.look(alias)

    [entry] = ledger.entries(before, 10)
    assert isinstance(entry.event, ContentDisclosed)
    assert entry.signature.basis is Basis.INTERNAL_REASONABLE


def test_the_desk_reads_what_it_decides_on(office: Office) -> None:
    alias = office.propose()

    page = office.town.system.grounding.page(office.chief, office.sharing.case, alias)

    assert (page.asked, page.words, page.harm) == (ASKED, WHY, WEIGHED)
    assert (page.by, page.mine, page.decides) == ("佐藤 美咲", False, True)


def test_nobody_of_another_programme_reads_what_is_to_be_decided(office: Office) -> None:
    """R33: the recipient's chief is told the same as of what never was."""
    alias = office.propose()

    for who in (office.officer, office.other_chief, office.town.outsider):
        with pytest.raises(NotShown):
            office.town.system.grounding.page(who, office.sharing.case, alias)


def test_who_proposed_it_does_not_approve_it(office: Office) -> None:
    """R35."""
    alias = office.propose(by=office.chief)

    with pytest.raises(ApprovedByAnother):
        office.decide(alias)


def test_a_worker_does_not_approve(office: Office) -> None:
    """R35: a colleague without the role neither."""
    alias = office.propose()

    with pytest.raises(NotAnApprover):
        office.decide(alias, by=office.town.colleague)


@pytest.mark.parametrize("who", ["officer", "other_chief"])
def test_nobody_of_the_recipient_approves(office: Office, who: str) -> None:
    """R35: of the provider's side; the alias of one agency says nothing to another."""
    alias = office.propose()

    with pytest.raises((NotShown, NotTheParty)):
        office.decide(alias, by=getattr(office, who))

    assert inbox(office) == 0


def test_a_role_that_is_claimed_does_not_approve(office: Office) -> None:
    """R35, R75: an appointment that the worker does not hold, or holds no more, is none."""
    alias = office.propose()

    with pytest.raises(NotShown):
        office.decide(alias, by=replace(office.town.colleague, role=office.chief.role))

    assert inbox(office) == 0


def test_what_would_harm_is_neither_proposed_nor_approved(office: Office) -> None:
    """R34: 69条2項 says so."""
    with pytest.raises(WouldHarm):
        office.propose(harms=True)

    alias = office.propose()
    with pytest.raises(WouldHarm):
        office.decide(alias, harms=True)


@pytest.mark.parametrize("decision", [Approving.REJECTED, Approving.WITHDRAWN])
def test_without_a_standing_approval_nothing_is_there(office: Office, decision: Approving) -> None:
    """R35: rejected, it never was there; withdrawn before a look, neither."""
    alias = office.propose()
    if decision is Approving.WITHDRAWN:
        office.decide(alias)
        assert inbox(office) == 1

    office.decide(alias, decision=decision)

    assert inbox(office) == 0


def test_a_withdrawn_approval_ends_the_next_look(office: Office) -> None:
    """R35, R27: at once, and it is not approved again."""
    alias = office.propose()
    office.decide(alias)
    received = office.accept()
    assert TOLD in texts(office, received)

    office.decide(alias, decision=Approving.WITHDRAWN)

    with pytest.raises(NotShown):
        office.look(received)
    with pytest.raises(DecidedBefore):
        office.decide(alias)


@pytest.mark.parametrize("said", ["refuse", "consent", "exclude"])
def test_what_the_person_says_counts_more(office: Office, said: str) -> None:
    """P21, P33: once they spoke, of this agency or of others, what they said is the ceiling."""
    office.decide(office.propose())
    received = office.accept()
    assert TOLD in texts(office, received)

    getattr(office if said == "exclude" else office.sharing, said)()

    with pytest.raises(NotShown):
        office.look(received)


def test_after_the_persons_no_it_cannot_be_proposed(office: Office) -> None:
    """P21."""
    office.sharing.refuse()

    with pytest.raises(NothingProvided):
        office.propose()


@pytest.mark.parametrize("category", [Category.HEALTH, Category.SHELTER, Category.INFORMANT])
def test_what_no_rule_lets_pass_does_not(office: Office, category: Category) -> None:
    """G12: sensitive categories, where one hides and who reported pass on no such ground."""
    with pytest.raises(NothingProvided):
        office.propose(needed=(Needed(category=category, need=Necessity.JUDGE),))


def test_a_provision_of_law_for_other_bodies_opens_nothing(office: Office) -> None:
    """69条2項3号 is from one administrative body to another, not inside the city."""
    with pytest.raises(NothingProvided):
        office.propose(ground=Ground.OTHER_PUBLIC_BODY)


def test_a_private_body_is_provided_with_nothing(office: Office) -> None:
    """G12: to the city and public bodies only."""
    private = replace(office, officer=office.town.outsider)

    with pytest.raises(NothingProvided):
        private.propose(needed=NEEDED)


def test_it_cannot_be_proposed_without_an_end(office: Office) -> None:
    """R36."""
    with pytest.raises(EndsOutOfRange):
        office.propose(until=date(2099, 1, 1))


@pytest.mark.parametrize("days", [0, 1])
def test_after_its_last_day_nothing_is_seen(office: Office, days: int) -> None:
    """R36: on its last day it is, on the day after neither in the list nor at its address."""
    office.decide(office.propose(until=tokyo_date(utc_now()) + timedelta(days=1)))
    received = office.accept()
    assert TOLD in texts(office, received)
    databases, key = office.town.system.databases, FileRootKey(office.town.root_key)

    with build(databases, key, clock=lambda: utc_now() + timedelta(days=1 + days)) as system:
        there = [row.alias for row in system.receiving.inbox(office.officer)]
        if not days:
            assert system.receiving.page(office.officer, received).records
        else:
            with pytest.raises(NotShown):
                system.receiving.page(office.officer, received)

    assert there == ([] if days else [received])


def test_a_chief_whose_appointment_ended_does_not_approve(office: Office) -> None:
    """R35, R75: from the day after, whoever they still are to their browser."""
    alias = office.propose()
    system = office.town.system
    token = system.grounding.page(office.chief, office.sharing.case, alias).token
    ledger = system.ledgers.of(TENANT)
    made = next(
        entry.event.appointment_id
        for entry in ledger.load(office.chief.staff)
        if isinstance(entry.event, StaffAppointed)
    )
    yesterday = tokyo_date(utc_now()) - timedelta(days=1)
    over = EndAppointment(appointment_id=made, last_day=yesterday)
    system.organisation.change_staff(TENANT, office.chief.staff, over)

    with pytest.raises(NotShown):
        system.grounding.decide(
            office.chief,
            uuid4(),
            Seen(alias=alias, token=token, case=office.sharing.case),
            DecideGround(decision=Approving.APPROVED, harms=False, words="確かめた。"),
        )

    assert inbox(office) == 0


def test_what_the_provider_took_back_is_over_for_both(office: Office) -> None:
    """R33: it is neither seen nor decided on any more."""
    alias = office.propose()
    office.decide(alias)
    received = office.accept()
    system = office.town.system
    [row] = system.proposing.of_case(office.town.worker, office.sharing.case).rows

    system.replying.reply(
        office.town.worker, uuid4(), alias, row.token, EndProvision(how=Ending.REVOKED)
    )

    with pytest.raises(NotShown):
        office.look(received)
    with pytest.raises(NotAtThatStage):
        office.decide(alias, decision=Approving.WITHDRAWN)


def test_a_swapped_case_is_not_that_case(office: Office) -> None:
    """Crossed paths: the alias of one case with the provision of another."""
    alias = office.propose()

    with pytest.raises(NotShown):
        office.decide(alias, case="0000-0000")


def test_every_recorded_decision_comes_out_the_same(office: Office) -> None:
    """R43: judged again by what was known then."""
    alias = office.propose()
    office.decide(alias)
    received = office.accept()
    office.look(received)
    office.decide(alias, decision=Approving.WITHDRAWN)

    report = office.town.system.replaying.replay(TENANT)

    assert (report.disclosures > 0, report.differing) == (True, [])
