"""Words of attachments (添付)."""

from typing import Final

from consent.words import VALUES
from events.attachment import (
    AttachmentNotStanding,
    CategoryNotOfFiles,
    FilesAttached,
    FilesBeyondLimits,
    FilesWithdrawn,
    FileType,
    RecordNotHere,
)
from events.values import Category
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    codes={
        FileType: {
            FileType.PDF: "PDF",
            FileType.JPEG: "写真（JPEG）",
            FileType.PNG: "画像（PNG）",
            FileType.TEXT: "テキスト",
        },
        Category: {
            **{Category(code): said for code, said in VALUES["category"].items()},
            Category.RECORD: "参照の明細",
        },
    },
    fields={
        (FilesAttached.TOPIC, "category"): "内容の区分",
        (FilesWithdrawn.TOPIC, "reason"): "取り下げた理由",
        "description": "説明",
        "names": "ファイル名",
        "files": "ファイル",
    },
    rules={
        FilesBeyondLimits: Sentence(
            422,
            "files-beyond-limits",
            "添付できる数か大きさを超えています",
            "1回に40個まで、1つ512KBまでです。空のファイルは添付できません。",
        ),
        CategoryNotOfFiles: Sentence(
            422,
            "category-not-of-files",
            "この区分では添付できません",
            "内容の区分を選び直してください。",
        ),
        RecordNotHere: Sentence(
            409,
            "record-not-here",
            "この記録には添付できません",
            "ケースを開き直して、添付したい記録を選び直してください。",
        ),
        AttachmentNotStanding: Sentence(
            409,
            "attachment-not-standing",
            "この添付は取り下げられません",
            "もう取り下げられています。ケースを開き直して確かめてください。",
        ),
    },
)
