"""Names of places in a text: in go a text and the network's scores, out come spans.

1. What could be a name is what the toponym head, leaning towards marking, or another head marks as a place, and each of these
   without the small letters at its ends.
2. Each is weighed by a table of features: what every head gives its words and those beside them, so that a person or a body
   called after a place is told from it. The weights belong to one network and lie beside it (`models/toponyms.toml`).
3. Where they were learnt with another network, or are not there, the toponym head's own spans are taken.

It never asks a map.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache, cached_property
from pathlib import Path

from zenobia.engines.network import MODEL_FILE, Scores
from zenobia.engines.scenes import (
    LIFT,
    Features,
    Sentence,
    Sight,
    Spans,
    before_capital,
    before_noun,
    chance,
    chosen,
    ends_small,
    is_location,
    is_organisation,
    is_person,
    is_toponym,
    length,
    location_span,
    logit,
    opens_small,
    seen,
    sights_of,
    weights_of,
)
from zenobia.values.spans import Span

WINDOW_PIECES = 190
"""What the toponym head was trained on."""
CHANCE = 0.4
"""Chance from which a span is taken. LGL's and GWN's dev parts give the same within .004 from 0.3 to 0.5."""
WEIGHTS_FILE = "toponyms.toml"


class Text(Sentence):
    """A text with what the heads say of its words; it has no happening."""

    @cached_property
    def candidates(self) -> Spans:
        return self.with_trimmed(self.leaning | self.located | self.own)

    @cached_property
    def leaning(self) -> frozenset[tuple[int, int]]:
        return self.spans("toponym", "place", lifts={"place": LIFT})

    @cached_property
    def own(self) -> frozenset[tuple[int, int]]:
        return frozenset((start, end) for start, end, _ in self.scores.spans("toponym"))


def own_span(sight: Sight) -> float:
    """The toponym head marks just this."""
    assert isinstance(sight.sentence, Text)
    return float(sight.span in sight.sentence.own)


def leaning_span(sight: Sight) -> float:
    """The toponym head, leaning towards marking, marks just this."""
    assert isinstance(sight.sentence, Text)
    return float(sight.span in sight.sentence.leaning)


def toponym_least(sight: Sight) -> float:
    """The toponym head marks every word of it."""
    return logit(float(sight.sentence.toponym[sight.first : sight.last + 1].min()))


def toponym_goes_on(sight: Sight) -> float:
    """The toponym head marks the word behind it."""
    return sight.beside(sight.sentence.toponym, 1)


def toponym_began(sight: Sight) -> float:
    """The toponym head marks the word before it."""
    return sight.beside(sight.sentence.toponym, -1)


def body_goes_on(sight: Sight) -> float:
    """The word behind it belongs to an organisation's name."""
    return sight.beside(sight.sentence.entities["Organisation"], 1)


def body_began(sight: Sight) -> float:
    """The word before it belongs to an organisation's name."""
    return sight.beside(sight.sentence.entities["Organisation"], -1)


def person_goes_on(sight: Sight) -> float:
    """The word behind it belongs to a person's name."""
    return sight.beside(sight.sentence.entities["Person"], 1)


def person_began(sight: Sight) -> float:
    """The word before it belongs to a person's name."""
    return sight.beside(sight.sentence.entities["Person"], -1)


def after_locative(sight: Sight) -> float:
    """A preposition of place stands before it."""
    return float(sight.first > 0 and sight.sentence.low[sight.first - 1] in {"in", "at", "near", "from", "to"})


def after_comma(sight: Sight) -> float:
    """A comma stands before it."""
    return float(sight.first > 0 and sight.sentence.low[sight.first - 1] == ",")


def after_capital(sight: Sight) -> float:
    """A word with a capital stands before it."""
    return float(sight.first > 0 and not sight.sentence.is_small(sight.first - 1))


def before_comma(sight: Sight) -> float:
    """A comma follows."""
    return float(sight.following == ",")


def in_capitals(sight: Sight) -> float:
    """It is written in capitals."""
    return float(sight.sentence.text[slice(*sight.span)].isupper())


FEATURES: Features = (
    is_toponym, toponym_least, own_span, leaning_span, toponym_goes_on, toponym_began, is_location, location_span, is_person,
    person_goes_on, person_began, is_organisation, body_goes_on, body_began, ends_small, opens_small, length, before_capital,
    before_noun, before_comma, after_locative, after_comma, after_capital, in_capitals,
)  # fmt: skip


def text_of(text: str, scores: Scores) -> Text:
    """Give a text with its scores."""
    return Text(text=text, scores=scores, first=0, last=0)


@cache
def network_digest(folder: Path) -> str:
    """Name the network in a folder by its content."""
    return hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest()[:16]


@cache
def _is_of_this(folder: Path) -> bool:
    """Tell whether the weights in a folder were learnt with its network."""
    path = folder / WEIGHTS_FILE
    return path.is_file() and tomllib.loads(path.read_text(encoding="utf-8")).get("network") == network_digest(folder)


def names_of(text: str, scores: Scores, folder: Path) -> list[Span]:
    """Give the names of places in a text.

    Args:
        folder: where the network and its weights lie.

    Raises:
        BadSettings: the weights were learnt for other features.
    """
    if not _is_of_this(folder) or not scores.words:
        return [Span(start=start, end=end) for start, end, _ in scores.spans("toponym")]
    bias, weights = weights_of(folder, WEIGHTS_FILE, FEATURES, "train.toponyms")
    sights = sights_of(text_of(text, scores))
    return chosen(((chance(seen(sight, FEATURES), bias, weights), sight.span) for sight in sights), CHANCE)
