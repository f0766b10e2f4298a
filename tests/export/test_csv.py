"""CSV rows have their columns, lead back to their source, and do nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from zenobia.export.csv import COLUMNS_OF_CLAIMS, COLUMNS_OF_INCIDENTS, RISKY, claims_csv, incidents_csv, safe_cell
from zenobia.values.place import Stop


def read(pieces: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces), newline="")))  # type: ignore[call-overload]


def test_incidents_have_range_voices_and_place(world: ModuleType) -> None:
    rows = {row["id"]: row for row in read(incidents_csv(world.INCIDENTS))}
    assert all(tuple(row) == COLUMNS_OF_INCIDENTS for row in rows.values())
    raid = rows[world.RAID.id]
    assert (raid["killed_low"], raid["killed_high"], raid["voices"]) == ("180", "", "2")
    assert raid["voice_names"] == "Air Ministry | River Observatory"
    assert (raid["place_precision"], raid["radius_km"], raid["is_contested"]) == ("near", "5.0", "True")
    assert rows[world.MARKET_SHELLED.id]["lat"] == ""


def test_tolls_of_several_groups_are_not_added_up(world: ModuleType) -> None:
    first = world.RAID.tolls[0]
    both = replace(world.RAID, tolls=(first, replace(first, who="guards", low=2, high=4)))
    assert read(incidents_csv([both]))[0]["killed_low"] == ""


def test_claims_lead_back_to_speaker_relay_quote_and_address(world: ModuleType) -> None:
    documents = {document.id: document for document in world.DOCUMENTS}
    rows = {row["id"]: row for row in read(claims_csv(world.EVENTS, documents.get))}
    assert all(tuple(row) == COLUMNS_OF_CLAIMS for row in rows.values())
    row = rows[world.STRIKES.claim.id]
    assert (row["speaker"], row["speaker_kind"], row["relay"]) == ("Air Ministry", "military", "Wire One")
    assert row["toll"] == "conducted air strikes: 64 to 64 | killed militants: 301 to …"
    text = documents[row["document"]].text
    assert text[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
    assert row["document_url"] == "https://notes.example/1"
    assert rows[world.DENIED.claim.id]["stance"] == "denies"
    assert rows[world.ENTERED.claim.id]["speaker"] == ""
    route = (Stop(text="Rasafa", role="source"), Stop(text="Palmyra", role="destination"), Stop(text="Homs", role="scene"))
    (moved,) = read(claims_csv([replace(world.ENTERED, route=route)], documents.get))
    assert (moved["came_from"], moved["went_to"], row["came_from"]) == ("Rasafa", "Palmyra", "")


def test_a_claim_whose_report_is_held_back_is_left_out(world: ModuleType) -> None:
    assert read(claims_csv(world.EVENTS, {world.DOCUMENTS[0].id: world.DOCUMENTS[0]}.get)) != []
    assert read(claims_csv(world.EVENTS, lambda _: None)) == []


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_is_read_back(text: str) -> None:
    cell = safe_cell(text)
    assert isinstance(cell, str)
    assert not cell.startswith(RISKY)
    assert cell.removeprefix("'") == text.removeprefix("'") if text.startswith("'") else cell.lstrip("'") == text or cell == text


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-3.5) == -3.5


def test_a_formula_in_a_report_is_dead(world: ModuleType) -> None:
    evil = replace(world.RAID, title='=HYPERLINK("http://x","y")')
    assert read(incidents_csv([evil]))[0]["title"].startswith("'=")
