"""Derived keys: aliases, version tokens, marks, command and search digests of one tenant (§5)."""

import hmac
import os
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from threading import local
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from events.values import Category
from services.keys import normal

_DIGITS: Final = "abcdefghijklmnopqrstuvwxyz234567"
_NONCE: Final = 12
_PAIRS: Final = [first + second for first in _DIGITS for second in _DIGITS]

NAME, NAME_AND_BIRTH, PHONE = 1, 2, 3
"""The first byte of a search digest: which field it is of."""


class Derived:
    """What is computed with one tenant's secret."""

    def __init__(self, secret: bytes) -> None:
        """Take the tenant's 32-byte secret from the ring."""
        self._secret = secret
        self._coders = _Coders()

    def mark(self, use: bytes, *parts: bytes) -> bytes:
        """Return the HMAC that tells a row which this program wrote from one put there."""
        return hmac.digest(self._key(b"mark", use), _framed(*parts), "sha256")

    def seal(self, use: bytes, secret: bytes, *bound: bytes) -> bytes:
        """Seal what is kept outside the log, bound to where it belongs."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key(b"seal", use)).encrypt(nonce, secret, _framed(*bound))

    def unseal(self, use: bytes, sealed: bytes, *bound: bytes) -> bytes | None:
        """Return what was sealed; None when it was sealed for another place, or changed."""
        nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
        try:
            return AESGCM(self._key(b"seal", use)).decrypt(nonce, rest, _framed(*bound))
        except (InvalidTag, ValueError):
            return None

    def command_digest(self, body: bytes) -> bytes:
        """Return the HMAC of a command's canonical body, which may hold guessable words."""
        return hmac.digest(self._command_key, body, "sha256")

    def alias(self, agency: UUID, kind: str, thing: UUID) -> str:
        """Return what this agency sees instead of an id: 26 letters and digits, one to one."""
        return _letters(self._alias_coder(agency, kind).encryptor.update(thing.bytes))

    def resolve(self, agency: UUID, kind: str, alias: str) -> UUID | None:
        """Return the id behind an alias of this agency; None when it is not even of its form."""
        block = _base32(alias, 16)
        if block is None or _letters(block) != alias:
            return None
        return UUID(bytes=self._alias_coder(agency, kind).decryptor.update(block))

    def version_token(self, agency: UUID, stream: UUID, version: int) -> str:
        """Return the opaque form of the state that a writer of this agency saw."""
        bound: list[bytes] = [agency.bytes, stream.bytes]
        sealed = self._token_cipher.encrypt(version.to_bytes(4), bound)
        return b32encode(sealed).decode().rstrip("=").lower()

    def read_version_token(self, agency: UUID, stream: UUID, token: str) -> int | None:
        """Return the version behind a token; None when it is not one for this agency and stream."""
        sealed = _base32(token, 20)
        if sealed is None:
            return None
        try:
            bound: list[bytes] = [agency.bytes, stream.bytes]
            return int.from_bytes(self._token_cipher.decrypt(sealed, bound))
        except InvalidTag:
            return None

    def apart(self, person: UUID, other: UUID) -> UUID:
        """Return what stands for who is to be kept from a person, like an id that was drawn."""
        key = self._key(b"apart")
        return UUID(bytes=hmac.digest(key, person.bytes + other.bytes, "sha256")[:16], version=4)

    def name_digest(self, programme: UUID, name: str) -> bytes:
        """Return the digest of a whole name."""
        return self._digest(programme, NAME, normal.name(name))

    def name_and_birth_digest(self, programme: UUID, name: str, born: str) -> bytes:
        """Return the digest of a whole name with a birth date."""
        return self._digest(programme, NAME_AND_BIRTH, f"{normal.name(name)}\0{normal.day(born)}")

    def phone_digest(self, programme: UUID, phone: str) -> bytes:
        """Return the digest of a telephone number."""
        return self._digest(programme, PHONE, normal.phone(phone))

    def search_digests(
        self, programme: UUID, category: Category, content: Mapping[str, Any]
    ) -> bytes | None:
        """Return the digests to store beside a part: a byte for the field and 32 bytes each."""
        found: list[bytes] = []
        name, born, phone = (content.get(field, "") for field in ("name", "born", "phone"))
        if category is Category.ID and name:
            found.append(bytes([NAME]) + self.name_digest(programme, name))
            if normal.day(born):
                digest = self.name_and_birth_digest(programme, name, born)
                found.append(bytes([NAME_AND_BIRTH]) + digest)
        if category is Category.CONTACT and normal.phone(phone):
            found.append(bytes([PHONE]) + self.phone_digest(programme, phone))
        return b"".join(found) or None

    def _digest(self, programme: UUID, field: int, normalised: str) -> bytes:
        key = self._key(b"digest", programme.bytes, bytes([field]))
        return hmac.digest(key, normalised.encode(), "sha256")

    def _alias_coder(self, agency: UUID, kind: str) -> "_Coder":
        use = (agency, kind)
        if use not in self._coders.by_use:
            key = self._key(b"alias", agency.bytes, kind.encode())
            self._coders.by_use[use] = _Coder(key)
        return self._coders.by_use[use]

    @cached_property
    def _command_key(self) -> bytes:
        return self._key(b"command")

    @cached_property
    def _token_cipher(self) -> AESSIV:
        return AESSIV(self._key(b"token", b"1") + self._key(b"token", b"2"))

    def _key(self, use: bytes, *bound: bytes) -> bytes:
        return hmac.digest(self._secret, b"mcn/derived/v1\0" + _framed(use, *bound), sha256)


class _Coder:
    """Turns one id at a time into another block and back; used by one thread."""

    def __init__(self, key: bytes) -> None:
        # One block of a random id under a key of its own: a permutation, so nothing repeats.
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305  a single random block
        self.encryptor, self.decryptor = cipher.encryptor(), cipher.decryptor()


class _Coders(local):
    """The coders of this thread: making one for each of a page's records would take longer."""

    def __init__(self) -> None:
        self.by_use: dict[tuple[UUID, str], _Coder] = {}


def _letters(block: bytes) -> str:
    """Write 16 bytes in base 32 without padding, in small letters."""
    number = int.from_bytes(block) << 2
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


def _framed(*parts: bytes) -> bytes:
    """Join parts so that no two lists of parts give the same bytes; each is below 64 KiB."""
    return b"".join(len(part).to_bytes(2) + part for part in parts)


def _base32(text: str, size: int) -> bytes | None:
    try:
        data = b32decode(text.upper() + "=" * (-len(text) % 8))
    except (NotBase32, ValueError):
        return None
    return data if len(data) == size else None
