"""Consent forms (同意の用紙): read into what a person said, and into who may speak for them."""

from events.consent import AskConsent, GiveConsent, RefuseConsent
from events.consent_terms import (
    ConsentMeans,
    ConsentPurpose,
    Exempt,
    SharedMeeting,
    Subjects,
)
from services.consent_commands import NOBODY
from services.consent_views import ConsentLine, ConsentPage, Named
from services.web import dates
from services.web.consent_steps import DAY, LAST, Sent
from services.web.posted import Posted
from services.web.reader import Reader

Typed = tuple[tuple[str, str], ...]


def national(posted: Posted) -> Sent:
    """
    Read the one-signature form: consent to the whole of it, a refusal, or no answer yet.

    Raises:
        FormRefused: when the text or the means is missing, or a day cannot be read.
    """
    answer = posted.text("answer")
    if answer == "asked":
        asked = AskConsent(document=NOBODY, words=posted.text("words"))
        return asked, Named(text=posted.text("text"))
    reader = Reader(posted)
    said_on = reader.day("said_on", DAY)
    if answer == "refused":
        reader.done()
        return RefuseConsent(said_on=said_on, words=posted.text("words")), Named()
    if answer != "given":
        reader.refuse("answer", "「同意する」か「同意しない」を押してください。")
    means = reader.choice(ConsentMeans, "means", "同意の方法を選んでください。")
    last = reader.day_if_any("last", LAST)
    due = reader.day_if_any("scan_due", DAY)
    reader.done()
    whole = GiveConsent(
        representative=None,
        document=NOBODY,
        means=means,
        said_on=said_on,
        first=said_on,
        last=last,
        recipients=(),
        purposes=tuple(ConsentPurpose),
        subjects=tuple(Subjects),
        meetings=tuple(SharedMeeting),
        names_art9=False,
        partly=False,
        exempt=None,
        scan_due=due if means is ConsentMeans.SIGNATURE else None,
        words=posted.text("words"),
    )
    return whole, Named(text=posted.text("text"), giver=posted.text("giver"))


def limited(posted: Posted) -> Sent:
    """
    Read a consent of chosen recipients, purposes and kinds of information.

    Raises:
        FormRefused: when one of these is missing, or a day cannot be read.
    """
    reader = Reader(posted)
    means = reader.choice(ConsentMeans, "means", "同意の方法を選んでください。")
    said_on = reader.day("said_on", DAY)
    first = reader.day_if_any("first", DAY)
    last = reader.day_if_any("last", LAST)
    named, recipients = posted.text("reach") == "named", posted.ticked("recipients")
    if named and not recipients:
        reader.refuse("recipients", "名前を挙げる相手を選んでください。")
    purposes = reader.ticked(ConsentPurpose, "purposes")
    if not purposes:
        reader.refuse("purposes", "利用目的を1つ以上選んでください。")
    subjects = reader.ticked(Subjects, "subjects")
    if not subjects:
        reader.refuse("subjects", "情報の区分を1つ以上選んでください。")
    due = reader.day_if_any("scan_due", DAY)
    reader.done()
    command = GiveConsent(
        representative=None,
        document=NOBODY,
        means=means,
        said_on=said_on,
        first=first or said_on,
        last=last,
        recipients=(),
        purposes=purposes,
        subjects=subjects,
        meetings=reader.ticked(SharedMeeting, "meetings"),
        names_art9=bool(posted.ticked("names_art9")),
        partly=bool(posted.ticked("partly")),
        exempt=reader.choice_if_any(Exempt, "exempt"),
        scan_due=due if means is ConsentMeans.SIGNATURE else None,
        words=posted.text("words"),
    )
    return command, Named(
        text=posted.text("text"),
        giver=posted.text("giver"),
        renews=posted.text("record"),
        recipients=recipients if named else (),
    )


def first_typed(page: ConsentPage) -> Typed:
    """Return what stands in the national form at first: signed today, the paper to follow."""
    return (
        *_text(page),
        ("giver", ""),
        ("means", ConsentMeans.SIGNATURE),
        ("said_on", dates.in_era(page.today)),
        ("scan_due", dates.in_era(page.paper_due)),
    )


def _text(page: ConsentPage) -> Typed:
    return (("text", page.texts[0].alias),) if page.texts else ()


def whole(page: ConsentPage, record: str) -> Typed:
    """Fill the detailed form as the consent that is renewed reads, or with the whole of it."""
    line = _standing(page, record)
    if line is None:
        return (
            *first_typed(page),
            ("reach", "class"),
            *(("purposes", one.value) for one in ConsentPurpose),
            *(("subjects", one.value) for one in Subjects),
            *(("meetings", one.value) for one in SharedMeeting),
        )
    flags = (("names_art9", line.names_art9), ("partly", line.partly))
    return (
        *_text(page),
        ("giver", ""),
        ("means", ConsentMeans.ORAL_RECORDED),
        ("said_on", dates.in_era(page.today)),
        ("reach", "named" if line.recipients else "class"),
        *(("recipients", one.alias) for one in line.recipients_left),
        *(("purposes", one.value) for one in line.purposes_left),
        *(("subjects", one.value) for one in line.subjects),
        *(("meetings", one.value) for one in line.meetings),
        *((name, "yes") for name, holds in flags if holds),
    )


def _standing(page: ConsentPage, record: str) -> ConsentLine | None:
    return next((one for one in page.consents if one.said.record == record), None)
