"""Writing (書き込み): who writes in a case, on which condition, by one command of a concept."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from services.acting import Done
from services.api.conditions import CommandId, StateSeen
from services.api.session import Current
from services.web.desk import AtDesk


@dataclass(frozen=True)
class Writer:
    """One write of one program."""

    desk: AtDesk
    acting: Current
    command_id: CommandId
    seen: StateSeen

    def write(
        self, case: str, command: Any, record: str | None = None, *, late_reason: str = ""
    ) -> Done:
        """Carry a command out, as `Commands.write`."""
        return self.desk.commands.write(
            self.acting,
            self.command_id,
            case,
            self.seen,
            command,
            record=record,
            late_reason=late_reason,
        )


Writing = Annotated[Writer, Depends()]
