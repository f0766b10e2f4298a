"""One publication, as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zenobia.values.ids import folded, make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A publication; every Capture of it is an edition.

    `text` is title + newline + body (body alone when there is no title), and never changes after: all quotes count in it.
    """

    id: str
    capture: str
    """Id of the Capture (edition) that this text came from."""
    source: str
    outlet: str | None
    url: str
    title: str | None
    text: str
    published: date | None
    received_at: datetime
    """When this edition reached us: the capture's clock, aware UTC."""
    language: str
    """ISO 639-1, or "und"."""
    doc_id: str | None = None
    """The caller's own name for it."""
    meta: tuple[tuple[str, str], ...] = ()
    """Whatever else came with it, each value as JSON text."""


def document_id(source: str, canonical_url: str | None, text: str) -> str:
    """Name a publication by its address; one without an address by its folded text."""
    if canonical_url:
        return make_id("doc", source, canonical_url)
    return make_id("doc", source, "text", folded(text))
