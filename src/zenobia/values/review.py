"""What a person must see, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zenobia.values.ids import make_id

ReviewKind = Literal[
    "contradicting_verdicts",
    "overruled",
    "disagreement",
    "adrift",
    "contested",
    "high_toll",
    "low_score",
    "new_name",
    "possible_match",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An open question: what it is about, one sentence that asks it, and the rulings that led here."""

    id: str
    kind: ReviewKind
    about: tuple[str, ...]
    """Ids of the incidents, events, claims or verdicts in question."""
    why: str
    verdicts: tuple[str, ...] = ()


def review_id(kind: str, about: tuple[str, ...]) -> str:
    return make_id("review", kind, *sorted(about))
