"""Direction (支援方針): each agency's part for the household, and when it is reviewed."""

from typing import Final

from fastapi import APIRouter, Response

from events import direction
from events.access import Surface
from events.values import AgencyKind
from services.case_views import TimelineItem
from services.web import dates, stepping
from services.web.addresses import Alias
from services.web.posted import Posted
from services.web.reader import Reader
from services.web.stepping import NOBODY, AtWriting, Step, Steps, Typed, dated

_GIVEN: Final = direction.DirectionGiven.TOPIC
_ENDED: Final = direction.DirectionEnded.TOPIC

router = APIRouter()


@router.get("/cases/{case}/directions")
def show(writer: AtWriting, case: Alias, done: str = "", late: str = "") -> Response:
    """Show the direction of each agency, the leading one first."""
    sheet = writer.desk.reading.sheet(
        writer.acting, case, surface=Surface.DIRECTIONS, kinds=[_GIVEN, _ENDED]
    )
    ended = {item.about for item in sheet.items if item.kind == _ENDED}
    given = [item for item in reversed(sheet.items) if item.kind == _GIVEN]
    return writer.pages.page(
        "directions/directions.html",
        writer.acting,
        here="/cases",
        case=case,
        sheet=sheet,
        standing=sorted(
            (item for item in given if item.alias not in ended),
            key=lambda item: not item.mark("leads"),
        ),
        ended=[item for item in sheet.items if item.kind == _ENDED],
        done=STEPS.done(done),
        late=bool(late),
    )


def give(posted: Posted) -> direction.GiveDirection:
    """
    Read one agency's direction.

    Raises:
        FormRefused: when the kind, the name, the words or the day of review is missing.
    """
    reader = Reader(posted)
    kind = reader.choice(AgencyKind, "agency_kind", "機関の種別を選んでください。")
    agency = reader.words("agency", "機関の名前を書いてください。")
    text = reader.words("text", "基本的な方向性を書いてください。")
    due = reader.day("due", "見直しの日を書いてください。")
    reader.done()
    return direction.GiveDirection(
        agency_kind=kind,
        leads=bool(posted.ticked("leads")),
        due=due,
        agency=agency,
        text=text,
    )


def end(posted: Posted) -> direction.EndDirection:
    """
    Read the end of an agency's part.

    Raises:
        FormRefused: when the day or the words are missing.
    """
    reader = Reader(posted)
    ended_on = reader.day("ended_on", "終わった日を書いてください。")
    text = reader.words("text", "どう終わったかを書いてください。")
    reader.done()
    return direction.EndDirection(record=NOBODY, ended_on=ended_on, text=text)


def _as_given(item: TimelineItem | None) -> Typed:
    if item is None:
        return ()
    due = dates.parse(item.mark("due"))
    return (
        ("agency_kind", item.mark("agency_kind")),
        ("agency", item.text("agency")),
        ("text", item.text("text")),
        *((("due", dates.in_era(due)),) if due else ()),
        *((("leads", "yes"),) if item.mark("leads") else ()),
    )


STEPS: Final = Steps(
    at="directions",
    surface=Surface.DIRECTIONS,
    kinds=(_GIVEN,),
    steps={
        "direction": Step(
            title="支援方針を書く",
            read=give,
            done="支援方針を保存しました。",
            about=None,
            typed=_as_given,
        ),
        "end": Step(
            title="支援方針の終わりを記録する",
            read=end,
            done="支援方針の終わりを記録しました。",
            about=True,
            typed=dated("ended_on"),
        ),
    },
)
router.include_router(stepping.routes(STEPS))
