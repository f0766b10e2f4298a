"""Which rulings stand: withdrawals take back, and can be taken back."""

from __future__ import annotations

from itertools import permutations

from zenobia.values.verdict import retracted_ids, standing


def test_a_withdrawal_takes_back_and_can_be_taken_back(rule):
    first = rule("same", "a", "b")
    withdrawal = rule("withdrawn", first.id, hour=1)
    second_thoughts = rule("withdrawn", withdrawal.id, hour=2)
    assert standing([first]) == (first,)
    assert standing([first, withdrawal]) == ()
    for order in permutations([first, withdrawal, second_thoughts]):
        assert standing(order) == (first,)


def test_a_past_state_knows_no_later_ruling(rule):
    first = rule("same", "a", "b")
    withdrawal = rule("withdrawn", first.id, hour=1)
    assert standing([first, withdrawal], first.at) == (first,)


def test_oldest_first_and_each_once(rule):
    rulings = [rule("note", "a", hour=hour) for hour in (3, 1, 2)]
    assert [verdict.at.hour for verdict in standing([*rulings, *rulings])] == sorted(verdict.at.hour for verdict in rulings)


def test_the_latest_of_retracted_and_restored_counts(rule):
    gone, back, gone_again = rule("retracted", "a"), rule("restored", "a", hour=1), rule("retracted", "a", hour=2)
    assert retracted_ids([gone]) == {"a"}
    assert retracted_ids([back, gone]) == frozenset()
    assert retracted_ids([gone_again, back, gone]) == {"a"}
    assert retracted_ids([gone, back, gone_again], back.at) == frozenset()
