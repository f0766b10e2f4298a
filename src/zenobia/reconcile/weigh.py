"""How likely two events are one happening: in goes a Pair, out its evidence in bits, with the reasons as sentences.

1. Evidence adds up: each row of `TABLE` gives its feature's strength times its weight; `PRIOR_BITS` stands for how rarely two
   events that met in a block are one.
2. At `LINK_BITS` or more the pair is a suggestion to link. At `APART_BITS` or less it is a suggestion to keep apart, which
   counts when clusters would be chained together by a third event.
3. The docstring of a row's feature is the sentence shown for it.

The weights are set by hand for now, on cases of our own (`tests/cases/reconcile.jsonl`); learn them before trusting the figure
as a probability. A weight is a log-likelihood ratio, base 2 (Fellegi and Sunter 1969).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from zenobia.reconcile import compare
from zenobia.reconcile.pairs import Pair

PRIOR_BITS = -9.0
"""Bits against any pair of a block being one happening; set by hand so that day, place and type together suffice (+12.5)."""
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


TABLE: tuple[Row[Pair], ...] = (
    Row(feature=compare.unlike_types, weight_bits=-14.0),
    Row(feature=compare.days_apart, weight_bits=-14.0),
    Row(feature=compare.told_apart, weight_bits=-9.0),
    Row(feature=compare.far_apart, weight_bits=-12.0),
    Row(feature=compare.same_day, weight_bits=4.5),
    Row(feature=compare.same_days, weight_bits=2.5),
    Row(feature=compare.same_period, weight_bits=2.0),
    Row(feature=compare.news_of_same_days, weight_bits=2.0),
    Row(feature=compare.neighbour_days, weight_bits=-3.5),
    Row(feature=compare.same_place, weight_bits=5.0),
    Row(feature=compare.touching, weight_bits=3.5),
    Row(feature=compare.within, weight_bits=3.0),
    Row(feature=compare.same_region, weight_bits=-1.0),
    Row(feature=compare.sibling_parts, weight_bits=-7.0),
    Row(feature=compare.parts_of_one_assault, weight_bits=8.5),
    Row(feature=compare.placeless, weight_bits=-2.0),
    Row(feature=compare.same_type, weight_bits=3.0),
    Row(feature=compare.linked_types, weight_bits=1.5),
    Row(feature=compare.vague_types, weight_bits=-3.0),
    Row(feature=compare.same_doer, weight_bits=2.5),
    Row(feature=compare.mirrored, weight_bits=2.5),
    Row(feature=compare.same_change, weight_bits=2.0),
    Row(feature=compare.opposed_outcomes, weight_bits=2.0),
    Row(feature=compare.fight_and_outcome, weight_bits=2.0),
    Row(feature=compare.total_beside, weight_bits=9.0),
    Row(feature=compare.denied_elsewhere, weight_bits=-6.0),
    Row(feature=compare.turned_round, weight_bits=-6.0),
    Row(feature=compare.different_doers, weight_bits=-1.5),
    Row(feature=compare.same_target, weight_bits=1.5),
    Row(feature=compare.same_figure, weight_bits=5.0),
    Row(feature=compare.unlike_figures, weight_bits=-2.0),
    Row(feature=compare.campaign_and_single, weight_bits=-6.0),
    Row(feature=compare.same_words, weight_bits=3.0),
    Row(feature=compare.same_dispatch, weight_bits=7.0),
    Row(feature=compare.same_report, weight_bits=1.0),
)
"""Strong disagreements first: `weigh` stops where nothing could outweigh them."""

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
