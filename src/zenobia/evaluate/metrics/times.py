"""Time expressions, TempEval-3 style: strict and relaxed extraction, type and value on relaxed matches.

Values are compared in capitals after trimming a trailing Z; a gold expression without a value is not held against anybody.
The headline is value F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, whole, words


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    types: int = 0
    values: int = 0
    dated: list[int] = field(default_factory=lambda: [0, 0])


def _value(entity: Record) -> str:
    return words(entity.get("value")).upper().rstrip("Z")


def _pairs(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Match one to one, largest share of overlap first."""
    candidates: list[tuple[float, int, int]] = []
    for a, x in enumerate(gold):
        for b, y in enumerate(predicted):
            x0, x1, y0, y1 = whole(x["start"]), whole(x["end"]), whole(y["start"]), whole(y["end"])
            overlap = min(x1, y1) - max(x0, y0)
            if overlap > 0:
                candidates.append((overlap / (max(x1, y1) - min(x0, y0)), a, b))
    candidates.sort(key=lambda one: (-one[0], one[1], one[2]))
    pairs: list[tuple[Record, Record]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, a, b in candidates:
        if a not in used_gold and b not in used_predicted:
            used_gold.add(a)
            used_predicted.add(b)
            pairs.append((gold[a], predicted[b]))
    return pairs


def _count(tally: _Tally, gold: Sequence[Record], predicted: Sequence[Record]) -> None:
    tally.gold += len(gold)
    tally.predicted += len(predicted)
    places = [{(whole(one["start"]), whole(one["end"])) for one in side} for side in (gold, predicted)]
    tally.strict += len(places[0] & places[1])
    for expected, found in _pairs(gold, predicted):
        tally.relaxed += 1
        tally.types += expected.get("type") == found.get("type")
        is_right = expected.get("value") is None or _value(expected) == _value(found)
        tally.values += is_right
        if expected.get("type") in ("DATE", "TIME"):
            tally.dated[0] += is_right
            tally.dated[1] += 1


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found = by_id(predictions)
    tally = _Tally()
    for name, record in by_id(golds[0]).items():
        gold = [mapping(entity) for entity in sequence(record.get("entities"))]
        predicted = [mapping(entity) for entity in sequence(found.get(name, {}).get("entities"))]
        _count(tally, gold, predicted)
    value = prf(tally.values, tally.predicted, tally.gold)
    return {
        "primary_metric": "value_f1",
        "strict": prf(tally.strict, tally.predicted, tally.gold),
        "relaxed": prf(tally.relaxed, tally.predicted, tally.gold),
        "type": prf(tally.types, tally.predicted, tally.gold),
        "value": value,
        "value_accuracy_on_matched": round(tally.values / tally.relaxed, 4) if tally.relaxed else 0.0,
        "date_time_value_accuracy_on_matched": round(tally.dated[0] / tally.dated[1], 4) if tally.dated[1] else 0.0,
        "primary": float(value["f1"]),
    }
