"""Plain data (素データ): JSON read strictly, and named by the SHA-256 of its canonical form."""

import json
from hashlib import sha256


class NotJson(Exception):
    """Only well-formed JSON without a repeated key can be judged by."""


def from_json(source: str) -> object:
    """
    Return the data that a JSON text says.

    Raises:
        NotJson: when it is malformed, nested too deeply, or repeats a key in one object: readers
            would disagree on which of the two counts.
    """
    try:
        return json.loads(source, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error


def version_of(data: object) -> str:
    """
    Return the SHA-256 (64 hex digits) of the canonical form (RFC 8785) of plain data.

    Plain data is dicts with string keys, lists, strings, integers, booleans and None. Sorting by
    code point is what RFC 8785 asks for while keys stay inside the Basic Multilingual Plane.
    """
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is repeated")
    return made
