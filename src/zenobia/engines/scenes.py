"""Which places of a sentence belong to one marked happening: in go a text, its word and the network's scores, out come spans.

1. What could be a place is what a head marks as one, and each of these without the small words at its ends: "X province" is cut
   now so, now so.
2. Each is weighed by a table of features (`FEATURES`): what the heads give its words, and where it stands to the happening. The
   weights belong to one network and lie beside it (`models/scenes.toml`); `python -m train.scenes` learns them anew.
3. Of spans that overlap the likelier one is taken, and none under `CHANCE`.

It never looks at more than the sentence, and never asks a map.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from zenobia.engines.network import Floats, Scores
from zenobia.engines.pieces import TAGGING_HEADS, Word, joined
from zenobia.faults import BadSettings
from zenobia.values.spans import Span

WINDOW_PIECES = 126
"""What the scene head was trained on; sentences are shorter."""
CHANCE = 0.4
"""Chance from which a span is taken. event_location's dev part gives the same within .005 from 0.35 to 0.45."""
LIFT = 2.0
"""Added to the scene head's marks where candidates are looked for: a candidate costs nothing, one that is missed is lost."""
FLOOR = 1e-3
"""Chances nearer to 0 or 1 than this say no more than this does."""
WEIGHTS_FILE = "scenes.toml"

_CLAUSE = frozenset({"who", "which", "that", "where", "when", "after", "before", "while", "said", "but", "because"})
"""Words that open another clause."""
_CLOSED = frozenset({
    "and", "or", "but", "on", "in", "to", "at", "by", "of", "as", "from", "near", "with", "for", "after", "when", "while",
    "since", "that", "who", "where", "was", "were", "is", "are", "has", "had",
})  # fmt: skip
"""Words that may follow a name and are no part of it; another small word mostly is the noun that the name stands before."""
_JOINS = frozenset({",", "in", "of", ", in", "in the"})
"""What stands between a place and the wider one in which it lies."""

Spans = Sequence[tuple[int, int]]


def logit(chance: float) -> float:
    return math.log((chance + FLOOR) / (1 - chance + FLOOR))


