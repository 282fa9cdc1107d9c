"""
Cipher: how one part is sealed and opened (audit-log §7.3).

sealed = nonce(12) ‖ AES-256-GCM(key, nonce, r ‖ P, AAD), with r 32 random bytes and P the content
padded to 256·2^k bytes, at least to the room that is asked for; of a file, P is its length (8
bytes) ‖ its bytes, padded to a multiple of 64 KiB. `ct` lets an auditor check stored bytes without
a key; `cm` commits to the content, since GCM alone lets one ciphertext open to two contents under
two keys.
"""

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ALGORITHM = "A256GCM"
SMALLEST_BUCKET = 256
FILE_BUCKET = 64 * 1024
FILE_LENGTH = 8
NONCE = 12
SALT = 32


class BrokenSeal(Exception):
    """A sealed part does not open to what its entry committed to: tampering, or a wrong key."""


@dataclass(frozen=True)
class Place:
    """Where a part belongs; all of it is bound into the seal, so that parts cannot be swapped."""

    origin: str
    event_id: UUID
    part_no: int
    category: str
    key_id: UUID

    def associated_data(self) -> bytes:
        """Return the AAD of audit-log §7.3."""
        return b"".join(
            (
                b"mcn/aad/v1\0",
                self.origin.encode(),
                b"\0",
                self.event_id.bytes,
                bytes([self.part_no]),
                self.category.encode(),
                b"\0",
                self.key_id.bytes,
            )
        )


@dataclass(frozen=True)
class SealedBytes:
    """A sealed part with what its entry says about it; `length` is the bucket in bytes."""

    sealed: bytes
    ciphertext_hash: bytes
    commitment: bytes
    length: int


def seal(content: bytes, key: bytes, place: Place, *, room: int = 0) -> SealedBytes:
    """Seal canonical content bytes under a 32-byte key, in a bucket of at least `room` bytes."""
    return _seal(_pad(content, room), key, place)


def seal_file(content: bytes, key: bytes, place: Place) -> SealedBytes:
    """Seal a file, whatever its bytes are, under a 32-byte key."""
    framed = len(content).to_bytes(FILE_LENGTH) + content
    return _seal(framed.ljust(-(-len(framed) // FILE_BUCKET) * FILE_BUCKET, b"\0"), key, place)


def _seal(padded: bytes, key: bytes, place: Place) -> SealedBytes:
    salt = os.urandom(SALT)
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, salt + padded, place.associated_data())
    return SealedBytes(
        sealed=sealed,
        ciphertext_hash=ciphertext_hash(ALGORITHM, sealed),
        commitment=commitment(salt, padded, place),
        length=len(padded),
    )


def unseal(sealed: bytes, key: bytes, place: Place, *, committed: bytes) -> bytes:
    """
    Open a sealed part and return its content bytes.

    Raises:
        BrokenSeal: when bytes, key or place do not fit, or the content is not what was committed.
    """
    return _unseal(sealed, key, place, committed).rstrip(b"\0")


def unseal_file(sealed: bytes, key: bytes, place: Place, *, committed: bytes) -> bytes:
    """
    Open a sealed file and return its bytes.

    Raises:
        BrokenSeal: as `unseal`.
    """
    framed = _unseal(sealed, key, place, committed)
    return framed[FILE_LENGTH : FILE_LENGTH + int.from_bytes(framed[:FILE_LENGTH])]


def _unseal(sealed: bytes, key: bytes, place: Place, committed: bytes) -> bytes:
    try:
        opened = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.associated_data())
    except (InvalidTag, ValueError) as error:  # ValueError: not even a whole nonce is there
        raise BrokenSeal(str(place.event_id)) from error
    salt, padded = opened[:SALT], opened[SALT:]
    if not hmac.compare_digest(commitment(salt, padded, place), committed):
        raise BrokenSeal(str(place.event_id))
    return padded


def ciphertext_hash(algorithm: str, sealed: bytes) -> bytes:
    """Return `ct` = SHA-256(algorithm ‖ sealed)."""
    return sha256(algorithm.encode() + sealed).digest()


def commitment(salt: bytes, padded: bytes, place: Place) -> bytes:
    """Return `cm` of audit-log §7.3: an HMAC under the salt, which goes when the key goes."""
    message = b"".join(
        (
            b"mcn/commit/v1\0",
            place.origin.encode(),
            b"\0",
            place.event_id.bytes,
            bytes([place.part_no]),
            padded,
        )
    )
    return hmac.digest(salt, message, "sha256")


def check_value(key: bytes) -> bytes:
    """Return the 16 bytes that identify a key without giving it away (audit-log §7.6)."""
    return sha256(b"mcn/kcv/v1" + key).digest()[:16]


def _pad(content: bytes, room: int) -> bytes:
    bucket = SMALLEST_BUCKET
    while bucket < max(len(content), room):
        bucket *= 2
    # Canonical JSON never ends in NUL, so the padding comes off without a length.
    return content.ljust(bucket, b"\0")
