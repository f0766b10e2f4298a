"""Who meets whom is the same however they came: in any order, in portions, with others who came and went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zenobia.reconcile.meetings import Guest, Meetings

LIMIT, NEIGHBOURS = 3, 2
KEYS = st.dictionaries(st.sampled_from("abc"), st.booleans(), max_size=3)


def guest(number, rank, keys):
    return Guest((rank, number), tuple(key for key in keys if keys[key]), tuple(key for key in keys if not keys[key]))


GUESTS = st.lists(st.tuples(st.integers(0, 4), KEYS), max_size=14).map(
    lambda told: {n: guest(n, rank, keys) for n, (rank, keys) in enumerate(told)}
)


def expected(guests):
    """Say it in the words of the rules, group by group."""
    found = set()
    for key in "abc":
        members = [n for n, guest in guests.items() if key in dict(guest.each_key())]
        hubs = {n for n in members if dict(guests[n].each_key())[key]}
        is_small = len(hubs) * len(members) <= LIMIT**2
        order = sorted(members, key=lambda n: guests[n].rank)
        for at, a in enumerate(order):
            for b in order[at + 1 :] if is_small else order[at + 1 : at + 1 + NEIGHBOURS]:
                if a in hubs or b in hubs:
                    found.add((min(a, b), max(a, b)))
    return found


@given(guests=GUESTS, data=st.data())
def test_portions_and_order_are_of_no_matter(guests, data):
    order = data.draw(st.permutations(sorted(guests)))
    passing = set(data.draw(st.lists(st.sampled_from(order), unique=True))) if order else set()
    meetings = Meetings(limit=LIMIT, neighbours=NEIGHBOURS)
    pairs = set()
    while order:
        size = data.draw(st.integers(1, len(order)))
        gained, lost = meetings.add({n: guests[n] for n in order[:size]})
        assert not gained & lost
        pairs = (pairs - lost) | gained
        order = order[size:]
    assert pairs == expected(guests)
    gained = meetings.take(passing)
    staying = {n: guest for n, guest in guests.items() if n not in passing}
    assert {pair for pair in pairs if not passing & set(pair)} | gained == expected(staying)


@given(guests=GUESTS.filter(bool))
def test_whom_one_would_meet_are_those_met_in_groups_that_stay_small(guests):
    number, guest = max(guests.items())
    meetings = Meetings(limit=100, neighbours=NEIGHBOURS)
    meetings.add({n: other for n, other in guests.items() if n != number})
    asked = meetings.would_meet(guest)
    gained, _ = meetings.add({number: guest})
    assert {min(pair) for pair in gained} == asked
