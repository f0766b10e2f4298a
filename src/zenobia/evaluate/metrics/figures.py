"""Precision, recall and F1, and typed access to JSON records. Rounds as the public scorers do: to four places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Record = Mapping[str, object]


def prf(hits: int, predicted: int, gold: int) -> dict[str, float | int]:
    """Give precision, recall, F1 with their counts."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "tp": hits, "pred": predicted, "gold": gold}


def by_id(records: Iterable[Record], key: str = "id") -> dict[str, Record]:
    return {str(record[key]): record for record in records}


def mapping(value: object) -> Mapping[str, object]:
    """Give a JSON object, or an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[object]:
    """Give a JSON array, or an empty one for anything else."""
    return value if isinstance(value, (list, tuple)) else ()


def whole(value: object) -> int:
    """Give a count; missing is 0."""
    return int(value) if isinstance(value, (int, float)) else 0


def words(value: object) -> str:
    return value if isinstance(value, str) else ""
