"""`python -m bench.time_words [--timex3] FILE...`: our grammar of time against dateparser and a few regexes, on one corpus.

In: JSON lines with `text`, `dct` (day of publication) and gold `entities` of start, end, value. Out: one line a reader:
found (relaxed F1), value F1, and characters a second.

1. A predicted expression matches a gold one that it overlaps, each used once, in order of the text.
2. A value is right where it equals the gold one in any case; gold expressions without a value are not held against a reader.
3. Regexes are the floor: dates, months and years; a month without its year takes the year last mentioned, else that of
   publication.
4. Our values are written as TIMEX2, as TIMEX3 with `--timex3`: the corpora follow the one or the other.
5. dateparser gives points, not intervals: its answer is cut to the words that it read (a bare month to the month).

Measures nothing of the machine but time; run it alone. dateparser is a dependency of development only.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from dateparser.search import search_dates  # type: ignore[import-untyped]  # it ships no types

from zenobia.evaluate.times import predict
from zenobia.values.dating import MONTH_NUMBER, first_date

Found = list[tuple[int, int, str]]
Reader = Callable[[dict[str, Any]], Found]

_MONTH = "|".join(sorted((name.capitalize() for name in MONTH_NUMBER), key=len, reverse=True))
_YEAR = r"(?:1\d{3}|20\d\d)"
_POINT = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})\s+)?(?P<m>{_MONTH})\b\.?(?:\s+(?P<d2>\d{{1,2}})\b)?(?:,?\s+(?P<y>{_YEAR})\b)?|\b(?P<y2>{_YEAR})\b"
)
_NAMED_DAY = re.compile(r"\d{1,2}(?!\d)|day\b|ago\b|now\b|to(?:day|night)|tomorrow", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\W*(?:in|of|since|by|until)?\s*\d{4}\W*", re.IGNORECASE)


def by_regex(record: dict[str, Any]) -> Found:
    """Find what is written with a month or a year of four digits."""
    found, year = [], (record["dct"] or "XXXX")[:4]
    for match in _POINT.finditer(record["text"]):
        year = match["y"] or match["y2"] or year
        value = year
        if match["m"]:
            day = match["d"] or match["d2"]
            value += f"-{MONTH_NUMBER[match['m'].lower()]:02d}" + (f"-{int(day):02d}" if day else "")
        found.append((match.start(), match.end(), value))
    return found


def by_dateparser(record: dict[str, Any]) -> Found:
    """Search each paragraph, with the day of publication as the base."""
    published = first_date(record["dct"] or "")
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if published:
        settings["RELATIVE_BASE"] = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - it wants none
    found, start = [], 0
    for paragraph in record["text"].split("\n"):
        position = 0
        for words, moment in search_dates(paragraph, languages=["en"], settings=settings) or []:
            at = paragraph.find(words, position)
            if at < 0:
                continue
            position = at + len(words)
            found.append((start + at, start + position, _as_fine(words, moment)))
        start += len(paragraph) + 1
    return found


def _as_fine(words: str, moment: datetime) -> str:
    if _YEAR_ALONE.fullmatch(words):
        return f"{moment.year:04d}"
    without_year = re.sub(r"\d{4}", "", words)
    return moment.date().isoformat() if _NAMED_DAY.search(without_year) else f"{moment.year:04d}-{moment.month:02d}"


def by_ours(record: dict[str, Any], *, timex2: bool) -> Found:
    """Read with the grammar, values written as the corpus writes them."""
    entities: Any = predict(record, timex2=timex2)["entities"]
    return [(one["start"], one["end"], one["value"]) for one in entities]


def f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def measure(read: Reader, records: Iterable[dict[str, Any]]) -> tuple[float, float, float]:
    """Give relaxed F1, value F1 and characters a second."""
    found = right = predicted = gold = letters = 0
    began = time.process_time()
    answers = [(record, read(record)) for record in records]
    spent = time.process_time() - began
    for record, answer in answers:
        letters += len(record["text"])
        predicted += len(answer)
        gold += len(record["entities"])
        free = sorted(answer)
        for one in sorted(record["entities"], key=lambda entity: entity["start"]):
            hit = next((each for each in free if each[0] < one["end"] and one["start"] < each[1]), None)
            if hit is None:
                continue
            free.remove(hit)
            found += 1
            right += one.get("value") is None or one["value"].upper().rstrip("Z") == hit[2].upper().rstrip("Z")
    return f1(found, predicted, gold), f1(right, predicted, gold), letters / max(spent, 1e-9)


def readers(*, timex2: bool) -> dict[str, Reader]:
    return {"regexes": by_regex, "dateparser": by_dateparser, "our grammar": partial(by_ours, timex2=timex2)}


def main(paths: list[str]) -> int:
    """Print the table."""
    timex2 = "--timex3" not in paths
    paths = [path for path in paths if path != "--timex3"]
    if not paths:
        sys.stderr.write("python -m bench.time_words [--timex3] FILE...: give JSON lines with text, dct and entities\n")
        return 2
    records = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    warnings.simplefilter("ignore")
    sys.stdout.write(f"{'reader':<14}{'found F1':>10}{'value F1':>10}{'characters/s':>14}\n")
    for name, read in readers(timex2=timex2).items():
        found, right, speed = measure(read, records)
        sys.stdout.write(f"{name:<14}{found:>10.3f}{right:>10.3f}{speed:>14,.0f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