def marked(scores: Scores, head: str, name: str) -> Floats:
    """Give each word's chance of standing in a span of this name."""
    logits, labels = scores.head(head), TAGGING_HEADS[head]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    columns = [labels.index(f"{mark}-{name}") for mark in "BI"]
    found: Floats = raised[:, columns].sum(axis=1) / raised.sum(axis=1)
    return found


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A text with what the heads say of its words, and its candidates."""

    text: str
    scores: Scores
    first: int
    """Index of the first word of the happening."""
    last: int

    @property
    def words(self) -> tuple[Word, ...]:
        return self.scores.words

    @cached_property
    def low(self) -> list[str]:
        return [self.text[word.start : word.end].lower() for word in self.words]

    @cached_property
    def _starting(self) -> Mapping[int, int]:
        return {word.start: index for index, word in enumerate(self.words)}

    @cached_property
    def _ending(self) -> Mapping[int, int]:
        return {word.end: index for index, word in enumerate(self.words)}

    @cached_property
    def scene(self) -> Floats:
        return marked(self.scores, "scene", "place")

    @cached_property
    def begins(self) -> Floats:
        logits = self.scores.head("scene")
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        found: Floats = raised[:, 1] / raised.sum(axis=1)
        return found

    @cached_property
    def toponym(self) -> Floats:
        return marked(self.scores, "toponym", "place")

    @cached_property
    def entities(self) -> Mapping[str, Floats]:
        return {name: marked(self.scores, "entity", name) for name in ("Person", "Organisation", "Location")}

    @cached_property
    def lifted(self) -> frozenset[tuple[int, int]]:
        return self.spans("scene", "place", lifts={"place": LIFT})

    @cached_property
    def located(self) -> frozenset[tuple[int, int]]:
        return self.spans("entity", "Location")

    @cached_property
    def named(self) -> frozenset[tuple[int, int]]:
        return self.spans("toponym", "place")

    @cached_property
    def done(self) -> frozenset[tuple[int, int]]:
        return self.spans("deed", "place")

    @cached_property
    def candidates(self) -> Spans:
        heads = (("scene", "place"), ("toponym", "place"), ("entity", "Location"))
        found = self.lifted | self.done
        return self.with_trimmed(found.union(*(self.spans(head, name) for head, name in heads)))

    def with_trimmed(self, spans: Iterable[tuple[int, int]]) -> Spans:
        """Give spans, and each without its small words, in the order of the text."""
        whole = set(spans)
        return sorted(whole | {shorter for span in whole for shorter in self._trimmed(span)})

    def spans(self, head: str, name: str, lifts: Mapping[str, float] | None = None) -> frozenset[tuple[int, int]]:
        found = self.scores.spans(head, lifts=lifts or {})
        found = joined(self.text, found) if head in {"scene", "toponym"} else found
        return frozenset((start, end) for start, end, label in found if label == name)

    def is_small(self, index: int) -> bool:
        return not self.text[self.words[index].start].isupper()

    def reach(self, span: tuple[int, int]) -> tuple[int, int]:
        """Give the indices of a span's first and last words."""
        return self._starting[span[0]], self._ending[span[1]]

    def _trimmed(self, span: tuple[int, int]) -> Iterable[tuple[int, int]]:
        """Give a span without its small words in front, behind, or both."""
        first, last = self.reach(span)
        head, tail = first, last
        while tail > first and self.is_small(tail):
            tail -= 1
        while head < tail and self.is_small(head):
            head += 1
        for one, other in ((first, tail), (head, last), (head, tail)):
            yield self.words[one].start, self.words[other].end


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One candidate in its sentence."""

    sentence: Sentence
    span: tuple[int, int]
    first: int
    last: int

    def mean(self, chances: Floats) -> float:
        return logit(float(chances[self.first : self.last + 1].mean()))

    def beside(self, chances: Floats, step: int) -> float:
        """Give what the word before (-1) or behind (+1) is held to be; the end of the text is held to be nothing."""
        index = self.first - 1 if step < 0 else self.last + 1
        return logit(float(chances[index])) if 0 <= index < len(chances) else logit(0.0)

    @property
    def following(self) -> str:
        """The word behind it, as written."""
        words, text = self.sentence.words, self.sentence.text
        return text[words[self.last + 1].start : words[self.last + 1].end] if self.last + 1 < len(words) else ""

    @property
    def between(self) -> list[str]:
        """The words between it and the happening."""
        if self.first > self.sentence.last:
            return self.sentence.low[self.sentence.last + 1 : self.first]
        return self.sentence.low[self.last + 1 : self.sentence.first]


def scene_mean(sight: Sight) -> float:
    """The scene head marks its words."""
    return sight.mean(sight.sentence.scene)


def scene_least(sight: Sight) -> float:
    """The scene head marks every word of it."""
    return logit(float(sight.sentence.scene[sight.first : sight.last + 1].min()))


def scene_begins(sight: Sight) -> float:
    """The scene head begins a place at its first word."""
    return logit(float(sight.sentence.begins[sight.first]))


def scene_most(sight: Sight) -> float:
    """The scene head is sure of some place in the sentence."""
    return logit(float(sight.sentence.scene.max()))


def scene_span(sight: Sight) -> float:
    """The scene head, leaning towards marking, marks just this."""
    return float(sight.span in sight.sentence.lifted)


def is_toponym(sight: Sight) -> float:
    """The toponym head marks its words."""
    return sight.mean(sight.sentence.toponym)


def is_organisation(sight: Sight) -> float:
    """The entity head marks its words as an organisation."""
    return sight.mean(sight.sentence.entities["Organisation"])


def is_person(sight: Sight) -> float:
    """The entity head marks its words as a person."""
    return sight.mean(sight.sentence.entities["Person"])


def is_location(sight: Sight) -> float:
    """The entity head marks its words as a place."""
    return sight.mean(sight.sentence.entities["Location"])


def name_goes_on(sight: Sight) -> float:
    """The word behind it belongs to a place's name."""
    return sight.beside(sight.sentence.toponym, 1)


def name_began(sight: Sight) -> float:
    """The word before it belongs to a place's name."""
    return sight.beside(sight.sentence.toponym, -1)


def name_span(sight: Sight) -> float:
    """The toponym head marks just this."""
    return float(sight.span in sight.sentence.named)


def location_span(sight: Sight) -> float:
    """The entity head marks just this as a place."""
    return float(sight.span in sight.sentence.located)


def deed_span(sight: Sight) -> float:
    """The deed head marks just this as where a deed was done."""
    return float(sight.span in sight.sentence.done)


def ends_small(sight: Sight) -> float:
    """Its last word is no name."""
    return float(sight.sentence.is_small(sight.last))


def opens_small(sight: Sight) -> float:
    """Its first word is no name."""
    return float(sight.sentence.is_small(sight.first))


def length(sight: Sight) -> float:
    """It has several words."""
    return float(sight.last - sight.first)


def before_capital(sight: Sight) -> float:
    """A word with a capital follows: a longer name."""
    return float(sight.following[:1].isupper())


def before_noun(sight: Sight) -> float:
    """A noun follows that it may only describe."""
    return float(sight.following[:1].islower() and sight.following not in _CLOSED)


