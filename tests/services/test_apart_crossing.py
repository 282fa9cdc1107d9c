"""Apart, across programmes: the other party receives nothing and opens nothing (R54)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events.consent_terms import Capacity
from events.provision import AcceptProvision, NothingProvided
from events.record import NameOtherParty
from events.representative import AuthorityProof, RepresentativeRecorded
from events.values import tokyo_date
from services.db import Databases
from services.facts import utc_now
from services.refusals import NotShown
from services.worker import catch_up
from tests.city import city
from tests.services.sharing_town import TOLD, Sharing, consent, open_sharing

HUSBAND = NameOtherParty(name="髙橋 修", relation="夫", reached="", features="")


@pytest.fixture
def sharing(databases: Databases, tmp_path: Path) -> Iterator[Sharing]:
    with city(databases, tmp_path) as town:
        yield open_sharing(town)


def accepted(sharing: Sharing) -> str:
    """Propose the case's records, and have the lending programme take part."""
    alias, them = sharing.propose(), sharing.town.outsider
    system = sharing.town.system
    row = next(one for one in system.receiving.inbox(them) if one.alias == alias)
    system.replying.reply(them, uuid4(), alias, row.token, AcceptProvision())
    catch_up(system.databases)
    return alias


def keep_away(sharing: Sharing, name: str) -> None:
    """Write down the other party of that name, as whoever has it on file."""
    system, me = sharing.town.system, sharing.town.worker
    found = system.linking.choices(me, sharing.case, name=name)
    token = system.persons.page(me, sharing.case).token
    links = [one.choice for one in found if one.name == name]
    sent = replace(HUSBAND, name=name)
    system.persons.record(me, uuid4(), sharing.case, token, sent, links=links)
    catch_up(system.databases)


def test_who_receives_as_the_other_party_sees_nothing_from_that_second_on(
    sharing: Sharing,
) -> None:
    """R54: whatever the person consented to, and whichever programme it went to."""
    system, them = sharing.town.system, sharing.town.outsider
    sharing.consent()
    alias = accepted(sharing)
    before = str(system.receiving.page(them, alias).records)

    keep_away(sharing, "田中 豊")

    assert TOLD in before
    assert TOLD not in looked(sharing, alias)


def test_an_other_party_recorded_later_opens_nothing_by_an_earlier_consent_of_theirs(
    sharing: Sharing,
) -> None:
    """R32, R54: neither what is pinned already nor a new proposal."""
    system, them = sharing.town.system, sharing.town.outsider
    speaks(sharing, who := uuid4())
    given = consent(sharing.person, sharing.town.other)
    sharing.tell(replace(given, representative=who, capacity=Capacity.ADULT_GUARDIAN))
    alias = accepted(sharing)
    before = str(system.receiving.page(them, alias).records)

    keep_away(sharing, HUSBAND.name)

    assert TOLD in before
    assert TOLD not in looked(sharing, alias)
    with pytest.raises(NothingProvided):
        sharing.propose()


def looked(sharing: Sharing, alias: str) -> str:
    """Look as the recipient; what is not there at all is an empty text."""
    try:
        return str(sharing.town.system.receiving.page(sharing.town.outsider, alias).records)
    except NotShown:
        return ""


def speaks(sharing: Sharing, who: UUID) -> None:
    """Write down that the husband speaks for the person."""
    sharing.tell(
        RepresentativeRecorded(
            person_id=sharing.person,
            representative=who,
            capacity=Capacity.ADULT_GUARDIAN,
            proof=AuthorityProof.GUARDIANSHIP_CERTIFICATE,
            first=tokyo_date(utc_now()),
            last=None,
            name=HUSBAND.name,
            scope="財産の管理",
        )
    )
