"""Reports of gun violence in the United States: which of them tell of one incident.

In: all reports of a part, each read as any report is. Out: a label for each; reports with one label are held to be one story.

1. Reports are compared and grouped by `reconcile.stories`, with its shipped weights; nothing here decides.
2. A report that cannot be read is a story of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zenobia.engines.rarity import load_rarity
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.faults import SourceFault
from zenobia.reconcile.facets import facet
from zenobia.reconcile.stories import Telling, stories, telling
from zenobia.values.account import Located
from zenobia.values.words import Rarity

Read = Callable[[ReportInput], Located]


def as_telling(name: str, located: Located, rarity: Rarity) -> Telling:
    """Make a report that was read comparable."""
    published = located.document.published
    facets = [facet(event) for event in located.events]
    return telling(name, located.document.text, facets, rarity, published.toordinal() if published else None)


def predict_all(records: Sequence[Record], read: Read, unread: list[str]) -> list[dict[str, object]]:
    """Label each report with the smallest id of its story."""
    rarity = load_rarity()
    told: list[Telling] = []
    for record in records:
        name = str(record["id"])
        given = ReportInput(
            doc_id=name,
            title=text_of(record, "title"),
            text=text_of(record, "text") or "",
            published=text_of(record, "dct"),
            outlet=None,
        )
        try:
            told.append(as_telling(name, read(given), rarity))
        except SourceFault as fault:
            unread.append(str(fault))
    label = {name: min(group) for group in stories(told) for name in group}
    return [{"id": record["id"], "incident": label.get(str(record["id"]), str(record["id"]))} for record in records]
