"""`python -m train.reports.compare [FILE.jsonl | --by-hand | --seed N --reports M]`: where the reader and the labels differ.

In: labelled records. Out: a table by slot, and for each slot the frames that differ most often, with one example of each.

1. A claim found is one of the same sentence whose quote holds the label's trigger; of several, the one of the same type.
2. Names agree when one holds the other, without case, article and marks; a figure when what, low and high are the same.
3. A claim that is read where nothing is labelled counts as `extra`, by the frame of its sentence.

Frames show shapes of phrases, never how well the reader does on real reports: for that there is `zenobia evaluate`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from train.reports.by_hand import load_by_hand
from train.reports.compose import make_reports
from zenobia.evaluate import ReportInput
from zenobia.evaluate.claims import as_prediction
from zenobia.evaluate.whole import capture_report
from zenobia.pipeline import Reader, build_reader, read_whole
from zenobia.settings import from_environment

RECEIVED = datetime(2030, 1, 1, tzinfo=UTC)
SLOTS = ("found", "type", "stance", "said_by", "via", "actor", "target", "place", "relation", "date", "toll", "control")

CONTROL_SLOTS = tuple(one for one in SLOTS[1:] if one not in ("actor", "target"))
"""A state has a holder and a place; whether its holder is an actor too is a matter of taste, and not compared."""


@dataclass(slots=True)
class Tally:
    """Agreements and differences by slot, and by slot and frame with one example."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    frames: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seen: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    shown: dict[tuple[str, str], str] = field(default_factory=dict)

    def count(self, slot: str, names: str, agrees: bool, example: str) -> None:
        """Count one comparison for a slot and for every frame that its sentence came from."""
        (self.right if agrees else self.wrong)[slot] += 1
        for name in names.split():
            self.seen[slot][name] += 1
            if not agrees:
                self.frames[slot][name] += 1
                self.shown.setdefault((slot, name), example)


def key(words: str) -> str:
    letters = "".join(one if one.isalnum() else " " for one in words.lower()).split()
    return " ".join(one for one in letters if one not in ("the", "a", "an"))


def same_names(said: Iterable[str], read: Iterable[str]) -> bool:
    """Tell whether every name has one on the other side that holds it or that it holds."""
    left, right = [key(one) for one in said], [key(one) for one in read]
    return len(left) == len(right) and all(any(one in other or other in one for other in right) for one in left)


def labels(claim: dict[str, Any]) -> dict[str, Any]:
    """Give one labelled claim as the claims set writes it."""
    time = claim["time"]
    return {
        "type": claim["type"] or claim["kind"],
        "stance": claim["stance"],
        "said_by": [one["name"] for one in claim["speaker"]],
        "via": [one["name"] for one in claim["relay"]],
        "actor": [one["name"] for one in claim["actor"]],
        "target": [one["name"] for one in claim["target"]],
        "place": [one["name"] for one in claim["place"]],
        "relation": [claim["relation"]["text"]] if claim["relation"] else [],
        "date": (time["date_start"], time["date_end"]) if time else (None, None),
        "toll": sorted((one["what"], one["low"], one["high"] or 0) for one in claim["toll"]),
        "control": sorted((key(one["holder"] or ""), one["state"], key(one["place"])) for one in claim["control"]),
    }


