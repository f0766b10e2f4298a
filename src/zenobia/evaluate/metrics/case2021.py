"""Sub-event types of snippets: weighted F1 over all labels, and what the shared task reported beside it.

A label's F1 weighs as much as the label is frequent in gold; a label without gold has no F1. A missing prediction is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, prf

UNSEEN = frozenset({"MAN_MADE_DISASTER", "NATURAL_DISASTER", "DIPLO", "ORG_CRIME", "ATTRIB"})
"""Labels that ACLED has not; the shared task's first part leaves them out."""
TERRITORY = frozenset({"GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER", "NON_VIOL_TERRIT_TRANSFER", "HQ_ESTABLISHED"})

Pair = tuple[str, object]


def _by_label(pairs: Iterable[Pair]) -> tuple[dict[str, object], dict[str, dict[str, float | int]]]:
    cells: dict[object, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, predicted in pairs:
        cells[gold][2] += 1
        if predicted:
            cells[predicted][1] += 1
        if gold == predicted:
            cells[gold][0] += 1
    told = {str(label): prf(*cell) for label, cell in cells.items() if cell[2]}
    n = sum(figures["gold"] for figures in told.values())
    summary: dict[str, object] = {
        "n": n,
        "accuracy": round(sum(figures["tp"] for figures in told.values()) / n, 4) if n else 0.0,
        "macro_f1": round(sum(figures["f1"] for figures in told.values()) / len(told), 4) if told else 0.0,
        "weighted_f1": round(sum(figures["f1"] * figures["gold"] for figures in told.values()) / n, 4) if n else 0.0,
    }
    return summary, told


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found = by_id(predictions)
    pairs: list[Pair] = [(str(record["label"]), found.get(name, {}).get("label")) for name, record in by_id(golds[0]).items()]
    whole, by_label = _by_label(pairs)
    known, _ = _by_label(pair for pair in pairs if pair[0] not in UNSEEN)
    ground = [gold == predicted for gold, predicted in pairs if gold in TERRITORY]
    return {
        "primary_metric": "weighted_f1",
        "all": whole,
        "acled_25_classes": known,
        "territory_change_accuracy": {"n": len(ground), "acc": round(sum(ground) / max(len(ground), 1), 4)},
        "per_class": by_label,
        "primary": whole["weighted_f1"],
    }
