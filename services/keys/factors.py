"""
Second factors (二つ目の確認): the codes of a telephone (RFC 6238) and of a printed sheet (R75).

A telephone's secret is kept sealed and a sheet's codes as marks, both under the municipality's
secret: whoever reads or writes the database learns no code and makes none.
"""

import hmac
import secrets
import unicodedata
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from services.keys.derived import Derived

STEP: Final = 30
"""Seconds that a code is shown (RFC 6238, 5.2)."""
DIGITS: Final = 6
DRIFT: Final = 1
"""How many steps a telephone's clock may be off, either way."""
SHEET: Final = 10
"""Codes on a sheet."""

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0 and 1, which look alike on paper."""
_LENGTH: Final = 10


def new_secret() -> bytes:
    """Draw a telephone's secret: 160 bits (RFC 4226, 4)."""
    return secrets.token_bytes(20)


def readable(secret: bytes) -> str:
    """Write a secret as it is typed into a telephone."""
    return b32encode(secret).decode()


def address(secret: bytes, *, login: str, issuer: str) -> str:
    """Write the otpauth address that programs for such codes understand."""
    return _totp(secret).get_provisioning_uri(login, issuer)


def step_of(secret: bytes, typed: str, now: datetime) -> int | None:
    """Return the time step whose code was typed; None = no code of about now."""
    code, current = plain(typed).encode(), int(now.timestamp()) // STEP
    shown = _totp(secret)
    near = range(current - DRIFT, current + DRIFT + 1)
    fitting = [step for step in near if hmac.compare_digest(shown.generate(step * STEP), code)]
    return fitting[-1] if fitting else None


def new_sheet() -> tuple[str, ...]:
    """Draw the codes of a sheet, about 49 bits each, as they are printed."""
    drawn = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(SHEET))
    return tuple(f"{code[:5]}-{code[5:]}" for code in drawn)


def code_mark(derived: Derived, factor_id: UUID, typed: str) -> bytes:
    """Return what is kept of a sheet's code."""
    return derived.mark(b"code", factor_id.bytes, plain(typed).encode())


def seal_secret(derived: Derived, factor_id: UUID, staff: UUID, secret: bytes) -> bytes:
    """Seal a telephone's secret for the account that it belongs to."""
    return derived.seal(b"totp", secret, factor_id.bytes, staff.bytes)


def open_secret(derived: Derived, factor_id: UUID, staff: UUID, sealed: bytes) -> bytes | None:
    """Return a telephone's secret; None when it is another's, or was changed."""
    return derived.unseal(b"totp", sealed, factor_id.bytes, staff.bytes)


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every telephone's program understands; its weakness is no matter in an HMAC.
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303  see above


def seal_ticket(derived: Derived, told: bytes) -> str:
    """Seal what a browser carries between the steps of a log-in."""
    return urlsafe_b64encode(derived.seal(b"ticket", told)).decode()


def open_ticket(derived: Derived, sealed: str) -> bytes | None:
    """Return what a ticket says; None when it is none of ours."""
    try:
        return derived.unseal(b"ticket", urlsafe_b64decode(sealed.encode()))
    except (NotBase64, ValueError):
        return None


def plain(typed: str) -> str:
    """Read a code as it may be typed: wide digits, spaces and hyphens, capital letters."""
    folded = unicodedata.normalize("NFKC", typed).lower()
    return "".join(c for c in folded if c.isalnum())
