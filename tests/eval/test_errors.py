"""The listing of errors: each difference stands once, under the cause that its words show."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUOTE = "Rebels shelled a school in Harim, the mayor said."


@pytest.fixture(name="errors", scope="module")
def errors_fixture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("errors_under_test", ROOT / "eval" / "errors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def record(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"doc_id": "one", "claims": list(claims)}


def claim(**slots: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {"quote": QUOTE, "kind": "event", "type": "shelling", "actor": ["rebels"], "place": ["Harim"]}
    return {**whole, **slots}


def causes(errors: Any, gold: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.slot, one.cause) for one in errors.compare_claims(gold, found)]


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([claim()], [claim()], []),
        ([claim()], [], [("claim", "no claim")]),
        ([], [claim()], [("claim", "no gold claim")]),
        ([claim()], [claim(kind="toll", type=None)], [("claim", "claim of another kind")] * 2),
        ([claim(), claim(type="air_strike")], [claim()], [("claim", "two told as one")]),
        ([claim()], [claim(), claim(type="air_strike")], [("claim", "one told as two")]),
        ([claim()], [claim(actor=[])], [("actor", "left empty")]),
        ([claim(actor=["Northern Front"])], [claim(actor=[])], [("actor", "not carried over")]),
        ([claim(target=["boys school of Harim"])], [claim(target=["school of the girls"])], [("target", "wrong span")]),
        ([claim()], [claim(actor=["mayor"])], [("actor", "wrong value")]),
        ([claim()], [claim(target=["school"])], [("target", "read from the sentence")]),
        ([claim()], [claim(said_by="Northern Front")], [("said_by", "carried over")]),
    ],
)
def test_a_difference_has_the_cause_that_its_words_show(
    errors: Any, gold: list[dict[str, Any]], found: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert causes(errors, record(*gold), record(*found)) == expected


def test_what_belongs_to_another_claim_is_the_wrong_clause(errors: Any) -> None:
    other = claim(quote="The army bombed the bridge of Salqin on Friday.", type="air_strike", actor=["army"], place=["Salqin"])
    found = [claim(place=["Salqin"]), other]
    assert causes(errors, record(claim(), other), record(*found)) == [("place", "wrong clause")]


def test_the_table_counts_what_the_listing_shows(errors: Any) -> None:
    differences = list(errors.compare_claims(record(claim(), claim(quote="Troops left Idlib at noon.")), record(claim(actor=[]))))
    table, listing = errors.table(differences), list(errors.listing(differences))
    rows = {" ".join(line.split()) for line in table.splitlines()}
    assert {"actor 1", "left empty 1", "claim 1", "no claim 1"} <= rows
    assert sum(line.startswith("  [one]") for line in listing) == len(differences) == 2


def test_fields_of_an_event_are_missed_invented_or_another(errors: Any) -> None:
    gold = {"id": "x", "text": "t", "event": {"location": "homs", "actor": "rebel groups", "cause": "", "civilians": 3}}
    found = {"id": "x", "event": {"location": "hama", "cause": "shooting"}}
    assert {(one.slot, one.cause) for one in errors.compare_fakes(gold, found)} == {
        ("location", "another value"),
        ("actor", "missed"),
        ("cause", "invented"),
        ("civilians", "missed"),
    }
