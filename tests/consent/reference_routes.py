"""The second statement, continued: by which routes something is shown, and what is hidden in it."""

from collections.abc import Callable, Mapping
from typing import Final

Asked = Mapping[str, str]

WORKERS: Final = {"CITY", "CONTRACTOR", "PUBLIC", "PRIVATE", "VOLUNTEER"}
WORK: Final = {"REACH", "PLAN", "REVIEW", "SERVICE"}
PLANNING: Final = {"PLAN", "REVIEW", "SERVICE"}
MONEY: Final = {"INCOME", "DEBT", "TAX"}
ORDINARY: Final = {
    *("ID", "CONTACT", "HOUSEHOLD", "INCOME", "DEBT"),
    *("NOTE", "SCHOOL_WORK", "WELFARE_USE", "PLAN", "TASK"),
}
HEALTH: Final = {"HEALTH", "DISABILITY"}
SECRET: Final = {"INFORMANT", "SHELTER"}
OWN: Final = {"SUBJECT", "OWN"}


def in_force(q: Asked) -> bool:
    """R26: given, not ended, and covering recipient, purpose and category."""
    return q["consent_state"] in {"ACTIVE", "REP"} and q["consent_scope"] == "FULL"


def decided(q: Asked) -> bool:
    """R35: by an approver of the provider's side, never the requester."""
    return q["approval"] == "SUPERVISOR"


def sitting(q: Asked) -> bool:
    """Convened for the item, which is on the agenda, at a time when it is worked on."""
    convened = q["membership"] in {"DESIGNATED", "INVITED"}
    return convened and q["session_state"] == "OPEN" and q["on_agenda"] == "YES"


def individual(q: Asked, context: str, purposes: set[str], recipients: set[str]) -> bool:
    """One person's information, asked for in this place, for this, by one of these."""
    return (
        q["level"] == "INDIVIDUAL"
        and q["acting_context"] == context
        and q["purpose"] in purposes
        and q["recipient"] in recipients
    )


# The routes.


def statutory_session(q: Asked) -> bool:
    """生困9条2項: reaching out and review, whatever the person's consent."""
    here = individual(q, "SUPPORT", {"REACH", "REVIEW"}, WORKERS)
    return here and sitting(q) and q["confidentiality_ack"] == "ACK"


def consent_at_coordination(q: Asked) -> bool:
    """R26: 支援調整会議."""
    return individual(q, "COORD", PLANNING, WORKERS) and sitting(q) and in_force(q)


def consent_on_referral(q: Asked) -> bool:
    """つなぎ with consent."""
    return individual(q, "REFERRAL", WORK, WORKERS) and in_force(q)


def assigned(q: Asked, purposes: set[str]) -> bool:
    """At one's own desk, by whoever is in charge."""
    return individual(q, "CASEWORK", purposes, WORKERS) and q["membership"] == "DESIGNATED"


def own_purpose(q: Asked) -> bool:
    """APPI 69(1), 18: what the agency learned itself, for what it learned it."""
    return assigned(q, WORK) and q["provenance"] in OWN | {"INFORMANT"}


def consent_for_received(q: Asked) -> bool:
    """What others gave is used as long as the consent lasts (R27)."""
    return assigned(q, WORK) and q["provenance"] in {"OTHER", "COORD", "A9"} and in_force(q)


def lapsed_but_received(q: Asked) -> bool:
    """A lapse is no withdrawal: what was received while it lasted is still read."""
    lapsed = q["consent_state"] == "EXPIRED" and q["consent_scope"] == "FULL"
    received = q["provenance"] in {"OTHER", "COORD"} and q["disclosed_before"] == "YES"
    return assigned(q, WORK) and lapsed and received


def abuse_report(q: Asked) -> bool:
    """児童虐待防止法6条 and its sisters: to the city, public bodies and entrusted desks."""
    here = individual(q, "REFERRAL", {"ABUSE_REPORT"}, {"CITY", "CONTRACTOR", "PUBLIC"})
    return here and q["category"] not in SECRET


def abuse_report_draft(q: Asked) -> bool:
    """The report is written from one's own record, by whoever is in charge."""
    own = q["provenance"] in OWN | {"INFORMANT"}
    return assigned(q, {"ABUSE_REPORT"}) and own and q["category"] not in SECRET


def informant_in_report(q: Asked) -> bool:
    """Who reported goes to the authority only by decision, from who heard it."""
    here = individual(q, "REFERRAL", {"ABUSE_REPORT"}, {"CITY", "PUBLIC"})
    heard = q["category"] == "INFORMANT" and q["provenance"] in {"OWN", "INFORMANT"}
    return here and heard and decided(q)


def life_in_danger(q: Asked) -> bool:
    """APPI 27(1)(ii), R39: by declaration; a private body only by decision."""
    if individual(q, "EMERGENCY", {"LIFE"}, {"PRIVATE"}):
        return decided(q)
    here = individual(q, "EMERGENCY", {"LIFE"}, {"CITY", "CONTRACTOR", "PUBLIC"})
    return here and q["approval"] != "NONE"


def disclosure_to_person(q: Asked) -> bool:
    """APPI 76, R47: by decision, and never who reported."""
    here = individual(q, "SUBJECT", {"SUBJ_ACCESS"}, {"SUBJECT", "REP"})
    who_told = q["provenance"] == "INFORMANT" or q["category"] == "INFORMANT"
    return here and decided(q) and not who_told


def audit(q: Asked) -> bool:
    """R50: without reading content."""
    sworn = q["recipient"] == "AUDITOR" and q["confidentiality_ack"] == "ACK"
    return q["acting_context"] == "AUDIT" and q["purpose"] == "AUDIT" and sworn


