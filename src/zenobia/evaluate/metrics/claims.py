"""Claims against gold claims: claim F1, slot F1 and each slot's own figures.

1. A predicted and a gold claim of one document may pair when half the words of the shorter quote are in the other and their
   kinds meet (an event that carries control meets a control claim). Best agreement of slots pairs first.
2. Slot F1 is micro over every filler of every slot; what is not paired counts as missed or invented.
3. Names match when the content words of one are within the other's, or their Jaccard is at least one half.
4. With several golds, each is scored alone and the figures are averaged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zenobia.evaluate.metrics.figures import Record, mapping, sequence, words

Filler = tuple[str, object]
Cells = dict[str, list[int]]

_STOP = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "s", "city", "town", "district", "area", "areas", "near",
    "province", "governorate", "countryside",
})  # fmt: skip
_NAMES = frozenset({"actor", "target", "via", "place", "said_by", "relation"})


def _tokens(text: object) -> list[str]:
    return re.findall(r"[\w']+", words(text).lower().replace("’", "'"))


def _content(text: object) -> frozenset[str]:
    tokens = [token[:-2] if token.endswith("'s") else token for token in _tokens(text)]
    return frozenset(token for token in tokens if token not in _STOP) or frozenset(tokens)


def same_name(a: object, b: object) -> bool:
    left, right = _content(a), _content(b)
    if not left or not right:
        return False
    return left <= right or right <= left or len(left & right) / len(left | right) >= 0.5


def fillers(claim: Record) -> list[Filler]:
    """List the (slot, filler) pairs of one claim."""
    out: list[Filler] = []
    if claim.get("type"):
        out.append(("type", claim["type"]))
    for slot in ("actor", "target", "via"):
        out += [(slot, one) for one in sequence(claim.get(slot)) if one]
    out += [("place", one) for one in sequence(claim.get("place"))[:2] if one]
    if claim.get("relation"):
        out.append(("relation", claim["relation"]))
    if claim.get("date_start"):
        out.append(("date", (claim["date_start"], claim.get("date_end") or claim["date_start"])))
    if claim.get("said_by"):
        out.append(("said_by", claim["said_by"]))
    out.append(("stance", claim.get("stance") or "asserts"))
    for toll in map(mapping, sequence(claim.get("toll"))):
        out.append(("toll", (toll.get("what"), toll.get("low"), toll.get("high"))))
    for one in map(mapping, sequence(claim.get("control"))):
        out.append(("control", (one.get("holder") or "", one.get("state"), one.get("place") or "")))
    return out


def agree(slot: str, gold: object, predicted: object) -> bool:
    """Tell whether two fillers of a slot mean the same."""
    if slot in _NAMES:
        return same_name(gold, predicted)
    if slot == "control":
        g, p = sequence(gold), sequence(predicted)
        return g[1] == p[1] and (same_name(g[0], p[0]) or g[0] == p[0] == "") and (same_name(g[2], p[2]) or not g[2])
    return gold == predicted


def matched_pairs(gold: Sequence[Filler], predicted: Sequence[Filler]) -> list[tuple[int, int]]:
    """Give the places of gold fillers and of the predicted ones that agree with them, one to one."""
    used: set[int] = set()
    hits: list[tuple[int, int]] = []
    for i, (slot, value) in enumerate(gold):
        for j, (other, guess) in enumerate(predicted):
            if j not in used and other == slot and agree(slot, value, guess):
                used.add(j)
                hits.append((i, j))
                break
    return hits


def overlap(a: object, b: object) -> float:
    """Give the share of the shorter quote's words that are in the other."""
    left, right = _tokens(a), _tokens(b)
    if not left or not right:
        return 0.0
    short, long = (left, set(right)) if len(left) <= len(right) else (right, set(left))
    return sum(token in long for token in short) / len(short)


def kinds_meet(gold: Record, predicted: Record) -> bool:
    """Tell whether two claims may pair by their kinds."""
    if gold.get("kind") == predicted.get("kind"):
        return True
    kinds = {gold.get("kind"), predicted.get("kind")}
    return kinds == {"event", "control"} and bool(gold.get("control")) and bool(predicted.get("control"))


def pair_up(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    """Pair the claims of one document, best agreement of slots first."""
    scored: list[tuple[float, int, int]] = []
    for i, one in enumerate(gold):
        expected = fillers(one)
        for j, other in enumerate(predicted):
            shared = overlap(one.get("quote"), other.get("quote"))
            if shared < 0.5 or not kinds_meet(one, other):
                continue
            found = fillers(other)
            scored.append((2 * len(matched_pairs(expected, found)) / (len(expected) + len(found)) + 0.2 * shared, -i, -j))
    scored.sort(reverse=True)
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in scored:
        if -i not in used_gold and -j not in used_predicted:
            used_gold.add(-i)
            used_predicted.add(-j)
            pairs.append((-i, -j))
    return pairs


def _count_document(cells: Cells, gold: Sequence[Record], predicted: Sequence[Record]) -> None:
    pairs = pair_up(gold, predicted)
    for place, size in enumerate((len(pairs), len(gold), len(predicted))):
        cells["CLAIM"][place] += size
    for place, side in ((1, gold), (2, predicted)):
        for claim in side:
            for slot, _ in fillers(claim):
                cells[slot][place] += 1
    for i, j in pairs:
        expected = fillers(gold[i])
        for hit, _ in matched_pairs(expected, fillers(predicted[j])):
            cells[expected[hit][0]][0] += 1


def _figures(hits: int, gold: int, predicted: int) -> tuple[float, float, float, int]:
    precision, recall = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0, gold


def _claims(records: Iterable[Record]) -> dict[str, list[Record]]:
    return {str(record["doc_id"]): [mapping(one) for one in sequence(record.get("claims"))] for record in records}


def score_one(gold: Iterable[Record], predictions: Iterable[Record]) -> dict[str, tuple[float, float, float, int]]:
    """Score against one gold: (precision, recall, F1, gold fillers) of CLAIM, SLOT and each slot."""
    found = _claims(predictions)
    cells: Cells = defaultdict(lambda: [0, 0, 0])
    for name, claims in _claims(gold).items():
        _count_document(cells, claims, found.get(name, []))
    slots = sorted(slot for slot in cells if slot != "CLAIM")
    total = [sum(cells[slot][place] for slot in slots) for place in range(3)]
    out = {"CLAIM": _figures(*cells["CLAIM"]), "SLOT": _figures(*total)}
    out.update({slot: _figures(*cells[slot]) for slot in slots})
    return out


def _mean(rows: Sequence[Mapping[str, tuple[float, float, float, int]]], key: str, place: int) -> float:
    values = [row[key][place] for row in rows if key in row]
    return sum(values) / len(values)


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against every gold and average."""
    given = list(predictions)
    rows = [score_one(gold, given) for gold in golds]
    table = {
        key: {name: round(_mean(rows, key, place), 3) for place, name in enumerate(("p", "r", "f1", "gold"))} for key in rows[0]
    }
    return {
        "primary_metric": "slot_f1",
        "table": table,
        "claim_f1": round(_mean(rows, "CLAIM", 2), 3),
        "slot_f1": round(_mean(rows, "SLOT", 2), 3),
        "primary": round(_mean(rows, "SLOT", 2), 3),
    }
