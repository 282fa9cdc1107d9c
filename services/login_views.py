"""Log-in (ログイン): a second factor as offered, and why somebody is not let in yet."""

from dataclasses import dataclass

from events.factor import FactorKind


@dataclass(frozen=True, kw_only=True)
class NewFactor:
    """
    A second factor that is offered: shown once, and in use from its first right code on.

    `secret` and `address` (otpauth) are a telephone's, `codes` a printed sheet's; the others are
    empty.
    """

    kind: FactorKind
    secret: str
    address: str
    codes: tuple[str, ...]


class LoginRefused(Exception):
    """ログインできません: one wording for wrong name, wrong password and locked account."""

    def __init__(self, retry_after: int) -> None:
        """`retry_after`: seconds until another try is looked at; 0 = at once."""
        super().__init__()
        self.retry_after = retry_after


class CodeNeeded(Exception):
    """Name and password were right; the second factor's code is wanted for `ticket`."""

    def __init__(self, ticket: str) -> None:
        """Carry what goes with the code."""
        super().__init__()
        self.ticket = ticket


class EnrolmentNeeded(Exception):
    """Name and password were right; a second factor is to be chosen first, for `ticket`."""

    def __init__(self, ticket: str) -> None:
        """Carry what goes with the choice."""
        super().__init__()
        self.ticket = ticket


class StandNeeded(Exception):
    """Several standings (立場) are held and none was chosen, or the chosen one is held no more."""
