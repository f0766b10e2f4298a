"""Places found and put on the earth: spans, accuracy within 161 km of gold spans, and the two together.

A predicted name is right when its span is a gold one and its point lies within 161 km (100 miles, the field's usual bound:
Leidner 2008) of the gold point. Gold names without a point count for spans alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, whole
from zenobia.locate.geometry import Point, distance_km

NEAR_KM = 161.0
FARTHEST_KM = 20_039.0
"""Half the earth's girth, by which the field scales the logarithm of an error."""

Places = dict[tuple[int, int], Point | None]


def _places(record: Record) -> Places:
    found: Places = {}
    for one in map(mapping, sequence(record.get("entities"))):
        lat, lon = one.get("lat"), one.get("lon")
        point = (float(lat), float(lon)) if isinstance(lat, (int, float)) and isinstance(lon, (int, float)) else None
        found[whole(one.get("start")), whole(one.get("end"))] = point
    return found


def _touched(gold: Places, predicted: Places) -> int:
    used: set[tuple[int, int]] = set()
    for start, end in sorted(gold):
        for other in sorted(predicted):
            if other not in used and start < other[1] and other[0] < end:
                used.add(other)
                break
    return len(used)


def _errors(gold: Places, predicted: Places) -> list[float | None]:
    """Give the error in km of each gold name that has a point; None for one that is not found or not placed."""
    found = []
    for span, point in gold.items():
        if point is not None:
            given = predicted.get(span)
            found.append(None if given is None else distance_km(point, given))
    return found


def _matched(errors: Sequence[float]) -> Mapping[str, object]:
    """Give the figures that the field takes over the names that were found and placed."""
    if not errors:
        return {"n_resolved": 0, "acc161": 0.0, "mean_km": None, "median_km": None, "auc": None}
    area = fmean(math.log(1 + error) / math.log(1 + FARTHEST_KM) for error in errors)
    return {
        "n_resolved": len(errors),
        "acc161": round(sum(error <= NEAR_KM for error in errors) / len(errors), 4),
        "mean_km": round(fmean(errors), 1),
        "median_km": round(median(errors), 2),
        "auc": round(area, 4),
    }


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the sets' own scorer gives them."""
    found = by_id(predictions)
    strict, overlap, placed = [0, 0, 0], [0, 0, 0], 0
    errors: list[float | None] = []
    for name, record in by_id(golds[0]).items():
        gold, guess = _places(record), _places(found.get(name, {}))
        for cell, hits in ((strict, len(gold.keys() & guess.keys())), (overlap, _touched(gold, guess))):
            cell[0] += hits
            cell[1] += len(guess)
            cell[2] += len(gold)
        errors += _errors(gold, guess)
        placed += sum(1 for span, point in guess.items() if point is not None and not (span in gold and gold[span] is None))
    right = sum(error is not None and error <= NEAR_KM for error in errors)
    both = prf(right, placed, len(errors))
    return {
        "primary_metric": "end_to_end_geocoding_f1",
        "recognition_strict": prf(*strict),
        "recognition_overlap": prf(*overlap),
        "resolution": {
            "n_gold_with_coordinates": len(errors),
            "acc161_all": round(right / len(errors), 4) if errors else 0.0,
            "on_matched": _matched([error for error in errors if error is not None]),
        },
        "end_to_end_geocoding_f1": both,
        "primary": both["f1"],
    }
