"""Words of the lateness (後から書いた理由): why a record comes long after its day (R74)."""

from typing import Final

from events.lateness import LateReasonGiven
from services.web.words.base import Words

WORDS: Final = Words(fields={(LateReasonGiven.TOPIC, "text"): "後から記録した理由"})
