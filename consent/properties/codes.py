"""Codes (区分): the groups of values that several properties speak of."""

from typing import Final

CONTEXTS: Final = (
    "SUPPORT",
    "COORD",
    "PROMO",
    "CASEWORK",
    "REFERRAL",
    "SUBJECT",
    "AUDIT",
    "EMERGENCY",
    "STATS",
)
MEETINGS: Final = ("SUPPORT", "COORD")
RECIPIENTS: Final = (
    "CITY",
    "CONTRACTOR",
    "PUBLIC",
    "PRIVATE",
    "VOLUNTEER",
    "SUBJECT",
    "REP",
    "FAMILY",
    "ADVERSE",
    "AUDITOR",
)
WORKERS: Final = ("CITY", "CONTRACTOR", "PUBLIC", "PRIVATE", "VOLUNTEER")
CATEGORIES: Final = (
    "ID",
    "CONTACT",
    "HOUSEHOLD",
    "INCOME",
    "DEBT",
    "TAX",
    "HEALTH",
    "DISABILITY",
    "CRIME",
    "ABUSE",
    "NOTE",
    "SCHOOL_WORK",
    "WELFARE_USE",
    "PLAN",
    "TASK",
    "INFORMANT",
    "SHELTER",
)
PURPOSES: Final = (
    "REACH",
    "PLAN",
    "REVIEW",
    "SERVICE",
    "STATS",
    "ABUSE_REPORT",
    "LIFE",
    "SUBJ_ACCESS",
    "AUDIT",
    "OTHER",
)
WORK: Final = ("REACH", "PLAN", "REVIEW", "SERVICE")
CONSENTS: Final = (
    "ACTIVE",
    "REP",
    "NONE",
    "DRAFT",
    "REFUSED",
    "WITHDRAWN",
    "EXPIRED",
    "DISPUTED",
    "INCAPABLE",
)
WILLS: Final = ("ACTIVE", "REP", "DRAFT", "REFUSED", "WITHDRAWN", "EXPIRED", "DISPUTED")
GIVEN: Final = ("ACTIVE", "REP")
SCOPES: Final = ("FULL", "NOT_RCP", "NOT_PURP", "NOT_CAT", "EXCLUDED", "NA")
SESSIONS: Final = ("OPEN", "SCHEDULED", "CLOSED", "NA")
CALLED: Final = ("DESIGNATED", "INVITED")
UNCALLED: Final = ("NOT_CALLED", "FORMER", "NONE")
ONE_PERSON: Final = ("INDIVIDUAL", "ANON_CASE")
UNAPPROVED: Final = ("SELF", "NONE")
OWN: Final = ("SUBJECT", "OWN")
RECEIVED: Final = ("OTHER", "COORD")


def but(values: tuple[str, ...], *out: str) -> tuple[str, ...]:
    """Return the values without some."""
    return tuple(value for value in values if value not in out)
