"""
The policy said a second time, slowly and plainly, from law.md and the practice it describes.

Written from the rules R1–R57 and the meaning of each input, never from the policy's data: every
ground is one sentence of code. What this says and what the policy says must be the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.consent.reference_routes import (
    ROUTES,
    Asked,
    consent_at_coordination,
    consent_for_received,
    consent_on_referral,
    decided,
    hidden_parts,
    statistics,
)

ABOUT_SOMEONE: Final = {"INDIVIDUAL", "ANON_CASE"}
IN_FORCE: Final = {"consent_state": "ACTIVE", "consent_scope": "FULL"}


@dataclass(frozen=True)
class Said:
    """What the second statement says of a request."""

    outcome: str
    visibility: str
    masked: frozenset[str]


def say(q: Asked) -> Said:
    """Judge a request of known codes."""
    if any(ground(q) for ground in AS_IF_NOTHING_WERE_THERE):
        return Said("DENY", "ABSENT", frozenset())
    if any(ground(q) for ground in KNOWN_BUT_CLOSED):
        return Said("DENY", "STUB", frozenset())
    if statistics(q):
        return Said("AGGREGATE", "SHOW", frozenset())
    if any(route(q) for route in ROUTES):
        masked = hidden_parts(q)
        if masked:
            return Said("REDACT", "SHOW_REDACTED", masked)
        return Said("PERMIT", "SHOW", frozenset())
    return Said("DENY", "STUB" if lost_after_receiving(q) else "ABSENT", frozenset())


def about_someone(q: Asked) -> bool:
    """A person stands behind it, even in a text that was meant to be anonymous."""
    return q["level"] in ABOUT_SOMEONE


def consented(q: Asked) -> bool:
    """The person, or who may speak for them, agreed."""
    return q["consent_state"] in {"ACTIVE", "REP"}


def reporting(q: Asked) -> bool:
    """虐待の通告・通報: a duty of law that no will of anyone stands against."""
    return q["purpose"] == "ABUSE_REPORT"


def called(q: Asked) -> bool:
    """Convened for this agenda item (R7)."""
    return q["membership"] in {"DESIGNATED", "INVITED"}


# What is refused as if nothing were there (APPI 78, 81).


def consent_contradicts_itself(q: Asked) -> bool:
    """A consent has a scope; where none was asked or can be given there is none."""
    if consented(q):
        return q["consent_scope"] == "NA"
    never_given = q["consent_state"] in {"NONE", "INCAPABLE"}
    return never_given and q["consent_scope"] not in {"NA", "EXCLUDED"}


def conflict_of_interest(q: Asked) -> bool:
    """R56."""
    return q["recused"] == "YES"


def person_at_promotion_meeting(q: Asked) -> bool:
    """R40: nothing that identifies or could identify a person."""
    return q["acting_context"] == "PROMO" and about_someone(q)


def unrelated_purpose(q: Asked) -> bool:
    """APPI 61, 69(1)."""
    return q["purpose"] == "OTHER"


def other_party_or_family(q: Asked) -> bool:
    """R54, R55: family only beside the person at 支援調整会議, and never of a protected person."""
    if q["recipient"] == "FAMILY":
        return q["acting_context"] != "COORD" or q["protection_flag"] == "YES"
    return q["recipient"] == "ADVERSE"


def informant_leaves_who_heard(q: Asked) -> bool:
    """APPI 78(1)(iii): who reported stays with who heard it, but for a report that was decided."""
    if q["category"] != "INFORMANT" or not about_someone(q) or q["acting_context"] == "AUDIT":
        return False
    heard_it = q["provenance"] in {"OWN", "INFORMANT"}
    if q["acting_context"] == "CASEWORK":
        return not heard_it
    to_authority = q["recipient"] in {"CITY", "PUBLIC"}
    report = q["acting_context"] == "REFERRAL" and reporting(q) and to_authority and decided(q)
    return not (heard_it and report)


def shelter_is_told(q: Asked) -> bool:
    """R53: where someone hides is known to who was told, to rescuers, and to the person."""
    if q["category"] != "SHELTER" or not about_someone(q):
        return False
    match q["acting_context"]:
        case "SUPPORT" | "COORD" | "REFERRAL":
            return True
        case "CASEWORK":
            return q["provenance"] not in {"SUBJECT", "OWN"}
        case "EMERGENCY":
            return q["recipient"] not in {"CITY", "PUBLIC"}
        case "SUBJECT":
            return q["recipient"] != "SUBJECT"
        case _:
            return False


def not_convened(q: Asked) -> bool:
    """R7, R10, R26."""
    return q["acting_context"] in {"SUPPORT", "COORD"} and not called(q)


def not_on_agenda(q: Asked) -> bool:
    """R8, R21."""
    return q["acting_context"] in {"SUPPORT", "COORD"} and q["on_agenda"] == "NO"


def family_outside_the_sitting(q: Asked) -> bool:
    """Family learns of no meeting that it does not sit in."""
    sitting = q["session_state"] == "OPEN"
    return q["acting_context"] == "COORD" and q["recipient"] == "FAMILY" and not sitting


def conference_content_leaves(q: Asked) -> bool:
    """R7, R13, R29: only with a consent that names it, or a decision for a report or the person."""
    if q["provenance"] != "A9" or not about_someone(q):
        return False
    named = consented(q) and q["consent_names_art9"] == "YES"
    match q["acting_context"]:
        case "REFERRAL" if reporting(q):
            return not decided(q)
        case "COORD" if reporting(q):
            return False
        case "COORD" | "REFERRAL":
            return not named
        case "CASEWORK":
            return q["category"] != "TASK" and not named
        case "SUBJECT":
            return not decided(q)
        case _:
            return False


def person_would_learn_who_told(q: Asked) -> bool:
    """What came by a report is no part of a disclosure to the person."""
    told = q["provenance"] == "INFORMANT" and about_someone(q)
    return told and q["acting_context"] == "SUBJECT"


def person_excluded_this_recipient(q: Asked) -> bool:
    """R25: an explicit exclusion wins, but for a report, one's own record, the chair's reason."""
    if q["consent_scope"] != "EXCLUDED" or not about_someone(q):
        return False
    match q["acting_context"]:
        case "COORD" | "REFERRAL":
            return not reporting(q)
        case "SUPPORT":
            return not decided(q)
        case "CASEWORK":
            task = q["provenance"] == "A9" and q["category"] == "TASK"
            return q["provenance"] in {"OTHER", "COORD", "A9"} and not task
        case _:
            return False


def disclosure_not_decided(q: Asked) -> bool:
    """R47: item by item, by decision."""
    asks = q["purpose"] == "SUBJ_ACCESS" and q["recipient"] in {"SUBJECT", "REP"}
    return (
        q["acting_context"] == "SUBJECT" and asks and q["level"] == "INDIVIDUAL" and not decided(q)
    )


def anonymised_text(q: Asked) -> bool:
    """A text about one person is that person's, whatever was taken out."""
    return q["level"] == "ANON_CASE"


