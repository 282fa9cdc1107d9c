"""Provisions (情報提供): only what the person agreed to passes, and each look is decided afresh."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from consent.decision import Visibility
from events.access import ContentDisclosed, ReadingRefused
from events.consent_terms import Subjects
from events.provision import AcceptProvision, Ending, EndProvision, NothingProvided
from events.values import Basis, Category, Purpose
from services.db import Databases
from services.provision_views import ProvidedPage
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import TENANT, city
from tests.services.sharing_town import ASKED, TOLD, Sharing, open_sharing


@pytest.fixture
def sharing(databases: Databases, tmp_path: Path) -> Iterator[Sharing]:
    with city(databases, tmp_path) as town:
        yield open_sharing(town)


def accept(sharing: Sharing, alias: str) -> None:
    """Have the lending programme take part."""
    system, them = sharing.town.system, sharing.town.outsider
    row = next(one for one in system.receiving.inbox(them) if one.alias == alias)
    system.replying.reply(them, uuid4(), alias, row.token, AcceptProvision())


def look(sharing: Sharing, alias: str) -> ProvidedPage:
    """Have the lending programme look; the read models have taken in what was before."""
    catch_up(sharing.town.system.databases)
    return sharing.town.system.receiving.page(sharing.town.outsider, alias)


def texts(page: ProvidedPage) -> str:
    return "\n".join(text for record in page.records for _, text in record.texts)


def test_without_a_consent_nothing_can_be_proposed(sharing: Sharing) -> None:
    """R33: nothing passes by default."""
    with pytest.raises(NothingProvided):
        sharing.propose()


def test_the_preview_says_cell_by_cell_what_would_be_seen(sharing: Sharing) -> None:
    """R24, R38: the consent reaches the categories that it names, and no other."""
    sharing.consent(subjects=(Subjects.BASIC,))

    seen = sharing.town.system.proposing.preview(
        sharing.town.worker,
        sharing.case,
        recipient=sharing.recipient(),
        purpose=Purpose.SERVICE,
    )

    cells = {(cell.category, cell.visibility) for one in seen.candidates for cell in one.cells}
    assert (Category.ID, Visibility.SHOW) in cells
    assert (Category.CONTACT, Visibility.SHOW) in cells
    assert (Category.NOTE, Visibility.ABSENT) in cells
    assert (Category.NOTE, Visibility.SHOW) not in cells


def test_before_it_is_accepted_only_what_is_asked_is_seen(sharing: Sharing) -> None:
    sharing.consent()

    page = look(sharing, sharing.propose())

    assert (page.row.words, page.records) == (ASKED, ())


def test_after_it_is_accepted_the_pinned_records_are_seen(sharing: Sharing) -> None:
    """G03: by the person's consent."""
    sharing.consent()
    alias = sharing.propose()

    accept(sharing, alias)
    page = look(sharing, alias)

    assert TOLD in texts(page)
    assert "髙橋 花子" in texts(page)
    assert page.gone == 0


def test_each_look_leaves_an_entry_with_its_basis_before_anything_is_seen(
    sharing: Sharing,
) -> None:
    """Promise 2, R43."""
    sharing.consent()
    alias = sharing.propose()
    accept(sharing, alias)
    ledger = sharing.town.system.ledgers.of(TENANT)
    before = ledger.size()

    page = look(sharing, alias)

    [entry] = ledger.entries(before, 10)
    assert isinstance(entry.event, ContentDisclosed)
    assert entry.signature.basis is Basis.CONSENT
    assert entry.event.provider == sharing.town.desk
    assert len(entry.event.items) == len({record.on for record in page.records}) or page.records


def test_a_withdrawal_ends_the_next_look(sharing: Sharing) -> None:
    """R27: at once; what was seen before is only known to have been."""
    consent = sharing.consent()
    alias = sharing.propose()
    accept(sharing, alias)
    seen = look(sharing, alias)

    sharing.withdraw(consent)
    page = look(sharing, alias)

    assert page.records == ()
    assert page.row.words == ""
    assert page.gone > len(seen.records)


@pytest.mark.parametrize("said", ["refuse", "exclude"])
def test_who_says_no_is_not_there_any_more(sharing: Sharing, said: str) -> None:
    """R25, R28: neither in the list nor at its address, and it is not said why."""
    sharing.consent()
    alias = sharing.propose()
    accept(sharing, alias)

    getattr(sharing, said)()

    assert sharing.town.system.receiving.inbox(sharing.town.outsider) == ()
    with pytest.raises(NotShown):
        look(sharing, alias)


