"""Learn how the network's heads are joined to tell a happening's places: in goes a train part, out comes a table of weights.

    python -m train.scenes --data DATA [--out src/zenobia/models]

1. Run it anew whenever the network changes: the weights belong to one network (`zenobia.engines.scenes`).
2. Every candidate of a sentence of event_location is an example, right when it is just what the set marks.
   Fitted by logistic regression, Newton's steps, with a small penalty on the squares of the standardised weights.
3. The network learnt from the same sentences, so that it is surer of them than of others; the chance from which a place is taken
   was therefore chosen on the dev part, which this prints beside.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from train.readers import records
from zenobia.engines.scenes import CHANCE, FEATURES, WEIGHTS_FILE, WINDOW_PIECES, chosen, seen, sentence_of, sights_of
from zenobia.engines.tagger import MODELS, load_network
from zenobia.evaluate.event_location import verb_of

PENALTY = 10.0
"""3 to 30 give the same within .004 on the dev part."""
STEPS = 12
HEAD = """# How the heads of the network beside this file are joined to tell the places of a marked happening.
# Learnt on event_location's train part by `python -m train.scenes`; learn them anew with another network.
"""


def examples_of(data, split, network):
    """Give (gold spans, candidate spans, values of the candidates) of every sentence."""
    found = []
    for record in records(data, "event_location", split):
        verb, text = verb_of(record), record["text"]
        gold = {(one["start"], one["end"]) for one in record["locations"]}
        scores = network.score(text, marked=(verb.start, verb.end), window=WINDOW_PIECES)
        sights = sights_of(sentence_of(text, verb, scores)) if scores.words else []
        found.append((gold, [sight.span for sight in sights], np.array([seen(sight) for sight in sights])))
    return found


def fitted(examples):
    """Give (bias, weights) for the values as they are."""
    values = np.concatenate([values for _, spans, values in examples if spans])
    right = np.array([span in gold for gold, spans, _ in examples for span in spans], float)
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.hstack([np.ones((len(values), 1)), (values - middle) / spread])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chances - right) + PENALTY * weights
        bend = (scaled * (chances * (1 - chances))[:, None]).T @ scaled + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return weights[0] - plain @ middle, plain


def figures(examples, bias, weights, least=CHANCE):
    """Give strict precision, recall and F1."""
    hits = taken = wanted = 0
    for gold, spans, values in examples:
        chances = 1 / (1 + np.exp(-(bias + values @ weights))) if spans else []
        places = {(span.start, span.end) for span in chosen(zip(chances, spans, strict=True), least)}
        hits, taken, wanted = hits + len(places & gold), taken + len(places), wanted + len(gold)
    precision, recall = hits / max(1, taken), hits / max(1, wanted)
    return precision, recall, 2 * hits / max(1, taken + wanted)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS)
    given = parser.parse_args()
    network = load_network(given.out)
    train = examples_of(given.data, "train", network)
    bias, weights = fitted(train)
    lines = [f"{feature.__name__} = {weight:.3f}" for feature, weight in zip(FEATURES, weights, strict=True)]
    text = HEAD + f"bias = {bias:.3f}\n\n[weights]\n" + "\n".join(lines) + "\n"
    (given.out / WEIGHTS_FILE).write_text(text, encoding="utf-8")
    dev = examples_of(given.data, "dev", network)
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        told = " ".join(f"{figure:.4f}" for figure in figures(dev, bias, weights, least))
        sys.stdout.write(f"dev\tchance {least}\tprecision, recall, F1\t{told}\n")


if __name__ == "__main__":
    main()
