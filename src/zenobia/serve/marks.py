"""In: a text and the stretches that claims quote. Out: the text in pieces, each with the numbers of its claims.

1. The pieces, joined, are the text: nothing is lost, nothing doubled, whatever overlaps.
2. A claim that covers no letter of the stretch shown is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zenobia.values.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same claims. `begins` and `ends` are the claims that start or finish with it."""

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def cut_pieces(text: str, within: Span, marks: Sequence[tuple[int, Span]]) -> tuple[Piece, ...]:
    """Cut the stretch `within` of a text at the bounds of numbered spans; all spans count in the text."""
    inside = [
        (number, Span(start=max(span.start, within.start), end=min(span.end, within.end)))
        for number, span in marks
        if span.overlaps(within) and span.length
    ]
    bounds = sorted({within.start, within.end, *(edge for _, span in inside for edge in (span.start, span.end))})
    pieces = []
    for start, end in pairwise(bounds):
        here = Span(start=start, end=end)
        over = [(number, span) for number, span in inside if span.covers(here)]
        pieces.append(
            Piece(
                text=here.cut(text),
                claims=tuple(number for number, _ in over),
                begins=tuple(number for number, span in over if span.start == start),
                ends=tuple(number for number, span in over if span.end == end),
            )
        )
    return tuple(pieces)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Give the lines of a text that hold letters."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start=start, end=start + len(line)))
        start += len(line) + 1
    return tuple(spans)
