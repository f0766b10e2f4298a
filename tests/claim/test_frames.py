from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.values.account import Account
from zenobia.values.claim import Claim

FOLDER = Path(__file__).parent.parent / "cases"
CASES = [json.loads(line) for name in ("claim", "shapes") for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def slots(claim: Claim) -> dict[str, Any]:
    when = claim.when
    return {
        "kind": claim.kind,
        "type": claim.type,
        "actor": [party.fullest for party in claim.actor],
        "target": [party.fullest for party in claim.target],
        "place": list(claim.place),
        "relation": claim.relation,
        "date": [when.start.isoformat(), when.end.isoformat()] if when and when.start and when.end else None,
        "said_by": claim.said_by.fullest if claim.said_by else None,
        "via": [one.fullest for one in claim.via],
        "stance": claim.stance,
        "toll": [[toll.what, toll.low, toll.high] for toll in claim.toll],
        "control": [[one.holder, one.state, one.place] for one in claim.control],
    }


def holds(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    for slot, value in expected.items():
        if slot == "place":
            if not set(value) <= set(found["place"]):
                return False
        elif found[slot] != value:
            return False
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_report_makes_its_claims(case: dict[str, Any], told: Callable[..., Account]) -> None:
    found = [slots(claim) for claim in told(**case["input"]).claims]
    for expected in case["expected"]:
        assert any(holds(expected, claim) for claim in found), (expected, found)
    if not case["expected"]:
        assert found == []
    for name in case.get("nowhere", ()):
        assert not any(name in claim["place"] for claim in found), found
    types = Counter(claim["type"] for claim in found)
    for type_ in case.get("absent", ()):
        assert types[type_] == 0, found
    for type_, count in case.get("count", {}).items():
        assert types[type_] == count, found


def test_quotes_are_exact_and_of_the_first_printing(told: Callable[..., Account]) -> None:
    paragraph = "Troops retook the town of Mayadin on Sunday, state television said."
    account = told(f"{paragraph}\nThe governor toured the ruins.\n{paragraph}", title="Town retaken", published="2017-10-15")
    text = account.reading.document.text
    assert account.claims
    for claim in account.claims:
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim.quote.start < text.index("toured")
    assert account.reading.passages_repeated == 1


def test_since_then_goes_on_from_the_time_told_last(told: Callable[..., Account]) -> None:
    text = "Rebels captured the town of Harim in May 2019. Since then they have lost most of their territory in Angola."
    when = told(text, published="2020-06-16").claims[-1].when
    assert when is not None
    assert (when.start, when.end) == (date(2019, 5, 1), None)


def test_claims_of_one_report_have_ids_of_their_own(told: Callable[..., Account]) -> None:
    claims = told("Rebels shelled Homs. Rebels shelled Homs again on Friday. The army bombed Palmyra.").claims
    assert len({claim.id for claim in claims}) == len(claims)


def test_ids_hold_while_only_spacing_and_case_change(told: Callable[..., Account]) -> None:
    plain = told("Rebels seized the town of Harim.").claims[0]
    spaced = told("Rebels  seized the town of  Harim.").claims[0]
    assert plain.passage.split("_")[0] == "passage"
    assert [party.text for party in plain.actor] == [party.text for party in spaced.actor]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abAB ,.;:'\"“”()-\n0123456789éâ\x90_", max_size=300))
def test_any_text_is_read_and_quoted_exactly(told: Callable[..., Account], text: str) -> None:
    account = told(text + " rebels attacked the town.")
    for claim in account.claims:
        assert account.reading.document.text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_made_by_names_step_and_version(told: Callable[..., Account]) -> None:
    assert {claim.made_by for claim in told("Rebels shelled Homs.").claims} == {"claim.frames@6"}
