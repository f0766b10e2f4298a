"""Press releases to structured events: the mean of six exact accuracies.

Sets (province, event type, target group) are right only when equal; a missing count is 0, a missing flag false.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, sequence, whole

COUNTS = ("min_killed", "min_captured", "min_leaders_killed", "min_leaders_captured")
SETS = ("province", "event_type", "target_group")
FLAGS = ("killq", "captureq", "killcaptureraid", "airstrike", "noshotsfired")
PRIMARY = ("date", "province", "event_type", "target_group", "min_killed", "min_captured")


def _score_one(event: Record, given: Record, right: Counter[str], cells: dict[str, list[int]], errors: dict[str, int]) -> None:
    right["date"] += given.get("date") == event.get("date")
    for name in SETS:
        gold, guess = set(sequence(event.get(name))), set(sequence(given.get(name)))
        right[name] += gold == guess
        for place, size in enumerate((len(gold & guess), len(guess), len(gold))):
            cells[name][place] += size
    for name in COUNTS:
        count, counted = whole(event.get(name)), whole(given.get(name))
        right[name] += count == counted
        errors[name] += abs(count - counted)
        if count > 0:
            right[f"{name}_n"] += 1
            right[f"{name}_pos"] += count == counted
    for name in FLAGS:
        right[name] += bool(given.get(name)) == event.get(name)


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found, gold_records = by_id(predictions), by_id(golds[0])
    right: Counter[str] = Counter()
    cells: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    errors: dict[str, int] = defaultdict(int)
    for name, record in gold_records.items():
        _score_one(mapping(record.get("event")), mapping(found.get(name, {}).get("event")), right, cells, errors)
    n = len(gold_records)
    accuracy = {name: round(right[name] / n, 4) for name in ("date", *SETS, *COUNTS, *FLAGS)}
    set_f1 = {}
    for name in SETS:
        hits, predicted, gold = cells[name]
        set_f1[name] = round(2 * hits / (predicted + gold), 4) if predicted + gold else 0
    return {
        "n": n,
        "accuracy": accuracy,
        "set_f1": set_f1,
        "exact_when_gold_positive": {
            name: {
                "acc": round(right[f"{name}_pos"] / right[f"{name}_n"], 4) if right[f"{name}_n"] else None,
                "n": right[f"{name}_n"],
            }
            for name in COUNTS
        },
        "mean_abs_error": {name: round(errors[name] / n, 3) for name in COUNTS},
        "primary_metric": "mean accuracy of " + ", ".join(PRIMARY),
        "primary": round(sum(accuracy[name] for name in PRIMARY) / len(PRIMARY), 4),
    }
