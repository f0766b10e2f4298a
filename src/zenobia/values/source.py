"""Who speaks or publishes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

SpeakerKind = Literal[
    "monitor", "state", "military", "armed_group", "agency", "media", "witness", "official", "ngo", "igo", "unnamed"
]

UNKNOWN_SOURCE = "unknown"
"""The slug of a publisher that nobody named."""
SLUG_LENGTH = 80
"""Code points of a slug; longer than any outlet's name, short enough for an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher. `id` is a slug chosen once; `parent` is the slug of what it belongs to."""

    id: str
    name: str
    kind: SpeakerKind | None = None
    language: str | None = None
    parent: str | None = None
    licence: str | None = None


def source_slug(name: str | None) -> str:
    """Make a publisher's slug from its name: letters and digits of any script, lower case, without accents, joined by hyphens."""
    spread = unicodedata.normalize("NFKD", name or "")
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", bare).casefold())
    return "-".join(words)[:SLUG_LENGTH].rstrip("-") or UNKNOWN_SOURCE
