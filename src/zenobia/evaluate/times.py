"""Time expressions as the sets write them: TIMEX2 (wikiwars) and TIMEX3 (tempeval3).

In: a record's text and creation time. Out: its entities with start, end, type and value.

1. Both sets are read by `read.dates`, paragraph by paragraph; nothing else of the reader is needed.
2. An interval whose two ends are both named is two expressions in both standards.
3. TIMEX2 writes a decade as three digits and "daily" as a day; TIMEX3 as annotated in these texts marks neither "former" nor
   "recent".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zenobia.evaluate.records import Record, text_of
from zenobia.read.dates import date_document
from zenobia.values.dating import first_date
from zenobia.values.passage import TimeMention

Entity = dict[str, object]

_BETWEEN = re.compile(r"\s*(?:[-–—]|\b(?:and|to|until|through|till)\b)\s*(?:the\s+)?")
_OPENING = re.compile(r"(?:between|from)\s+", re.IGNORECASE)
_NOT_IN_TIMEX3 = re.compile(
    r"former|formerly|recent|current|future|the future|this time|at this time|the time|at the time|the same time|that point|"
    r"annual|annually|.*[\s-]old",
    re.IGNORECASE,
)


def _type(value: str) -> str:
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def _spelt(value: str, words: str, *, timex2: bool) -> str:
    if timex2 and words.lower() in ("daily", "every day"):
        return "XXXX-XX-XX"
    if decade := re.fullmatch(r"((?:BC)?\d\d\d?)X{1,2}", value):
        return decade[1]
    return value


def _entity(start: int, end: int, value: str, words: str, *, timex2: bool) -> Entity:
    written = _spelt(value, words, timex2=timex2)
    return {"start": start, "end": end, "type": _type(written), "value": written}


def _entities(offset: int, text: str, mention: TimeMention, *, timex2: bool) -> Iterator[Entity]:
    words, value = mention.span.cut(text), mention.timex
    if value is None or (not timex2 and _NOT_IN_TIMEX3.fullmatch(words)):
        return
    start, end = offset + mention.span.start, offset + mention.span.end
    first, _, second = value.partition("/")
    opening = _OPENING.match(words)
    head = opening.end() if opening else 0
    between = _BETWEEN.search(words, head + 1) if second else None
    if between is None:
        yield _entity(start, end, first, words, timex2=timex2)
        return
    yield _entity(start + head, start + between.start(), first, words, timex2=timex2)
    yield _entity(start + between.end(), end, second, words, timex2=timex2)


def predict(record: Record, *, timex2: bool) -> dict[str, object]:
    """Mark one text; offsets count in it as given."""
    text = text_of(record, "text") or ""
    created = text_of(record, "dct")
    paragraphs = text.split("\n")
    found: list[Entity] = []
    offset = 0
    dated = date_document(paragraphs, first_date(created) if created else None, with_references=True)
    for paragraph, mentions in zip(paragraphs, dated, strict=True):
        for mention in mentions:
            found += _entities(offset, paragraph, mention, timex2=timex2)
        offset += len(paragraph) + 1
    return {"id": record["id"], "entities": found}
