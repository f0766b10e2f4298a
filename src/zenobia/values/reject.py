"""What was dropped, and why: nothing vanishes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """The closed list of reasons; `docs/reference/rejects.md` documents each."""

    EMPTY = "empty"
    """No letters after cleaning."""
    TOO_LARGE = "too_large"
    """More bytes than `max_document_bytes`."""
    BINARY = "binary"
    """Not text: control bytes or a known binary signature."""
    NOT_TEXT = "not_text"
    """A media type that is not read (image, archive, PDF)."""
    UNDECODABLE = "undecodable"
    """No character encoding reads these bytes."""
    NO_ARTICLE = "no_article"
    """HTML that holds no running text."""
    BROKEN_LINE = "broken_line"
    """A JSONL line that is not a JSON object with a text."""
    BAD_DATE = "bad_date"
    """A publication date that does not parse; the report is read without one."""
    UNKNOWN_LANGUAGE = "unknown_language"
    """A language that no reader here reads."""
    UNREACHABLE = "unreachable"
    """No answer: name, connection or time-out."""
    REFUSED = "refused"
    """robots.txt, the address check or the server said no."""
    MISSING = "missing"
    """A file or entry that is not there."""
    BROKEN_FEED = "broken_feed"
    """A feed or WARC that could not be parsed to its end."""
    FAILED = "failed"
    """A step broke on this item: a fault of ours, kept with its message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One item not taken: `subject` is its id or address, `detail` says the value, the limit and the next move.

    `is_warning` marks what was taken all the same (a report read without its unreadable date).
    """

    subject: str
    step: str
    reason: Reason
    detail: str
    is_warning: bool = False
