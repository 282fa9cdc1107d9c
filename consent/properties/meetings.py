"""Meetings (会議ごとの境): P10–P16, P26, P27, P39, P53, what each kind of meeting may see."""

from typing import Final

from consent.properties.codes import (
    CATEGORIES,
    CONSENTS,
    CONTEXTS,
    GIVEN,
    ONE_PERSON,
    PURPOSES,
    RECIPIENTS,
    SCOPES,
    UNCALLED,
    but,
)
from consent.properties.kinds import (
    Always,
    Property,
    absent,
    away,
    denied,
    hides,
    nothing,
    only_by,
    same,
)

A9_LEAVES_BY: Final = only_by(
    "ABUSE_REPORT", "LIFE_BODY", "LSA_ART9_TASK", "SUBJECT_ACCESS", "AUDIT"
)
OUTSIDE: Final = {
    "provenance": ("A9",),
    "acting_context": but(CONTEXTS, "SUPPORT"),
    "level": ONE_PERSON,
}
NO_TASK: Final = but(CATEGORIES, "TASK")
AT_COORD: Final = {"acting_context": ("COORD",), "recipient": but(RECIPIENTS, "SUBJECT")}
AT_SUPPORT: Final = {"acting_context": ("SUPPORT",)}
DELICATE: Final = (
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
)

PROPERTIES: Final[tuple[Property, ...]] = (
    Always(
        id="P10",
        sentence="相談支援包括化推進会議では、個人の情報も匿名化した事例も、有ることすら示さない。",
        cases=({"acting_context": ("PROMO",), "level": ONE_PERSON},),
        holds=absent,
    ),
    Always(
        id="P11",
        sentence="少数の集計は、どの立場でもどの部分も示さない。",
        cases=({"level": ("AGG_SMALL",)},),
        holds=nothing,
    ),
    Always(
        id="P12",
        sentence="法定の会議で得た情報は、それを名指す有効な同意がなければ、定められた道のほかでは外へ出ない。",
        cases=(
            {**OUTSIDE, "consent_names_art9": ("NO",), "category": NO_TASK},
            {
                **OUTSIDE,
                "consent_names_art9": ("NO",),
                "acting_context": but(CONTEXTS, "SUPPORT", "CASEWORK"),
            },
            {**OUTSIDE, "consent_state": but(CONSENTS, *GIVEN)},
        ),
        holds=A9_LEAVES_BY,
    ),
    Always(
        id="P13",
        sentence="支援調整会議で本人以外に見せるのは、有効な同意か、明らかな本人の利益によるときだけである。",
        cases=({**AT_COORD, "consent_state": but(CONSENTS, *GIVEN)},),
        holds=only_by("CLEAR_BENEFIT"),
    ),
    Always(
        id="P14",
        sentence="支援調整会議で本人以外に見せる同意は、相手・目的・項目のすべてを範囲に含む。",
        cases=({**AT_COORD, "consent_scope": but(SCOPES, "FULL")},),
        holds=only_by("CLEAR_BENEFIT"),
    ),
    Always(
        id="P15",
        sentence="法定の会議での判断は、同意の状態や範囲によって変わらない(除外は別)。",
        cases=(AT_SUPPORT,),
        vary={
            "consent_state": away(CONSENTS, CONSENTS),
            "consent_scope": tuple(
                (one, other) for one in but(SCOPES, "EXCLUDED") for other in but(SCOPES, "EXCLUDED")
            ),
        },
        holds=same,
    ),
    Always(
        id="P16",
        sentence="法定の会議の情報は、招集され、守秘義務を確認し、開いている時間に、議題にある者だけが見る。",
        cases=(
            {**AT_SUPPORT, "membership": UNCALLED},
            {**AT_SUPPORT, "confidentiality_ack": ("NONE",)},
            {**AT_SUPPORT, "session_state": ("SCHEDULED", "CLOSED", "NA")},
            {**AT_SUPPORT, "on_agenda": ("NO",)},
        ),
        holds=denied,
    ),
    Always(
        id="P26",
        sentence="匿名化した事例文は、どの立場でも扱わず、有ることも示さない。",
        cases=({"level": ("ANON_CASE",)},),
        holds=absent,
    ),
    Always(
        id="P27",
        sentence="民生委員やボランティアには、法定の会議でも機微な項目の本文を見せない。",
        cases=({**AT_SUPPORT, "recipient": ("VOLUNTEER",), "category": DELICATE},),
        holds=hides("body"),
    ),
    Always(
        id="P39",
        sentence="集計を示すのは、推進会議か統計作成で、統計のためだけである。",
        cases=(
            {
                "level": ("AGG_SAFE", "AGG_SMALL"),
                "acting_context": but(CONTEXTS, "PROMO", "STATS"),
            },
            {"level": ("AGG_SAFE", "AGG_SMALL"), "purpose": but(PURPOSES, "STATS")},
        ),
        holds=nothing,
    ),
    Always(
        id="P53",
        sentence="支援調整会議では、民間団体とボランティアは守秘義務を確認するまで何も見ない。",
        cases=(
            {
                "acting_context": ("COORD",),
                "recipient": ("PRIVATE", "VOLUNTEER"),
                "confidentiality_ack": ("NONE",),
            },
        ),
        holds=denied,
    ),
)
