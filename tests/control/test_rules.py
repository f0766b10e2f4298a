"""The table: every rule has its situation, numbers and sentences are those of the module's head."""

from __future__ import annotations

import re

import pytest

from zenobia.control import rules
from zenobia.control.rules import TABLE, Situation, Standing, holder_of, parties_of, rule_for

X, Y = frozenset({"voice x"}), frozenset({"voice y"})
HELD = Standing(status="held", holder="army", parties=frozenset({"army"}))
DISPUTED = Standing(status="disputed", holder="isis", parties=frozenset({"army", "isis"}))

SITUATIONS = [
    (1, Situation(before=Standing(), holds={"isis": X}), "isis"),
    (1, Situation(before=HELD, holds={"isis": X}, left={"army": Y}), "isis"),
    (2, Situation(before=HELD, holds={"isis": X, "army": Y}), "isis"),
    (3, Situation(before=HELD, holds={"army": X}, not_holds={"army": Y}), "army"),
    (4, Situation(before=HELD, holds={"isis": X, "army": X}), None),
    (4, Situation(before=HELD, contests={"isis": X}), None),
    (5, Situation(before=HELD, not_holds={"isis": X, "army": X}), None),
    (6, Situation(before=HELD, holds_part={"isis": X}, holds={"army": Y}), "isis"),
    (6, Situation(before=HELD, holds_part={"isis": X}, not_holds={"isis": Y}), "isis"),
    (6, Situation(before=DISPUTED, holds_part={"isis": X}, holds={"army": Y}, contests={"isis": X}), "isis"),
    (7, Situation(before=HELD, holds_part={"isis": X}), None),
    (8, Situation(before=HELD, besieges={"isis": X}), "army"),
    (9, Situation(before=DISPUTED, left={"army": X}), "isis"),
    (10, Situation(before=HELD, left={"army": X}), None),
    (11, Situation(before=HELD, not_holds={"army": X}), "army"),
    (13, Situation(before=HELD, left_part={"army": X}), "army"),
    (14, Situation(before=HELD, holds={"isis": X}, steady="army"), None),
    (14, Situation(before=HELD, left={"army": X}, steady="army"), None),
    (11, Situation(before=HELD, not_holds={"army": X}, steady="army"), "army"),
    (2, Situation(before=HELD, holds={"isis": X, "army": Y}, steady="army"), "isis"),
    (12, Situation(before=HELD, left_part={"isis": X}), None),
    (12, Situation(before=HELD, not_holds={"isis": X}), None),
    (12, Situation(before=HELD, holds_part={"army": X}), None),
]


@pytest.mark.parametrize(
    ("number", "situation", "holder"), SITUATIONS, ids=[f"rule {row[0]}, {at}" for at, row in enumerate(SITUATIONS)]
)
def test_each_situation_meets_its_rule(number, situation, holder):
    rule = rule_for(situation)
    assert rule.number == number
    assert holder_of(rule, situation) == holder


def test_every_rule_is_met_and_stands_in_the_head_of_the_module():
    numbered = {int(number) for number in re.findall(r"^ ?(\d+)\. ", rules.__doc__, re.MULTILINE)}
    assert numbered == {rule.number for rule in TABLE} == {row[0] for row in SITUATIONS}


def test_who_has_left_is_no_party_any_more():
    situation = Situation(before=HELD, holds_part={"isis": X}, left={"army": Y})
    assert parties_of(rule_for(situation), situation) == {"isis"}


def test_a_voice_cannot_dispute_itself():
    assert rule_for(Situation(before=Standing(), holds={"isis": X}, not_holds={"isis": X})).number == 1


def test_parties_of_a_dispute_are_all_who_are_named():
    situation = Situation(before=HELD, holds={"isis": X, "rebels": Y})
    assert parties_of(rule_for(situation), situation) == {"army", "isis", "rebels"}
