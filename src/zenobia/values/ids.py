"""Ids made from content: the same words give the same id on every machine, for ever.

An id holds words as published, never offsets, resolved values, versions, clocks or scores.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

DIGEST_BYTES = 10
"""80 bits: a chance of 1e-8 that any two of 200 million ids collide (birthday bound)."""


_OTHER = re.compile(r"[\W_]+")
_OTHER_ASCII = {code: None for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Fold text to lower-case letters and digits, so that spacing, punctuation and case cannot change an id."""
    if text.isascii():
        return text.lower().translate(_OTHER_ASCII)
    spread = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub("", spread)


def make_id(kind: str, *parts: str) -> str:
    """Name a value `kind_<20 hex digits>` from its parts, in order; parts cannot run into one another."""
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return f"{kind}_{digest.hexdigest()}"
