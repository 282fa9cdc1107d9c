"""Approvals (責任者の判断): every decision that a request needs, by an approver of the provider."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from consent.facts import (
    TOKYO,
    Appointed,
    Approved,
    Approves,
    Ask,
    EmergencyDeclared,
    Standing,
    View,
)

DECLARATION: Final = timedelta(minutes=60)
"""How long an emergency declared by the reader lasts (consent.md §6)."""


def needed(codes: Mapping[str, str]) -> frozenset[Approves]:
    """Return every decision that a request with these codes needs (consent.md, first page)."""
    match codes["acting_context"]:
        case "SUPPORT":
            wanted = {
                Approves.TAX: codes["category"] == "TAX",
                Approves.EXCLUDED_AT_CONFERENCE: codes["consent_scope"] == "EXCLUDED",
            }
        case "REFERRAL" if codes["purpose"] == "ABUSE_REPORT":
            wanted = {
                Approves.TAX: codes["category"] == "TAX",
                Approves.REPORT_FROM_CONFERENCE: codes["provenance"] == "A9",
                Approves.INFORMANT: codes["category"] == "INFORMANT",
            }
        case "REFERRAL" | "COORD":
            wanted = {
                Approves.CLEAR_BENEFIT: codes["consent_state"] == "INCAPABLE",
                Approves.REASONABLE_GROUND: codes["consent_state"] == "NONE",
            }
        case "SUBJECT":
            wanted = {Approves.DISCLOSURE: True}
        case "EMERGENCY":
            wanted = {Approves.EMERGENCY: True}
        case _:
            wanted = {}
    return frozenset(what for what, holds in wanted.items() if holds)


def approval(view: View, ask: Ask, person: UUID, codes: Mapping[str, str]) -> Standing:
    """
    Return what has been decided (field `approval`).

    SUPERVISOR only when every decision that is needed stands; SELF when the reader of an emergency
    has declared it.
    """
    wanted = needed(codes)
    found = [_decision(view, ask, person, what) for what in sorted(wanted)]
    made = tuple(one for one in found if one is not None)
    if wanted and len(made) == len(wanted):
        return Standing("SUPERVISOR", made)
    declared = tuple(
        one
        for one in view.known(EmergencyDeclared)
        if (one.by, one.person) == (ask.who, person)
        and one.when <= view.valid_at < one.when + DECLARATION
    )
    emergency = codes["acting_context"] == "EMERGENCY"
    return Standing("SELF", declared) if emergency and declared else Standing("NONE")


def _decision(view: View, ask: Ask, person: UUID, what: Approves) -> Approved | None:
    """Return the newest decision of this kind if it stands: made by someone else, without harm."""
    recipient = ask.programme or ask.who
    about = [
        one
        for one in view.known(Approved)
        if (one.what, one.item, one.person, one.recipient) == (what, ask.item, person, recipient)
    ]
    if not about:
        return None
    last = about[-1]
    stands = (
        last.period.covers(view.today)
        and not last.harm
        and last.approver != ask.who
        and _may_approve(view, last, ask.provider)
    )
    return last if stands else None


def _may_approve(view: View, decision: Approved, provider: UUID) -> bool:
    """Say whether the approver was one of the provider's on the day of the decision."""
    return any(
        one.staff == decision.approver
        and one.programme == provider
        and one.may_approve
        and one.period.covers(decision.at.astimezone(TOKYO).date())
        for one in view.known(Appointed)
    )
