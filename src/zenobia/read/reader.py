"""The step `read`: Document → Reading, its passages cut, tagged, with times and tolls.

1. Passages come from `split`, times from `dates`, tolls from `tolls`; mentions, attributions and actions from the tagger.
2. Times count from the document's dateline, else from its day of publication.
3. A document that breaks the tagger is a Reject, and the run goes on.

Never drops a passage: one without anything found is kept for its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zenobia.ports import Tagger
from zenobia.read.dateline import find_anchor
from zenobia.read.dates import find_times
from zenobia.read.split import split
from zenobia.read.tolls import find_tolls
from zenobia.values.document import Document
from zenobia.values.passage import Reading, Tags, TimeMention
from zenobia.values.reject import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Step of the pipeline; `tagger` is the only engine it asks."""

    tagger: Tagger
    name: str = "read"
    version: int = 6
    batch: int = 16

    def __call__(self, items: Iterable[Document]) -> Iterable[Reading | Reject]:
        for document in items:
            yield self.read(document)

    def read(self, document: Document) -> Reading:
        """Cut and mark one document."""
        passages = split(document)
        anchor = find_anchor(document)
        tags = self.tagger.tag(passages)
        marked = []
        for passage, found in zip(passages, tags, strict=True):
            times = find_times(passage.text, published=anchor)
            marked.append(replace(passage, tags=_undated(found, times), times=times, tolls=find_tolls(passage.text)))
        return Reading(document=document, passages=tuple(marked))


def _undated(tags: Tags, times: Sequence[TimeMention]) -> Tags:
    """Take out the names that are but a piece of a date: "Sun" in "Sun 22 Feb 2015"."""
    kept = tuple(one for one in tags.mentions if not any(time.span.covers(one.span) for time in times))
    return tags if len(kept) == len(tags.mentions) else replace(tags, mentions=kept)
