"""What makes two written names one: keys by which folds compare parties, voices and places.

In: values as the rooms before gave them. Out: strings that are equal when two names are held to be the same.

1. A reference id, where there is one, is the key; without one it is the folded fullest name, marked `name:`.
2. A voice is the first speaker that can be reached: the speaker named in the text, else the outlet.
3. A speaker nobody can identify ("residents", "officials") is a voice of its own in each outlet: nobody knows that two are one.
4. Place words lose case, marks, Arabic articles and generic words ("city of"), nothing else; "province" is kept, for a
   province is not its capital.

Keys are for comparing only. They are never shown, and never part of an id.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zenobia.values.claim import Party
from zenobia.values.event import Event
from zenobia.values.ids import folded

ARTICLES = frozenset({"al", "el", "ul", "ash", "as", "at", "ath", "ad", "adh", "ar", "az", "an", "ez", "er", "ed", "es", "esh"})
GENERIC = frozenset({
    "the", "of", "in", "city", "town", "village", "hamlet", "district", "subdistrict", "departments", "department",
    "neighborhood", "neighbourhood", "quarter", "suburb", "area", "ancient", "historic", "old", "itself",
})  # fmt: skip
CACHED_NAMES = 65_536
"""Names kept folded; a year of one war names fewer places. Raise it if folding shows in a profile."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=CACHED_NAMES)
def place_words(text: str) -> tuple[str, ...]:
    """Cut a place name into plain words without articles and generic words; all its words if nothing else is left."""
    spread = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).casefold()
    unmarked = "".join(character for character in spread if not unicodedata.combining(character))
    words = tuple(_WORD.findall(unicodedata.normalize("NFC", unmarked)))
    kept = tuple(_closed(word) for word in words if word not in ARTICLES and word not in GENERIC)
    return kept or words


def _closed(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-2:] in {"ah", "eh"} else word


def place_key(text: str) -> str:
    """Give the key of a place name as written; "" for one without letters or digits."""
    return "".join(place_words(text))


@lru_cache(maxsize=CACHED_NAMES)
def name_key(name: str) -> str:
    return f"name:{folded(name)}"


def party_key(party: Party) -> str:
    """Give the key of somebody in a slot."""
    return party.id or name_key(party.fullest or party.name or party.text)


def outlet_key(event: Event) -> str:
    """Give the key of the outlet that printed it, by its publisher's slug."""
    return f"outlet:{event.source}"


@lru_cache(maxsize=CACHED_NAMES)
def speaker_key(name: str) -> str:
    """Give the key of a speaker's name: "the governor of X" is "X governor"."""
    words = sorted(word for word in map(folded, _WORD.findall(name)) if word not in {"the", "of", "for", "in", "a", "an"})
    return f"name:{''.join(words)}" if words else name_key(name)


def voice_key(event: Event) -> str:
    """Give the key of the first speaker that can be reached."""
    speaker = event.claim.said_by
    if speaker is None:
        return outlet_key(event)
    if speaker.kind in {"unnamed", "witness"} and speaker.id is None:
        return f"{speaker_key(speaker.fullest or speaker.name)}@{event.source}"
    return speaker.id or speaker_key(speaker.fullest or speaker.name)


def voice_name(event: Event) -> str:
    """Give the name of the first speaker that can be reached, as shown to people."""
    speaker = event.claim.said_by
    return speaker.name if speaker is not None else (event.outlet or event.source)
