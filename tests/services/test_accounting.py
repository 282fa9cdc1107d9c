"""Accounting (開示台帳): who was shown what, for both parties' auditors and the case's own desk."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import AccountInspected, Surface
from events.case import ConsultationReceived
from events.provision import AcceptProvision
from events.restriction import RestrictCase, RestrictionReason
from events.values import Basis, Category, Role
from services.accounting import Narrowing
from services.acting import Acting
from services.db import Databases
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, city
from tests.services.sharing_town import Sharing, open_sharing

ALL = Narrowing()


@pytest.fixture
def sharing(databases: Databases, tmp_path: Path) -> Iterator[Sharing]:
    with city(databases, tmp_path) as town:
        yield open_sharing(town)


def looked_at(sharing: Sharing) -> str:
    """Have the lending programme take part and look once; return the provision's alias."""
    sharing.consent()
    system, them = sharing.town.system, sharing.town.outsider
    alias = sharing.propose()
    row = next(one for one in system.receiving.inbox(them) if one.alias == alias)
    system.replying.reply(them, uuid4(), alias, row.token, AcceptProvision())
    catch_up(system.databases)
    system.receiving.page(them, alias)
    catch_up(system.databases)
    return alias


def lender_auditor(sharing: Sharing) -> Acting:
    """Return somebody who watches over the lending programme."""
    town = sharing.town
    town.staff(TENANT, "kashi-kansa", "岸 明", town.other, Role.AUDITOR)
    return town.log_in("kashi-kansa")


def test_each_item_says_who_saw_it_when_and_on_which_basis(sharing: Sharing) -> None:
    """R43: per item, person, agency and member of staff."""
    looked_at(sharing)

    found = sharing.town.system.accounting.of_case(sharing.town.worker, sharing.case)

    row = found.rows[0]
    assert (row.basis, row.staff_name) == (Basis.CONSENT, "田中 豊")
    assert {(one.kind, one.category) for one in row.items} >= {
        (ConsultationReceived.TOPIC, Category.NOTE),
        ("provision.proposed", Category.NOTE),
    }
    assert all(one.own for one in row.items if one.category is Category.ID)


def test_a_persons_account_has_every_look_however_many(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R45: the page stops at a number of looks and says so, the account never."""
    alias = looked_at(sharing)
    sharing.town.system.receiving.page(sharing.town.outsider, alias)
    catch_up(sharing.town.system.databases)
    monkeypatch.setattr("services.accounting.WHOLE", 1)
    accounting, worker = sharing.town.system.accounting, sharing.town.worker

    on_page = accounting.of_case(worker, sharing.case)

    assert (on_page.total, len(on_page.rows)) == (2, 1)
    assert len(accounting.of_person(worker, sharing.case)) == 2


def test_the_case_of_nobody_elses_is_no_account(sharing: Sharing) -> None:
    """Promise 5: a recipient is not told of the provider's case, an auditor reads no case."""
    looked_at(sharing)
    system = sharing.town.system

    for acting in (sharing.town.outsider, sharing.town.auditor):
        with pytest.raises(NotShown):
            system.accounting.of_case(acting, sharing.case)


def test_both_parties_auditors_have_the_look_and_only_the_provider_names_the_case(
    sharing: Sharing,
) -> None:
    """R43, R50."""
    looked_at(sharing)
    accounting = sharing.town.system.accounting

    ours = accounting.page(sharing.town.auditor, ALL, page=1)
    theirs = accounting.page(lender_auditor(sharing), ALL, page=1)

    assert [row.seq for row in ours.rows] == [row.seq for row in theirs.rows]
    assert ours.rows[0].case == sharing.case
    assert {row.case for row in theirs.rows} == {""}
    assert {person for row in theirs.rows for person in row.persons} == set()


@pytest.mark.parametrize("who", ["worker", "outsider"])
def test_who_is_no_auditor_has_no_ledger(sharing: Sharing, who: str) -> None:
    with pytest.raises(NotShown):
        sharing.town.system.accounting.page(getattr(sharing.town, who), ALL, page=1)


def test_a_refusal_is_on_the_askers_side_only(sharing: Sharing) -> None:
    """R37: the other party does not learn that somebody tried."""
    system, them = sharing.town.system, sharing.town.outsider
    with pytest.raises(NotShown):
        system.receiving.page(them, "a" * 26)
    catch_up(system.databases)

    ours = system.accounting.page(sharing.town.auditor, ALL, page=1)
    theirs = system.accounting.page(lender_auditor(sharing), ALL, page=1)

    assert ours.rows == ()
    assert [(row.rule, row.provider, row.items) for row in theirs.rows] == [("NOT_FOUND", "", ())]


def test_a_restricted_case_is_not_named_and_not_found_by(sharing: Sharing) -> None:
    """R75: whoever named it or its person finds as much as under any other number."""
    looked_at(sharing)
    system, worker, auditor = sharing.town.system, sharing.town.worker, sharing.town.auditor
    before = system.accounting.page(auditor, ALL, page=1).rows[0]
    token = system.reading.case_page(worker, sharing.case).token
    restrict = RestrictCase(
        by=worker.staff,
        chief=False,
        named=(worker.staff,),
        reason=RestrictionReason.OTHER,
        text="知人がいるため",
    )
    system.commands.write(worker, uuid4(), sharing.case, token, restrict)
    catch_up(system.databases)

    rows = system.accounting.page(auditor, ALL, page=1).rows
    narrowed = [
        system.accounting.page(auditor, to, page=1).total
        for to in (Narrowing(case=sharing.case), Narrowing(person=before.persons[0]))
    ]

    assert before.case == sharing.case
    assert {(row.case, row.persons) for row in rows} == {("", ())}
    assert narrowed == [0, 0]


def test_it_can_be_narrowed_to_a_party_a_person_or_a_member(sharing: Sharing) -> None:
    """R43."""
    looked_at(sharing)
    accounting, auditor = sharing.town.system.accounting, sharing.town.auditor
    first = accounting.page(auditor, ALL, page=1)
    alias = next(alias for alias, _ in first.others if alias == sharing.recipient())
    derived = sharing.town.system.ledgers.of(TENANT).derived
    nobodys = derived.alias(auditor.agency, "case", uuid4())

    totals = [
        accounting.page(auditor, to, page=1).total
        for to in (
            Narrowing(other=alias),
            Narrowing(member=first.members[0][0]),
            Narrowing(person=first.rows[0].persons[0]),
            Narrowing(case=sharing.case),
            Narrowing(case=nobodys),
        )
    ]

    assert totals == [first.total] * 4 + [0]


def test_the_auditors_look_is_on_record_with_what_it_showed(sharing: Sharing) -> None:
    """Promise 2, R50."""
    looked_at(sharing)
    town = sharing.town
    ledger = town.system.ledgers.of(TENANT)

    seen = town.system.accounting.page(town.auditor, ALL, page=1)

    [entry] = ledger.entries(ledger.size() - 1, 1)
    assert entry.event == AccountInspected(
        register=town.desk,
        surface=Surface.DISCLOSURES,
        narrowed=(),
        page=1,
        seqs=tuple(row.seq for row in seen.rows),
    )


def test_a_look_of_the_recipient_is_in_its_access_ledger_too(sharing: Sharing) -> None:
    """R76."""
    looked_at(sharing)
    auditor = lender_auditor(sharing)

    rows = sharing.town.system.reading.access_page(auditor, page=1, case=None).rows

    assert "access.content-disclosed" in {row.kind for row in rows}
