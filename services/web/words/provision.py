"""Words of provision (情報提供・受け渡し)."""

from typing import Final

from events import provision, provision_steps
from events.provision import Declining, Ending, ProvisionProposed, Stage
from events.provision_steps import AnswerTakenDown, Urging
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
            Ending.NO_ANSWER: "返事なし",
        },
        Urging: {
            Urging.REMINDER: "催促済み",
            Urging.MANAGER: "責任者に連絡済み",
            Urging.SECRETARIAT: "地域福祉課に連絡済み",
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
        "step": "催促の段階",
        "told": "知らせた先",
        "declined": "引き受けない理由",
        "said_on": "返事のあった日",
        "read_back": "読み上げて確かめた",
        "speaker": "返事をした人",
        (ProvisionProposed.TOPIC, "due"): "返事の期限",
        (AnswerTakenDown.TOPIC, "channel"): "返事の手段",
        (AnswerTakenDown.TOPIC, "number"): "折り返しの電話番号",
        (AnswerTakenDown.TOPIC, "words"): "聞いたこと",
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
        provision_steps.AnswerNotDue: Sentence(
            409,
            "answer-not-due",
            "まだ返事の期限の前です",
            "期限の日が過ぎてから催促できます。急ぐときは電話で聞き、返事を書き取ってください。",
        ),
        provision_steps.AnswerBeforeAsking: Sentence(
            422,
            "answer-before-asking",
            "返事の日が申し出より前です",
            "申し出た日から今日までの日を書いてください。",
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
