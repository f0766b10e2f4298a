"""Pairs of reports: is one a copy of the other, whole, edited or in part?

In: title and text of both. Out: the answer of `reconcile.copied`, with its shipped limits; nothing here decides.
"""

from __future__ import annotations

from zenobia.engines.rarity import load_rarity
from zenobia.evaluate.metrics.figures import mapping
from zenobia.evaluate.records import Record, text_of
from zenobia.reconcile.copied import Worded, is_copy, worded


def predict(record: Record) -> dict[str, object]:
    """Answer for one pair."""
    return {"id": record["id"], "duplicate": is_copy(_cut(record["a"]), _cut(record["b"]))}


def _cut(given: object) -> Worded:
    report = mapping(given)
    return worded(f"{text_of(report, 'title') or ''}\n{text_of(report, 'text') or ''}", load_rarity())
