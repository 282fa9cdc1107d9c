"""Guarded (守る人と情報): P17–P20, P22–P25, P28–P30, P35, P37, P38, P41–P46."""

from typing import Final

from consent.properties.codes import (
    CONSENTS,
    CONTEXTS,
    MEETINGS,
    ONE_PERSON,
    PURPOSES,
    RECEIVED,
    RECIPIENTS,
    SCOPES,
    UNAPPROVED,
    but,
)
from consent.properties.kinds import (
    Always,
    Property,
    absent,
    away,
    denied,
    hides,
    never_by,
    nothing,
    only_by,
    same,
)

REPORT: Final = {"acting_context": ("REFERRAL",), "purpose": ("ABUSE_REPORT",)}
TO_SUBJECT: Final = {"acting_context": ("SUBJECT",)}
SHELTER: Final = {"category": ("SHELTER",), "level": ONE_PERSON}
PROTECTED: Final = {"protection_flag": ("YES",), "level": ONE_PERSON}

PROPERTIES: Final[tuple[Property, ...]] = (
    Always(
        id="P17",
        sentence="相手方には何も、家族には支援調整会議のほかでは何も、有ることすら示さない。",
        cases=(
            {"recipient": ("ADVERSE",)},
            {"recipient": ("FAMILY",), "acting_context": but(CONTEXTS, "COORD")},
        ),
        holds=absent,
    ),
    Always(
        id="P18",
        sentence="通報者の情報を見るのは、持っている機関か、責任者が判断した通告・通報の相手だけである。",
        cases=({"category": ("INFORMANT",), "level": ONE_PERSON},),
        holds=only_by("OWN_PURPOSE", "ABUSE_REPORT_INFORMANT"),
    ),
    Always(
        id="P19",
        sentence="避難先は、会議・つなぎ・監査・他機関の記録では、誰にもどの部分も示さない。",
        cases=(
            {**SHELTER, "acting_context": (*MEETINGS, "PROMO", "REFERRAL", "AUDIT")},
            {**SHELTER, "acting_context": ("CASEWORK",), "provenance": (*RECEIVED, "A9")},
        ),
        holds=nothing,
    ),
    Always(
        id="P20",
        sentence="業務と関わりのない目的では、有ることすら示さない。",
        cases=({"purpose": ("OTHER",)},),
        holds=absent,
    ),
    Always(
        id="P22",
        sentence="監査には、どの部分の内容も示さない。",
        cases=({"acting_context": ("AUDIT",)},),
        holds=nothing,
    ),
    Always(
        id="P23",
        sentence="通報から得た内容を外へ示すとき、情報源は伏せる。",
        cases=(
            {
                "provenance": ("INFORMANT",),
                "acting_context": (*MEETINGS, "REFERRAL", "EMERGENCY", "SUBJECT"),
            },
        ),
        holds=hides("source"),
    ),
    Always(
        id="P24",
        sentence="緊急の閲覧は、宣言か責任者の判断がなければできない。",
        cases=({"acting_context": ("EMERGENCY",), "approval": ("NONE",)},),
        holds=denied,
    ),
    Always(
        id="P25",
        sentence="本人が除外した相手は、通告・通報と座長が理由を残した法定の会議のほかでは、何も受け取らない。",
        cases=(
            {
                "consent_scope": ("EXCLUDED",),
                "acting_context": ("COORD", "REFERRAL"),
                "purpose": but(PURPOSES, "ABUSE_REPORT"),
            },
            {"consent_scope": ("EXCLUDED",), "acting_context": ("COORD",)},
            {
                "consent_scope": ("EXCLUDED",),
                "acting_context": ("SUPPORT",),
                "approval": UNAPPROVED,
            },
            {
                "consent_scope": ("EXCLUDED",),
                "acting_context": ("CASEWORK",),
                "provenance": RECEIVED,
            },
        ),
        holds=denied,
    ),
    Always(
        id="P28",
        sentence="税の本文は、法定の会議では税の判断がなければ、緊急では常に、示さない。",
        cases=(
            {"category": ("TAX",), "acting_context": ("SUPPORT",), "approval": UNAPPROVED},
            {"category": ("TAX",), "acting_context": ("EMERGENCY",)},
        ),
        holds=hides("body"),
    ),
    Always(
        id="P29",
        sentence="世帯の情報を外へ示すとき、同意していない人に関する部分は伏せる。",
        cases=(
            {"category": ("HOUSEHOLD",), "acting_context": ("COORD", "REFERRAL")},
            {
                "category": ("HOUSEHOLD",),
                "acting_context": ("CASEWORK",),
                "provenance": (*RECEIVED, "A9"),
            },
        ),
        holds=hides("third_party"),
    ),
    Always(
        id="P30",
        sentence="本人への開示で受け取るのは、本人か代理人で、開示請求によるときだけである。",
        cases=(
            {**TO_SUBJECT, "recipient": but(RECIPIENTS, "SUBJECT", "REP")},
            {**TO_SUBJECT, "purpose": but(PURPOSES, "SUBJ_ACCESS")},
        ),
        holds=absent,
    ),
    Always(
        id="P35",
        sentence="民間団体は責任者の判断がなければ、ボランティアは常に、緊急の閲覧ができない。",
        cases=(
            {
                "acting_context": ("EMERGENCY",),
                "recipient": ("PRIVATE",),
                "approval": UNAPPROVED,
            },
            {"acting_context": ("EMERGENCY",), "recipient": ("VOLUNTEER",)},
        ),
        holds=denied,
    ),
    Always(
        id="P37",
        sentence="監査は、守秘義務を確認した監査担当だけが行う。",
        cases=(
            {"acting_context": ("AUDIT",), "confidentiality_ack": ("NONE",)},
            {"acting_context": ("AUDIT",), "recipient": but(RECIPIENTS, "AUDITOR")},
        ),
        holds=denied,
    ),
    Always(
        id="P38",
        sentence="相当の理由による提供の相手は、市と公的機関だけである。",
        cases=({"recipient": but(RECIPIENTS, "CITY", "PUBLIC")},),
        holds=never_by("APPI69_2_REASONABLE"),
    ),
    Always(
        id="P41",
        sentence="本人への開示では、責任者の決定がなければ、有ることすら示さない。",
        cases=({**TO_SUBJECT, "approval": UNAPPROVED},),
        holds=absent,
    ),
    Always(
        id="P42",
        sentence="本人への開示では、情報源とほかの人に関する部分を伏せる。",
        cases=(TO_SUBJECT,),
        holds=hides("source", "third_party"),
    ),
    Always(
        id="P43",
        sentence="支援措置中の人の所在は、緊急と本人への開示のほかでは、誰にも示さない。",
        cases=(
            {**PROTECTED, "acting_context": but(CONTEXTS, "EMERGENCY", "SUBJECT")},
            {**PROTECTED, **TO_SUBJECT, "recipient": but(RECIPIENTS, "SUBJECT")},
        ),
        holds=hides("address"),
    ),
    Always(
        id="P44",
        sentence="通告・通報の相手は、市・受託事業者・公的機関だけである。",
        cases=({**REPORT, "recipient": but(RECIPIENTS, "CITY", "CONTRACTOR", "PUBLIC")},),
        holds=nothing,
    ),
    Always(
        id="P45",
        sentence="通告・通報でも、責任者の判断がなければ、法定の会議の情報も税の本文も示さない。",
        cases=(
            {**REPORT, "provenance": ("A9",), "approval": UNAPPROVED},
            {**REPORT, "category": ("TAX",), "approval": UNAPPROVED},
        ),
        holds=hides("body"),
    ),
    Always(
        id="P46",
        sentence="通告・通報の判断は、同意の状態や範囲や除外によって変わらない。",
        cases=({**REPORT, "level": ONE_PERSON},),
        vary={
            "consent_state": away(CONSENTS, CONSENTS),
            "consent_scope": tuple((one, other) for one in SCOPES for other in SCOPES),
        },
        holds=same,
    ),
)
