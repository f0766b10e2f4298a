"""Gold sets to labelled texts: one reader a set, each reading only `SET/SPLIT.jsonl` under a folder given on the command line.

Every reader gives `Labelled`: a text, the head that learns from it, and spans in code points. Nothing of the sets is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zenobia.engines.pieces import INCIDENT_NAMES, ROLE_NAMES

LEFT_OUT_RE3D_SOURCES = frozenset({"BBC Online"})
"""Licensed for non-commercial use only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text for one head. `marked` is the span that a scene head is asked about; `incidents` is set for whole-text labels."""

    head: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    marked: tuple[int, int] | None = None
    incidents: frozenset[str] | None = None


def records(data: Path, name: str, split: str) -> Iterator[dict[str, Any]]:
    with (data / name / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_re3d(data: Path, split: str) -> Iterator[Labelled]:
    for record in records(data, "re3d", split):
        if split == "train" and record["source"] in LEFT_OUT_RE3D_SOURCES:
            continue
        spans = tuple((entity["start"], entity["end"], entity["type"]) for entity in record["entities"])
        yield Labelled(head="entity", text=record["text"], spans=spans)


def read_toponyms(data: Path, split: str) -> Iterator[Labelled]:
    for name in ("lgl", "gwn"):
        for record in records(data, name, split):
            spans = tuple((entity["start"], entity["end"], "place") for entity in record["entities"])
            yield Labelled(head="toponym", text=record["text"], spans=spans)


def read_polnear(data: Path, split: str) -> Iterator[Labelled]:
    for record in records(data, "polnear", split):
        spans = {
            (span["start"], span["end"], name)
            for attribution in record["attributions"]
            for name in ("content", "cue", "source")
            for span in attribution[name]
        }
        yield Labelled(head="attribution", text=record["text"], spans=tuple(sorted(spans)))


def read_muc4(data: Path, split: str) -> Iterator[Labelled]:
    for record in records(data, "muc4", split):
        text = record["gtt_text"]
        incidents = set()
        spans: list[tuple[int, int, str]] = []
        for template in record["gtt_templates"]:
            kind = template["incident_type"]
            incidents.update(name for name in INCIDENT_NAMES if name in kind)
            for role in ROLE_NAMES:
                for mentions in template[role]:
                    spans.extend(found(text, mentions, role))
        yield Labelled(head="role", text=text, spans=without_overlap(spans), incidents=frozenset(incidents))


def found(text: str, mentions: list[str], role: str) -> Iterator[tuple[int, int, str]]:
    """Give every place where a filler's words stand in the text, as whole words."""
    for mention in mentions:
        if mention.strip():
            for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
                yield match.start(), match.end(), role


def without_overlap(spans: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Keep the longer of two overlapping spans."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda one: (one[0] - one[1], one)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def read_event_location(data: Path, split: str) -> Iterator[Labelled]:
    for record in records(data, "event_location", split):
        spans = tuple((place["start"], place["end"], "place") for place in record["locations"])
        verb = record["verb"]
        yield Labelled(head="scene", text=record["text"], spans=spans, marked=(verb["start"], verb["end"]))


READERS = {
    "re3d": read_re3d,
    "toponyms": read_toponyms,
    "polnear": read_polnear,
    "muc4": read_muc4,
    "event_location": read_event_location,
}
