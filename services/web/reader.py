"""Reader (読み取り): reads a form's fields one after another and remembers what was wrong."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Final, TypeVar
from unicodedata import normalize

from services.web import dates
from services.web.posted import FormRefused, Posted

Code = TypeVar("Code", bound=StrEnum)
_NUMBER: Final = re.compile(r"\d{1,4}", re.ASCII)


class Reader:
    """Reads fields one after another and remembers what was wrong with them."""

    def __init__(self, posted: Posted) -> None:
        """Read what was posted; nothing is wrong yet."""
        self._posted = posted
        self._errors: dict[str, str] = {}

    def refuse(self, field: str, sentence: str) -> None:
        """Remember what is wrong with a field."""
        self._errors[field] = sentence

    def choice(self, kind: type[Code], field: str, missing: str) -> Code:
        """Read one of a code list; `missing` is said when none was chosen."""
        typed = self._posted.text(field)
        if typed in set(kind):
            return kind(typed)
        self.refuse(field, missing)
        return next(iter(kind))

    def choice_if_any(self, kind: type[Code], field: str) -> Code | None:
        """Read one of a code list that may be left out; what is no code is none."""
        typed = self._posted.text(field)
        return kind(typed) if typed in set(kind) else None

    def ticked(self, kind: type[Code], field: str) -> tuple[Code, ...]:
        """Read the ticked codes of a list, in the order of the list; what is no code is dropped."""
        ticked = set(self._posted.ticked(field))
        return tuple(code for code in kind if code in ticked)

    def day(self, field: str, missing: str) -> date:
        """Read a date in any usual form; `missing` is said when it is none."""
        day = dates.parse(self._posted.text(field))
        if day is None:
            self.refuse(field, missing)
        return day or dates.today()

    def day_if_any(self, field: str, wrong: str) -> date | None:
        """Read a date that may be left out; `wrong` is said when what is there is none."""
        if not self._posted.text(field).strip():
            return None
        day = dates.parse(self._posted.text(field))
        if day is None:
            self.refuse(field, wrong)
        return day

    def clock(self, field: str, missing: str) -> time:
        """Read a time of day; `missing` is said when it is none."""
        at = dates.clock_time(self._posted.text(field))
        if at is None:
            self.refuse(field, missing)
        return at or time.min

    def number(self, field: str, missing: str) -> int:
        """Read a whole number; `missing` is said when it is none."""
        typed = normalize("NFKC", self._posted.text(field)).strip()
        if not _NUMBER.fullmatch(typed):
            self.refuse(field, missing)
            return 0
        return int(typed)

    def words(self, field: str, missing: str) -> str:
        """Read a text that must have words; `missing` is said when it has none."""
        typed = self._posted.text(field)
        if not typed.strip():
            self.refuse(field, missing)
        return typed

    def done(self) -> None:
        """
        Go on only when nothing was wrong.

        Raises:
            FormRefused: with one sentence for each field, in their order.
        """
        if self._errors:
            raise FormRefused(self._errors)
