"""How well names are put on the earth, given their spans: accuracy within 161 km, on sets in the format of LGL and GWN.

    python eval/places.py CACHE_DIR SET.jsonl... [--tune] [--misses]

A record holds `text` and `entities` with `start`, `end`, `lat`, `lon`; only the spans are shown to the room. `--tune` changes one
weight at a time and keeps what helps: give it train parts alone. `--misses` prints the names that went wrong.
"""

import argparse
import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.locate import rank
from zenobia.locate.candidates import gather
from zenobia.locate.geometry import distance_km
from zenobia.locate.spots import spots_of
from zenobia.values.account import Account
from zenobia.values.document import Document
from zenobia.values.passage import Mention, Passage, Reading, Tags
from zenobia.values.spans import Span

NEAR_KM = 161.0
"""100 miles: the field's usual bound (Leidner 2008)."""


def account_of(record):
    text = record["text"]
    document = Document(
        id="doc_eval", capture="", source="eval", outlet=None, url="file:eval", title=None, text=text, published=None,
        received_at=datetime(2020, 1, 1, tzinfo=UTC), language="en",
    )  # fmt: skip
    mentions = tuple(Mention(span=Span(start=e["start"], end=e["end"]), kind="place") for e in record["entities"])
    passage = Passage(
        id="p", document="doc_eval", ordinal=0, span=Span(start=0, end=len(text)), text=text, tags=Tags(mentions=mentions)
    )
    return Account(reading=Reading(document=document, passages=(passage,)), claims=())


def judge(scenes):
    """Give (right, all, misses) over gold names with coordinates."""
    right = total = 0
    misses = []
    for record, account, scene, gazetteer in scenes:
        fixes = {(span.start, span.end): fix for span, fix in spots_of(account, scene, gazetteer)}
        for entity in record["entities"]:
            if entity.get("lat") is None:
                continue
            total += 1
            fix = fixes[entity["start"], entity["end"]]
            words = record["text"][entity["start"] : entity["end"]]
            away = distance_km((entity["lat"], entity["lon"]), (fix.lat, fix.lon)) if fix is not None else None
            if away is not None and away <= NEAR_KM:
                right += 1
            else:
                called = f"{fix.name}, {fix.admin1}, {fix.country}, {fix.precision}" if fix else None
                misses.append((words, called, f"{entity['lat']:.2f},{entity['lon']:.2f}", away and round(away)))
    return right, total, misses


def tune(sets):
    """Change one number at a time; the sets count alike."""

    def value():
        return sum(right / total for right, total, _ in map(judge, sets)) / len(sets)

    best = value()
    for _ in range(3):
        for index, feature in enumerate(rank.FEATURES):
            for weight in (0.5, 0.7, 1.4, 2.0):
                before = rank.FEATURES
                changed = list(before)
                changed[index] = dataclasses.replace(feature, weight_bits=round(feature.weight_bits * weight, 1))
                rank.FEATURES = tuple(changed)
                got = value()
                if got > best + 1e-6:
                    best = got
                    sys.stderr.write(f"{feature.value.__name__} × {weight}: {best:.4f}\n")
                else:
                    rank.FEATURES = before
    for name, options in (("NEIGHBOURS", (4, 8, 16)), ("NEAR_KM", (30.0, 60.0, 120.0, 240.0)), ("ROUNDS", (2, 3, 4))):
        for option in options:
            before = getattr(rank, name)
            setattr(rank, name, option)
            got = value()
            if got > best + 1e-6:
                best = got
                sys.stderr.write(f"{name} {option}: {best:.4f}\n")
            else:
                setattr(rank, name, before)
    for feature in rank.FEATURES:
        sys.stdout.write(f"{feature.value.__name__}\t{feature.weight_bits}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cache_dir", type=Path)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    sets = []
    with open_gazetteer(given.cache_dir) as gazetteer:
        for path in given.sets:
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
            accounts = [(record, account_of(record)) for record in records]
            sets.append([(record, account, gather(account, gazetteer), gazetteer) for record, account in accounts])
        for path, scenes in zip(given.sets, sets, strict=True):
            right, total, misses = judge(scenes)
            sys.stdout.write(f"{path.parent.name}/{path.stem}\t{right / total:.4f}\t{right}/{total}\n")
            if given.misses:
                for miss in misses:
                    sys.stdout.write(f"  {miss}\n")
        if given.tune:
            tune(sets)


if __name__ == "__main__":
    main()
