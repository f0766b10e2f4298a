"""Entities as the re3d set marks them.

In: a record's text. Out: its entities with start, end and type.

1. With a network: what its entity head marks; "one man" and "I" side by side stay two.
2. No entity ends in an article or preposition (none of the train part does): it goes on into what is marked right behind, or
   loses the word.
3. The same words are of one type throughout a text, the type that they have most often there.
4. With rules: mentions by kind, times and figures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from zenobia.engines.pieces import ENTITY_NAMES
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.passage import MentionKind
from zenobia.values.spans import Span

if TYPE_CHECKING:
    from zenobia.engines.network import Network

WINDOW_PIECES = 126
"""What the entity head was trained on; longer windows cost it recall."""
LIFTS = dict.fromkeys(ENTITY_NAMES, -0.25)
"""Added to the scores of every type: a little less is marked than the head would. Chosen on the dev part in steps of a quarter,
where F1 is between .691 and .705 from -0.75 to 0.25; look again when the network changes."""
_HANGING = re.compile(r"(?:^|\s+)(?:of|for|in|on|at|to|by|with|from|and|the|an?|['’]s)$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
Entity = tuple[int, int, str]
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


def _prediction(record: Record, entities: set[Entity]) -> dict[str, object]:
    return {"id": record["id"], "entities": [{"start": start, "end": end, "type": name} for start, end, name in sorted(entities)]}


def completed(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Let an entity that ends in an article or preposition go on into the next, or lose that word."""
    found: list[Entity] = []
    for start, end, name in entities:
        before, until, old = found[-1] if found else (0, 0, name)
        if _HANGING.search(text[before:until]) and not text[until:start].strip():
            found[-1] = (before, end, name if text[before:until].lower() in _ARTICLES else old)
        else:
            found.append((start, end, name))
    return [whole for entity in found if (whole := _trimmed(text, entity))]


def _trimmed(text: str, entity: Entity) -> Entity | None:
    start, end, name = entity
    while match := _HANGING.search(text[start:end]):
        end = start + match.start()
    return (start, end, name) if start < end else None


def agreed(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Give the same words one type: the one they have most often, each its own where two are as frequent."""
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, name in entities:
        types[text[start:end]][name] += 1
    found: list[Entity] = []
    for start, end, name in entities:
        often, times = types[text[start:end]].most_common(1)[0]
        found.append((start, end, often if times > types[text[start:end]][name] else name))
    return found


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Mark one text with what the reader mentions."""
    text = text_of(record, "text") or ""
    found = _marked(reader(bare_report(record)), text)
    return _prediction(record, {(span.start, span.end, name) for span, name in found if span})


def predict_by_network(record: Record, network: Network) -> dict[str, object]:
    """Mark one text with the entity head."""
    text = text_of(record, "text") or ""
    scores = network.score(text, window=WINDOW_PIECES)
    marked = completed(text, scores.spans("entity", lifts=LIFTS))
    return _prediction(record, set(agreed(text, marked)))
