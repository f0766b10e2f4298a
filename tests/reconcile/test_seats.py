"""Members of keys, kept in two ways: what is found never depends on which."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.reconcile import seats
from zenobia.reconcile.seats import Seats

KEYS = st.integers(-3, 3) | st.sampled_from([2**62, -(2**62)])
MOVES = st.lists(st.tuples(st.sampled_from(["put", "put", "drop", "settle", "look up"]), KEYS, st.integers(0, 9)), max_size=60)


@pytest.fixture(scope="module", autouse=True)
def merging_at_once():
    """Merge as soon as there is anything, so that both ways are walked."""
    patch = pytest.MonkeyPatch()
    patch.setattr(seats, "LEAST_MERGED", 0)
    patch.setattr(seats, "PART_MERGED", 0.0)
    yield
    patch.undo()


@given(moves=MOVES)
def test_what_was_put_and_not_dropped_is_found(moves):
    kept, told = Seats(), defaultdict(list)
    for move, key, member in moves:
        if move == "put":
            kept.put(key, member)
            told[key].append(member)
        elif move == "drop" and member in told[key]:
            kept.drop(key, member)
            told[key].remove(member)
        elif move == "settle":
            kept.settle()
        elif move == "look up":
            kept.look_up([key, key + 1])
        assert sorted(kept.at(key)) == sorted(told[key])
    kept.settle()
    for key, members in told.items():
        assert sorted(kept.at(key)) == sorted(members)


def test_merging_empties_the_dict():
    kept = Seats()
    kept.put(7, 1)
    kept.settle()
    assert kept._late == {} and kept.at(7) == [1] and kept.at(8) == []
