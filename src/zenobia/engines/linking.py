"""In: the sources, cues and contents that were marked in a text. Out: which belong together, cue by cue.

1. Only what stands in one paragraph belongs together.
2. Two spans are as far apart as the code points between them, and farther for every sentence's end and every other span of the
   three kinds that stands between. The nearest pairs are joined first, one content and one source a cue.
3. A content left over joins its nearest cue: contents are said in pieces around their cue. A cue left without a source takes
   the nearest one that another cue of its sentence has: one speaker says several things.
4. A cue without content says nothing and is left out.

Never moves a span's bounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from zenobia.values.spans import Span

SENTENCE_COST = 60.0
"""Code points that a sentence's end between two spans counts for. This and the next four were tuned on PolNeAR's train part with
gold spans; run `python -m train measure` on the dev part before changing one."""
BETWEEN_COST = 10.0
"""Code points that another span between two spans counts for."""
FARTHEST_CONTENT = 250.0
FARTHEST_PIECE = 400.0
FARTHEST_SOURCE = 500.0
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One attribution: `contents` in order of the text."""

    cue: Span
    source: Span | None
    contents: tuple[Span, ...]


@dataclass(slots=True)
class _Paragraph:
    sources: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)

    def add(self, span: Span, name: str) -> None:
        {"source": self.sources, "cue": self.cues, "content": self.contents}[name].append(span)


def link(text: str, marked: Sequence[tuple[int, int, str]]) -> list[Linked]:
    """Join marked spans to attributions, in order of their cues.

    Args:
        marked: (start, end, name), name one of source, cue, content; in order, none overlapping.
    """
    if not marked:
        return []
    breaks = [match.start() for match in _PARAGRAPH.finditer(text)]
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    paragraphs: dict[int, _Paragraph] = {}
    for start, end, name in marked:
        paragraphs.setdefault(bisect_left(breaks, start), _Paragraph()).add(Span(start=start, end=end), name)
    return [one for _, paragraph in sorted(paragraphs.items()) for one in _link(paragraph, ends)]


def _link(paragraph: _Paragraph, ends: Sequence[int]) -> list[Linked]:
    starts = sorted(span.start for span in (*paragraph.sources, *paragraph.cues, *paragraph.contents))

    def cost(cue: Span, other: Span) -> float:
        left, right = sorted((cue, other))
        between = max(0, bisect_left(starts, right.start) - bisect_left(starts, left.end))
        sentences = max(0, bisect_left(ends, right.start) - bisect_left(ends, left.end - 1))
        return max(0, right.start - left.end) + SENTENCE_COST * sentences + BETWEEN_COST * between

    cues = paragraph.cues
    content_of = _nearest_pairs(cues, paragraph.contents, cost, FARTHEST_CONTENT)
    contents = {at: [paragraph.contents[n]] for at, n in content_of.items()}
    taken = set(content_of.values())
    for n, content in enumerate(paragraph.contents):
        if n not in taken and contents:
            nearest = min(contents, key=lambda at: cost(cues[at], content))
            if cost(cues[nearest], content) <= FARTHEST_PIECE:
                contents[nearest].append(content)
    telling = sorted(contents)
    source_of = _nearest_pairs([cues[at] for at in telling], paragraph.sources, cost, FARTHEST_SOURCE)
    found = []
    for position, at in enumerate(telling):
        source = paragraph.sources[source_of[position]] if position in source_of else None
        if source is None and paragraph.sources:
            nearest_source = min(paragraph.sources, key=lambda one: cost(cues[at], one))
            is_near = cost(cues[at], nearest_source) <= FARTHEST_SOURCE
            source = nearest_source if is_near and not _is_apart(cues[at], nearest_source, ends) else None
        found.append(Linked(cue=cues[at], source=source, contents=tuple(sorted(contents[at]))))
    return found


def _is_apart(left: Span, right: Span, ends: Sequence[int]) -> bool:
    """Tell whether a sentence ends between two spans."""
    first, second = sorted((left, right))
    return bisect_left(ends, second.start) > bisect_left(ends, first.end - 1)


def _nearest_pairs(
    cues: Sequence[Span], others: Sequence[Span], cost: Callable[[Span, Span], float], farthest: float
) -> dict[int, int]:
    """Pair cues with others one to one, nearest first; gives cue's place to other's place."""
    candidates = sorted((cost(cue, other), i, j) for i, cue in enumerate(cues) for j, other in enumerate(others))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for distance, i, j in candidates:
        if distance <= farthest and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
