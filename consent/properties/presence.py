"""Presence (同席と存在): P54–P61, the person and the family present, stubs, emergencies, routes."""

from typing import Final

from consent.decision import Decision
from consent.policy import Policy
from consent.properties.codes import (
    CONSENTS,
    CONTEXTS,
    MEETINGS,
    SCOPES,
    UNCALLED,
    but,
)
from consent.properties.kinds import (
    Always,
    Property,
    Reaches,
    denied,
    not_wider,
    same,
    shown,
    unnoticed,
)
from consent.walk import Found

PRESENT: Final = {"acting_context": ("COORD",), "recipient": ("SUBJECT",)}
FAMILY: Final = {"acting_context": ("COORD",), "recipient": ("FAMILY",)}
IN_DANGER: Final = {
    "acting_context": ("EMERGENCY",),
    "purpose": ("LIFE",),
    "level": ("INDIVIDUAL",),
    "recipient": ("CITY", "CONTRACTOR", "PUBLIC"),
    "approval": ("SELF", "SUPERVISOR"),
    "recused": ("NO",),
}


def emergency_mask(policy: Policy, found: Found) -> bool:
    """What may save a life is shown, what cannot is not."""
    saves, cannot = (shown(policy, decision) for decision in found.decisions)
    return "body" in saves and "body" not in cannot


def every_grant(policy: Policy) -> frozenset[str]:
    """Return the ids of all grants, and the reasons that they give."""
    grants = policy.document.grant
    return frozenset(code for grant in grants for code in (grant.id, f"BASIS_{grant.basis}"))


def routes_taken(decision: Decision) -> tuple[str, ...]:
    """Return the rules that let something out, and the ground."""
    return (*decision.trace, decision.reason) if decision.shows else ()


PROPERTIES: Final[tuple[Property, ...]] = (
    Always(
        id="P54",
        sentence="本人が支援調整会議で見るのは、招集され、開いている時間に、議題にあるときだけである。",
        cases=(
            {**PRESENT, "membership": UNCALLED},
            {**PRESENT, "session_state": ("SCHEDULED", "CLOSED", "NA")},
            {**PRESENT, "on_agenda": ("NO",)},
        ),
        holds=denied,
    ),
    Always(
        id="P55",
        sentence="同席する本人にも、他機関・通報・法定の会議から得た情報、通報者、避難先は見せない。",
        cases=(
            {**PRESENT, "provenance": ("OTHER", "INFORMANT", "A9")},
            {**PRESENT, "category": ("INFORMANT", "SHELTER")},
        ),
        holds=denied,
    ),
    Always(
        id="P56",
        sentence="家族が同席して見るのは、支援措置のない本人自身の、家族を範囲に含む有効な同意があるときだけである。",
        cases=(
            {**FAMILY, "consent_state": but(CONSENTS, "ACTIVE")},
            {**FAMILY, "consent_scope": but(SCOPES, "FULL")},
            {**FAMILY, "protection_flag": ("YES",)},
        ),
        holds=denied,
    ),
    Always(
        id="P57",
        sentence="同席する家族に見えるものは、同席する本人に見えるものを超えない。",
        cases=({"acting_context": ("COORD",)},),
        vary={"recipient": (("SUBJECT", "FAMILY"),)},
        holds=not_wider,
    ),
    Always(
        id="P58",
        sentence="相手方と家族には、また会議を知らない者と受け取っていない者には、有ることを示さない。",
        cases=(
            {"recipient": ("ADVERSE", "FAMILY")},
            {"acting_context": MEETINGS, "membership": UNCALLED},
            {"acting_context": MEETINGS, "on_agenda": ("NO",)},
            {
                "acting_context": but(CONTEXTS, *MEETINGS, "PROMO", "STATS"),
                "disclosed_before": ("NO",),
            },
            {"acting_context": ("CASEWORK", "REFERRAL"), "provenance": ("A9",)},
        ),
        holds=unnoticed,
    ),
    Always(
        id="P59",
        sentence="緊急では、相談の記録と犯罪の経歴は見せ、収入・債務・税・計画の本文は伏せる。",
        cases=(IN_DANGER, {**IN_DANGER, "recipient": ("PRIVATE",), "approval": ("SUPERVISOR",)}),
        vary={
            "category": tuple(
                (saves, cannot)
                for saves in ("NOTE", "CRIME")
                for cannot in ("INCOME", "DEBT", "TAX", "PLAN")
            ),
        },
        holds=emergency_mask,
    ),
    Always(
        id="P60",
        sentence="就学・就労と福祉制度の利用は、相談の記録と同じに扱う。",
        cases=({},),
        vary={"category": (("NOTE", "SCHOOL_WORK"), ("NOTE", "WELFARE_USE"))},
        holds=same,
    ),
    Reaches(
        id="P61",
        sentence="どの許可の規則も、何かを見せる判断の根拠になりうる。",
        wanted=every_grant,
        reached=routes_taken,
    ),
)
