"""Words of a reopening (再開)."""

from typing import Final

from events import reopening
from services.web.words.base import Sentence, Words

WORDS: Final = Words(
    fields={
        "reopened_on": "再開の日",
        (reopening.CaseReopened.TOPIC, "reason"): "再開の理由",
    },
    rules={
        reopening.CaseNotClosed: Sentence(
            409,
            "case-not-closed",
            "このケースは終了していません",
            "終了したケースだけを再開できます。",
        ),
        reopening.ReopenedBeforeClosed: Sentence(
            422,
            "reopened-before-closed",
            "再開の日が、終了の日より前です",
            "終了の日か、それよりあとの日にしてください。",
        ),
    },
)
