"""Words of the directions for each agency (支援方針)."""

from typing import Final

from events import direction
from services.web.words.base import Sentence, Words

_GIVEN: Final = direction.DirectionGiven.TOPIC

WORDS: Final = Words(
    fields={
        "agency_kind": "機関の種別",
        "leads": "中心となる機関",
        "agency": "機関の名前",
        (_GIVEN, "due"): "見直しの日",
        (_GIVEN, "text"): "基本的な方向性",
        (direction.DirectionEnded.TOPIC, "ended_on"): "終わった日",
        (direction.DirectionEnded.TOPIC, "text"): "どう終わったか",
    },
    rules={
        direction.DirectionNotStanding: Sentence(
            409,
            "direction-not-standing",
            "この支援方針は、いまの版ではありません",
            "支援方針のページを開き直して確かめてください。",
        ),
        direction.AnotherAgencyLeads: Sentence(
            409,
            "another-agency-leads",
            "中心となる機関が、もう決まっています",
            "先に、いま中心となっている機関の支援方針を書き直してください。",
        ),
        direction.ReviewNotAhead: Sentence(
            422,
            "review-not-ahead",
            "見直しの日が、あしたより前です",
            "これからの日にしてください。",
        ),
    },
)
