"""Words of a conversion (連絡票と支援経過の入替え)."""

from typing import Final

from events import conversion
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    fields={
        "from_case": "もとのケース",
        (conversion.SlipConverted.TOPIC, "into"): "支援経過にしたケース",
        (conversion.ProgressConverted.TOPIC, "into"): "連絡票にしたケース",
        (conversion.SlipConverted.TOPIC, "reason"): "支援経過にした理由",
        (conversion.ProgressConverted.TOPIC, "reason"): "連絡票にした理由",
    },
    rules={
        conversion.ConvertedIntoItself: Sentence(
            422,
            "converted-into-itself",
            "この連絡票と同じケースが選ばれています",
            "支援経過を書くはずだった、ほかのケースを選んでください。",
        ),
        conversion.SupportHasBegun: Sentence(
            409,
            "support-has-begun",
            "このケースでは、もう支援が始まっています",
            "アセスメントや計画などがあるケースの連絡票は、支援経過にできません。"
            "要らなくなったケースは終了してください。",
        ),
        conversion.ProgressNotConvertible: Sentence(
            409,
            "progress-not-convertible",
            "この支援経過は連絡票にできません",
            "もう連絡票にしたか、訂正された記録です。ケースを開き直して確かめてください。",
        ),
    },
)
