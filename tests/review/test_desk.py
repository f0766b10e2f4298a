"""Rulings as entered: what is fit to be kept, what is refused and why, what is adrift."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zenobia.faults import BadSettings
from zenobia.reconcile import settle
from zenobia.review import VERBS, adrift, enter, undone

AT = datetime(2017, 1, 3, 9, tzinfo=UTC)


def entered(verb, about, other=None, *, exists=lambda _: True, **given):
    return enter(verb, about, other, **({"by": "Ada", "why": "read both again", "at": AT} | given), exists=exists)


@pytest.mark.parametrize(
    ("verb", "ruling"),
    [("merge", "same"), ("split", "different"), ("different", "different")],
)
def test_rulings_on_pairs(verb, ruling):
    verdict = entered(verb, "claim_1", "incident_2")
    assert (verdict.ruling, verdict.about, verdict.other, verdict.by) == (ruling, "claim_1", "incident_2", "Ada")


@pytest.mark.parametrize(
    ("verb", "about", "other", "given", "complaint"),
    [
        ("fuse", "claim_1", None, {}, "choose one of"),
        ("merge", "claim_1", None, {}, "give the second id"),
        ("merge", "claim_1", "claim_1", {}, "with itself"),
        ("confirmed", "claim_1", "claim_2", {}, "about one"),
        ("retracted", "incident_1", None, {}, "begins with claim_"),
        ("retracted", "claim_1", None, {"exists": lambda _: False}, "names nothing"),
        ("retracted", "claim_1", None, {"why": " \n "}, "why is empty"),
        ("retracted", "claim_1", None, {"by": "…"}, "is empty"),
        ("retracted", "claim_1", None, {"why": "x" * 2001}, "limit is 2000"),
        ("retracted", "claim_1", None, {"by": "Ada\x1b[2J"}, "cannot be shown"),
        ("retracted", "claim_1", None, {"value": "12"}, "takes no value"),
        ("wrong_toll", "claim_1", None, {"value": "12"}, "needs a slot"),
        ("wrong_toll", "claim_1", None, {"slot": "killed", "value": "a dozen"}, "write 12"),
        ("wrong_time", "claim_1", None, {"value": "Sunday"}, "write 2016-12-11"),
        ("rated", "River Observatory", None, {}, "needs a value"),
        ("rated", "River Observatory", None, {"value": "middling"}, "one letter"),
    ],
)
def test_what_is_not_fit_to_be_kept_is_refused_with_the_next_move(verb, about, other, given, complaint):
    with pytest.raises(BadSettings, match=complaint):
        entered(verb, about, other, **given)


def test_every_verb_can_be_entered():
    for name, verb in VERBS.items():
        about = f"{verb.kinds[0]}_1" if verb.kinds else "River Observatory"
        value = {"rated": "B", "wrong_toll": "12-15", "wrong_stance": "denies"}.get(name)
        other = f"{verb.kinds[-1]}_2" if verb.is_pair else None
        verdict = entered(name, about, other, value=value, slot="killed" if verb.slot == "must" else None)
        assert verdict.ruling == verb.ruling


def test_a_ruling_survives_a_better_reading_of_the_same_words(tell, rule):
    one = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", minute=1)
    other = tell("bombing", "Palmyra", when="2016-12-13", said_by="River Observatory", minute=2)
    ruling = rule("same", one.claim.id, other.claim.id)
    from dataclasses import replace

    moved = replace(one, fix=other.fix, when=None, claim=replace(one.claim, score=0.2, made_by="a later reader"))
    assert moved.claim.id == one.claim.id
    assert len(settle([one, other], [ruling]).incidents) == len(settle([moved, other], [ruling]).incidents) == 1


def test_a_ruling_on_what_is_read_no_more_waits_and_is_asked_about(rule):
    kept, lost = rule("retracted", "claim_here"), rule("retracted", "claim_gone", hour=1)
    (review,) = adrift([kept, lost], lambda name: name == "claim_here")
    assert (review.kind, review.about, review.verdicts) == ("adrift", ("claim_gone",), (lost.id,))
    taken_back = rule("withdrawn", lost.id, hour=2)
    assert adrift([kept, lost, taken_back], lambda name: name in {"claim_here", lost.id}) == ()
    assert undone([kept, lost, taken_back]) == {lost.id, taken_back.id}
