"""Incident templates of MUC-4: template filling F1 (Du, Rush and Cardie 2021) and role fillers by entity (CEAF-REE, 2021).

1. Names are compared without case, punctuation and articles. A predicted entity is right when each of its mentions is one of the
   gold entity's.
2. A predicted template may stand for one gold template of its type; over a report, the assignment with the best F1 counts.
3. The type is one slot of a template, every entity another.
4. For role fillers the templates of a report are poured together, entity by entity.

The slots of the 1992 answer keys (dates, places, figures) are not scored here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from zenobia.evaluate.metrics.assignment import best_assignment
from zenobia.evaluate.metrics.figures import Record, by_id, mapping, sequence

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SLOTS = ("incident_type", *ROLES)
MAX_ASSIGNMENTS = 200_000
"""Assignments tried one by one; above it, the set's scorer weighs pairs instead, and so does this."""
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_UNPUNCTUATED = str.maketrans("", "", string.punctuation)

Names = tuple[str, ...]
Fit = dict[str, tuple[int, int]]
"""Slot to (predicted fillers that are right, gold fillers that were found)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    types: str
    roles: dict[str, tuple[Names, ...]]

    @property
    def slots(self) -> int:
        return 1 + sum(len(found) for found in self.roles.values())


def normal(name: object) -> str:
    """Give a name without case, punctuation and articles."""
    return " ".join(_ARTICLE.sub(" ", str(name).lower().translate(_UNPUNCTUATED)).split())


def _entity(value: object) -> Names:
    return tuple(normal(name) for name in (value if isinstance(value, (list, tuple)) else [value]))


def _template(record: Record) -> _Template:
    kind = record.get("incident_type")
    roles = {role: tuple(_entity(one) for one in sequence(record.get(role))) for role in ROLES}
    return _Template(types=kind if isinstance(kind, str) else "attack", roles=roles)


def _templates(record: Record, name: str) -> list[_Template]:
    return [_template(mapping(one)) for one in sequence(record.get(name))]


def _within(gold: Names, predicted: Names) -> bool:
    return all(name in gold for name in predicted)


def _fit(predicted: _Template, gold: _Template) -> Fit | None:
    """Count what is right in a template that stands for a gold one; None when their types differ."""
    if predicted.types not in gold.types:
        return None
    fit = {"incident_type": (1, 1)}
    for role in ROLES:
        given, wanted = predicted.roles[role], gold.roles[role]
        right = sum(any(_within(one, other) for one in wanted) for other in given)
        found = sum(any(_within(one, other) for other in given) for one in wanted)
        fit[role] = (right, found)
    return fit


def _assigned(predicted: Sequence[_Template], gold: Sequence[_Template], fits: Sequence[Sequence[Fit | None]]) -> list[Fit]:
    """Give the fits of the best assignment of predicted templates to gold ones."""
    if not predicted or not gold:
        return []
    given, wanted = sum(one.slots for one in predicted), sum(one.slots for one in gold)
    sums = [[fit and tuple(map(sum, zip(*fit.values(), strict=True))) for fit in row] for row in fits]
    if (len(gold) + 1) ** len(predicted) > MAX_ASSIGNMENTS:
        weights = [[one[0] / given + one[1] / wanted if one else 0.0 for one in row] for row in sums]
        return [fit for i, j in best_assignment(weights) if (fit := fits[i][j])]
    best: list[tuple[int, int]] = []
    best_f1 = -1.0
    for choice in product([*range(len(gold)), -1], repeat=len(predicted)):
        used = [j for j in choice if j >= 0]
        if len(used) != len(set(used)):
            continue
        pairs = [(i, j) for i, j in enumerate(choice) if j >= 0 and sums[i][j]]
        totals = [one for i, j in pairs if (one := sums[i][j])]
        precision, recall = sum(one[0] for one in totals) / given, sum(one[1] for one in totals) / wanted
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        if f1 > best_f1:
            best, best_f1 = pairs, f1
    return [fit for i, j in best if (fit := fits[i][j])]


def _poured(templates: Sequence[_Template], role: str) -> list[Names]:
    entities: dict[Names, Names] = {}
    for template in templates:
        for entity in template.roles[role]:
            if entity:
                entities.setdefault(tuple(sorted(entity)), entity)
    return list(entities.values())


def _counted(cells: Sequence[int]) -> dict[str, float | int]:
    right, given, found, wanted = cells
    precision, recall = right / given if given else 0.0, found / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4),
        "p_num": right, "p_den": given, "r_num": found, "r_den": wanted,
    }  # fmt: skip


def _summed(cells: dict[str, list[int]]) -> dict[str, dict[str, float | int]]:
    micro = [sum(cell[n] for cell in cells.values()) for n in range(4)]
    return {**{name: _counted(cell) for name, cell in cells.items()}, "micro": _counted(micro)}


def score(golds: Sequence[Sequence[Record]], predictions: Iterable[Record]) -> dict[str, object]:
    """Score against the first gold; each figure as the set's own scorer gives it."""
    found = by_id(predictions)
    filled = {slot: [0, 0, 0, 0] for slot in SLOTS}
    poured = {role: [0, 0, 0, 0] for role in ROLES}
    for name, record in by_id(golds[0]).items():
        gold, guess = _templates(record, "gtt_templates"), _templates(found.get(name, {}), "templates")
        for fit in _assigned(guess, gold, [[_fit(one, other) for other in gold] for one in guess]):
            for slot, (right, hit) in fit.items():
                filled[slot][0] += right
                filled[slot][2] += hit
        for place, side in ((1, guess), (3, gold)):
            filled["incident_type"][place] += len(side)
            for role in ROLES:
                filled[role][place] += sum(len(one.roles[role]) for one in side)
        for role in ROLES:
            wanted, given = _poured(gold, role), _poured(guess, role)
            hits = len(best_assignment([[float(_within(one, other)) for one in wanted] for other in given]))
            poured[role] = [a + b for a, b in zip(poured[role], (hits, len(given), hits, len(wanted)), strict=True)]
    gtt = _summed(filled)
    return {"primary_metric": "gtt_micro_f1", "gtt": gtt, "ceaf_ree": _summed(poured), "primary": gtt["micro"]["f1"]}
