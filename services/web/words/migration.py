"""Words of the migration (移行)."""

from typing import Final

from events.migration import (
    CaseMigratedAlready,
    ConsentDateWithoutConsent,
    ContactBeforeConsultation,
    OldConsent,
)
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        OldConsent: {
            OldConsent.NOT_STATED: "記載なし",
            OldConsent.GIVEN: "あり（確認するまで提供には使えません）",
            OldConsent.NOT_GIVEN: "なし",
        },
    },
    fields={
        "file_digest": "元のファイルの指紋",
        "last_contact_on": "最後の対応",
        "consent": "旧様式の同意",
        "consent_on": "同意の日",
        "source_key": "元の一覧での番号",
        "remarks": "備考",
    },
    rules={
        CaseMigratedAlready: Sentence(
            409,
            "case-migrated-already",
            "このケースは、もう移行されています",
            "することはありません。",
        ),
        ConsentDateWithoutConsent: Sentence(
            422,
            "consent-date-without-consent",
            "同意がないのに、同意の日があります",
            "一覧の同意の欄と日付を確かめてください。",
        ),
        ContactBeforeConsultation: Sentence(
            422,
            "contact-before-consultation",
            "最後の対応の日が、受付の日より前です",
            "一覧の日付を確かめてください。",
        ),
    },
)
