"""Provenance (情報の出どころ): every way by which an item came to whoever would show it (R38)."""

from collections.abc import Callable
from uuid import UUID

from consent.facts import Disclosed, Item, ToldBy, View
from consent.sittings import COORD, Sitting


class SourceUnknown(Exception):
    """An item that nobody recorded, or that its holder never got, cannot be judged."""


def item_of(view: View, item: UUID) -> Item:
    """
    Return an item as last recorded.

    Raises:
        SourceUnknown: when there is no such item, as far as is known.
    """
    found = [one for one in view.known(Item) if one.item == item]
    if not found:
        raise SourceUnknown
    return found[-1]


def labels(
    view: View, item: UUID, holder: UUID, statutory: Callable[[str], bool]
) -> tuple[str, ...]:
    """
    Return every provenance of an item for the programme that holds it (field `provenance`).

    A derived item also has those that its sources had for whoever made it; it is decided once for
    each, and the least wins. `statutory` says of a kind of meeting whether an Act is behind it.

    Raises:
        SourceUnknown: when a source is not known, or is not held by who would show or use it.
    """
    kinds = {one.sitting: one.kind for one in view.known(Sitting)}
    found: set[str] = set()
    left = [(item_of(view, item), holder)]
    done: set[tuple[UUID, UUID]] = set()
    while left:
        one, by = left.pop()
        if (one.item, by) in done:
            continue
        done.add((one.item, by))
        found |= _labels_of(view, one, by, lambda sitting: _at(kinds.get(sitting), statutory))
        left.extend((item_of(view, source), one.programme) for source in one.derived_from)
    return tuple(sorted(found))


def _labels_of(view: View, item: Item, holder: UUID, at: Callable[[UUID], str]) -> set[str]:
    found = {"INFORMANT"} if item.told_by is ToldBy.INFORMANT else set[str]()
    if item.learned_in is not None:
        found.add(at(item.learned_in))
    if item.programme == holder:
        own = "SUBJECT" if item.told_by is ToldBy.PERSON else "OWN"
        return found or {own}
    ways = {
        "OTHER" if one.sitting is None else at(one.sitting)
        for one in view.known(Disclosed)
        if (one.item, one.to) == (item.item, holder) and one.when <= view.valid_at
    }
    if not ways:
        raise SourceUnknown
    return found | ways


def _at(kind: str | None, statutory: Callable[[str], bool]) -> str:
    """Return the label of a sitting; of one that is not known, the strictest."""
    if kind is None or statutory(kind):
        return "A9"
    return "COORD" if kind == COORD else "OTHER"
