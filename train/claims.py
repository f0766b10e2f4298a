"""What the features of two claims weigh, learnt without labels: expectation and maximisation over pairs that meet across reports.

In: reports of the training part of fakes, most incidents of which several outlets tell. Out: bits by feature.

1. Features that exclude each other are levels of one column; none of them is a level too, and weighs nothing.
2. A pair is one happening with a probability that the weights of before give; the next weights are the log-likelihood ratios of
   the levels under these probabilities (Winkler 1988, after Fellegi and Sunter 1969).
3. `HAND` counts as `BELIEF` pairs in each column: levels that hardly a pair shows stay where they were set. The share of pairs
   that are one is learnt beside and not shipped: in reports chosen because others tell the same it is far too high.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from train.hand import HAND
from zenobia.engines.rarity import load_rarity
from zenobia.evaluate import ReportInput
from zenobia.evaluate.whole import through
from zenobia.faults import SourceFault
from zenobia.pipeline import build_reader
from zenobia.reconcile.facets import Facet, facet
from zenobia.reconcile.pairs import Pair
from zenobia.reconcile.web import Told, Web
from zenobia.reconcile.weigh import FEATURES, PRIOR_BITS
from zenobia.settings import from_environment
from zenobia.values.actor import side_of
from zenobia.values.meant import meant

COLUMNS = (
    ("same_day", "same_days", "same_period", "news_of_same_days", "neighbour_days", "days_apart", "told_apart"),
    ("same_place", "touching", "within", "same_region", "sibling_parts", "far_apart", "placeless"),
    ("same_type", "linked_types", "unlike_types"),
    ("same_doer", "mirrored", "different_doers"),
    ("same_figure", "unlike_figures"),
    ("same_target",),
    ("campaign_and_single",),
    ("same_words",),
    ("kin_reports",),
    ("both_lead",),
    ("same_dispatch",),
)
BELIEF = 1_000.0
RARELY = 0.5
"""Share of pairs without any level up to which a column's zero is set so that its mean over the pairs stays that of `HAND`: of
time, place and type nearly every pair that meets has one, so that nothing else tells their zero from the prior."""
ROUNDS = 12
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)
LEAST = 100
"""Pairs that must show a level before it is learnt."""
KEPT = frozenset({
    "days_apart", "told_apart", "far_apart", "placeless", "unlike_types", "sibling_parts", "neighbour_days",
    "campaign_and_single",
})  # fmt: skip
"""Levels of pairs that hardly ever meet, so that those which do are no fair sample. And two that are a rule of the house: what is
told of a siege from day to day, or of 64 air strikes and of one, shares all its words and is not one happening."""
FEATURE = {feature.__name__: feature for feature in FEATURES}
Floats = NDArray[np.float64]


def pairs_of(path: Path) -> list[Pair]:
    """Read the reports, and give the pairs of claims that meet across two of them."""
    reader = build_reader(from_environment())
    read, sides = through(reader, received_at=RECEIVED), partial(side_of, find=reader.claim.actors.actor)
    told: dict[str, Told] = {}
    for line in path.read_text("utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        given = ReportInput(
            doc_id=record["id"], title=record["title"], text=record["text"], published=None, outlet=record["source"]
        )
        try:
            located = read(given)
        except SourceFault as fault:
            sys.stderr.write(f"{fault}\n")
            continue
        facets: list[Facet] = [facet(event, sides) for event in meant(located.events)]
        if facets:
            texts = {passage.id: passage.text for passage in located.passages}
            told[facets[0].event.claim.document] = Told(facets=facets, texts=texts)
    web = Web(load_rarity())
    web.replace(told)
    met = [web.pair(a, b) for a, b in sorted(web.met())]
    return [pair for pair in met if pair.a.event.claim.document != pair.b.event.claim.document]


def learn(pairs: Sequence[Pair]) -> dict[str, float]:
    """Give the weight of each feature in bits."""
    strength = {name: np.array([FEATURE[name](pair) for pair in pairs]) for column in COLUMNS for name in column}
    rest = sum(np.array([FEATURE[name](pair) for pair in pairs]) * HAND[name] for name in FEATURE.keys() - strength.keys())
    weights, prior = {name: HAND[name] for name in strength}, PRIOR_BITS
    for _ in range(ROUNDS):
        bits = prior + rest + sum(strength[name] * weights[name] for name in strength)
        is_one = 1 / (1 + np.exp2(-np.clip(bits, -60, 60)))
        shift = 0.0
        for column in COLUMNS:
            found, none_bits = _column(column, strength, is_one)
            weights.update(found)
            shift += none_bits
        share = float(is_one.mean())
        prior = log2(share / (1 - share)) + shift
    sys.stderr.write(f"{len(pairs):,} pairs, {is_one.sum():,.0f} thought to be one happening\n")
    return {name: round(float(weights.get(name, HAND[name])), 1) for name in FEATURE}


def _column(column: Sequence[str], strength: dict[str, Floats], is_one: Floats) -> tuple[dict[str, float], float]:
    """Give the weights of one column's levels against that of none, and the bits of none."""
    present = [strength[name] > 0 for name in column]
    none = ~np.logical_or.reduce(present)
    mean = [float(strength[name][here].mean()) if here.any() else 1.0 for name, here in zip(column, present, strict=True)]
    others = np.array([((1 - is_one) * here).sum() for here in (none, *present)]) + 1.0
    others /= others.sum()
    believed = others * np.exp2([0.0, *(HAND[name] * each for name, each in zip(column, mean, strict=True))])
    ones = np.array([(is_one * here).sum() for here in (none, *present)]) + BELIEF * believed / believed.sum()
    ones /= ones.sum()
    bits = [log2(one / other) for one, other in zip(ones, others, strict=True)]
    counts = [float(here.sum()) for here in present]
    zero = bits[0]
    if none.mean() < RARELY:
        held = sum(n * each * HAND[name] for n, each, name in zip(counts, mean, column, strict=True))
        zero = (sum(n * level for n, level in zip(counts, bits[1:], strict=True)) - held) / sum(counts)
    found = zip(column, bits[1:], mean, counts, strict=True)
    is_learnt = {name: n >= LEAST and name not in KEPT for name, n in zip(column, counts, strict=True)}
    return {name: (level - zero) / each if is_learnt[name] else HAND[name] for name, level, each, _ in found}, zero
