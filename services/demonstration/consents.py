"""Consents (同意のやりとり): what the people of the city say about sharing, and take back."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import uuid4

from events.consent import AskConsent, GiveConsent, LeaveUnasked, RefuseConsent
from events.consent_changes import FilePaper, WithdrawConsent
from events.consent_terms import ConsentMeans, ConsentPurpose, SharedMeeting, Subjects, Unasked
from events.exclusion import ExcludeRecipient
from events.values import SharingStance
from services.consent_commands import Command
from services.consent_views import ConsentPage, Named
from services.demonstration.file import File
from services.demonstration.steps import NOBODY

PAPER: Final = "paper"
CONSENT: Final = "consent"
"""What a file keeps the record of: of the consent, and of one whose paper is still to come."""


def sought(file: File) -> None:
    """Ask, as at most first talks; a few want time, and some say no."""
    if file.stance is SharingStance.REFUSED and file.chance(0.7):
        refuse(file, file.say("refuses"))
    elif file.chance(0.12):
        _write(file, AskConsent(document=NOBODY, words="持ち帰って考えたいとのこと。"), text=True)
    elif file.chance(0.15):
        kinds = (Subjects.BASIC, Subjects.SCHOOL_WORK, Subjects.OTHER)
        give(file, file.say("agrees_partly"), subjects=kinds)
    elif file.chance(0.2):
        give(file, file.say("agrees"), means=ConsentMeans.ORAL_RECORDED)
    else:
        give(file, file.say("agrees"), scanned=file.chance(0.7))


def give(
    file: File,
    words: str,
    *,
    means: ConsentMeans = ConsentMeans.SIGNATURE,
    scanned: bool = True,
    subjects: tuple[Subjects, ...] = tuple(Subjects),
    to: tuple[str, ...] = (),
    last: date | None = None,
) -> None:
    """Agree; `to` nobody by name = all of the 別表; fewer `subjects` = less than was asked."""
    awaited = means is ConsentMeans.SIGNATURE and not scanned
    partly = len(subjects) < len(Subjects) or bool(to)
    given = GiveConsent(
        representative=None,
        document=NOBODY,
        means=means,
        said_on=file.today,
        first=file.today,
        last=last,
        recipients=(),
        purposes=tuple(ConsentPurpose),
        subjects=subjects,
        meetings=() if partly else tuple(SharedMeeting),
        names_art9=False,
        partly=partly,
        exempt=None,
        scan_due=file.due(7) if awaited else None,
        words=words,
    )
    file.records[CONSENT] = _write(file, given, text=True, to=to)
    file.agreed = True
    if awaited:
        file.records[PAPER] = file.records[CONSENT]


def refuse(file: File, words: str) -> None:
    """Say no."""
    _write(file, RefuseConsent(said_on=file.today, words=words))


def leave_unasked(file: File, why: Unasked, words: str) -> None:
    """Write down why nobody asked."""
    _write(file, LeaveUnasked(why=why, first=file.today, last=None, words=words))


def exclude(file: File, name: str, words: str) -> None:
    """Keep somebody out, whatever is agreed otherwise."""
    out = ExcludeRecipient(recipient=NOBODY, effective=file.today, words=words)
    _write(file, out, to=(name,))


def withdraw(file: File, words: str, *, towards: tuple[str, ...] = ()) -> None:
    """Take the consent back, wholly or towards somebody."""
    taken = WithdrawConsent(
        record=NOBODY, effective=file.today, recipients=(), purposes=(), words=words
    )
    _write(file, taken, about=CONSENT, to=towards)


def scan(file: File) -> None:
    """File the paper that was still to come; now and then nobody does."""
    if PAPER in file.records and file.chance(0.7):
        _write(file, FilePaper(record=NOBODY, words=file.say("paper")), about=PAPER)
        del file.records[PAPER]


def _write(
    file: File, command: Command, *, text: bool = False, about: str = "", to: tuple[str, ...] = ()
) -> str:
    file.look()
    consenting, acting = file.around.town.system.consenting, file.around.town.acting(file.lead)
    page = consenting.page(acting, file.case)
    named = Named(
        text=page.texts[0].alias if text else "",
        about=file.records[about] if about else "",
        recipients=tuple(map(_called(page), to)),
    )
    return consenting.write(acting, uuid4(), file.case, page.token, command, named).record


def _called(page: ConsentPage) -> Callable[[str], str]:
    aliases = {one.name: one.alias for one in page.recipients}
    return lambda name: aliases[name]
