"""Which things are one: MUC, B-cubed, CEAF-e and their mean (CoNLL), and the pairs, as the sets' own scorers give them.

A thing that no prediction names is a cluster of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from zenobia.evaluate.metrics.assignment import best_assignment
from zenobia.evaluate.metrics.figures import Record, by_id, mapping, sequence

Labels = Mapping[Hashable, Hashable]
Groups = Mapping[Hashable, set[Hashable]]


def score_reports(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score reports labelled by `incident` against the first gold."""
    gold: Labels = {name: record["incident"] for name, record in by_id(golds[0]).items()}
    said = {name: record.get("incident") for name, record in by_id(predictions).items()}
    return _figures(gold, {name: label for name, label in said.items() if label is not None})


def score_mentions(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score the `events` of documents, labelled by `cluster`, against the first gold."""
    gold = _mentions(golds[0])
    return _figures(gold, _mentions(predictions)) if gold else {"n": 0}


def _mentions(records: Iterable[Record]) -> dict[Hashable, Hashable]:
    return {
        (name, one["m_id"]): one["cluster"]
        for name, record in by_id(records).items()
        for one in map(mapping, sequence(record.get("events")))
        if "cluster" in one
    }


def _figures(gold: Labels, said: Labels) -> dict[str, object]:
    labels: Labels = {name: ("said", said[name]) if name in said else ("alone", name) for name in gold}
    key, response = _groups(gold), _groups(labels)
    muc, b3 = _muc(key, labels, response, gold), _b_cubed(gold, labels, key, response)
    ceafe = _ceafe(key, response)
    conll = round((muc["f1"] + b3["f1"] + ceafe["f1"]) / 3, 4)
    pairs = _pairs(gold, labels, key, response)
    figures = {"muc": muc, "b3": b3, "ceafe": ceafe, "pairwise": pairs, "conll_f1": conll, "n": len(gold)}
    return {**figures, "clusters": len(response), "primary_metric": "conll_f1", "primary": conll}


def _prf(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _groups(labels: Labels) -> Groups:
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for name, label in labels.items():
        groups[label].add(name)
    return groups


def _muc(key: Groups, labels: Labels, response: Groups, gold: Labels) -> dict[str, float]:
    """Count links kept (Vilain and others 1995)."""

    def share(groups: Groups, others: Labels) -> float:
        large = [group for group in groups.values() if len(group) > 1]
        kept = sum(len(group) - len({others[name] for name in group}) for group in large)
        links = sum(len(group) - 1 for group in large)
        return kept / links if links else 0.0

    return _prf(share(response, gold), share(key, labels))


def _b_cubed(gold: Labels, labels: Labels, key: Groups, response: Groups) -> dict[str, float]:
    both = Counter((gold[name], labels[name]) for name in gold)
    precision = sum(n * n / len(response[label]) for (_, label), n in both.items())
    recall = sum(n * n / len(key[label]) for (label, _), n in both.items())
    return _prf(precision / max(1, len(gold)), recall / max(1, len(gold)))


def _ceafe(key: Groups, response: Groups) -> dict[str, float]:
    """Align clusters one to one (Luo 2005), each part that shares things by itself."""
    total = 0.0
    for rows, columns in _connected(key, response):
        weights = [[2 * len(a & b) / (len(a) + len(b)) for b in columns] for a in rows]
        total += sum(weights[i][j] for i, j in best_assignment(weights))
    return _prf(total / max(1, len(response)), total / max(1, len(key)))


def _connected(key: Groups, response: Groups) -> Iterable[tuple[list[set[Hashable]], list[set[Hashable]]]]:
    label_of = {name: label for label, group in response.items() for name in group}
    gold_of = {name: label for label, group in key.items() for name in group}
    seen: set[Hashable] = set()
    for start in key:
        if start in seen:
            continue
        rows, columns, waiting = {start}, set(), [start]
        while waiting:
            for name in key[waiting.pop()]:
                if label_of[name] in columns:
                    continue
                columns.add(label_of[name])
                fresh = {gold_of[other] for other in response[label_of[name]]} - rows
                rows |= fresh
                waiting.extend(fresh)
        seen |= rows
        yield [key[label] for label in rows], [response[label] for label in columns]


def _pairs(gold: Labels, labels: Labels, key: Groups, response: Groups) -> dict[str, float]:
    def count(sizes: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes)

    size: Callable[[Groups], int] = lambda groups: count(len(group) for group in groups.values())  # noqa: E731
    right, said, there = count(Counter((gold[name], labels[name]) for name in gold).values()), size(response), size(key)
    figures = _prf(right / said if said else 0.0, right / there if there else 0.0)
    return {**figures, "right": right, "said": said, "there": there}
