"""A rule tagger with the shipped lexicon, no actors and an empty gazetteer: what the rules know by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from zenobia.engines.lexicon import load_lexicon
from zenobia.read.rules import RuleTagger
from zenobia.read.split import sentences
from zenobia.values.actor import Actor
from zenobia.values.passage import Passage, Tags
from zenobia.values.place import Place
from zenobia.values.spans import Span


class Nobody:
    """A book of actors that knows none."""

    def find(self, text: str) -> Sequence[tuple[Span, Actor]]:
        return ()

    def resolve(self, words: str, *, on: date | None = None, spoken_by: str | None = None) -> Actor | None:
        return None

    def actor(self, actor_id: str) -> Actor | None:
        return None


class Nowhere:
    """A gazetteer that knows no place."""

    def lookup(self, name: str) -> Sequence[Place]:
        return ()

    def place(self, place_id: str) -> Place | None:
        return None

    def admin1(self, country: str, name: str) -> Place | None:
        return None


@pytest.fixture(scope="session")
def tagger() -> RuleTagger:
    return RuleTagger(lexicon=load_lexicon(), actors=Nobody(), gazetteer=Nowhere())


def passage(text: str, ordinal: int = 0) -> Passage:
    span = Span(start=0, end=len(text))
    return Passage(id=f"passage_{ordinal}", document="doc_1", ordinal=ordinal, span=span, text=text, sentences=sentences(text))


@pytest.fixture(scope="session")
def tagged(tagger: RuleTagger) -> Callable[..., Sequence[Tags]]:
    """Give a function from paragraphs to their tags."""

    def tag(*texts: str) -> Sequence[Tags]:
        return tagger.tag([passage(text, number) for number, text in enumerate(texts)])

    return tag
