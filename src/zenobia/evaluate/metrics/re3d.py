"""Entity spans: strict, boundary and overlap micro-F1.

1. Strict: start, end and type are the gold's. Boundary: start and end alone.
2. Overlap: spans of one type that share a character, paired one to one, longest overlap first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, whole, words

Entity = tuple[int, int, str]


def entities_of(record: Record) -> set[Entity]:
    """Give a record's (start, end, type)."""
    found = map(mapping, sequence(record.get("entities")))
    return {(whole(one.get("start")), whole(one.get("end")), words(one.get("type"))) for one in found}


def _overlapping(gold: set[Entity], predicted: set[Entity]) -> int:
    pairs = []
    for one in gold:
        for other in predicted:
            shared = min(one[1], other[1]) - max(one[0], other[0])
            if one[2] == other[2] and shared > 0:
                pairs.append((-shared, one, other))
    taken_gold: set[Entity] = set()
    taken: set[Entity] = set()
    for _, one, other in sorted(pairs):
        if one not in taken_gold and other not in taken:
            taken_gold.add(one)
            taken.add(other)
    return len(taken)


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found = by_id(predictions)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    of_type: dict[str, Counter[str]] = defaultdict(Counter)
    for name, record in by_id(golds[0]).items():
        gold, guess = entities_of(record), entities_of(found.get(name, {}))
        counts["strict"].update(tp=len(gold & guess), pred=len(guess), gold=len(gold))
        bounds, guessed = {one[:2] for one in gold}, {one[:2] for one in guess}
        counts["boundary_only"].update(tp=len(bounds & guessed), pred=len(guessed), gold=len(bounds))
        counts["overlap_same_type"].update(tp=_overlapping(gold, guess), pred=len(guess), gold=len(gold))
        for cell, spans in (("gold", gold), ("pred", guess), ("tp", gold & guess)):
            for span in spans:
                of_type[span[2]][cell] += 1
    figures: dict[str, object] = {
        name: prf(counts[name]["tp"], counts[name]["pred"], counts[name]["gold"])
        for name in ("strict", "boundary_only", "overlap_same_type")
    }
    per_type = {name: prf(cell["tp"], cell["pred"], cell["gold"]) for name, cell in sorted(of_type.items())}
    strict = prf(counts["strict"]["tp"], counts["strict"]["pred"], counts["strict"]["gold"])
    return {"primary_metric": "strict_micro_f1", **figures, "per_type": per_type, "primary": strict["f1"]}
