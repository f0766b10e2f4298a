"""Which places of a sentence belong to one marked happening.

In: a sentence and where its word for the happening stands. Out: spans of places.

1. With a network: what its heads together hold likely when it is asked about that word (`engines.scenes`).
2. With rules: the places that an action triggered there has; else, where no action is known there, the nearest place mentioned,
   if any. A mention is cut down to its name: the first run of words with a capital, as the set marks places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from zenobia.engines.scenes import WINDOW_PIECES, places_of
from zenobia.evaluate.metrics.figures import mapping, whole
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.spans import Span

if TYPE_CHECKING:
    from zenobia.engines.network import Network

_NAME = re.compile(r"[A-Z]\w*(?:['’-]\w+)*(?:[ -](?:al-)?[A-Z]\w*(?:['’-]\w+)*)*|al-[A-Z]\w+")


def verb_of(record: Record) -> Span:
    """Give where the word for the happening stands; an empty span at 0 when the record does not say."""
    verb = mapping(record.get("verb"))
    return Span(start=whole(verb.get("start")), end=whole(verb.get("end")))


def _name(text: str, span: Span | None) -> Span | None:
    """Cut a mention down to its name."""
    match = _NAME.search(text, span.start, span.end) if span else None
    return Span(start=match.start(), end=match.end()) if match else None


def _prediction(record: Record, places: Iterable[Span]) -> dict[str, object]:
    return {"id": record["id"], "locations": [{"start": one.start, "end": one.end} for one in sorted(set(places))]}


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Choose among the places that the reader mentions."""
    text, verb = text_of(record, "text") or "", verb_of(record)
    located = reader(bare_report(record))
    offsets = Offsets(located, text)
    mentioned: list[Span] = []
    for passage in located.passages:
        for action in passage.tags.actions:
            trigger = offsets.of(passage, action.trigger)
            if trigger and trigger.overlaps(verb):
                spans = [_name(text, offsets.of(passage, role.span)) for role in action.roles if role.name == "place"]
                return _prediction(record, [span for span in spans if span])
        spans = [_name(text, offsets.of(passage, one.span)) for one in passage.tags.mentions if one.kind == "place"]
        mentioned += [span for span in spans if span]
    nearest = min(mentioned, key=lambda span: max(verb.start - span.end, span.start - verb.end), default=None)
    return _prediction(record, [nearest] if nearest else [])


def predict_by_network(record: Record, network: Network) -> dict[str, object]:
    """Ask the network about the marked word, and join what its heads say."""
    verb, text = verb_of(record), text_of(record, "text") or ""
    scores = network.score(text, marked=(verb.start, verb.end), window=WINDOW_PIECES)
    return _prediction(record, places_of(text, verb, scores, network.folder))
