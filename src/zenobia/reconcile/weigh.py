"""How likely two events are one happening: in goes a Pair, out its evidence in bits, with the reasons as sentences.

1. Evidence adds up: each row of `TABLE` gives its feature's strength times its weight; `PRIOR_BITS` stands for how rarely two
   events that met in a block are one.
2. At `LINK_BITS` or more the pair is a suggestion to link. At `APART_BITS` or less it is a suggestion to keep apart, which
   counts when clusters would be chained together by a third event.
3. The docstring of a row's feature is the sentence shown for it.

A weight is a log-likelihood ratio, base 2 (Fellegi and Sunter 1969). `python -m train.weights claims` learns them without labels
from reports of several outlets, beginning with `HAND`, which stands where such reports say little; cases of our own
(`tests/cases/reconcile.jsonl`) and the stories hold what must not move.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from zenobia.reconcile import compare
from zenobia.reconcile.pairs import Pair
from zenobia.reconcile.weights import CLAIMS

PRIOR_BITS = -8.0
"""Bits against any pair of a block being one happening; set by hand so that day, place and type together suffice."""
LINK_BITS = 1.0
"""Bits from which a pair is linked: the two-to-one side of even odds."""
APART_BITS = -8.0
"""Bits from which a pair may not be chained together: one strong disagreement and little to outweigh it."""


P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[P]):
    """One feature of a pair with its weight."""

    feature: Callable[[P], float]
    weight_bits: float

    @property
    def sentence(self) -> str:
        return (self.feature.__doc__ or self.feature.__name__).strip()


FEATURES = (
    compare.unlike_types,
    compare.days_apart,
    compare.told_apart,
    compare.far_apart,
    compare.other_matters,
    compare.same_day,
    compare.same_days,
    compare.same_period,
    compare.news_of_same_days,
    compare.neighbour_days,
    compare.timeless,
    compare.undated_news,
    compare.same_place,
    compare.touching,
    compare.within,
    compare.same_region,
    compare.sibling_parts,
    compare.parts_of_one_assault,
    compare.placeless,
    compare.same_type,
    compare.linked_types,
    compare.vague_types,
    compare.same_doer,
    compare.mirrored,
    compare.same_change,
    compare.opposed_outcomes,
    compare.fight_and_outcome,
    compare.total_beside,
    compare.denied_elsewhere,
    compare.turned_round,
    compare.different_doers,
    compare.other_act,
    compare.same_target,
    compare.same_figure,
    compare.unlike_figures,
    compare.campaign_and_single,
    compare.period_and_day,
    compare.same_words,
    compare.kin_reports,
    compare.both_lead,
    compare.same_dispatch,
    compare.same_report,
)
"""Strong disagreements first: `evidence` stops where nothing could outweigh them."""
TABLE: tuple[Row[Pair], ...] = tuple(Row(feature=feature, weight_bits=CLAIMS[feature.__name__]) for feature in FEATURES)

HOPELESS_BITS = PRIOR_BITS - 12.0
"""Evidence this far down is not brought back by the rows that follow; they are not computed."""


def weigh(pair: Pair) -> float:
    """Add up the evidence that the pair is one happening, in bits."""
    return evidence(pair, TABLE, PRIOR_BITS)


def evidence(pair: P, table: Sequence[Row[P]], prior_bits: float) -> float:
    """Add up a table's evidence for a pair, in bits; what is hopeless is not brought to an end."""
    bits = prior_bits
    for row in table:
        bits += row.weight_bits * row.feature(pair)
        if bits <= HOPELESS_BITS:
            return bits
    return bits


def reasons(pair: Pair) -> tuple[str, ...]:
    """Give the sentences of all rows that count for the pair, strongest first."""
    found = [(row.weight_bits * row.feature(pair), row.sentence) for row in TABLE]
    return tuple(sentence for bits, sentence in sorted(found, key=lambda item: -item[0]) if bits > 0)
