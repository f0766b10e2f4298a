"""Whether two reports begin with one happening: days and places of what they tell of first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from zenobia.reconcile import compare
from zenobia.reconcile.facets import LEAD_LENGTH, facet
from zenobia.reconcile.leads import are_of_different_matters, leads_of
from zenobia.reconcile.pairs import pair_of
from zenobia.values.event import Event

Tell = Callable[..., Event]


def leads(event: Event, **changes: Any) -> Any:
    return leads_of([facet(replace(event, **changes))])


@pytest.mark.parametrize(
    ("one", "other", "sources", "differ"),
    [
        (("Aleppo", "2020-03-01"), ("Aleppo", "2020-03-01"), "ss", False),
        (("Aleppo", "2020-03-01"), ("Aleppo", "2020-03-02"), "ss", True),
        (("Aleppo", "2020-03-01"), ("Aleppo", "2020-03-02"), "st", False),
        (("Aleppo", "2020-03-01"), ("Aleppo", "2020-03-03"), "st", True),
        (("Aleppo", "2020-03-01"), ("Palmyra", "2020-03-01"), "st", True),
        (("Aleppo", "2020-03-01"), ("Nowhere", "2020-03-01"), "st", False),
    ],
)
def test_leads_of_other_days_or_places_are_other_matters(
    tell: Tell, one: tuple[str, str], other: tuple[str, str], sources: str, differ: bool
) -> None:
    first, second = (
        leads(tell("arrest", place, when=day), source=source) for (place, day), source in zip((one, other), sources, strict=True)
    )
    assert are_of_different_matters(first, second) is differ
    assert are_of_different_matters(second, first) is differ


def test_only_what_opens_a_report_with_a_day_leads_it(tell: Tell) -> None:
    assert leads(tell("arrest", "Aleppo")) == ()
    assert leads_of([facet(tell("arrest", "Aleppo", when="2020-03-01", start=LEAD_LENGTH + 1))]) == ()
    assert not are_of_different_matters((), leads(tell("arrest", "Aleppo", when="2020-03-01")))


def test_what_is_vague_is_not_tied_to_a_report_of_another_matter(tell: Tell) -> None:
    vague, clear = facet(tell("arrest")), facet(tell("arrest", "Aleppo", when="2020-03-01"))
    recalled = facet(tell("arrest", "Aleppo"))
    assert compare.other_matters(pair_of(recalled, clear, are_of_different_matters=True)) == 0.0
    assert compare.other_matters(pair_of(vague, clear, are_of_different_matters=True)) == 1.0
    assert compare.other_matters(pair_of(clear, clear, are_of_different_matters=True)) == 0.0
    assert compare.other_matters(pair_of(vague, clear, are_of_different_matters=True, is_echo=True)) == 0.0
    assert compare.other_matters(pair_of(vague, clear)) == 0.0
