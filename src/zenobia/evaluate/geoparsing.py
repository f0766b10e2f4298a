"""Sets that ask for place names and where they lie: text in, spans with coordinates out.

1. With a network: what its heads together hold for a name of a place (`engines.toponyms`). With rules: the places that the
   reader mentions, cut down to their names.
2. With gold spans: these, and nothing else of the gold; that measures resolution alone.
3. Every span is placed by `locate.spots`, all of a text together; one that nothing places has no coordinates.
4. An adjective of a people or a part of the world is marked as the sets mark it, and placed where its state or part lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from zenobia.engines.toponyms import WINDOW_PIECES, names_of
from zenobia.evaluate.metrics.figures import mapping, sequence, whole
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.locate import spots
from zenobia.ports import Gazetteer
from zenobia.values.account import Account, Located
from zenobia.values.document import Document
from zenobia.values.passage import Mention, Passage, Reading, Tags
from zenobia.values.spans import Span

if TYPE_CHECKING:
    from zenobia.engines.network import Network

SETS = ("lgl", "gwn", "trnews", "geovirus")
INPUTS = ("id", "text", "title", "domain", "date")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""A document needs a day on which it came; no answer here depends on it."""
_NAME = re.compile(
    r"(?:(?:al|el|as|ash|at|ad|ar|an|az|ul)-)?[^\W\d_a-z][\w.]*(?:['’-]\w+)*"
    r"(?:[ -](?:(?:of|de|la|el|al|and|the|du|del) )?(?:(?:al|el|as|ash|at|ad|ar|an|az|ul)-)?[^\W\d_a-z][\w.]*(?:['’-]\w+)*)*"
)
_CLOSING = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earth:
    """What a set of places is read with."""

    reader: Callable[[ReportInput], Located]
    gazetteer: Gazetteer
    network: Network | None


def shown_spans(record: Record) -> dict[str, object]:
    """Give the gold spans of a record without their coordinates."""
    given = map(mapping, sequence(record.get("entities")))
    return {"spans": [{"start": whole(one.get("start")), "end": whole(one.get("end"))} for one in given]}


def account_of(text: str, spans: Iterable[Span]) -> Account:
    """Make the account of a text in which only places are marked."""
    document = Document(
        id="doc_places", capture="", source="evaluation", outlet=None, url="file:evaluation", title=None, text=text,
        published=None, received_at=EPOCH, language="en",
    )  # fmt: skip
    mentions = tuple(Mention(span=span, kind="place") for span in sorted(set(spans)) if span.start < span.end <= len(text))
    passage = Passage(
        id="p", document=document.id, ordinal=0, span=Span(start=0, end=len(text)), text=text, tags=Tags(mentions=mentions)
    )
    return Account(reading=Reading(document=document, passages=(passage,)), claims=())


def _mentioned(record: Record, text: str, reader: Callable[[ReportInput], Located]) -> list[Span]:
    """Give the names of the places that the reader mentions."""
    located = reader(bare_report(record))
    offsets = Offsets(located, text)
    found = []
    for passage in located.passages:
        for mention in passage.tags.mentions:
            span = offsets.of(passage, mention.span) if mention.kind == "place" else None
            if span and (name := _NAME.search(text, span.start, span.end)):
                closing = _CLOSING.search(name.group())
                found.append(Span(start=name.start(), end=name.end() - (len(closing.group()) if closing else 0)))
    return found


def spans_of(record: Record, earth: Earth) -> list[Span]:
    """Find the names of places in a record's text."""
    text = text_of(record, "text") or ""
    if earth.network is None:
        return _mentioned(record, text, earth.reader)
    return names_of(text, earth.network.score(text, window=WINDOW_PIECES), earth.network.folder)


def predict(record: Record, earth: Earth) -> dict[str, object]:
    """Find and place the names of a text; with `spans` in the record, place these."""
    given = record.get("spans")
    if given is None:
        spans = spans_of(record, earth)
    else:
        spans = [Span(start=whole(one.get("start")), end=whole(one.get("end"))) for one in map(mapping, sequence(given))]
    entities = [
        {"start": span.start, "end": span.end, "lat": fix.lat if fix else None, "lon": fix.lon if fix else None}
        for span, fix in spots(account_of(text_of(record, "text") or "", spans), earth.gazetteer)
    ]
    return {"id": record["id"], "entities": entities}
