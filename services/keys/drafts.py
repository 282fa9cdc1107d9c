"""
Drafts (下書き): sealed for their author alone, outside the log; gone when recorded or too old (§3).

A draft's key is made of the municipality's secret and a salt in the ring; with the salt goes every
copy of the draft, in backups too. Opening one takes the receipt of an entry that names it.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.db import Conn, Databases, storage_errors
from services.keys.cipher import BrokenSeal
from services.keys.derived import Derived
from services.keys.opening import Bearer, Opener, Receipt
from services.keys.ring import Ring

KEPT: Final = timedelta(days=14)
SMALLEST_BUCKET: Final = 4096
NONCE: Final = 12
SALT: Final = 32

MAKE_SALT = """
INSERT INTO ring.draft (tenant, draft_id, salt) VALUES (%(tenant)s, %(draft_id)s, %(salt)s)
ON CONFLICT DO NOTHING
"""
SALT_OF = "SELECT salt FROM ring.draft WHERE tenant = %(tenant)s AND draft_id = %(draft_id)s"
DROP_SALTS = """
DELETE FROM ring.draft WHERE tenant = %(tenant)s AND draft_id = ANY(%(draft_ids)s)
"""
ADD = """
INSERT INTO draft.draft (tenant, draft_id, author, programme, form, case_id, sealed, saved_at)
VALUES (%(tenant)s, %(draft_id)s, %(author)s, %(programme)s, %(form)s, %(case_id)s, %(sealed)s,
    %(saved_at)s)
"""
CHANGE = """
UPDATE draft.draft SET author = %(author)s, form = %(form)s, case_id = %(case_id)s,
    sealed = %(sealed)s, saved_at = %(saved_at)s
WHERE tenant = %(tenant)s AND draft_id = %(draft_id)s AND author = %(written_by)s
    AND programme = %(programme)s AND saved_at = %(seen)s
"""
OF_AUTHOR = """
SELECT draft_id, author, programme, form, case_id, saved_at FROM draft.draft
WHERE tenant = %(tenant)s AND author = %(author)s AND programme = %(programme)s
ORDER BY saved_at DESC, draft_id
"""
ONE = """
SELECT draft_id, author, programme, form, case_id, saved_at, sealed FROM draft.draft
WHERE tenant = %(tenant)s AND draft_id = %(draft_id)s AND author = %(author)s
    AND programme = %(programme)s
