"""File (綴り): the scope of a key: a case, a person's sheet, a programme's access register."""

from datetime import datetime
from typing import Final
from uuid import UUID

from events.values import tokyo_date

RESIDENTS: Final = ("case:", "person:", "brief:", "inquiry:", "provision:", "emergency:")


def register_file(now: datetime) -> str:
    """Return the access register's file of the Tokyo civil month."""
    return f"access:{tokyo_date(now):%Y-%m}"


def case_file(case_id: UUID) -> str:
    """Return the file of a case."""
    return f"case:{case_id}"


def person_file(person_id: UUID) -> str:
    """Return the file of a person's own sheet."""
    return f"person:{person_id}"


def brief_file(brief_id: UUID) -> str:
    """Return the file of a ひとこと受付."""
    return f"brief:{brief_id}"


def inquiry_file(inquiry_id: UUID) -> str:
    """Return the file of an inquiry."""
    return f"inquiry:{inquiry_id}"


def provision_file(provision_id: UUID) -> str:
    """Return the file of a 情報提供."""
    return f"provision:{provision_id}"


def emergency_file(emergency_id: UUID) -> str:
    """Return the file of a 緊急開示."""
    return f"emergency:{emergency_id}"


def is_about_residents(file: str) -> bool:
    """Say whether a file is about residents, and no register."""
    return file.startswith(RESIDENTS)
