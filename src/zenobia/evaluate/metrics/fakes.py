"""Syria reports to structured incidents: accuracies of governorate, actor, cause and of the two tolls.

The headline is the mean of five: location, actor, cause, civilians exact, non-civilians exact. A missing class is wrong, a
missing count is 0. The date of the set is unreliable and reported beside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, whole, words

CLASSES = ("location", "actor", "cause")
COUNTS = ("civilians", "non_civilians", "children", "women")
PRIMARY = ("location", "actor", "cause", "civilians_exact", "non_civilians_exact")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(words(value))
    except ValueError:
        return None


def _near(predicted: int, gold: int) -> bool:
    return abs(predicted - gold) <= 0.2 * gold


def _macro_f1(cells: dict[tuple[str, str], list[int]], name: str) -> float:
    scores = [
        2 * hits / (predicted + gold) if predicted + gold else 0.0
        for (of, _), (hits, predicted, gold) in cells.items()
        if of == name and gold
    ]
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _classes(event: Record, given: Record, right: Counter[str], cells: dict[tuple[str, str], list[int]]) -> None:
    for name in CLASSES:
        gold, guess = words(event.get(name)), words(given.get(name))
        hit = guess.lower() == gold
        right[name] += hit
        cells[name, gold][2] += 1
        if guess:
            cells[name, guess][1] += 1
        cells[name, gold][0] += hit


def _counts(event: Record, given: Record, right: Counter[str], errors: dict[str, list[int]]) -> None:
    for name in COUNTS:
        gold, guess = whole(event.get(name)), whole(given.get(name))
        right[f"{name}_exact"] += guess == gold
        right[f"{name}_within_20pct"] += _near(guess, gold)
        errors[name].append(abs(guess - gold))
        if gold > 0:
            right[f"{name}_pos_n"] += 1
            right[f"{name}_pos_exact"] += guess == gold
    totals = [whole(side.get("civilians")) + whole(side.get("non_civilians")) for side in (given, event)]
    right["total_exact"] += totals[0] == totals[1]
    right["total_within_20pct"] += _near(totals[0], totals[1])


def _dates(event: Record, given: Record, right: Counter[str]) -> None:
    right["date_exact"] += given.get("date") == event.get("date")
    gold, guess = _day(event.get("date")), _day(given.get("date"))
    if gold and guess:
        right["date_within_1d"] += abs((guess - gold).days) <= 1


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found, gold_records = by_id(predictions), by_id(golds[0])
    right: Counter[str] = Counter()
    cells: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    errors: dict[str, list[int]] = defaultdict(list)
    for name, record in gold_records.items():
        event, given = mapping(record.get("event")), mapping(found.get(name, {}).get("event"))
        _classes(event, given, right, cells)
        _dates(event, given, right)
        _counts(event, given, right, errors)
    n = len(gold_records)
    names = ["date_exact", "date_within_1d", *CLASSES, "total_exact", "total_within_20pct"]
    names += [f"{count}_{how}" for count in COUNTS for how in ("exact", "within_20pct")]
    accuracy = {name: round(right[name] / n, 4) for name in names}
    return {
        "n": n,
        "accuracy": accuracy,
        "exact_when_gold_positive": {
            name: {
                "acc": round(right[f"{name}_pos_exact"] / right[f"{name}_pos_n"], 4) if right[f"{name}_pos_n"] else None,
                "n": right[f"{name}_pos_n"],
            }
            for name in COUNTS
        },
        "median_abs_error": {name: sorted(errors[name])[len(errors[name]) // 2] for name in COUNTS},
        "macro_f1": {name: _macro_f1(cells, name) for name in CLASSES},
        "primary_metric": "mean of " + ", ".join(PRIMARY),
        "primary": round(sum(accuracy[name] for name in PRIMARY) / len(PRIMARY), 4),
    }
