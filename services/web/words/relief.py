"""Words of the relief (緊急支援)."""

from typing import Final

from events.relief import InformedBy, ReliefGiven, ReliefKind
from services.web.words.base import Words

WORDS: Final = Words(
    codes={
        ReliefKind: {
            ReliefKind.FOOD: "食料提供",
            ReliefKind.LODGING: "一時的な宿泊",
            ReliefKind.EMERGENCY_LOAN: "緊急小口資金へのつなぎ",
            ReliefKind.AMBULANCE: "救急要請",
            ReliefKind.OTHER: "その他",
        },
        InformedBy: {
            InformedBy.SPOKEN: "口頭で説明した",
            InformedBy.LEAFLET: "しおりを渡して説明した",
            InformedBy.ACCOMPANIED: "窓口に同行した",
        },
    },
    fields={
        "given_on": "行った日",
        (ReliefGiven.TOPIC, "kind"): "種類",
        "explained_on": "案内した日",
        "informed_by": "案内の方法",
    },
)