def task_taken_home(q: Asked) -> bool:
    """R13: the hand-out note, for the named worker who acknowledged the duty."""
    note = q["category"] == "TASK" and q["provenance"] == "A9"
    return assigned(q, {"REACH"}) and note and q["confidentiality_ack"] == "ACK"


def reasonable_ground(q: Asked) -> bool:
    """APPI 69(2)(ii)(iii): between public bodies, nobody asked, nothing sensitive, decided."""
    here = individual(q, "REFERRAL", {"SERVICE"}, {"CITY", "PUBLIC"})
    never_asked = q["consent_state"] == "NONE" and q["consent_scope"] == "NA"
    own = q["provenance"] in OWN and q["category"] in ORDINARY
    return here and never_asked and own and decided(q)


def clear_benefit(q: Asked) -> bool:
    """APPI 69(2)(iv): who cannot judge and has no one to speak for them."""
    helpers = {"CITY", "CONTRACTOR", "PUBLIC"}
    cannot = q["consent_state"] == "INCAPABLE" and q["consent_scope"] == "NA"
    own = q["provenance"] in OWN and q["category"] in ORDINARY | HEALTH
    if not (cannot and own and decided(q)):
        return False
    at_table = individual(q, "COORD", PLANNING, helpers) and sitting(q)
    sworn = q["confidentiality_ack"] == "ACK"
    return individual(q, "REFERRAL", PLANNING, helpers) or (at_table and sworn)


def person_present(q: Asked) -> bool:
    """APPI 69(2)(i): the person at their own item, not what others hold or told."""
    here = individual(q, "COORD", PLANNING, {"SUBJECT"}) and sitting(q)
    return here and q["provenance"] in OWN | {"COORD"} and q["category"] not in SECRET


def family_present(q: Asked) -> bool:
    """R55: by the person's own consent that covers them, and never of a protected person."""
    here = individual(q, "COORD", PLANNING, {"FAMILY"}) and sitting(q)
    own_consent = q["consent_state"] == "ACTIVE" and q["consent_scope"] == "FULL"
    shown = q["provenance"] in OWN | {"COORD"} and q["category"] in ORDINARY | HEALTH
    return here and own_consent and shown and q["protection_flag"] == "NO"


ROUTES: Final[tuple[Callable[[Asked], bool], ...]] = (
    statutory_session,
    consent_at_coordination,
    consent_on_referral,
    own_purpose,
    consent_for_received,
    lapsed_but_received,
    abuse_report,
    abuse_report_draft,
    informant_in_report,
    life_in_danger,
    disclosure_to_person,
    audit,
    task_taken_home,
    reasonable_ground,
    clear_benefit,
    person_present,
    family_present,
)


def statistics(q: Asked) -> bool:
    """R40, R41: figures large enough, for statistics, in the two places for it."""
    place = q["acting_context"] in {"PROMO", "STATS"} and q["purpose"] == "STATS"
    return place and q["level"] == "AGG_SAFE" and q["recipient"] in WORKERS


# What is hidden in what is shown.


def hidden_parts(q: Asked) -> frozenset[str]:
    """Return the parts that stay hidden."""
    if q["acting_context"] == "AUDIT":
        return frozenset({"body", "source", "third_party", "address"})
    hidden = {
        "source": source_hidden(q),
        "third_party": others_hidden(q),
        "address": address_hidden(q),
        "body": body_hidden(q),
    }
    return frozenset(part for part, hides in hidden.items() if hides)


def with_the_family_or_person(q: Asked) -> bool:
    """The person or the family sits at 支援調整会議."""
    return q["acting_context"] == "COORD" and q["recipient"] in {"SUBJECT", "FAMILY"}


def source_hidden(q: Asked) -> bool:
    """Who told is hidden from whoever was not told."""
    outside = q["acting_context"] in {"SUPPORT", "COORD", "REFERRAL", "EMERGENCY"}
    reported = q["provenance"] == "INFORMANT" and outside
    return reported or q["acting_context"] == "SUBJECT" or with_the_family_or_person(q)


def others_hidden(q: Asked) -> bool:
    """R23: consent of one is not consent of the household."""
    if q["acting_context"] == "SUBJECT" or with_the_family_or_person(q):
        return True
    received = q["acting_context"] == "CASEWORK" and q["provenance"] in {"OTHER", "COORD", "A9"}
    outside = q["acting_context"] in {"COORD", "REFERRAL"} or received
    return q["category"] == "HOUSEHOLD" and outside


def address_hidden(q: Asked) -> bool:
    """R53: from everyone but the person and rescuers; from family always."""
    if q["acting_context"] == "COORD" and q["recipient"] == "FAMILY":
        return True
    person = q["acting_context"] == "SUBJECT" and q["recipient"] == "SUBJECT"
    return q["protection_flag"] == "YES" and not person and q["acting_context"] != "EMERGENCY"


def body_hidden(q: Asked) -> bool:
    """What the recipient does not need, and tax without a judgement (地方税法22条)."""
    tax = q["category"] == "TAX" and not decided(q)
    match q["acting_context"]:
        case "SUPPORT":
            coordinator_only = MONEY | HEALTH | {"CRIME", "ABUSE", "NOTE", "SCHOOL_WORK"}
            delicate = q["category"] in coordinator_only | {"WELFARE_USE"}
            return tax or (q["recipient"] == "VOLUNTEER" and delicate)
        case "REFERRAL":
            return tax and q["purpose"] == "ABUSE_REPORT"
        case "EMERGENCY":
            return q["category"] in MONEY | {"PLAN"}
        case _:
            return False
