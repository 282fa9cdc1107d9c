"""Merkle tree of RFC 6962 / 9162: leaf, node, frontier and root, by hashlib alone."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return SHA-256(0x00 ‖ entry) (RFC 6962 §2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The complete subtrees of a growing tree: one 32-byte hash for each set bit of the size."""

    def __init__(self) -> None:
        """Start with the empty tree."""
        self.size = 0
        self._hashes: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append one 32-byte leaf hash."""
        index = self.size
        while index & 1:
            leaf = node_hash(self._hashes.pop(), leaf)
            index >>= 1
        self._hashes.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            self.add(leaf)

    @property
    def hashes(self) -> bytes:
        """The subtree hashes joined, the largest subtree first: what `log.head.frontier` holds."""
        return b"".join(self._hashes)

    def root(self) -> bytes:
        """Return the tree's root hash."""
        if not self._hashes:
            return EMPTY_ROOT
        root = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            root = node_hash(left, root)
        return root