def test_a_withdrawal_before_the_first_look_leaves_no_trace(sharing: Sharing) -> None:
    """Promise 5: who never saw it is not told that there was something."""
    consent = sharing.consent()
    alias = sharing.propose()

    sharing.withdraw(consent)

    assert sharing.town.system.receiving.inbox(sharing.town.outsider) == ()
    with pytest.raises(NotShown):
        look(sharing, alias)


def test_a_consent_given_later_does_not_widen_what_was_pinned(sharing: Sharing) -> None:
    sharing.consent(subjects=(Subjects.BASIC, Subjects.OTHER))
    alias = sharing.propose()
    accept(sharing, alias)
    before = {(one.kind, one.category) for one in look(sharing, alias).records}

    sharing.consent()
    after = {(one.kind, one.category) for one in look(sharing, alias).records}

    assert after == before


def test_what_has_ended_shows_nothing(sharing: Sharing) -> None:
    """Ending needs no consent."""
    consent = sharing.consent()
    alias = sharing.propose()
    accept(sharing, alias)
    look(sharing, alias)
    system, them = sharing.town.system, sharing.town.outsider
    token = system.receiving.inbox(them)[0].token
    sharing.withdraw(consent)

    system.replying.reply(them, uuid4(), alias, token, EndProvision(how=Ending.RETURNED))

    assert system.receiving.inbox(them) == ()
    with pytest.raises(NotShown):
        look(sharing, alias)


def test_a_list_shows_exactly_what_its_pages_show(sharing: Sharing) -> None:
    """List = check (consent.md L28)."""
    sharing.consent()
    alias = sharing.propose()

    assert [one.alias for one in sharing.town.system.receiving.inbox(sharing.town.outsider)] == [
        alias
    ]
    assert look(sharing, alias)


def test_the_provider_and_a_third_do_not_read_the_recipients_page(sharing: Sharing) -> None:
    sharing.consent()
    alias = sharing.propose()

    for acting in (sharing.town.worker, sharing.town.auditor):
        with pytest.raises(NotShown):
            sharing.town.system.receiving.page(acting, alias)
    ledger = sharing.town.system.ledgers.of(TENANT)
    last = ledger.entries(ledger.size() - 1, 1)[0].event
    assert isinstance(last, ReadingRefused)


def test_the_provider_sees_what_became_of_it(sharing: Sharing) -> None:
    sharing.consent()
    alias = sharing.propose()
    accept(sharing, alias)
    look(sharing, alias)
    catch_up(sharing.town.system.databases)

    page = sharing.town.system.proposing.of_case(sharing.town.worker, sharing.case)

    [row] = page.rows
    assert (row.stage, row.words, row.other) == ("accepted", ASKED, "生活福祉資金貸付")
    assert row.seen == row.records > 0


def test_the_database_shows_a_provision_to_its_parties_and_to_nobody_else(
    sharing: Sharing,
) -> None:
    """Promise 3: a wall of its own, whatever the gate says."""
    sharing.consent()
    look(sharing, sharing.propose())
    catch_up(sharing.town.system.databases)
    databases = sharing.town.system.databases

    def rows(viewer: UUID) -> set[tuple[UUID]]:
        with databases.within(TENANT, viewer=viewer) as conn:
            found = conn.execute(
                "SELECT viewer FROM shared_with_us.provision"
                " UNION SELECT viewer FROM shared_with_us.disclosed"
            )
            return set(found)

    desk, other, third = sharing.town.desk, sharing.town.other, uuid4()
    assert (rows(desk), rows(other), rows(third)) == ({(desk,)}, {(other,)}, set())


def test_a_consent_that_reaches_the_records_only_lets_them_be_accepted(sharing: Sharing) -> None:
    """R24: what was asked is a note, which the consent leaves out; the proposal is there."""
    sharing.consent(subjects=(Subjects.BASIC,))
    alias = sharing.propose()

    asked = look(sharing, alias)
    accept(sharing, alias)
    accepted = look(sharing, alias)

    assert (asked.row.words, asked.records) == ("", ())
    assert accepted.row.words == ""
    assert accepted.records
    assert {record.category for record in accepted.records} <= {Category.ID, Category.CONTACT}
