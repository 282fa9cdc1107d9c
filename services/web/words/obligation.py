"""Words of obligations (果たすべきこと)."""

from typing import Final

from events import obligation
from events.obligation import Duty
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        Duty: {
            Duty.NOTIFY_RECIPIENT: "利用を止めるよう知らせる",
            Duty.STOP_USE: "利用を止める",
        },
    },
    fields={
        (obligation.RecipientTold.TOPIC, "said_on"): "知らせた日",
    },
    rules={
        obligation.NothingOwed: Sentence(
            409,
            "nothing-owed",
            "もう済んでいるか、することがありません",
            "果たすべきことの一覧を開き直して、いまの状態を確かめてください。",
        ),
        obligation.ToldBeforeLoss: Sentence(
            422,
            "told-before-loss",
            "知らせた日が、本人の申し出を記録した日より前です",
            "申し出を記録した日から今日までの日を書いてください。",
        ),
    },
)
