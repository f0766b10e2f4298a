"""Labelled timelines: what is said, and the stretches that it gives with the rule of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zenobia.control import timeline

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "control.jsonl").read_text("utf-8").splitlines()]


def told(tell, slots):
    given = dict(slots)
    as_tuples = {key: tuple(map(tuple, value)) if isinstance(value, list) else value for key, value in given.items()}
    return tell(as_tuples.pop("type"), *(given["place"]), **{key: value for key, value in as_tuples.items() if key != "place"})


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_labelled_cases(tell, case):
    stretches = timeline([told(tell, slots) for slots in case["input"]])
    found = [[one.place, one.start.isoformat(), one.status, one.holder, int(one.rule.split()[1][:-1])] for one in stretches]
    assert found == case["expected"]


def test_a_retracted_claim_draws_nothing(tell, rule):
    event = tell("territory_gained", "Palmyra", when="2015-05-21", by="ISIS")
    assert timeline([event], [rule("retracted", event.claim.id)]) == ()


def test_an_army_and_its_government_hold_as_one_side(tell):
    told_by = {"when": "2016-03-27", "place": "Palmyra"}
    a = tell("territory_gained", told_by["place"], when=told_by["when"], by="Syrian army", said_by="army command")
    b = tell(
        "territory_gained", told_by["place"], when=told_by["when"], by="Russian Aerospace Forces", said_by="Defence Ministry"
    )
    assert [one.status for one in timeline([a, b])] == ["disputed"]
    (held,) = timeline([a, b], sides=lambda actor, on: "made:allies")
    assert (held.status, set(held.claimed_by)) == ("held", {"Defence Ministry", "army command"})


def test_every_stretch_names_its_claims_and_its_rule(tell):
    a = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory", minute=1)
    b = tell("attack_repelled", "Palmyra", when="2016-12-11", by="Syrian army", on="ISIS", said_by="Defence Ministry", minute=2)
    (stretch,) = timeline([a, b])
    assert (stretch.because, stretch.against) == ((a.claim.id,), (b.claim.id,))
    assert (stretch.claimed_by, stretch.denied_by) == (("River Observatory",), ("Defence Ministry",))
    assert stretch.rule == "Rule 2: Voices name different holders."
    assert (stretch.name, stretch.fix.id, stretch.end) == ("Palmyra", "made:palmyra", None)
