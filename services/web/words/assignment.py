"""Words of who leads and covers (担当・代わり), and of 限定ケース."""

from typing import Final

from events import assignment, matter, restriction
from events.assignment import CoverReason, LeadReason
from events.restriction import RestrictionReason
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        LeadReason: {
            LeadReason.TRANSFER: "人事異動・退職",
            LeadReason.LONG_LEAVE: "長い休み",
            LeadReason.DUTIES: "業務の分担替え",
            LeadReason.EXPERTISE: "専門の職員に替える",
            LeadReason.RELATION: "本人や家族と関係がある",
            LeadReason.OTHER: "その他",
        },
        CoverReason: {
            CoverReason.LEAVE: "休暇",
            CoverReason.OUT: "外出",
            CoverReason.MEETING: "会議",
            CoverReason.URGENT_CALL: "急ぎの電話",
            CoverReason.OTHER: "その他",
        },
        RestrictionReason: {
            RestrictionReason.PROTECTION: "DV等支援措置",
            RestrictionReason.RELATIVE: "職員の親族・知人",
            RestrictionReason.OTHER: "その他",
        },
    },
    fields={
        "lead": "担当",
        "cover": "代わる人",
        "since": "いつから",
        "until": "いつまで",
        "named": "知ってよい職員",
        (assignment.LeadHandedOver.TOPIC, "reason"): "替える理由",
        (assignment.LeadHandedOver.TOPIC, "text"): "申し送り",
        (assignment.CoverTaken.TOPIC, "reason"): "代わる理由",
        (assignment.CoverTaken.TOPIC, "text"): "申し送り",
        (assignment.CoverEnded.TOPIC, "text"): "申し送り",
        (restriction.CaseRestricted.TOPIC, "reason"): "限定する理由",
        (restriction.CaseRestricted.TOPIC, "text"): "限定の事情",
        (restriction.RestrictionLifted.TOPIC, "text"): "解除の理由",
    },
    rules={
        matter.NotNamed: Sentence(
            409,
            "not-named",
            "このケースを知ってよい職員に入っていません",
            "限定ケースで何かを頼めるのは、知ってよい職員だけです。先に「限定」で名前を加えてください。",
        ),
        assignment.LeadInThePast: Sentence(
            422,
            "lead-in-the-past",
            "担当を替える日が過ぎています",
            "今日か、今日より後の日を書いてください。",
        ),
        assignment.LeadAlready: Sentence(
            409,
            "lead-already",
            "その日は、もうその職員が担当です",
            "日か職員を選び直してください。",
        ),
        assignment.LeadByAnother: Sentence(
            409,
            "lead-by-another",
            "担当が替わったケースがあります",
            "まだ何も移していません。一覧を開き直して、もう一度選んでください。",
        ),
        assignment.NobodyAfterwards: Sentence(
            409,
            "nobody-afterwards",
            "後任の決まっていないケースがあります",
            "まだ終えていません。係長・課長が「担当の一覧」で、次の日からの担当を決めてください。",
        ),
        assignment.CoverInThePast: Sentence(
            422,
            "cover-in-the-past",
            "代わる日が正しくありません",
            "今日か今日より後の日に始め、その日かその後の日に終わるようにしてください。",
        ),
        assignment.CoverByLead: Sentence(
            409,
            "cover-by-lead",
            "担当自身は代わりになれません",
            "ほかの職員を選んでください。",
        ),
        assignment.CoverAlready: Sentence(
            409,
            "cover-already",
            "その職員は、その日にもう代わっています",
            "今の代わりを終えてから、あらためて決めてください。",
        ),
        assignment.CoverNotStanding: Sentence(
            409,
            "cover-not-standing",
            "この代わりは、もう終わっています",
            "ケースを開き直して確かめてください。",
        ),
        restriction.RestrictionNotTheirs: Sentence(
            409,
            "restriction-not-theirs",
            "限定を決められるのは、担当か係長・課長です",
            "担当か係長・課長に頼んでください。",
        ),
        restriction.NobodyNamed: Sentence(
            422,
            "nobody-named",
            "知ってよい職員が選ばれていません",
            "一人は選んでください。担当は自動で入ります。",
        ),
        restriction.RestrictedAlready: Sentence(
            409,
            "restricted-already",
            "同じ内容で、もう限定されています",
            "職員か理由を変えてください。",
        ),
        restriction.NotRestricted: Sentence(
            409,
            "not-restricted",
            "限定されていません",
            "解除するものはありません。ケースを開き直して確かめてください。",
        ),
    },
)
