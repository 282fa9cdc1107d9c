"""Family (本人と世帯): what is written about the person of a case and those they live with."""

from typing import Any
from uuid import uuid4

from events.contact import ContactCommand
from events.household import Leaving, Living, RecordLeaving, Relation
from events.person import CorrectSheet
from events.record import RecordCommand
from services.acting import Acting
from services.demonstration.file import File
from services.demonstration.people import Human
from services.demonstration.steps import NOBODY
from services.person_views import HouseholdPage, NewMember


def add_member(
    file: File,
    human: Human,
    relation: Relation,
    *,
    living: Living = Living.TOGETHER,
    note: str = "",
) -> None:
    """Write down who lives with them."""
    acting, page = _page(file)
    home = page.households[0] if page.households else None
    member = NewMember(
        known_case="",
        name=human.name,
        kana=human.kana,
        born=human.born,
        phone=human.phone,
        relation=relation,
        living=living,
        since=None,
        note=note,
    )
    file.around.town.system.households.add(
        acting,
        uuid4(),
        file.case,
        home.token if home else page.token,
        member,
        household=home.alias if home else "",
    )


def alias_of(file: File, human: Human) -> str:
    """Return the alias of somebody who lives with them, for what is said about others."""
    _, page = _page(file)
    return next(row.person for row in page.households[0].members if row.name == human.name)


def leave(file: File, name: str, leaving: Leaving, note: str) -> None:
    """Write down that a member lives there no longer."""
    acting, page = _page(file)
    home = page.households[0]
    member = next(row for row in home.members if row.name == name)
    file.around.town.system.households.leave(
        acting,
        uuid4(),
        file.case,
        home.token,
        RecordLeaving(record=NOBODY, leaving=leaving, left_on=file.today, note=note),
        household=home.alias,
        record=member.record,
    )


def record_contact(file: File, command: ContactCommand | RecordCommand) -> None:
    """Write down where the person is, how to reach them, or what protects them."""
    file.look()
    acting, persons = _at_desk(file), file.around.town.system.persons
    token = persons.page(acting, file.case).token
    persons.record(acting, uuid4(), file.case, token, command)


def correct_sheet(file: File, reason: str, **right: Any) -> None:
    """Put a sheet right."""
    file.look()
    acting, persons, human = _at_desk(file), file.around.town.system.persons, file.human
    told = {
        "name": human.name,
        "kana": human.kana,
        "born": human.born,
        "address": human.address,
        "phone": human.phone,
        **right,
    }
    token = persons.page(acting, file.case).token
    persons.correct(acting, uuid4(), file.case, token, CorrectSheet(**told, reason=reason))


def link(file: File, other: File, reason: str, *, apart: bool = False) -> None:
    """Say that two sheets are of one human being, or that they are not after all."""
    file.look()
    acting, persons = _at_desk(file), file.around.town.system.persons
    alias = persons.page(acting, other.case).alias
    token = persons.page(acting, file.case).token
    persons.link(acting, uuid4(), file.case, token, alias, reason, apart=apart)


def _page(file: File) -> tuple[Acting, HouseholdPage]:
    file.look()
    acting = _at_desk(file)
    return acting, file.around.town.system.households.page(acting, file.case)


def _at_desk(file: File) -> Acting:
    return file.around.town.acting(file.lead)
