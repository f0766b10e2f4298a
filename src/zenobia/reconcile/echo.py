"""Near-copies: in go passages with their documents, out groups of passages that are one text carried by several documents.

1. Passages whose folded letters are equal are copies, if they are long enough to be nobody's phrase by chance.
2. Passages that share `MIN_RESEMBLANCE` of their word triples are near-copies. MinHash with banding (Broder 1997) finds the
   candidates, the true Jaccard index decides, so that the answer owes nothing to chance.
3. Texts that give figures and share none are two texts, however alike: formulaic releases tell of different days in one form.
4. Copies inside one document are no echo. Groups are the connected components; the group is named by its smallest passage id.

It never says which copy came first: `origins` asks the clock of arrival.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from zenobia.values.ids import folded

MIN_WORDS = 8
"""Words of the shortest passage that can be an echo; below, two writers meet by chance ("The claim could not be verified")."""
MIN_RESEMBLANCE = 0.5
"""Share of word triples in common, in [0, 1]. Chosen by hand: one changed word in a sentence of 20 leaves about 0.7."""
SHINGLE_WORDS = 3
PERMUTATIONS, BANDS = 128, 32
"""Hash functions, bands of four rows: a pair at 0.5 is missed with probability (1 - 0.5^4)^32 = 0.13, one at 0.7 with 0.0002."""
SEED = 2711
"""Any number; fixed, so that two machines find the same candidates."""
BAND_FLOOR = 0.3
"""Estimated resemblance below which the index drops a candidate before the true index is taken."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One passage to compare: its id, the document it stands in, its words."""

    passage: str
    document: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    text: Text
    letters: str
    triples: frozenset[str]
    figures: frozenset[str]


def echoes(texts: Iterable[Text]) -> Mapping[str, str]:
    """Map each passage that has an echo in another document to the name of its group."""
    unique = {text.passage: text for text in texts}
    shapes = [shape for _, text in sorted(unique.items()) if (shape := _shape(text)) is not None]
    links = [*_equal(shapes), *_alike(shapes)]
    return _groups(shapes, links)


def shared(a: Sequence[Text], b: Sequence[Text]) -> float:
    """Give the share of a document's words that stand in passages which another document echoes; the larger of both shares."""
    groups = echoes([*a, *b])

    def share(texts: Sequence[Text]) -> float:
        words = sum(len(text.words) for text in texts)
        return sum(len(text.words) for text in texts if text.passage in groups) / words if words else 0.0

    return max(share(a), share(b))


def _shape(text: Text) -> _Shape | None:
    words = _WORD.findall(text.words.casefold())
    if len(words) < MIN_WORDS:
        return None
    triples = frozenset(" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))
    figures = frozenset(word for word in words if word.isdigit())
    return _Shape(text=text, letters=folded(text.words), triples=triples, figures=figures)


def _equal(shapes: Sequence[_Shape]) -> Iterable[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, shape in enumerate(shapes):
        yield first.setdefault(shape.letters, number), number


def _alike(shapes: Sequence[_Shape]) -> Iterable[tuple[int, int]]:
    index = RMinHashLSH(BAND_FLOOR, PERMUTATIONS, BANDS)
    for number, shape in enumerate(shapes):
        sketch = RMinHash(PERMUTATIONS, SEED)
        sketch.update(sorted(shape.triples))
        for other in sorted(index.query(sketch)):
            if _is_near_copy(shapes[other], shape):
                yield other, number
        index.insert(number, sketch)


def _is_near_copy(a: _Shape, b: _Shape) -> bool:
    if a.figures and b.figures and not a.figures & b.figures:
        return False
    return len(a.triples & b.triples) >= MIN_RESEMBLANCE * len(a.triples | b.triples)


def _groups(shapes: Sequence[_Shape], links: Iterable[tuple[int, int]]) -> Mapping[str, str]:
    root = list(range(len(shapes)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    members: dict[int, list[_Shape]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        members[find(number)].append(shape)
    return {
        shape.text.passage: group[0].text.passage
        for group in members.values()
        if len({shape.text.document for shape in group}) > 1
        for shape in group
    }
