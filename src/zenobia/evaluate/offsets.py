"""Where the words of a cleaned document stand in the text that was given.

Cleaning changes spaces and drops what cannot be seen; every other character is found again, in order.
"""

from __future__ import annotations

from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.passage import Passage
from zenobia.values.spans import Span

LOOK_AHEAD = 2000
"""Code points of the given text that cleaning may have dropped in one piece; more is a text that is not the same."""


def bare_report(record: Record) -> ReportInput:
    """Give a record's text as a report without a title, so that offsets count in the text alone."""
    return ReportInput(
        doc_id=str(record["id"]),
        title=None,
        text=text_of(record, "text") or "",
        published=text_of(record, "date"),
        outlet=text_of(record, "publisher") or text_of(record, "source"),
    )


class Offsets:
    """Maps spans of passages back to the given text."""

    def __init__(self, located: Located, given: str) -> None:
        self._places: list[int] = []
        at = 0
        for character in located.document.text:
            found = -1 if character.isspace() else given.find(character, at, at + LOOK_AHEAD)
            self._places.append(at if found < 0 else found)
            at = at if found < 0 else found + 1

    def of(self, passage: Passage, span: Span) -> Span | None:
        """Give the span in the given text; None when it is empty there."""
        start, last = passage.span.start + span.start, passage.span.start + span.end - 1
        if not 0 <= start <= last < len(self._places):
            return None
        return Span(start=self._places[start], end=self._places[last] + 1)
