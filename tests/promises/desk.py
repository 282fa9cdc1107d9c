"""A desk with one case, and every way in which its services show something of it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest

from events.access import Surface
from events.attachment import FilesAttached, FilesWithdrawn
from events.values import SupportMethod
from services.acting import Acting
from services.case_forms import ProgressCorrection
from services.case_views import CasePage
from services.db import Databases
from services.refusals import StaleSave
from tests.city import TENANT, City, attachment, consultation, progress
from tests.promises import census

RECEIPTS = "SELECT count(*) FROM ring.receipt"


@dataclass(frozen=True)
class Desk:
    """A city with one case: a slip, two files and a corrected progress record."""

    town: City
    case: str
    page: CasePage
    first_token: str
    attached: str

    @property
    def databases(self) -> Databases:
        """The databases of the city."""
        return self.town.system.databases

    def log(self) -> census.Log:
        """Read the log."""
        return census.read(self.databases, TENANT)

    def receipts(self) -> int:
        """Count the receipts that were used: how often something was opened."""
        with psycopg.connect(self.databases.conninfo("backup", "ring")) as conn:
            row = conn.execute(RECEIPTS).fetchone()
            return row[0] if row else 0


def furnished(town: City) -> Desk:
    commands, reading, me = town.system.commands, town.system.reading, town.worker
    done = commands.receive_consultation(me, uuid4(), consultation())
    slip = reading.case_page(me, done.case)
    town.system.attachments.attach(me, uuid4(), done.case, slip.token, attachment())
    first = reading.case_page(me, done.case)
    attached = first.items[0].alias
    commands.record_progress(me, uuid4(), done.case, first.token, progress("電話した。"))
    page = reading.case_page(me, done.case)
    right = ProgressCorrection(method=SupportMethod.PHONE, text="面談した。", reason="誤記")
    commands.correct_progress(me, uuid4(), done.case, page.token, page.items[0].alias, right)
    reading.search(me, words="髙橋", reason="索引の用意")
    return Desk(town, done.case, reading.case_page(me, done.case), first.token, attached)


Look = Callable[[Desk, Acting], object]


def my_work(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.my_work(acting)


def case_list(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.case_list(acting, state="all", page=1)


def case_page(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.case_page(acting, desk.case)


def correction_form(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.record(acting, desk.case, desk.page.items[0].alias)


def search(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.search(acting, words="たかはし", reason="来所した方の確認")


def search_in_vain(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.search(acting, words="鈴木", reason="来所した方の確認")


def stale_save(desk: Desk, acting: Acting) -> object:
    """Save against the first state that was seen; what came since is shown."""
    with pytest.raises(StaleSave) as stale:
        save(desk, acting)
    return stale.value.changes


def save(desk: Desk, acting: Acting) -> object:
    token = desk.first_token
    return desk.town.system.commands.record_progress(acting, uuid4(), desk.case, token, progress())


def attachments(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.sheet(
        acting,
        desk.case,
        surface=Surface.ATTACHMENTS,
        kinds=[FilesAttached.TOPIC, FilesWithdrawn.TOPIC],
    )


def attached_file(desk: Desk, acting: Acting) -> object:
    """Open the second of two files."""
    return desk.town.system.attachments.open(acting, desk.case, desk.attached, 2)


def access_ledger(desk: Desk, acting: Acting) -> object:
    return desk.town.system.reading.access_page(acting, page=1, case=None)


SHEET, NAME = {("person.registered", 0), ("person.registered", 1)}, {("person.registered", 0)}
SLIP = {("case.consultation-received", 0), ("case.consultation-received", 1)}
CORRECTED = {("case.progress-corrected", 0)}
ATTACHED, SECOND = {("attachment.files-attached", 0)}, {("attachment.files-attached", 2)}
SINCE = CORRECTED

SHOWN: dict[Look, tuple[str, str, set[tuple[str, int]]]] = {
    my_work: ("access.content-read", "my_work", NAME),
    case_list: ("access.content-read", "case_list", NAME),
    case_page: ("access.content-read", "case_page", SHEET | SLIP | ATTACHED | CORRECTED),
    attachments: ("access.content-read", "attachments", SHEET | ATTACHED),
    attached_file: ("access.content-read", "attached_file", ATTACHED | SECOND),
    correction_form: ("access.content-read", "correction_form", CORRECTED),
    stale_save: ("access.content-read", "stale_save", SINCE),
    search: ("access.search-made", "", NAME),
    search_in_vain: ("access.search-made", "", set()),
}
"""What each look shows: the kind and surface of its entry, and the parts, by kind of event."""
