"""`python -m train.weights stories|claims --data DIR [--out FILE]`: how much each feature of a pair weighs, learnt.

Out: `reconcile/weights.py`, of which one table is written anew and the other kept.

1. `stories`: reports whose incident is known (the training part of gva_linking), read as any report is. Pairs are those that
   meet; a pair is one story if its reports have one incident. The weights are those of a logistic regression, with `RIDGE`
   against large ones.
2. `claims`: see `train.claims`. No labels.
3. Development and test parts are never read.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from train.claims import learn, pairs_of
from zenobia.engines.rarity import load_rarity
from zenobia.evaluate import ReportInput
from zenobia.evaluate.gva_linking import as_telling
from zenobia.evaluate.whole import through
from zenobia.faults import SourceFault
from zenobia.pipeline import build_reader
from zenobia.reconcile.stories import FEATURES, Telling, meeting
from zenobia.reconcile.weights import CLAIMS, STORIES
from zenobia.settings import from_environment

RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)
RIDGE = 1.0
STEPS = 60
OUT = Path(__file__).parents[1] / "src" / "zenobia" / "reconcile" / "weights.py"
Floats = NDArray[np.float64]


def fit(features: Floats, labels: Floats) -> Floats:
    """Give prior and weights in bits, by Newton's method."""
    rows = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * features.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - labels) + ridge @ weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights / log(2)


def tellings(path: Path) -> list[tuple[Telling, str]]:
    """Read each report, with the name of its incident; what cannot be read is left out."""
    read, rarity = through(build_reader(from_environment(), engine="rules"), received_at=RECEIVED), load_rarity()
    found = []
    for line in path.read_text("utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        given = ReportInput(doc_id=record["id"], title=record["title"], text=record["text"], published=record["dct"], outlet=None)
        try:
            found.append((as_telling(record["id"], read(given), rarity), str(record["incident"])))
        except SourceFault as fault:
            sys.stderr.write(f"{fault}\n")
    return found


def learn_stories(data: Path) -> dict[str, float]:
    """Learn from the training part of gva_linking."""
    told = tellings(data / "gva_linking" / "train.jsonl")
    pairs = sorted(meeting([one for one, _ in told]))
    features = np.array([[feature((told[a][0], told[b][0])) for feature in FEATURES] for a, b in pairs])
    labels = np.array([told[a][1] == told[b][1] for a, b in pairs], dtype=float)
    sys.stderr.write(f"{len(told):,} reports, {len(pairs):,} pairs, {int(labels.sum()):,} of one incident\n")
    prior, *weights = fit(features, labels)
    names = [feature.__name__ for feature in FEATURES]
    return {"prior": float(prior), **{name: float(weight) for name, weight in zip(names, weights, strict=True)}}


def written(stories: dict[str, float], claims: dict[str, float]) -> str:
    """Write the module."""
    head = '"""Weights in bits, by feature. Written by `python -m train.weights`; not edited by hand."""\n'
    tables = []
    for name, table in (("STORIES", stories), ("CLAIMS", claims)):
        rows = "".join(f'    "{feature}": {weight:g},\n' for feature, weight in table.items())
        tables.append(f"{name}: dict[str, float] = {{\n{rows}}}\n")
    return "\n".join([head, *tables])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train.weights", description=__doc__)
    parser.add_argument("what", choices=["stories", "claims"])
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    stories, claims = STORIES, CLAIMS
    if given.what == "stories":
        stories = {name: round(weight, 2) for name, weight in learn_stories(given.data).items()}
    else:
        claims = learn(pairs_of(given.data / "fakes" / "train.jsonl"))
    given.out.write_text(written(stories, claims), encoding="utf-8")


if __name__ == "__main__":
    main()
