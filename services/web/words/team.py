"""Words of the team of the day (窓口の当番): why a duty is refused."""

from typing import Final

from events import team
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={},
    fields={},
    rules={
        team.DutyWithoutDays: Sentence(
            422,
            "duty-without-days",
            "曜日が選ばれていません",
            "当番の曜日を1つ以上選んでください。",
        ),
        team.DutyEndsBeforeItStarts: Sentence(
            422,
            "duty-ends-before-it-starts",
            "最後の日が初日より前です",
            "初日か、それより後の日を書いてください。",
        ),
        team.DutyUnknown: Sentence(
            409, "duty-unknown", "この当番はありません", "当番の画面を開き直してください。"
        ),
        team.DutyProlonged: Sentence(
            409,
            "duty-prolonged",
            "その日より前に、もう終わる当番です",
            "延ばすときは、新しい当番を加えてください。",
        ),
    },
)
