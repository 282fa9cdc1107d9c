"""Words of the paper slip (紙の連絡票)."""

from typing import Final

from events.paper_slip import PaperNumberTooLong, PaperSlipNumbered
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    fields={(PaperSlipNumbered.TOPIC, "number"): "紙の番号"},
    rules={
        PaperNumberTooLong: Sentence(
            422,
            "paper-number-too-long",
            "紙の番号が長すぎます",
            "紙に書かれた番号だけを、20文字までで書いてください。",
        ),
    },
)
