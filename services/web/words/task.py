"""Words of tasks (やること): whose turn, the fields of a task, and why one is refused."""

from typing import Final

from events import task
from events.task import WaitingFor
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        WaitingFor: {
            WaitingFor.DESK: "窓口の職員",
            WaitingFor.PERSON: "本人・家族の返事待ち",
            WaitingFor.AGENCY: "関係機関の返事待ち",
            WaitingFor.OTHER: "その他の返事待ち",
        },
    },
    fields={
        "waiting_for": "だれの番か",
        "assignee": "する人",
        "due": "期限",
        (task.TaskGiven.TOPIC, "text"): "すること",
        (task.TaskPostponed.TOPIC, "text"): "すること",
        (task.TaskPostponed.TOPIC, "reason"): "延期の理由",
        (task.TaskDone.TOPIC, "text"): "結果",
        (task.TaskDropped.TOPIC, "reason"): "取りやめの理由",
    },
    rules={
        task.TaskNotStanding: Sentence(
            409,
            "task-not-standing",
            "このやることは、もう終わっています",
            "ほかの職員が先に済ませたか、取りやめたか、延期しました。ケースを開き直して確かめてください。",
        ),
        task.DueInThePast: Sentence(
            409,
            "due-in-the-past",
            "期限が過ぎた日になっています",
            "今日か、今日より後の日を書いてください。",
        ),
        task.AssigneeAndOthersTurn: Sentence(
            409,
            "assignee-and-others-turn",
            "返事待ちのものに、する職員が選ばれています",
            "返事待ちにするか、する職員を選ぶか、どちらかにしてください。",
        ),
    },
)
