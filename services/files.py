"""File (綴り): the scope of a key: a case, a person's sheet, a programme's access register."""

from datetime import datetime
from uuid import UUID

from events.values import tokyo_date


def register_file(now: datetime) -> str:
    """Return the access register's file of the Tokyo civil month."""
    return f"access:{tokyo_date(now):%Y-%m}"


def case_file(case_id: UUID) -> str:
    """Return the file of a case."""
    return f"case:{case_id}"


def person_file(person_id: UUID) -> str:
    """Return the file of a person's own sheet."""
    return f"person:{person_id}"


def is_case_or_person(file: str) -> bool:
    """Say whether a file is a case's or a person's, and no register."""
    return file.startswith(("case:", "person:"))
