"""Places of one marked happening: strict and overlap span micro-F1, and the share of sentences whose places are all right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, whole

Place = tuple[int, int]


def _places(record: Record) -> set[Place]:
    return {(whole(one.get("start")), whole(one.get("end"))) for one in map(mapping, sequence(record.get("locations")))}


def _touched(gold: set[Place], predicted: set[Place]) -> int:
    used: set[Place] = set()
    for start, end in gold:
        for other in predicted:
            if other not in used and start < other[1] and other[0] < end:
                used.add(other)
                break
    return len(used)


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found, gold_records = by_id(predictions), by_id(golds[0])
    strict, overlap, right = [0, 0, 0], [0, 0, 0], 0
    for name, record in gold_records.items():
        gold, guess = _places(record), _places(found.get(name, {}))
        for cell, hits in ((strict, len(gold & guess)), (overlap, _touched(gold, guess))):
            cell[0] += hits
            cell[1] += len(guess)
            cell[2] += len(gold)
        right += gold == guess
    figures = prf(*strict)
    return {
        "primary_metric": "strict_f1",
        "strict": figures,
        "overlap": prf(*overlap),
        "sentence_accuracy": round(right / len(gold_records), 4),
        "n": len(gold_records),
        "primary": figures["f1"],
    }
