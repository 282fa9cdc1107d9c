"""Citation (根拠条文): the texts of the law behind a decision, as numbered on its own day (R2)."""

from datetime import date
from typing import Final

from consent.decision import Decision
from consent.document import Document
from consent.registry import BasisVersion, Registry

STATUTORY: Final = "LSA9"
SECRECY: Final = "LSA9S"
OWN_ACT: Final = "SKK-9"
"""The basis that the policy's own texts speak of."""


def law_texts(
    decision: Decision,
    document: Document,
    registry: Registry,
    on: date,
    *,
    conference: str = OWN_ACT,
) -> tuple[str, ...]:
    """Return the text of each law of the decision, for that Tokyo civil date."""
    return tuple(
        text_on(code, document, registry, on, conference=conference) for code in decision.law
    )


def text_on(
    code: str, document: Document, registry: Registry, on: date, *, conference: str = OWN_ACT
) -> str:
    """
    Return the text of one law of the policy as numbered on that Tokyo civil date.

    The secrecy paragraph is resolved for the date; for a sitting under another Act (`conference`, a
    basis of the registry) the articles are that Act's (R3).
    """
    basis = standing(registry, conference, on)
    details = basis.conference
    if details is None:
        return document.law[code]
    if code == SECRECY and details.secrecy is not None:
        return f"{basis.act}{details.secrecy.citation}"
    if code == STATUTORY and conference != OWN_ACT:
        return f"{basis.act}{basis.article}(情報交換・協力要請)"
    return document.law[code]


def standing(registry: Registry, basis: str, on: date) -> BasisVersion:
    """Return the version whose numbering a record of that day uses; the first for earlier days."""
    versions = registry.bases[basis]
    return [versions[0], *(one for one in versions[1:] if one.first <= on)][-1]
