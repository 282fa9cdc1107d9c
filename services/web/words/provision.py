"""Words of provision (情報提供・受け渡し)."""

from typing import Final

from events import provision
from events.provision import Declining, Ending, Stage
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Declining: {
            Declining.OUT_OF_SCOPE: "担当の範囲ではない",
            Declining.NO_CAPACITY: "いま受ける余裕がない",
            Declining.OTHER_BODY_FITS: "ほかの機関のほうが合う",
            Declining.OTHER: "その他",
        },
        Ending: {
            Ending.RETURNED: "返す（続けられない）",
            Ending.REVOKED: "提供元が取りやめた",
            Ending.COMPLETED: "支援を終えた",
        },
        Stage: {
            Stage.NONE: "なし",
            Stage.PROPOSED: "返事待ち",
            Stage.ACCEPTED: "受諾",
            Stage.OVER: "終了",
        },
    },
    fields={
        "words": "お願いすること",
        "recipient": "提供先",
        "records": "提供する記録",
        "reply_by": "返事の期限",
        "how": "終わり方",
    },
    rules={
        provision.PurposeNotForProvision: Sentence(
            422,
            "purpose-not-for-provision",
            "この目的では提供できません",
            "相談・計画・評価・支援の提供から選んでください。",
        ),
        provision.ProvisionToOneself: Sentence(
            422,
            "provision-to-oneself",
            "自分の事業には提供しません",
            "ほかの事業を選んでください。",
        ),
        provision.NothingProvided: Sentence(
            422,
            "nothing-provided",
            "提供できる記録がありません",
            "相手に見える記録を1件以上、200件までで選んでください。本人の同意が要る場合があります。",
        ),
        provision.ReplyDatePast: Sentence(
            422,
            "reply-date-past",
            "返事の期限が過ぎています",
            "今日より後の日を書いてください。",
        ),
        provision.NotTheParty: Sentence(
            409,
            "not-the-party",
            "この操作は相手の機関がします",
            "受けるか・返すかは提供先が、取りやめは提供元が決めます。",
        ),
        provision.NotAtThatStage: Sentence(
            409,
            "not-at-that-stage",
            "もう返事がされているか、終わっています",
            "一覧を開き直して、いまの状態を確かめてください。",
        ),
    },
)
