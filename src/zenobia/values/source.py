"""Who speaks or publishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpeakerKind = Literal[
    "monitor", "state", "military", "armed_group", "agency", "media", "witness", "official", "ngo", "igo", "unnamed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher. `id` is a slug chosen once; `parent` is the slug of what it belongs to."""

    id: str
    name: str
    kind: SpeakerKind | None = None
    language: str | None = None
    parent: str | None = None
    licence: str | None = None
