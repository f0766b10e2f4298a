"""How well names are put on the earth, given their spans: accuracy within 161 km, on sets in the format of LGL and GWN.

    python eval/places.py CACHE_DIR SET.jsonl... [--misses]

A record holds `text` and `entities` with `start`, `end`, `lat`, `lon`; only the spans are shown to the room. `--misses` prints
the names that went wrong.
"""

import argparse
import json
import sys
from pathlib import Path

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.evaluate.geoparsing import account_of
from zenobia.locate.candidates import gather
from zenobia.locate.geometry import distance_km
from zenobia.locate.spots import spots_of
from zenobia.values.spans import Span

NEAR_KM = 161.0
"""100 miles: the field's usual bound (Leidner 2008)."""


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cache_dir", type=Path)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    sets = []
    with open_gazetteer(given.cache_dir) as gazetteer:
        for path in given.sets:
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
            accounts = [
                (record, account_of(record["text"], [Span(start=one["start"], end=one["end"]) for one in record["entities"]]))
                for record in records
            ]
            sets.append([(record, account, gather(account, gazetteer), gazetteer) for record, account in accounts])
        for path, scenes in zip(given.sets, sets, strict=True):
            right, total, misses = judge(scenes)
            sys.stdout.write(f"{path.parent.name}/{path.stem}\t{right / total:.4f}\t{right}/{total}\n")
            if given.misses:
                for miss in misses:
                    sys.stdout.write(f"  {miss}\n")


if __name__ == "__main__":
    main()
