"""Pages (画面): templates filled with values, never with rows or events."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, cast
from uuid import uuid4

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from consent.gate import CHIEFS
from events import values
from services.acting import Acting
from services.web import dates, labels
from services.web.session import stand_code

TEMPLATES: Final = Path(__file__).parent / "templates"

_MENUS: Final[dict[values.Context, tuple[tuple[str, str], ...]]] = {
    values.Context.CASEWORK: (
        ("/", "わたしの仕事"),
        ("/intake", "受付"),
        ("/brief", "ひとこと受付"),
        ("/cases", "ケース"),
        ("/search", "氏名の検索"),
        ("/provisions", "ほかの機関から"),
        ("/emergencies", "緊急開示"),
        ("/obligations", "果たすべきこと"),
        ("/drafts", "下書き"),
    ),
    values.Context.AUDIT: (
        ("/access", "閲覧記録"),
        ("/disclosures", "開示台帳"),
        ("/emergencies/overseen", "緊急開示"),
    ),
    values.Context.ADMINISTRATION: (
        ("/staff", "職員"),
        ("/posts", "職"),
        ("/partners", "関係者"),
        ("/settings", "設定"),
        ("/questions", "市の質問"),
    ),
}

_OF_CHIEFS: Final = (("/assignments", "担当の一覧"), ("/partners", "関係者"))


class Pages:
    """Fills templates for one application; `statics` maps a static file's name to its address."""

    def __init__(self, statics: Mapping[str, str]) -> None:
        """Load templates from the folder beside this module; a value left out is an error."""
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(_FILTERS)
        # As globals, since macros see no other values of a page; the stub knows only Jinja's own.
        cast("dict[str, object]", self._environment.globals).update(
            static=statics.__getitem__,
            values=values,
            codes={kind.__name__: kind for kind in labels.LISTS},
            field_names=labels.FIELDS,
            chips=labels.CHIPS,
            slips=labels.SLIPS,
            conversions=labels.CONVERSIONS,
            passages=labels.PASSAGES,
            beside=labels.BESIDE,
            unmarked=labels.UNMARKED,
        )

    def page(
        self, template: str, acting: Acting | None = None, *, status: int = 200, **filled: object
    ) -> HTMLResponse:
        """
        Fill a page.

        Each rendering draws a fresh `command` id for its forms unless one is given.
        """
        common: dict[str, object] = {
            "acting": acting,
            "stand": stand_code(acting) if acting else "",
            "menu": _menu(acting) if acting else (),
            "here": "",
            "now": datetime.now(UTC),
            "today": dates.today(),
            "command": str(uuid4()),
            "problem": None,
        }
        html = self._environment.get_template(template).render({**common, **filled})
        return HTMLResponse(html, status_code=status)


def _menu(acting: Acting) -> tuple[tuple[str, str], ...]:
    """Return what the asker's standing leads to; a role without pages has none."""
    if acting.context is values.Context.ADMINISTRATION and (
        acting.role is not values.Role.ADMINISTRATOR
    ):
        return ()
    usual = _MENUS.get(acting.context, ())
    return (*usual, *_OF_CHIEFS) if acting.role in CHIEFS else usual


def _pages(request: Request) -> Pages:
    pages: object = request.app.state.pages
    assert isinstance(pages, Pages)
    return pages


Rendered = Annotated[Pages, Depends(_pages)]


def _born(text: str) -> str:
    return dates.born(text, dates.today())


def _label_of(code: str, kind: type[StrEnum]) -> str:
    return labels.label_of(kind, code)


def _words_of(code: str, kind: str, field: str) -> str:
    return labels.words_of(kind, field, code)


def _field_name(field: str, kind: str) -> str:
    return labels.field_name(kind, field)


def _said(text: str, kind: str) -> str:
    return labels.said(kind, text)


def _iso(instant: datetime) -> str:
    return instant.astimezone(dates.TOKYO).isoformat(timespec="minutes")


_FILTERS: Final[dict[str, Callable[..., object]]] = {
    "label": labels.label,
    "title_of": labels.title_of,
    "groupby_title": labels.by_title,
    "label_of": _label_of,
    "words_of": _words_of,
    "said_in": labels.said_in,
    "field_name": _field_name,
    "said": _said,
    "era": dates.in_era,
    "weekday": dates.with_weekday,
    "clock": dates.at_tokyo,
    "hours": dates.hours,
    "iso": _iso,
    "tokyo_day": values.tokyo_date,
    "born": _born,
}
