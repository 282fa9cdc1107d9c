"""Words (表示の言葉): one file a concept; a page and the API say nothing that is not here."""

from typing import Final

from services.web.words import (
    assessment,
    desk_notes,
    direction,
    evaluation,
    factor,
    handover,
    household,
    intake,
    migration,
    monitoring,
    opening,
    organisation,
    paper_slip,
    person,
    plan,
    referral,
    relief,
    reopening,
    screening,
    search,
    service,
    setting,
    task,
    visit,
)
from services.web.words.base import Words

ALL: Final[tuple[Words, ...]] = (
    factor.WORDS,
    setting.WORDS,
    organisation.WORDS,
    intake.WORDS,
    desk_notes.WORDS,
    assessment.WORDS,
    screening.WORDS,
    handover.WORDS,
    referral.WORDS,
    relief.WORDS,
    person.WORDS,
    household.WORDS,
    plan.WORDS,
    service.WORDS,
    monitoring.WORDS,
    evaluation.WORDS,
    reopening.WORDS,
    direction.WORDS,
    task.WORDS,
    visit.WORDS,
    migration.WORDS,
    opening.WORDS,
    paper_slip.WORDS,
    search.WORDS,
)
"""The words of every concept beyond the first consultation."""
