"""What rooms ask of engines: the shapes, so that a pure room can be handed any engine that has one.

Engines live in `engines/` and touch the world; these are their plugs. Nothing here does anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from zenobia.values.actor import Actor
from zenobia.values.passage import Passage, Tags
from zenobia.values.place import Place
from zenobia.values.spans import Span


class Tagger(Protocol):
    """Finds mentions, attributions and actions. The rule reader is one; a network is another.

    The answer for a passage does not depend on which others are in the batch, except that all passages of one call belong to
    one document, in order, so that a tagger may look at the headline and at the paragraph before.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    def tag(self, passages: Sequence[Passage]) -> Sequence[Tags]:
        """Mark each passage; spans count in `passage.text`; one Tags a passage, same order."""
        ...


class Gazetteer(Protocol):
    """Place names to places."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Every place that bears this name in any spelling (folded: case, diacritics, articles), largest population first."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place of this id; `iso:SY` is the state of this ISO 3166-1 code."""
        ...

    def admin1(self, country: str, name: str) -> Place | None:
        """The first-level division of a country, by name."""
        ...

    def country_of(self, words: str) -> str | None:
        """ISO 3166-1 alpha-2 of the state that these words name, or whose people or things they name ("Syria", "Syrian")."""
        ...

    def home_of(self, words: str) -> Place | None:
        """The state or the part of the world whose people or things these words name ("Syrian", "European")."""
        ...


class ActorBook(Protocol):
    """Names of parties to actors."""

    def find(self, text: str) -> Sequence[tuple[Span, Actor]]:
        """Every alias in a text, longest match first taken, none overlapping, in order; whole words, case-aware for acronyms."""
        ...

    def resolve(self, words: str, *, on: date | None = None, spoken_by: str | None = None) -> Actor | None:
        """The actor that these words name, or None when unknown or ambiguous.

        `spoken_by` is an actor id: what "the terrorists" or "the regime" mean depends on who speaks.
        """
        ...

    def actor(self, actor_id: str) -> Actor | None: ...
