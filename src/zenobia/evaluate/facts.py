"""A located report flattened to what the adapters ask of it: sentences in order, each with its figures and its days.

In: a `Located`. Out: `Sentence`s in order of the text. What a claim says of itself (its tolls, stance, place) hangs on the
sentence in which its quote starts.
"""

from __future__ import annotations

from dataclasses import dataclass

from zenobia.values.account import Located
from zenobia.values.event import Event
from zenobia.values.passage import Passage, TimeMention, TollMention
from zenobia.values.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`start` is its place in the document, `origin` that of its passage, in which spans of `tolls` and `times` count."""

    start: int
    origin: int
    text: str
    is_headline: bool
    tolls: tuple[TollMention, ...]
    times: tuple[TimeMention, ...]
    events: tuple[Event, ...] = ()


def _sentences_of(passage: Passage) -> tuple[Span, ...]:
    return passage.sentences or (Span(start=0, end=len(passage.text)),)


def sentences(located: Located) -> tuple[Sentence, ...]:
    """List the sentences of all passages in order; a figure or time belongs to the sentence in which it starts."""
    found: list[Sentence] = []
    for passage in sorted(located.passages, key=lambda one: one.ordinal):
        for span in _sentences_of(passage):
            begin, end = passage.span.start + span.start, passage.span.start + span.end
            found.append(
                Sentence(
                    start=begin,
                    origin=passage.span.start,
                    text=span.cut(passage.text),
                    is_headline=passage.is_headline,
                    tolls=tuple(one for one in passage.tolls if span.start <= one.span.start < span.end),
                    times=tuple(one for one in passage.times if span.start <= one.span.start < span.end),
                    events=tuple(one for one in located.events if begin <= one.claim.quote.start < end),
                )
            )
    return tuple(found)
