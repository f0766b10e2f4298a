"""Attributions: who said what, as F1 over whole attributions, over contents alone, over words and over exact spans.

1. Predicted and gold attributions pair one to one, best content first; a pair needs a Dice of characters of at least one half.
   Where there is no content, the cue stands for it.
2. A pair is right when its sources agree too: both missing, or a Dice of at least one half.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zenobia.evaluate.metrics.figures import Record, by_id, mapping, prf, sequence, whole

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+|[^\w\s]")
_Chars = frozenset[int]
_Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An attribution as sets of characters, and as sorted spans."""

    chars: dict[str, _Chars]
    spans: dict[str, _Spans]

    @property
    def told(self) -> _Chars:
        return self.chars["content"] or self.chars["cue"]


def read_attribution(attribution: Record) -> Marked:
    """Read one attribution of a record."""
    spans = {
        role: tuple(
            sorted((whole(one.get("start")), whole(one.get("end"))) for one in map(mapping, sequence(attribution.get(role))))
        )
        for role in ROLES
    }
    chars = {role: frozenset(at for start, end in found for at in range(start, end)) for role, found in spans.items()}
    return Marked(chars=chars, spans=spans)


def dice(left: _Chars, right: _Chars) -> float:
    """Give how far two sets of characters are the same, 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def pair_up(gold: Sequence[Marked], guess: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pair attributions one to one, best content first."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(guess):
            if one.told & other.told and (overlap := dice(one.told, other.told)) >= 0.5:
                candidates.append((-overlap, -dice(one.chars["source"], other.chars["source"]), i, j))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def _words_and_spans(text: str, gold: Sequence[Marked], guess: Sequence[Marked], counts: dict[str, Counter[str]]) -> None:
    starts = {match.start() for match in _WORD.finditer(text)}
    for role in ROLES:
        a, b = (frozenset[int]().union(*(one.chars[role] for one in side)) & starts for side in (gold, guess))
        counts[f"token {role}"].update(tp=len(a & b), pred=len(b), gold=len(a))
        left, right = (Counter(one.spans[role] for one in side if one.spans[role]) for side in (gold, guess))
        counts[f"exact {role}"].update(tp=(left & right).total(), pred=right.total(), gold=left.total())


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; all figures as the set's own scorer gives them."""
    found = by_id(predictions)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, record in by_id(golds[0]).items():
        gold = [read_attribution(mapping(one)) for one in sequence(record.get("attributions"))]
        guess = [read_attribution(mapping(one)) for one in sequence(found.get(name, {}).get("attributions"))]
        pairs = pair_up(gold, guess)
        sources = [(gold[i].chars["source"], guess[j].chars["source"]) for i, j in pairs]
        right = sum(dice(a, b) >= 0.5 for a, b in sources)
        loose = sum(bool(a & b) or not (a or b) for a, b in sources)
        for metric, hits in (("claim", right), ("loose", loose), ("content", len(pairs))):
            counts[metric].update(tp=hits, pred=len(guess), gold=len(gold))
        _words_and_spans(str(record.get("text") or ""), gold, guess, counts)

    def told(metric: str) -> dict[str, float | int]:
        return prf(counts[metric]["tp"], counts[metric]["pred"], counts[metric]["gold"])

    paired = counts["content"]["tp"]
    return {
        "primary_metric": "attributed_claim_f1",
        "attributed_claim": told("claim"),
        "attributed_claim_any_source_overlap": told("loose"),
        "detection_content_dice50": told("content"),
        "source_accuracy_on_matched": round(counts["claim"]["tp"] / paired, 4) if paired else 0.0,
        "token_level": {role: told(f"token {role}") for role in ROLES},
        "exact_span": {role: told(f"exact {role}") for role in ROLES},
        "primary": told("claim")["f1"],
    }
