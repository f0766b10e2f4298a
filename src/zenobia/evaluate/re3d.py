"""Entities as the re3d set marks them.

In: a record's text. Out: its entities with start, end and type.

1. With a network: what its entity head marks, neighbours of one type joined.
2. With rules: mentions by kind, times and figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from zenobia.engines.pieces import ENTITY_NAMES, joined
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.passage import MentionKind
from zenobia.values.spans import Span

if TYPE_CHECKING:
    from zenobia.engines.network import Network

WINDOW_PIECES = 126
"""What the entity head was trained on; longer windows cost it recall."""
LIFTS = dict.fromkeys(ENTITY_NAMES, 0.5)
"""Added to the scores of every type: missed entities are more than invented ones. Chosen on the dev part in steps of one half,
where F1 is between .626 and .636 from 0 to 1.5; look again when the network changes."""
TYPE_OF: dict[MentionKind, str] = {
    "actor": "Organisation",
    "place": "Location",
    "person": "Person",
    "weapon": "Weapon",
}


def _marked(located: Located, text: str) -> Iterator[tuple[Span | None, str]]:
    offsets = Offsets(located, text)
    for passage in located.passages:
        for mention in passage.tags.mentions:
            if mention.kind in TYPE_OF:
                yield offsets.of(passage, mention.span), TYPE_OF[mention.kind]
        for time in passage.times:
            yield offsets.of(passage, time.span), "Temporal"
        for toll in passage.tolls:
            yield offsets.of(passage, toll.span), "Quantity"


def _prediction(record: Record, entities: set[tuple[int, int, str]]) -> dict[str, object]:
    return {"id": record["id"], "entities": [{"start": start, "end": end, "type": name} for start, end, name in sorted(entities)]}


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Mark one text with what the reader mentions."""
    text = text_of(record, "text") or ""
    found = _marked(reader(bare_report(record)), text)
    return _prediction(record, {(span.start, span.end, name) for span, name in found if span})


def predict_by_network(record: Record, network: Network) -> dict[str, object]:
    """Mark one text with the entity head."""
    text = text_of(record, "text") or ""
    scores = network.score(text, window=WINDOW_PIECES)
    return _prediction(record, set(joined(text, scores.spans("entity", lifts=LIFTS))))
