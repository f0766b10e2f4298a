"""Attributions as the PolNeAR set marks them: source, cue, content.

In: a record's text. Out: its attributions, offsets counted in it.

1. With a network: what its attribution head marks, joined by `engines.linking`.
2. With rules: the reader's attributions. PolNeAR knows no relays, so these are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from zenobia.engines.linking import link
from zenobia.evaluate.offsets import Offsets, bare_report
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.spans import Span

if TYPE_CHECKING:
    from zenobia.engines.network import Network


def _spans(found: Iterable[Span | None]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in found if span]


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Mark one text with what the reader attributes."""
    located = reader(bare_report(record))
    offsets = Offsets(located, text_of(record, "text") or "")
    attributions = [
        {
            "source": _spans([offsets.of(passage, one.source)] if one.source else []),
            "cue": _spans([offsets.of(passage, one.cue)]),
            "content": _spans(offsets.of(passage, content) for content in one.contents),
        }
        for passage in located.passages
        for one in passage.tags.attributions
        if one.contents
    ]
    return {"id": record["id"], "attributions": attributions}


def predict_by_network(record: Record, network: Network) -> dict[str, object]:
    """Mark one text with the attribution head."""
    text = text_of(record, "text") or ""
    linked = link(text, network.score(text).spans("attribution"))
    attributions = [{"source": _spans([one.source]), "cue": _spans([one.cue]), "content": _spans(one.contents)} for one in linked]
    return {"id": record["id"], "attributions": attributions}
