"""One passage says that one thing happened, or did not, or holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zenobia.values.ids import folded, make_id
from zenobia.values.source import SpeakerKind
from zenobia.values.spans import Quote
from zenobia.values.times import When
from zenobia.values.toll import Toll

ClaimKind = Literal["event", "control", "toll"]
Stance = Literal["asserts", "denies", "hedges"]
ControlState = Literal["holds", "does_not_hold", "contests", "besieges", "left"]
EVENT_TYPES = (
    "battle", "air_strike", "shelling", "bombing", "drone_strike", "chemical_attack", "armed_attack", "execution",
    "abduction", "arrest", "sexual_violence", "looting_destruction", "territory_gained", "withdrawal", "attack_repelled",
    "siege", "movement", "agreement", "protest", "displacement", "aid_blocked_or_delivered", "shootdown", "other",
)  # fmt: skip
"""The `type` of a claim of kind event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody or something in a slot: the words as written, the fullest name, the reference id if one is certain."""

    text: str
    name: str
    id: str | None = None
    fullest: str = ""
    """The fullest name that the document itself gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who makes or relays a claim; `text` is as written where the claim's words name them."""

    text: str
    name: str
    kind: SpeakerKind
    id: str | None = None
    fullest: str = ""
    """The fullest name that the document itself gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim:
    """One holder-place pair: `holder` None when nobody is named."""

    holder: str | None
    state: ControlState
    place: str
    holder_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim is never a fact: it is what a passage says, in whose name, in which words."""

    id: str
    document: str
    passage: str
    quote: Quote
    kind: ClaimKind
    type: str | None
    actor: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    place: tuple[str, ...] = ()
    """Place words, narrowest first."""
    relation: str | None = None
    when: When | None = None
    said_by: Speaker | None = None
    """None: the outlet speaks in its own voice."""
    via: tuple[Speaker, ...] = ()
    stance: Stance = "asserts"
    toll: tuple[Toll, ...] = ()
    control: tuple[ControlClaim, ...] = ()
    score: float = 0.5
    """The reader's own confidence in [0, 1]; says nothing about truth."""
    made_by: str = ""


def claim_id(passage: str, action: str, slots: tuple[tuple[str, str], ...]) -> str:
    """Name a claim by its passage, its action and each slot's (role, words as written); the order of slots is kept out."""
    written = sorted(f"{role}={folded(words)}" for role, words in slots)
    return make_id("claim", passage, action, *written)
