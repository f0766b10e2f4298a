"""Gold sets to labelled texts: one reader a set, each reading only `SET/SPLIT.jsonl` under a folder given on the command line.

Every reader gives `Labelled`: a text, the head that learns from it, and spans in code points. Nothing of the sets is kept.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train.reports.by_hand import load_by_hand
from train.reports.compose import make_reports
from train.silver import silver
from zenobia.engines.pieces import ENTITY_NAMES, INCIDENT_NAMES, ROLE_NAMES

LEFT_OUT_RE3D_SOURCES = frozenset({"BBC Online"})
"""Licensed for non-commercial use only."""
MADE_SEED = 1
MADE_REPORTS = 1000
HAND_PASSES = 4
"""How often a report written by hand is learnt from for each pass over the made ones."""
CHAIN = {"speaker": "speaker", "relay": "relay", "cue": "cue", "hedge": "hedge"}
DEED = {"actor": "actor", "target": "target", "place": "place", "means": "means", "holder": "holder", "toll": "toll"}
"""List of a claim's record to label of a head."""


OWN_ENTITIES = Path(__file__).parent / "entities"
OWN_INCIDENTS = Path(__file__).parent / "incidents"
SILVER_SETS = ("fakes", "isaf")
ROLE_OF = {"I": "PerpInd", "O": "PerpOrg", "T": "Target", "V": "Victim", "W": "Weapon"}
PASSAGES_A_TEXT = 3
MARKED_ENTITY = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?P<kind>[OLPTQWMDN€])\]")
ENTITY_OF = {"€": "Money", **{name[0]: name for name in ENTITY_NAMES if name != "Money"}}


Spans = tuple[tuple[int, int, str], ...]
"""(start, end, name) in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text for one head, or several. `marked` is the span that a scene head is asked about; `incidents` is set for whole-text
    labels; `also` holds (head, spans) for what else is labelled in the same text."""

    head: str
    text: str
    spans: Spans
    also: tuple[tuple[str, Spans], ...] = ()
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


def read_entities(data: Path, split: str) -> Iterator[Labelled]:
    """Give texts of our own, marked in the manner of re3d. `data` is not looked at, and there is no dev part."""
    if split == "train":
        for path in sorted(OWN_ENTITIES.glob("*.txt")):
            passages = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
            for first in range(0, len(passages), PASSAGES_A_TEXT):
                yield marked_entities("\n".join(passages[first : first + PASSAGES_A_TEXT]))


def marked_entities(written: str) -> Labelled:
    """Read `[the bridge|L] fell to [rebels|O].`

    Raises:
        ValueError: a bracket is left over, or a mark names no kind.
    """
    text, spans, at = "", [], 0
    for match in MARKED_ENTITY.finditer(written):
        text += written[at : match.start()]
        spans.append((len(text), len(text) + len(match["words"]), ENTITY_OF[match["kind"]]))
        text += match["words"]
        at = match.end()
    text += written[at:]
    if set(text) & set("[]|"):
        raise ValueError(f"{written!r}: write [words|KIND], with a kind of {' '.join(ENTITY_OF)}")
    return Labelled(head="entity", text=text, spans=tuple(spans))


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


def read_incidents(data: Path, split: str) -> Iterator[Labelled]:
    """Give reports of our own, marked in the manner of muc4. `data` is not looked at, and there is no dev part.

    A report begins with lines `# TYPES | O: words; words | T: words`, whose letters are those of `ROLE_OF`: one line for all it
    tells of, or one a template.
    """
    if split == "train":
        for path in sorted(OWN_INCIDENTS.glob("*.txt")):
            yield from map(told_incidents, path.read_text(encoding="utf-8").strip().split("\n\n"))


def told_incidents(written: str) -> Labelled:
    """Read one report of our own.

    Raises:
        ValueError: words that a line marks are not in the report.
    """
    lines = written.split("\n")
    tops = [line.removeprefix("#").split("|") for line in lines if line.startswith("#")]
    text = "\n".join(line for line in lines if not line.startswith("#"))
    spans: list[tuple[int, int, str]] = []
    for role in (role for _, *roles in tops for role in roles):
        letter, _, words = role.strip().partition(":")
        for mention in filter(None, (one.strip() for one in words.split(";"))):
            places = list(found(text, [mention], ROLE_OF[letter]))
            if not places:
                raise ValueError(f"{mention!r} is marked and does not stand in {text[:60]!r}; mark words as they are written")
            spans.extend(places)
    incidents = frozenset(kind.strip() for kinds, *_ in tops for kind in kinds.split(";") if kind.strip())
    return Labelled(head="role", text=text, spans=without_overlap(spans), incidents=incidents)


def without_overlap(spans: list[tuple[int, int, str]]) -> Spans:
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


def read_reports(data: Path, split: str) -> Iterator[Labelled]:
    """Give reports of our own: made ones of a fixed seed, and those written by hand. `data` is not looked at.

    For the dev part, a few made with another seed.
    """
    made = make_reports(MADE_REPORTS, MADE_SEED) if split == "train" else make_reports(MADE_REPORTS // 20, MADE_SEED + 1)
    for record in (*made, *(load_by_hand() * HAND_PASSES if split == "train" else ())):
        yield labelled_report(record)


def labelled_report(record: Mapping[str, Any]) -> Labelled:
    """Give one report of our own with the labels of four heads.

    The attribution head is none of them: here only what claims something is labelled, and whoever says anything else is not.
    """
    chain: list[tuple[int, int, str]] = []
    deeds: list[tuple[int, int, str]] = []
    triggers = {name: set[tuple[int, int, str]]() for name in ("action", "stance")}
    for claim in record["claims"]:
        own = {name: [here for here in claim[name] if not here.get("inherited")] for name in (*CHAIN, *DEED)}
        chain += [(one["start"], one["end"], label) for name, label in CHAIN.items() for one in own[name]]
        deeds += [(one["start"], one["end"], label) for name, label in DEED.items() for one in own[name]]
        if (time := claim["time"]) and not time["inherited"]:
            deeds.append((time["start"], time["end"], "time"))
        at = (claim["trigger"]["start"], claim["trigger"]["end"])
        triggers["action"].add((*at, type_of(claim)))
        triggers["stance"].add((*at, claim["stance"]))
    return Labelled(
        head="chain",
        text=record["text"],
        spans=without_overlap(chain),
        also=(
            ("deed", without_overlap(deeds)),
            *((name, without_overlap(list(spans))) for name, spans in triggers.items()),
        ),
    )


def read_silver(data: Path, split: str) -> Iterator[Labelled]:
    """Give what the rules are sure of in the texts of fakes and isaf, whose gold is not looked at. There is no dev part."""
    if split == "train":
        texts = itertools.chain.from_iterable(records(data, name, split) for name in SILVER_SETS)
        for text, spans in silver(texts):
            yield Labelled(head="deed", text=text, spans=without_overlap(spans))


def type_of(claim: Mapping[str, Any]) -> str:
    """Give a claim's type, the state of control that it tells of, or `toll`."""
    if claim["kind"] == "control":
        return str(claim["control"][0]["state"]) if claim["control"] else "holds"
    return str(claim["type"] or "toll")


READERS = {
    "re3d": read_re3d,
    "entities": read_entities,
    "toponyms": read_toponyms,
    "polnear": read_polnear,
    "muc4": read_muc4,
    "incidents": read_incidents,
    "event_location": read_event_location,
    "reports": read_reports,
    "silver": read_silver,
}
