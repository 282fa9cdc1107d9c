"""What can go wrong, besides the rules of `events`: nothing was written, or nothing is shown."""

from services.case_views import TimelineItem


class NotShown(Exception):
    """見つからないか、見る権限がありません: the same words whether it exists or not."""


class CommandReused(Exception):
    """The same command id came with another body: refused, nothing was written."""


class StaleSave(Exception):
    """
    The case moved since the writer saw it.

    `changes` are the records that came since, as far as the writer may see them;
    `token` is the state to save against after having looked.
    """

    def __init__(self, *, changes: tuple[TimelineItem, ...], token: str) -> None:
        """Carry what changed."""
        super().__init__()
        self.changes = changes
        self.token = token


class FieldRefused(Exception):
    """An input was refused: which field, and by which rule ("R77", "length", "date")."""

    def __init__(self, *, field: str, rule: str) -> None:
        """Name the field and the rule."""
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


class FileErased(Exception):
    """What this file holds was erased; nothing can be added to it (R70)."""


class StorageUnavailable(Exception):
    """The database is unreachable, full, or too slow: nothing was written; `Retry` is safe."""