"""
TOO_OLD = """
SELECT draft_id FROM draft.draft WHERE tenant = %(tenant)s AND saved_at < %(before)s
"""
DROP_ALL = """
DELETE FROM draft.draft WHERE tenant = %(tenant)s AND draft_id = ANY(%(draft_ids)s)
"""
SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"


class NoSuchDraft(Exception):
    """There is no such draft of this author in this programme (any more)."""


class DraftMoved(Exception):
    """The draft was saved elsewhere since the writer saw it."""


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """A draft without its content; `form` names the form, `saved_at` is in UTC."""

    draft_id: UUID
    author: UUID
    programme: UUID
    form: str
    case_id: UUID | None
    saved_at: datetime

    def bound(self, tenant: str) -> bytes:
        """Return what is bound into the seal: a row that was changed opens nothing."""
        case_id = b"" if self.case_id is None else self.case_id.bytes
        return b"".join(
            (
                b"mcn/draft/v1\0",
                tenant.encode(),
                b"\0",
                self.draft_id.bytes,
                self.author.bytes,
                self.programme.bytes,
                self.form.encode(),
                b"\0",
                case_id,
            )
        )


class DraftBox:
    """Keeps the drafts of all who write."""

    def __init__(self, databases: Databases, ring: Ring, opener: Opener) -> None:
        """`opener` checks receipts. Opens no connection yet."""
        self._databases = databases
        self._ring = ring
        self._opener = opener

    def add(self, tenant: str, row: DraftRow, content: bytes) -> None:
        """Keep a new draft."""
        key = self._key(tenant, row.draft_id, make=True)
        with self._within(tenant) as conn:
            conn.execute(ADD, _sealed(tenant, row, content, key))

    def change(self, tenant: str, row: DraftRow, content: bytes, *, seen: datetime) -> None:
        """
        Keep a draft's newer form; `seen` is when the form that the writer saw was saved.

        Raises:
            NoSuchDraft: when it has ended or never was, or is another's: it never comes back.
            DraftMoved: when it was saved since.
        """
        self._found(tenant, row.author, row.programme, row.draft_id)
        self._change(tenant, row, content, written_by=row.author, seen=seen)

    def of_author(self, tenant: str, author: UUID, programme: UUID) -> Sequence[DraftRow]:
        """Return somebody's drafts in a programme, the newest first, without content."""
        given = {"tenant": tenant, "author": author, "programme": programme}
        with self._within(tenant) as conn:
            rows = conn.execute(OF_AUTHOR, given).fetchall()
        return [_row(row) for row in rows]

    def row(self, tenant: str, author: UUID, programme: UUID, draft_id: UUID) -> DraftRow:
        """
        Return one draft without its content.

        Raises:
            NoSuchDraft: when there is none of this author in this programme.
        """
        return self._found(tenant, author, programme, draft_id)[0]

    def open(self, receipt: Receipt, bearer: Bearer, draft_id: UUID) -> bytes:
        """
        Open a draft for its author, against the entry that says so.

        Raises:
            ReceiptRefused: when the receipt does not fit in every respect.
            NoSuchDraft: when there is none of this bearer in the entry's programme.
            BrokenSeal: when stored bytes or their row were changed.
        """
        programme = self._opener.accept_for_draft(receipt, bearer, draft_id)
        assert bearer.staff is not None
        assert programme is not None
        row, sealed = self._found(receipt.tenant, bearer.staff, programme, draft_id)
        return self._unsealed(receipt.tenant, row, sealed)

    def hand_on(self, receipt: Receipt, bearer: Bearer, draft_id: UUID, to: UUID) -> None:
        """
        Make a draft another's against the entry that says so, sealed anew for them alone.

        Raises:
            ReceiptRefused, NoSuchDraft, BrokenSeal: as `open`.
            DraftMoved: when it is saved meanwhile.
        """
        programme = self._opener.accept_for_draft(receipt, bearer, draft_id, to=to)
        assert bearer.staff is not None
        assert programme is not None
        row, sealed = self._found(receipt.tenant, bearer.staff, programme, draft_id)
        content = self._unsealed(receipt.tenant, row, sealed)
        given = replace(row, author=to)
        self._change(receipt.tenant, given, content, written_by=bearer.staff, seen=row.saved_at)

    def drop(self, tenant: str, author: UUID, programme: UUID, draft_id: UUID) -> None:
        """
        Destroy a draft.

        Raises:
            NoSuchDraft: when there is none of this author in this programme.
        """
        self._found(tenant, author, programme, draft_id)
        self._drop(tenant, [draft_id])

    def drop_old(self, tenant: str, *, now: datetime) -> int:
        """Destroy what nobody has saved for 14 days; return how many there were."""
        given = {"tenant": tenant, "before": now - KEPT}
        with self._within(tenant) as conn:
            old = [draft_id for (draft_id,) in conn.execute(TOO_OLD, given)]
        self._drop(tenant, old)
        return len(old)

    @contextmanager
    def _within(self, tenant: str) -> Generator[Conn]:
        """Give a transaction that sees the drafts of one municipality."""
        with storage_errors(), self._databases.pool("unwrap").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            yield conn

    def _change(
        self, tenant: str, row: DraftRow, content: bytes, *, written_by: UUID, seen: datetime
    ) -> None:
        sealed = _sealed(tenant, row, content, self._key(tenant, row.draft_id))
        with self._within(tenant) as conn:
            if (
                conn.execute(CHANGE, {**sealed, "written_by": written_by, "seen": seen}).rowcount
                != 1
            ):
                raise DraftMoved(str(row.draft_id))

    def _found(
        self, tenant: str, author: UUID, programme: UUID, draft_id: UUID
    ) -> tuple[DraftRow, bytes]:
        given = {
            "tenant": tenant,
            "author": author,
            "programme": programme,
            "draft_id": draft_id,
        }
        with self._within(tenant) as conn:
            row = conn.execute(ONE, given).fetchone()
        if row is None:
            raise NoSuchDraft(str(draft_id))
        return _row(row[:6]), row[6]

    def _unsealed(self, tenant: str, row: DraftRow, sealed: bytes) -> bytes:
        key = self._key(tenant, row.draft_id)
        try:
            padded = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], row.bound(tenant))
        except (InvalidTag, ValueError) as error:
            raise BrokenSeal(str(row.draft_id)) from error
        return padded.rstrip(b"\0")

    def _key(self, tenant: str, draft_id: UUID, *, make: bool = False) -> bytes:
        given = {"tenant": tenant, "draft_id": draft_id, "salt": os.urandom(SALT)}
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            if make:
                conn.execute(MAKE_SALT, given)
            row = conn.execute(SALT_OF, given).fetchone()
        if row is None:
            raise NoSuchDraft(str(draft_id))
        derived = Derived(self._ring.tenant_secret(tenant))
        return derived.mark(b"draft", draft_id.bytes, row[0])

    def _drop(self, tenant: str, draft_ids: list[UUID]) -> None:
        """Destroy the salts first: what is left then opens no more."""
        given = {"tenant": tenant, "draft_ids": draft_ids}
        with storage_errors(), self._databases.pool("unwrap", "ring").connection() as conn:
            conn.execute(DROP_SALTS, given)
        with self._within(tenant) as conn:
            conn.execute(DROP_ALL, given)


def _sealed(tenant: str, row: DraftRow, content: bytes, key: bytes) -> dict[str, Any]:
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, _padded(content), row.bound(tenant))
    return {
        "tenant": tenant,
        "draft_id": row.draft_id,
        "author": row.author,
        "programme": row.programme,
        "form": row.form,
        "case_id": row.case_id,
        "sealed": sealed,
        "saved_at": row.saved_at,
    }


def _row(row: tuple[Any, ...]) -> DraftRow:
    return DraftRow(
        draft_id=row[0],
        author=row[1],
        programme=row[2],
        form=row[3],
        case_id=row[4],
        saved_at=row[5],
    )


def _padded(content: bytes) -> bytes:
    """Fill up to 4 KiB times a power of two, so that a size tells little."""
    bucket = SMALLEST_BUCKET
    while bucket < len(content):
        bucket *= 2
    # JSON never ends in NUL, so the padding comes off without a length.
    return content.ljust(bucket, b"\0")
