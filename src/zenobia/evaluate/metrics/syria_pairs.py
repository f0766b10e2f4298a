"""Pairs of reports: F1 of "one incident with tolls that differ" (the headline), F1 of "one incident", accuracy of the tolls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zenobia.evaluate.metrics.figures import Record, by_id, prf


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score one gold file."""
    found = by_id(predictions)
    same, clash, tolls = [0, 0, 0], [0, 0, 0], [0, 0]
    for record in golds[0]:
        given = found.get(str(record["id"]), {})
        is_same, said_same = bool(record["same_incident"]), bool(given.get("same_incident"))
        relation, said = record.get("toll_relation"), given.get("toll_relation")
        for counts, gold, guess in (
            (same, is_same, said_same),
            (clash, is_same and relation == "DIFFERENT", said_same and said == "DIFFERENT"),
        ):
            counts[0] += gold and guess
            counts[1] += guess
            counts[2] += gold
        if relation in {"EQUAL", "DIFFERENT"}:
            tolls[0] += said == relation
            tolls[1] += 1
    contradiction = prf(*clash)
    return {
        "primary_metric": "contradiction_f1",
        "contradiction": contradiction,
        "same_incident": prf(*same),
        "toll_accuracy_on_gold_same": {"acc": round(tolls[0] / tolls[1], 4) if tolls[1] else None, "n": tolls[1]},
        "n": len(golds[0]),
        "primary": contradiction["f1"],
    }