def readings(reader: Reader, record: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Read one record's text; give each claim's quote and slots. Nothing of the labels is shown to the reader."""
    lines = record["text"].split("\n")
    has_title = record["title"] is not None
    published = record["published"]
    report = ReportInput(
        doc_id=record["doc_id"],
        title=lines[0] if has_title else "",
        text="\n".join(lines[1:] if has_title else lines),
        published=published,
        outlet=record["outlet"],
    )
    located = read_whole(reader, capture_report(report, received_at=RECEIVED))
    if located.document.text != record["text"]:
        raise ValueError(f"{record['doc_id']}: the reader's text is not the record's; spans cannot be compared")
    for event in located.events:
        read: dict[str, Any] = as_prediction(event.claim, date.fromisoformat(published))
        yield event.claim.quote.start, event.claim.quote.end, {
            "type": read["type"] or read["kind"],
            "stance": read["stance"],
            "said_by": [read["said_by"]] if read["said_by"] else [],
            "via": read["via"],
            "actor": read["actor"],
            "target": read["target"],
            "place": read["place"],
            "relation": [read["relation"]] if read["relation"] else [],
            "date": (read["date_start"], read["date_end"]),
            "toll": sorted((one["what"], one["low"], one["high"] or 0) for one in read["toll"]),
            "control": sorted((key(one["holder"] or ""), one["state"], key(one["place"])) for one in read["control"]),
        }  # fmt: skip


def compare(record: dict[str, Any], read: list[tuple[int, int, dict[str, Any]]], tally: Tally) -> None:
    """Compare one record's labels with what was read from its text."""
    frames = record["frames"] or [record["doc_id"]] * len(record["sentences"])
    used: set[int] = set()
    for claim in record["claims"]:
        sentence, name = record["sentences"][claim["sentence"]], frames[claim["sentence"]]
        text = record["text"][sentence["start"] : sentence["end"]]
        at = claim["trigger"]
        said = labels(claim)
        near = [
            n
            for n, (start, end, _) in enumerate(read)
            if start <= at["start"] and at["end"] <= end and start >= sentence["start"] - 1
        ]
        near.sort(key=lambda n: (read[n][2]["type"] != said["type"], n in used, read[n][1] - read[n][0]))
        tally.count("found", name, bool(near), text)
        if not near:
            continue
        used.add(near[0])
        made = read[near[0]][2]
        for slot in SLOTS[1:] if claim["kind"] != "control" else CONTROL_SLOTS:
            names = slot in ("said_by", "via", "actor", "target", "place", "relation")
            agrees = same_names(said[slot], made[slot]) if names else said[slot] == made[slot]
            tally.count(slot, name, agrees, f"{text}\n          label {said[slot]}\n          read  {made[slot]}")
    for n, sentence in enumerate(record["sentences"]):
        extra = [one for start, _, one in read if sentence["start"] <= start < sentence["end"]]
        if not sentence["claims"]:
            text = record["text"][sentence["start"] : sentence["end"]]
            kinds = ", ".join(str(one["type"]) for one in extra)
            tally.count("extra", frames[n], not extra, f"{text}\n          read  {kinds}")


def table(tally: Tally, most: int) -> str:
    """Lay out the tally: a line a slot, then the frames that differ most."""
    lines = [f"{'slot':<10}{'compared':>10}{'agree':>8}"]
    slots = (*SLOTS, "extra")
    for slot in slots:
        total = tally.right[slot] + tally.wrong[slot]
        lines.append(f"{slot:<10}{total:>10}{tally.right[slot] / max(1, total):>8.3f}")
    for slot in slots:
        lines.append(f"\n{slot}")
        for name, wrong in tally.frames[slot].most_common(most):
            lines.append(f"  {wrong}/{tally.seen[slot][name]}  {name}: {tally.shown[slot, name]}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m train.reports.compare", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="records, one a line; else they are made")
    parser.add_argument("--by-hand", action="store_true", help="compare the reports that were written by hand")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--engine", default="rules", help="the reader's tagger (default rules)")
    parser.add_argument("--frames", type=int, default=12, help="frames shown a slot (default 12)")
    given = parser.parse_args(arguments)
    records: Iterable[dict[str, Any]] = make_reports(given.reports, given.seed)
    if given.by_hand:
        records = load_by_hand()
    elif given.file:
        records = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    reader = build_reader(from_environment(), engine=given.engine)
    tally = Tally()
    for record in records:
        compare(record, list(readings(reader, record)), tally)
    sys.stdout.write(table(tally, given.frames) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
