"""Consents (同意の限り): P21, P31–P34, P36, P40, P47–P52, how far a will expressed reaches."""

from typing import Final

from consent.decision import Decision
from consent.policy import Policy
from consent.properties.codes import (
    CATEGORIES,
    CONSENTS,
    CONTEXTS,
    GIVEN,
    ONE_PERSON,
    OWN,
    PURPOSES,
    RECEIVED,
    SCOPES,
    WILLS,
    WORK,
    WORKERS,
    but,
)
from consent.properties.kinds import (
    Always,
    Property,
    Reaches,
    away,
    denied,
    never_by,
    not_wider,
    only_by,
    shown,
)
from consent.walk import Found

FIVE_ROUTES: Final = frozenset(
    f"BASIS_{basis}"
    for basis in ("LSA_ART9", "CONSENT", "OWN_PURPOSE", "ABUSE_REPORT", "LIFE_BODY")
)
BENEFIT: Final = "CLEAR_BENEFIT"
LAPSED: Final = "CONSENT_LAPSED_AS_RECEIVED"
AT_DESK: Final = {"acting_context": ("CASEWORK",)}
NOT_BY_WILL: Final = (
    "LSA_ART9",
    "LSA_ART9_TASK",
    "OWN_PURPOSE",
    "ABUSE_REPORT",
    "ABUSE_REPORT_DRAFT",
    "ABUSE_REPORT_INFORMANT",
    "LIFE_BODY",
    "SUBJECT_ACCESS",
    "SUBJECT_PRESENT",
    "STATISTICS",
)


def own_record_shown(policy: Policy, found: Found) -> bool:
    """The body of the own record is shown."""
    return "body" in shown(policy, found.decisions[0])


def five_routes(_policy: Policy) -> frozenset[str]:
    """Return the reasons of the five routes of law.md §3 and §5."""
    return FIVE_ROUTES


def ground(decision: Decision) -> tuple[str, ...]:
    """Return what a decision rests on."""
    return (decision.reason,)


PROPERTIES: Final[tuple[Property, ...]] = (
    Always(
        id="P21",
        sentence="拒否・撤回・争い・未確定の同意は、同意によらない法の根拠のほかでは何も見せない。",
        cases=({"consent_state": ("DRAFT", "REFUSED", "WITHDRAWN", "DISPUTED")},),
        holds=only_by(*NOT_BY_WILL),
    ),
    Always(
        id="P31",
        sentence="自機関の記録は、同意がどうなっても、担当者が業務で読める。",
        cases=tuple(
            {
                **AT_DESK,
                "recipient": WORKERS,
                "membership": ("DESIGNATED",),
                "recused": ("NO",),
                "level": ("INDIVIDUAL",),
                "provenance": OWN,
                "category": but(CATEGORIES, "INFORMANT"),
                "purpose": WORK,
                "consent_state": consent,
                "consent_scope": scope,
            }
            for consent, scope in (
                (but(WILLS, *GIVEN), SCOPES),
                (GIVEN, but(SCOPES, "NA")),
                (("NONE", "INCAPABLE"), ("EXCLUDED", "NA")),
            )
        ),
        holds=own_record_shown,
    ),
    Reaches(
        id="P32",
        sentence="五つの道(法定の会議、同意、自機関の目的、通告・通報、生命・身体)はどれも通じている。",
        wanted=five_routes,
        reached=ground,
    ),
    Always(
        id="P33",
        sentence="意思が示されていれば、相当の理由や明らかな利益でそれを越えない。",
        cases=({"consent_state": WILLS}, {"consent_scope": but(SCOPES, "NA")}),
        holds=never_by("APPI69_2_REASONABLE", BENEFIT),
    ),
    Always(
        id="P34",
        sentence="自機関の画面では、担当でない者は何も見ない。",
        cases=({**AT_DESK, "membership": ("INVITED", "NOT_CALLED", "FORMER", "NONE")},),
        holds=denied,
    ),
    Always(
        id="P36",
        sentence="受け取った情報は、有効な同意か法の根拠がなければ、自機関でもほかへも使えない。",
        cases=(
            {
                "provenance": RECEIVED,
                "acting_context": ("COORD", "REFERRAL", "CASEWORK"),
                "consent_state": but(CONSENTS, *GIVEN, "EXPIRED"),
            },
            {
                "provenance": RECEIVED,
                "acting_context": ("COORD", "REFERRAL", "CASEWORK"),
                "consent_scope": but(SCOPES, "FULL"),
            },
        ),
        holds=only_by("ABUSE_REPORT", "SUBJECT_PRESENT"),
    ),
    Always(
        id="P40",
        sentence="自機関の画面では、目的の名前を変えても、見えるものは増えない(役割分担のメモは別)。",
        cases=(AT_DESK,),
        vary={"purpose": away(("SERVICE",), but(PURPOSES, "REACH"))},
        holds=not_wider,
    ),
    Always(
        id="P47",
        sentence="判断できず代理人のない人の情報は、同意に代わる道としては、明らかな利益だけが開く。",
        cases=({"consent_state": ("INCAPABLE",), "level": ONE_PERSON},),
        holds=only_by(*NOT_BY_WILL, BENEFIT),
    ),
    Always(
        id="P48",
        sentence="明らかな利益で見せるものは、本人の同意があれば見せるものを超えない。",
        cases=({},),
        vary={
            "consent_state": (("ACTIVE", "INCAPABLE"),),
            "consent_scope": (("FULL", "NA"), ("EXCLUDED", "EXCLUDED")),
        },
        holds=not_wider,
    ),
    Always(
        id="P49",
        sentence="明らかな利益は、つなぎか、招集・守秘・時間・議題のそろった支援調整会議で、責任者が判断したときだけである。",
        cases=(
            {"acting_context": but(CONTEXTS, "COORD", "REFERRAL")},
            {"approval": ("SELF", "NONE")},
            {"acting_context": ("COORD",), "membership": ("NOT_CALLED", "FORMER", "NONE")},
            {"acting_context": ("COORD",), "confidentiality_ack": ("NONE",)},
            {"acting_context": ("COORD",), "session_state": ("SCHEDULED", "CLOSED", "NA")},
            {"acting_context": ("COORD",), "on_agenda": ("NO",)},
        ),
        holds=never_by(BENEFIT),
    ),
    Always(
        id="P50",
        sentence="期限切れの同意で読めるのは、範囲の全部を含んで既に受け取ったものを、自機関の画面でだけである。",
        cases=(
            {"disclosed_before": ("NO",)},
            {"consent_scope": but(SCOPES, "FULL")},
            {"acting_context": but(CONTEXTS, "CASEWORK")},
            {"provenance": ("A9", "INFORMANT")},
        ),
        holds=never_by(LAPSED),
    ),
    Always(
        id="P51",
        sentence="期限切れの同意で見えるものは、有効だったときに見えたものを超えない。",
        cases=({},),
        vary={"consent_state": (("ACTIVE", "EXPIRED"), ("REP", "EXPIRED"))},
        holds=not_wider,
    ),
    Always(
        id="P52",
        sentence="撤回・拒否・争いの後は、受け取った情報を自機関の画面で読めない。",
        cases=(
            {
                **AT_DESK,
                "provenance": RECEIVED,
                "consent_state": ("WITHDRAWN", "REFUSED", "DISPUTED"),
            },
        ),
        holds=denied,
    ),
)