AS_IF_NOTHING_WERE_THERE: Final[tuple[Callable[[Asked], bool], ...]] = (
    consent_contradicts_itself,
    conflict_of_interest,
    person_at_promotion_meeting,
    unrelated_purpose,
    other_party_or_family,
    informant_leaves_who_heard,
    shelter_is_told,
    not_convened,
    not_on_agenda,
    family_outside_the_sitting,
    conference_content_leaves,
    person_would_learn_who_told,
    person_excluded_this_recipient,
    disclosure_not_decided,
    anonymised_text,
)

# What is refused to someone who knows that it exists.


def small_cell(q: Asked) -> bool:
    """R41."""
    return q["level"] == "AGG_SMALL" and q["acting_context"] in {"PROMO", "STATS"}


def duty_not_acknowledged(q: Asked) -> bool:
    """R9; at 支援調整会議 for who is invited, and for private bodies and volunteers."""
    if q["confidentiality_ack"] == "ACK":
        return False
    if q["acting_context"] == "COORD":
        invited = q["membership"] == "INVITED" and q["recipient"] not in {"SUBJECT", "FAMILY"}
        return invited or q["recipient"] in {"PRIVATE", "VOLUNTEER"}
    return q["acting_context"] == "SUPPORT"


def window_closed(q: Asked) -> bool:
    """Access is for the time of the work on the item."""
    return q["acting_context"] in {"SUPPORT", "COORD"} and q["session_state"] != "OPEN"


KNOWN_BUT_CLOSED: Final = (small_cell, duty_not_acknowledged, window_closed)


def lost_after_receiving(q: Asked) -> bool:
    """Who had it may see that it was there, once the consent is withdrawn or has run out."""
    if q["disclosed_before"] == "NO" or q["recipient"] == "FAMILY" or q["provenance"] == "A9":
        return False
    lost = q["consent_state"] in {"WITHDRAWN", "EXPIRED"}
    return lost and only_consent_is_missing(q)


def only_consent_is_missing(q: Asked) -> bool:
    """With a consent in force the consent route would be the nearest."""
    if q["recipient"] == "SUBJECT" or q["level"] != "INDIVIDUAL":
        return False
    match q["acting_context"]:
        case "COORD":
            return consent_at_coordination({**q, **IN_FORCE})
        case "REFERRAL":
            return consent_on_referral({**q, **IN_FORCE})
        case "CASEWORK":
            return consent_for_received({**q, **IN_FORCE})
        case _:
            return False
