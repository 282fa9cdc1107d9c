"""Words of the desk's notes: ひとこと受付、問い合わせ."""

from typing import Final

from events import brief, inquiry
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    fields={
        "topic": "相談内容",
        "answer": "答えたこと",
        "asked": "問い合わせの内容",
        "number": "相手の番号",
    },
    rules={
        brief.BriefAlreadyNoted: Sentence(
            409,
            "brief-already-noted",
            "このひとこと受付は、もう記録されています",
            "もう一度送る必要はありません。",
        ),
        brief.BriefNotOpen: Sentence(
            409,
            "brief-not-open",
            "このひとこと受付は、もう終わっています",
            "ほかの職員が連絡票にしたか、終了しました。一覧を開き直して確かめてください。",
        ),
        inquiry.InquiryAlreadyNoted: Sentence(
            409,
            "inquiry-already-noted",
            "この問い合わせは、もう記録されています",
            "もう一度送る必要はありません。",
        ),
    },
)
