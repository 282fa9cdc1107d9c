"""Words of the search (氏名の検索): the reasons that can be chosen with one key (R76)."""

from enum import StrEnum
from typing import Final

from services.web.words.base import Words


class SearchReason(StrEnum):
    """探す理由: why somebody who is not on the case looks for a person; recorded in its words."""

    HERE_NOW = "here_now"
    RETURNING = "returning"
    REFERRED = "referred"
    DOUBLE = "double"
    COVER = "cover"


WORDS: Final = Words(
    codes={
        SearchReason: {
            SearchReason.HERE_NOW: "いま来所・電話中",
            SearchReason.RETURNING: "前に相談した方からの再相談",
            SearchReason.REFERRED: "関係機関・他課からの連絡",
            SearchReason.DOUBLE: "受付の前の重複の確認",
            SearchReason.COVER: "担当者の不在の代わり",
        },
    },
)
