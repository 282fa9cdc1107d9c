"""Words of the hand-over (つなぎ・引継ぎ)."""

from typing import Final

from events.handover import (
    ArrivalBeforeHandover,
    HandoverMade,
    HandoverNotAskedFor,
    HandoverNotOpen,
    HandoverNotTakenUp,
    NextDayMissing,
    NotTakenUpBecause,
)
from events.values import AgencyKind
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        AgencyKind: {
            AgencyKind.CITY_DIVISION: "庁内関係課",
            AgencyKind.WELFARE_COUNCIL: "社会福祉協議会",
            AgencyKind.COMMUNITY_SUPPORT_CENTER: "地域包括支援センター",
            AgencyKind.DISABILITY_CONSULTATION_CENTER: "基幹相談支援センター",
            AgencyKind.CHILDREN_AND_FAMILIES_CENTER: "こども家庭センター",
            AgencyKind.CHILD_GUIDANCE_CENTER: "児童相談所",
            AgencyKind.WELFARE_OFFICE: "福祉事務所",
            AgencyKind.HEALTH_CENTER: "保健所・保健センター",
            AgencyKind.EMPLOYMENT_OFFICE: "ハローワーク",
            AgencyKind.SCHOOL_BOARD: "学校・教育委員会",
            AgencyKind.MEDICAL: "医療機関",
            AgencyKind.NPO: "NPO",
            AgencyKind.POLICE: "警察",
            AgencyKind.WOMEN_CENTER: "女性相談支援センター・配暴センター",
            AgencyKind.LIFELINE: "ライフライン事業者",
            AgencyKind.RESIDENT_ORGANISATION: "町会・自治会",
            AgencyKind.LEGAL: "弁護士・法テラス",
            AgencyKind.GUARDIAN: "成年後見",
        },
        NotTakenUpBecause: {
            NotTakenUpBecause.PERSON_DECLINED: "本人が断った",
            NotTakenUpBecause.PERSON_DID_NOT_GO: "本人が行かなかった",
            NotTakenUpBecause.BODY_DECLINED: "引継ぎ先が断った",
            NotTakenUpBecause.NOT_ELIGIBLE: "対象にならなかった",
            NotTakenUpBecause.OTHER: "その他",
        },
    },
    fields={
        "made_on": "引き継いだ日",
        "receiver": "引継ぎ先の種類",
        "receiver_name": "引継ぎ先",
        "accompanied": "同行",
        (HandoverMade.TOPIC, "due"): "確認の期限",
        (HandoverNotTakenUp.TOPIC, "due"): "次の手を打つ日",
        "aim": "引継ぎの目的",
        "confirmed_on": "確認した日",
        "confirmed_by": "確認の相手",
        "known_on": "わかった日",
        "because": "つながらなかった理由",
    },
    rules={
        HandoverNotOpen: Sentence(
            409,
            "handover-not-open",
            "確認を待っている引継ぎではありません",
            "もう確認されているか、この人の引継ぎではありません。ページを開き直してください。",
        ),
        HandoverNotAskedFor: Sentence(
            409,
            "handover-not-asked-for",
            "この引継ぎのもとになる振り分けが違います",
            "新しい振り分けがあるか、ほかの記録が選ばれています。ページを開き直してください。",
        ),
        NextDayMissing: Sentence(
            422,
            "next-day-missing",
            "次の手を打つ日がありません",
            "つながらなかったときは、いつまでに次の手を打つかを書いてください。本人が断ったときは空欄にできます。",
        ),
        ArrivalBeforeHandover: Sentence(
            422,
            "arrival-before-handover",
            "日付が、引き継いだ日より前です",
            "確認の日は引き継いだ日から、期限はその日から先の日にしてください。",
        ),
    },
)
