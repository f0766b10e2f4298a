"""Reports written and labelled by hand: `*.txt` beside this file, in mark-up, read into the same records as made ones.

1. `== 2024-03-06 Meridian Wire` opens a report with its day and an outlet that does not exist; `! ` opens its headline.
2. A line is a sentence, an empty line parts paragraphs, `# …` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from train.reports.markup import Marked, parse
from train.reports.records import report
from zenobia.faults import BadSettings

_HEAD = re.compile(r"== (\d{4}-\d\d-\d\d) (\S.*)")


def read_by_hand(stem: str, text: str) -> Iterator[dict[str, Any]]:
    """Read one file of reports.

    Raises:
        BadSettings: a report has no head, or a sentence is not marked as it should be.
    """
    for number, block in enumerate(re.split(r"^(?=== )", text, flags=re.MULTILINE)):
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        if not any(lines):
            continue
        found = _HEAD.fullmatch(lines[0])
        if not found:
            raise BadSettings(f"by_hand/{stem}.txt: {lines[0]!r} opens no report; write == DAY OUTLET")
        headline: Marked | None = None
        paragraphs: list[list[Marked]] = [[]]
        for line in lines[1:]:
            if line.startswith("! "):
                headline = parse(line[2:])
            elif line:
                paragraphs[-1].append(parse(line))
            elif paragraphs[-1]:
                paragraphs.append([])
        about: dict[str, Any] = {
            "doc_id": f"hand-{stem}-{number}",
            "synthetic": True,
            "made_by": "hand",
            "published": found[1],
            "outlet": found[2],
            "title": headline.text if headline else None,
            "frames": [],
        }
        yield report(about, headline, paragraphs)


def load_by_hand() -> list[dict[str, Any]]:
    """Read every file, in the order of their names."""
    folder = files("train.reports.by_hand")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return [
        record
        for name in names
        for record in read_by_hand(name.removesuffix(".txt"), (folder / name).read_text(encoding="utf-8"))
    ]
