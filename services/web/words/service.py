"""Words of the services that a person uses (サービス)."""

from typing import Final

from events import service
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    fields={
        "service": "サービス",
        (service.ServiceStarted.TOPIC, "started_on"): "利用を始めた日",
        (service.ServiceEnded.TOPIC, "ended_on"): "利用を終えた日",
    },
    rules={
        service.ServiceInUse: Sentence(
            409,
            "service-in-use",
            "このサービスは、もう利用中です",
            "経過確認のページで、利用中のサービスを確かめてください。",
        ),
        service.ServiceNotInUse: Sentence(
            409,
            "service-not-in-use",
            "このサービスは利用中ではありません",
            "もう終わっているか、始まっていません。ページを開き直して確かめてください。",
        ),
        service.ServiceEndsBeforeItStarts: Sentence(
            422,
            "service-ends-before-it-starts",
            "利用を終えた日が、始めた日より前です",
            "始めた日か、それよりあとの日にしてください。",
        ),
    },
)
