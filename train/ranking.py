"""Learn the weights of `locate/rank.py`: in go sets of names with their points, out comes a table of weights in bits.

    python -m train.ranking CACHE_DIR SET.jsonl... [--folds 5] [--strength 0.005]

Give it train parts alone. A record holds `text` and `entities` with `start`, `end`, `lat`, `lon` (the format of LGL and GWN).

1. Each name of each report is one choice among the places that bear it; those within 161 km of the gold point are right. A name
   without a right place, or with nothing but right ones, teaches nothing and is left out.
2. Weights are fitted by conditional logit (the chance of a place is proportional to 2 to the power of its bits) with a penalty on
   the square of each weight's distance from where it began, by plain gradient descent.
3. What a place's company is depends on the weights: choices are made anew with the fitted weights and fitted again, ROUNDS times.
4. Weights in FIXED stay as they are: the public sets hold too little war to teach them.
5. With --folds, accuracy is measured on reports that were not learnt from; the printed table is learnt from all.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
from pathlib import Path

import numpy as np

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.evaluate.geoparsing import account_of
from zenobia.locate import rank
from zenobia.locate.candidates import gather, key_of
from zenobia.locate.geometry import distance_km
from zenobia.values.spans import Span

NEAR_KM = 161.0
"""100 miles: the field's usual bound (Leidner 2008)."""
ROUNDS = 3
STEPS = 250
RATE = 0.5
SHARPNESS = math.log(2)
FIXED = frozenset({"listed", "not_its_town", "state_named", "outside", "inside", "before", "as_worded"})
"""Weights of what these sets hardly hold: conflict geography, and claims with a place inside another."""


def scenes_of(path, gazetteer):
    """Give (scene, key → gold points) of every record."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        record = json.loads(line)
        spans = [Span(start=one["start"], end=one["end"]) for one in record["entities"]]
        scene = gather(account_of(record["text"], spans), gazetteer)
        gold = {}
        for one in record["entities"]:
            phrase = scene.phrases.get(record["text"][one["start"] : one["end"]])
            key = key_of(phrase) if phrase else None
            if key and one.get("lat") is not None:
                gold.setdefault(key, []).append((one["lat"], one["lon"]))
        found.append((scene, gold))
    return found


def is_right(place, point):
    return distance_km((place.lat, place.lon), point) <= NEAR_KM


def choices_of(scenes):
    """Give one (features, right, weight) a name, with the company that the present weights make."""
    rows = []
    for scene, gold in scenes:
        company = rank.companies_of(scene)
        for key, points in gold.items():
            name = scene.names.get(key)
            if name is None or len(name.places) < 2:
                continue
            point = max(set(points), key=points.count)
            right = np.array([is_right(place, point) for place in name.places])
            if right.any() and not right.all():
                values = [[feature.value(place, name, company[key]) for feature in rank.FEATURES] for place in name.places]
                rows.append((np.array(values), right, math.sqrt(len(points))))
    return rows


def fitted(rows, prior, free, strength):
    """Minimise the mean loss of the choices by gradient descent with momentum."""
    weights, speed = prior.copy(), np.zeros_like(prior)
    total = sum(weight for _, _, weight in rows)
    for _ in range(STEPS):
        slope = np.zeros_like(weights)
        for values, right, weight in rows:
            bits = values @ weights * SHARPNESS
            chances = np.exp(bits - bits.max())
            among_right = np.where(right, chances, 0.0)
            slope += weight * (chances / chances.sum() - among_right / max(among_right.sum(), 1e-300)) @ values
        slope = slope / total + strength * (weights - prior) / 10
        speed = 0.9 * speed - RATE * slope * free
        weights = weights + speed
    return weights


def put(weights):
    rank.FEATURES = tuple(
        dataclasses.replace(feature, weight_bits=round(float(weight), 1))
        for feature, weight in zip(rank.FEATURES, weights, strict=True)
    )


def learn(scenes, strength):
    """Fit and choose in turn; leaves the weights in `rank.FEATURES`."""
    prior = np.array([feature.weight_bits for feature in rank.FEATURES])
    free = np.array([feature.value.__name__ not in FIXED for feature in rank.FEATURES], float)
    for _ in range(ROUNDS):
        put(fitted(choices_of(scenes), prior, free, strength))


def accuracy(scenes):
    """Give (right, all) over gold names with a point, each mention counted."""
    right = total = 0
    for scene, gold in scenes:
        chosen = rank.choose(scene)
        for key, points in gold.items():
            total += len(points)
            if key in chosen:
                right += sum(is_right(chosen[key].place, point) for point in points)
    return right, total


def crossed(scenes, folds, strength):
    """Give the accuracy over reports that were not learnt from."""
    before = rank.FEATURES
    right = total = 0
    for fold in range(folds):
        rank.FEATURES = before
        learn([one for number, one in enumerate(scenes) if number % folds != fold], strength)
        hits, seen = accuracy([one for number, one in enumerate(scenes) if number % folds == fold])
        right, total = right + hits, total + seen
    rank.FEATURES = before
    return right / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cache_dir", type=Path)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--strength", type=float, default=0.005)
    given = parser.parse_args()
    with open_gazetteer(given.cache_dir) as gazetteer:
        scenes = [one for path in given.sets for one in scenes_of(path, gazetteer)]
    right, total = accuracy(scenes)
    sys.stdout.write(f"before\t{right / total:.4f}\n")
    if given.folds:
        sys.stdout.write(f"unseen\t{crossed(scenes, given.folds, given.strength):.4f}\n")
    learn(scenes, given.strength)
    right, total = accuracy(scenes)
    sys.stdout.write(f"after\t{right / total:.4f}\n")
    for feature in rank.FEATURES:
        sys.stdout.write(f"{feature.value.__name__}\t{feature.weight_bits}\n")


if __name__ == "__main__":
    main()
