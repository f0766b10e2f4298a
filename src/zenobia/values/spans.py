"""Where words stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Give the words that stand here."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An exact piece of a Document's text: `text == document.text[start:end]`, always."""

    start: int
    end: int
    text: str
