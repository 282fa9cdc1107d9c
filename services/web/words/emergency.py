"""Words of emergency (緊急開示と事後確認)."""

from typing import Final

from events import emergency_steps
from events.emergency import EmergencyLaw, Finding, Stopping
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        EmergencyLaw: {
            EmergencyLaw.VITAL_INTEREST: (
                "個人情報保護法27条1項2号（生命・身体・財産の保護。社協などの事業）"
            ),
            EmergencyLaw.CLEAR_BENEFIT: (
                "個人情報保護法69条2項4号（明らかに本人の利益。市と、市が委託した事業）"
            ),
            EmergencyLaw.CHILD_ABUSE: "児童虐待防止法6条（通告）",
            EmergencyLaw.ELDER_ABUSE: "高齢者虐待防止法7条（通報）",
            EmergencyLaw.DISABILITY_ABUSE: "障害者虐待防止法7条（通報）",
            EmergencyLaw.SPOUSAL_VIOLENCE: "配偶者暴力防止法6条（通報）",
        },
        Finding: {
            Finding.UPHELD: "適切だった",
            Finding.NOT_UPHELD: "適切ではなかった（直ちに終わらせる）",
        },
        Stopping: {
            Stopping.NOTHING_KEPT: "控えは残していない",
            Stopping.DESTROYED: "控えを廃棄した",
            Stopping.RETURNED: "控えを返した",
        },
    },
    fields={"law": "根拠", "minutes": "時間", "finding": "結果"},
    rules={
        emergency_steps.EmergencyToOneself: Sentence(
            422,
            "emergency-to-oneself",
            "自分の事業には開示しません",
            "ほかの事業を選んでください。",
        ),
        emergency_steps.NothingDisclosed: Sentence(
            422,
            "nothing-disclosed",
            "開示できる記録がありません",
            "この相手には、緊急のときでも見せられない記録です。相手を選び直すか、記録を200か所までで選んでください。",
        ),
        emergency_steps.TooLongForEmergency: Sentence(
            422,
            "too-long-for-emergency",
            "開示できるのは60分までです",
            "足りないときは、終わる前に延長してください。",
        ),
        emergency_steps.NotOfTheEmergency: Sentence(
            409,
            "not-of-the-emergency",
            "この操作は相手の機関がします",
            "延長・終了・事後確認は開示した側が、利用を止めた報告は受け取った側がします。",
        ),
        emergency_steps.EmergencyOver: Sentence(
            409,
            "emergency-over",
            "もう終わったか、事後確認が済んでいます",
            "まだ必要なときは、あらためて緊急開示をしてください。",
        ),
        emergency_steps.ReviewOverdue: Sentence(
            409,
            "review-overdue",
            "事後確認の期限が過ぎているため延長できません",
            "先に、別の職員が事後確認をしてください。",
        ),
        emergency_steps.ReviewedByAnother: Sentence(
            409,
            "reviewed-by-another",
            "開示した人は事後確認をしません",
            "開示も延長もしていない、別の職員が確認します。",
        ),
        emergency_steps.NotAReviewer: Sentence(
            409,
            "not-a-reviewer",
            "事後確認は責任者か主任相談支援員がします",
            "係長か主任相談支援員に伝えてください。",
        ),
        emergency_steps.ReviewedBefore: Sentence(
            409,
            "reviewed-before",
            "もう事後確認が済んでいます",
            "一覧を開き直して、結果を確かめてください。",
        ),
        emergency_steps.NoUseToStop: Sentence(
            409,
            "no-use-to-stop",
            "止める利用はありません",
            "一覧を開き直して、いまの状態を確かめてください。",
        ),
    },
)
