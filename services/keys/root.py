"""
Root key: what every other key hangs from, behind an interface that an HSM or Vault can fill too.

The embedded default is a file (mode 0600). Its second copy is two shares, of which each alone is
random: one person cannot restore it (architecture §5).
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32


class RootKeyRefused(Exception):
    """The root key is missing, readable by others, malformed, or not the one that wrapped this."""


class RootKey(Protocol):
    """What wraps key-encryption keys."""

    def wrap(self, secret: bytes, label: bytes) -> bytes:
        """Wrap a secret; the label is bound to it."""
        ...

    def unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        """
        Unwrap a secret.

        Raises:
            RootKeyRefused: when it was wrapped by another key or under another label.
        """
        ...


class FileRootKey:
    """A root key in a file of 64 hex digits that only its owner can read."""

    def __init__(self, path: Path) -> None:
        """
        Read the key.

        Raises:
            RootKeyRefused: when the file is missing, open to others, or not a key.
        """
        try:
            if path.stat().st_mode & 0o077:
                message = f"{path}: the root key is readable by others; chmod 600 it"
                raise RootKeyRefused(message)
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            message = f"{path}: no root key"
            raise RootKeyRefused(message) from error
        if len(key) != KEY_BYTES:
            message = f"{path}: a root key has {KEY_BYTES} bytes"
            raise RootKeyRefused(message)
        self._key = key

    @classmethod
    def create(cls, path: Path) -> "FileRootKey":
        """
        Make a new key in a new file.

        Raises:
            FileExistsError: when there is a file: a root key is never replaced.
        """
        write_private(path, os.urandom(KEY_BYTES).hex() + "\n")
        return cls(path)

    def wrap(self, secret: bytes, label: bytes) -> bytes:
        """Wrap a secret under AES-256-GCM with the label as associated data."""
        return wrap(self._key, secret, label)

    def unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        """
        Unwrap a secret.

        Raises:
            RootKeyRefused: when it was wrapped by another key or under another label.
        """
        return unwrap(self._key, wrapped, label)

    def shares(self) -> tuple[str, str]:
        """Split the key into two lines of text; each alone says nothing about it."""
        first = os.urandom(KEY_BYTES)
        second = bytes(a ^ b for a, b in zip(first, self._key, strict=True))
        mark = sha256(b"mcn/escrow/v1" + self._key).hexdigest()[:8]
        return f"1-{mark}-{first.hex()}", f"2-{mark}-{second.hex()}"


def restore(path: Path, shares: tuple[str, str]) -> FileRootKey:
    """
    Make the root key's file again from both shares.

    Raises:
        RootKeyRefused: when the shares are malformed, the same, or of two different keys.
        FileExistsError: when there is a file: a root key is never replaced.
    """
    try:
        (one, mark, first), (two, other_mark, second) = (
            share.split("-") for share in sorted(share.strip() for share in shares)
        )
        key = bytes(a ^ b for a, b in zip(bytes.fromhex(first), bytes.fromhex(second), strict=True))
    except ValueError as error:
        message = "a share is incomplete"
        raise RootKeyRefused(message) from error
    fits = sha256(b"mcn/escrow/v1" + key).hexdigest()[:8] == mark == other_mark
    if not fits or (one, two) != ("1", "2"):
        message = "the shares do not belong together"
        raise RootKeyRefused(message)
    write_private(path, key.hex() + "\n")
    return FileRootKey(path)


def wrap(key: bytes, secret: bytes, label: bytes) -> bytes:
    """Wrap a secret: nonce(12) ‖ AES-256-GCM, the label as associated data."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, secret, label)


def unwrap(key: bytes, wrapped: bytes, label: bytes) -> bytes:
    """
    Unwrap a secret.

    Raises:
        RootKeyRefused: when key, bytes or label do not fit.
    """
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], label)
    except (InvalidTag, ValueError) as error:  # ValueError: not even a whole nonce is there
        message = "not wrapped by this key"
        raise RootKeyRefused(message) from error


def write_private(path: Path, text: str) -> None:
    """
    Write a new file that only its owner can read, and wait until it is on the disk.

    Raises:
        FileExistsError: when there is a file.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
