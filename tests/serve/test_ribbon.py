"""A timeline leaves out no stretch and gives each holder one colour."""

from __future__ import annotations

from datetime import date, timedelta
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from zenobia.serve.ribbon import COLOURS, STEPS, ribbon_of, ribbons, width_of


@given(days=st.integers(1, 4000), more=st.integers(0, 4000))
def test_longer_is_never_narrower(days: int, more: int) -> None:
    start = date(2015, 1, 1)
    narrow, wide = (width_of(start, start + timedelta(days=count - 1)) for count in (days, days + more))
    assert 1 <= narrow <= wide <= STEPS


def test_the_unknown_before_the_first_claim_is_not_drawn_and_all_else_is(world: ModuleType) -> None:
    ribbon = ribbon_of(world.CONTROLS)
    assert [stretch.control.status for stretch in ribbon.stretches] == ["held", "disputed"]
    assert ribbon.holders == (("Islamic State", 1),)
    assert [stretch.colour for stretch in ribbon.stretches] == [1, 1]
    assert len(ribbon_of(world.CONTROLS[:1]).stretches) == 1


def test_places_with_most_changes_come_first_whatever_the_order(world: ModuleType) -> None:
    quiet = type(world.CONTROLS[1])
    other = quiet(
        **{name: getattr(world.CONTROLS[1], name) for name in quiet.__dataclass_fields__} | {"place": "words:x", "name": "A"}
    )
    assert [ribbon.name for ribbon in ribbons([other, *reversed(world.CONTROLS)])] == ["Tadmur", "A"]


def test_more_holders_than_colours_share_the_last(world: ModuleType) -> None:
    from dataclasses import replace

    many = [replace(world.CONTROLS[1], holder=f"holder {number}") for number in range(COLOURS + 3)]
    assert max(stretch.colour for stretch in ribbon_of(many).stretches) == COLOURS
