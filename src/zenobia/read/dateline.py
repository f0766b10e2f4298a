"""The day that a report counts from: Document → date.

1. A full date (day, month, year) that opens the body, or stands alone on a line before its first sentence, is the dateline.
2. Without one, it is the day of publication that came with the report.

Never takes a date from running text.
"""

from __future__ import annotations

import re
from datetime import date

from zenobia.values.document import Document

HEAD_CHARS = 400
"""Code points of the body in which a dateline may stand."""
OPENING_CHARS = 40
"""Code points that may stand before a dateline on its line: an agency's name, a town."""
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b"),
)
VERBAL = re.compile(r"\b(?:said|was|were|has|have|had|on|in|since|until|by|after|before)\b")


def find_anchor(document: Document) -> date | None:
    """Give the dateline's date, else the day of publication."""
    body = document.text
    if document.title and body.startswith(document.title):
        body = body[len(document.title) :]
    for line in body[:HEAD_CHARS].split("\n"):
        for pattern in DATES:
            match = pattern.search(line[: OPENING_CHARS * 3])
            if match and match.start() <= OPENING_CHARS and not VERBAL.search(line[: match.start()]):
                found = _date(match)
                if found:
                    return found
    return document.published


def _date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()[:3]
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
