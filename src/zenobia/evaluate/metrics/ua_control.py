"""Control of ground: F1 of changes of hands; accuracy of who held a point on a day.

1. A change is right when the taker agrees and the day lies in the gold interval widened by `SLACK`, one to one. An interval
   without a beginning begins `OPEN` before its end.
2. Only captures with a date finer than a year are asked for; claimed, partial and contested ones are neither asked nor punished.
3. The headline of points is the accuracy on those that changed hands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, words

SLACK = timedelta(days=3)
OPEN = timedelta(days=14)
TAKEN = ("CAPTURED", "RECAPTURED")
SIDES = ("RU", "UA")
STRATA = ("changed", "RU", "UA")


def _is_asked(event: Record) -> bool:
    fine = event.get("precision") not in {"year", "none"}
    return bool(event.get("action") in TAKEN and event.get("by") in SIDES and event.get("date_to") and fine)


def _hits(given: Record, event: Record) -> bool:
    if event.get("by") not in {given.get("by"), "BOTH", None}:
        return False
    end = words(event.get("date_to"))
    if not end:
        return True
    last, begin = date.fromisoformat(end), words(event.get("date_from"))
    first = date.fromisoformat(begin) if begin else last - OPEN
    return first - SLACK <= date.fromisoformat(words(given.get("date"))) <= last + SLACK


def _settlement(gold: Sequence[Record], given: Sequence[Record]) -> tuple[int, int, int]:
    """Give (right, predicted, asked) of one settlement."""
    asked = [event for event in gold if _is_asked(event)]
    soft = [event for event in gold if not _is_asked(event)]
    used: set[int] = set()
    ignored = 0
    for change in given:
        found = next((number for number, event in enumerate(asked) if number not in used and _hits(change, event)), None)
        if found is not None:
            used.add(found)
        elif any(_hits(change, event) for event in soft):
            ignored += 1
    return len(used), len(given) - ignored, len(asked)


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score changes of hands."""
    found = by_id(predictions)
    totals, named, last = [0, 0, 0], [0, 0], [0, 0]
    for record in golds[0]:
        given = found.get(str(record["id"]), {})
        changes = [
            mapping(one) for one in sequence(given.get("events")) if mapping(one).get("by") in SIDES and mapping(one).get("date")
        ]
        right, predicted, asked = _settlement([mapping(one) for one in sequence(record.get("events"))], changes)
        for place, count in enumerate((right, predicted, asked)):
            totals[place] += count
        if record.get("mentions_in_docs"):
            named[0] += right
            named[1] += asked
        if record.get("held_by") in SIDES:
            holder = given.get("held_by") or (max(changes, key=lambda one: words(one.get("date"))).get("by") if changes else None)
            last[0] += holder == record["held_by"]
            last[1] += 1
    change = prf(*totals)
    return {
        "primary_metric": "change_f1",
        "change": change,
        "recall_on_settlements_named_in_docs": {"r": _share(named), "gold": named[1]},
        "final_holder_accuracy": {"acc": _share(last), "n": last[1]},
        "primary": change["f1"],
    }


def score_points(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score who held points on days."""
    found = by_id(predictions)
    counts: dict[str, list[int]] = {}
    for record in golds[0]:
        timeline = sequence(found.get(str(record["id"]), {}).get("timeline"))
        given = {words(mapping(one).get("date")): mapping(one).get("controller") for one in timeline}
        for one in map(mapping, sequence(record.get("timeline"))):
            controller = one.get("controller")
            is_right = given.get(words(one.get("date"))) == controller
            for name in (words(record.get("stratum")), "all", "contested" if controller == "CONTESTED" else "ru_ua_only"):
                count = counts.setdefault(name, [0, 0])
                count[0] += is_right
                count[1] += 1
    accuracy = {name: {"accuracy": _share(count), "n": count[1]} for name, count in sorted(counts.items())}
    shares = [_share(counts[name]) or 0.0 for name in STRATA if name in counts]
    return {
        "primary_metric": "accuracy on changed points",
        "accuracy": accuracy,
        "macro_strata": round(sum(shares) / len(STRATA), 4),
        "primary": _share(counts["changed"]) if "changed" in counts else None,
    }


def _share(count: Sequence[int]) -> float | None:
    return round(count[0] / count[1], 4) if count[1] else None