def holds_another(sight: Sight) -> float:
    """Another candidate lies inside it."""
    start, end = sight.span
    return float(any(start <= a and b <= end and (a, b) != sight.span for a, b in sight.sentence.candidates))


def has_parent(sight: Sight) -> float:
    """The place in which it lies follows."""
    text, end = sight.sentence.text, sight.span[1]
    return float(any(a >= end and text[end:a].strip() in _JOINS for a, _ in sight.sentence.candidates))


def steps_after(sight: Sight) -> float:
    """It stands behind the happening, the farther the more."""
    return math.log1p(sight.first - sight.sentence.last) if sight.first > sight.sentence.last else 0.0


def steps_before(sight: Sight) -> float:
    """It stands before the happening, the farther the more."""
    return math.log1p(max(0, sight.sentence.first - sight.last)) if sight.first <= sight.sentence.last else 0.0


def clauses_between(sight: Sight) -> float:
    """Another clause begins between it and the happening."""
    return float(min(3, sum(word in _CLAUSE for word in sight.between)))


def owns(sight: Sight) -> float:
    """What it owns follows, as in "X's"."""
    after = sight.last + 2
    return float(sight.following in {"'", "’"} and after < len(sight.sentence.low) and sight.sentence.low[after] == "s")


FEATURES: tuple[Callable[[Sight], float], ...] = (
    scene_mean, scene_least, scene_begins, scene_most, scene_span, is_toponym, is_organisation, is_person, is_location,
    name_goes_on, name_began, name_span, location_span, deed_span, ends_small, opens_small, length, before_capital, before_noun,
    holds_another, has_parent, steps_after, steps_before, clauses_between, owns,
)  # fmt: skip


def sentence_of(text: str, happening: Span, scores: Scores) -> Sentence:
    """Give a text with the words of its happening found; a happening outside it is its first word."""
    marked = [i for i, word in enumerate(scores.words) if word.start < happening.end and happening.start < word.end]
    return Sentence(text=text, scores=scores, first=marked[0] if marked else 0, last=marked[-1] if marked else 0)


def sights_of(sentence: Sentence) -> list[Sight]:
    """Give every candidate of a sentence, in the order of the text."""
    found = []
    for span in sentence.candidates:
        first, last = sentence.reach(span)
        found.append(Sight(sentence=sentence, span=span, first=first, last=last))
    return found


def seen(sight: Sight, features: Sequence[Callable[[Sight], float]] = FEATURES) -> list[float]:
    """Give a candidate's values, in the order of the features."""
    return [feature(sight) for feature in features]


def chance(values: Sequence[float], bias: float, weights: Sequence[float]) -> float:
    """Give the chance of a candidate."""
    bits = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-min(max(bits, -60.0), 60.0)))


def chosen(chances: Iterable[tuple[float, tuple[int, int]]], least: float = CHANCE) -> list[Span]:
    """Take the likeliest spans that do not overlap."""
    taken: list[Span] = []
    for chance, (start, end) in sorted(chances, key=lambda pair: (-pair[0], pair[1])):
        span = Span(start=start, end=end)
        if chance >= least and not any(span.overlaps(other) for other in taken):
            taken.append(span)
    return sorted(taken)


Features = tuple[Callable[[Sight], float], ...]


@cache
def weights_of(
    folder: Path, file: str = WEIGHTS_FILE, features: Features = FEATURES, recipe: str = "train.scenes"
) -> tuple[float, tuple[float, ...]]:
    """Read (bias, weights in the order of the features) from beside a network.

    Raises:
        BadSettings: the file is missing, or was made for other features.
    """
    path = folder / file
    if not path.is_file():
        raise BadSettings(f"{path} is not there; install zenobia anew, or read with --engine rules")
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    given = held.get("weights", {})
    wanted = [feature.__name__ for feature in features]
    if sorted(given) != sorted(wanted) or "bias" not in held:
        raise BadSettings(f"{path} holds weights of other features; learn them anew (`python -m {recipe}`)")
    return float(held["bias"]), tuple(float(given[name]) for name in wanted)


def places_of(text: str, happening: Span, scores: Scores, folder: Path) -> list[Span]:
    """Give the places of one marked happening.

    Args:
        scores: the network's, asked about the happening.
        folder: where the network and its weights lie.

    Raises:
        BadSettings: the weights are missing or made for other features.
    """
    if not scores.words:
        return []
    bias, weights = weights_of(folder)
    sights = sights_of(sentence_of(text, happening, scores))
    return chosen((chance(seen(sight), bias, weights), sight.span) for sight in sights)
