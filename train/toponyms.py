"""Learn how the network's heads are joined to mark names of places: in go train parts, out comes a table of weights.

    python -m train.toponyms --data DATA [--out src/zenobia/models]

1. The sets are LGL and GWN. Run it anew whenever the network changes: weights of another network are not read.
2. Every candidate is one example, right when it is just what the set marks, with a point or without. Fitted as in `train.scenes`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from train.readers import records
from train.scenes import figures, fitted
from zenobia.engines.scenes import seen, sights_of
from zenobia.engines.tagger import MODELS, load_network
from zenobia.engines.toponyms import CHANCE, FEATURES, WEIGHTS_FILE, WINDOW_PIECES, network_digest, text_of

SETS = ("lgl", "gwn")
HEAD = """# How the heads of the network beside this file are joined to mark names of places.
# Learnt on the train parts of LGL and GWN by `python -m train.toponyms`; learn them anew with another network.
"""


def examples_of(data, name, split, network):
    """Give (gold spans, candidate spans, values of the candidates) of every text."""
    found = []
    for record in records(data, name, split):
        gold = {(one["start"], one["end"]) for one in record["entities"]}
        scores = network.score(record["text"], window=WINDOW_PIECES)
        sights = sights_of(text_of(record["text"], scores)) if scores.words else []
        found.append((gold, [sight.span for sight in sights], np.array([seen(sight, FEATURES) for sight in sights])))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS)
    given = parser.parse_args()
    network = load_network(given.out)
    bias, weights = fitted([one for name in SETS for one in examples_of(given.data, name, "train", network)])
    lines = [f"{feature.__name__} = {weight:.3f}" for feature, weight in zip(FEATURES, weights, strict=True)]
    text = f'{HEAD}network = "{network_digest(given.out)}"\nbias = {bias:.3f}\n\n[weights]\n' + "\n".join(lines) + "\n"
    (given.out / WEIGHTS_FILE).write_text(text, encoding="utf-8")
    for name in SETS:
        told = " ".join(f"{one:.4f}" for one in figures(examples_of(given.data, name, "dev", network), bias, weights, CHANCE))
        sys.stdout.write(f"{name} dev\tprecision, recall, F1\t{told}\n")


if __name__ == "__main__":
    main()
