"""Copies: F1 of the pairs called copies, and the share called so in each kind of pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, prf


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    said, gold = by_id(predictions), by_id(golds[0])
    flagged: dict[str, list[bool]] = defaultdict(list)
    hits = 0
    for name, record in gold.items():
        is_said = bool(said.get(name, {}).get("duplicate"))
        hits += is_said and bool(record["duplicate"])
        flagged[str(record.get("kind"))].append(is_said)
    figures = prf(hits, sum(map(sum, flagged.values())), sum(bool(record["duplicate"]) for record in gold.values()))
    rates = {kind: {"flagged": round(sum(told) / len(told), 4), "n": len(told)} for kind, told in sorted(flagged.items())}
    return {"primary_metric": "f1", **figures, "flagged_rate_per_kind": rates, "n": len(gold), "primary": figures["f1"]}
