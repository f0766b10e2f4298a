"""What the map shows of control on a day: as said, pale when long unheard of, nothing when nobody speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

from starlette.testclient import TestClient

from zenobia.serve.ground import FAINTEST, ground_features


def test_a_place_is_drawn_with_its_holder_as_said_on_the_day(client: TestClient) -> None:
    told = client.get("/api/control.geojson?on=2016-12-11").json()
    (feature,) = told["features"]
    assert (feature["properties"]["status"], feature["properties"]["holder"]) == ("held", "Islamic State")
    assert told["holders"] == [{"name": "Islamic State", "colour": feature["properties"]["colour"]}]
    disputed = client.get("/api/control.geojson?on=2016-12-13").json()["features"][0]["properties"]
    assert disputed["status"] == "disputed"
    assert client.get("/api/control.geojson?on=2016-12-01").json()["features"] == []
    assert client.get("/api/control.geojson?on=2016-12-13&as_of=2016-12-10").json()["features"] == []


def test_what_is_long_unheard_of_is_paler_and_then_gone(world: ModuleType) -> None:
    held = replace(world.CONTROLS[1], end=None, last_said=date(2016, 12, 10))

    def strength(day: date) -> float | None:
        found = ground_features([held], day)["features"]
        return found[0]["properties"]["strength"] if found else None

    shown = [strength(day) for day in (date(2016, 12, 10), date(2017, 3, 1), date(2017, 9, 1), date(2018, 6, 1))]
    assert shown[0] is not None and shown[1] is not None and shown[2] is not None
    assert shown[0] > shown[1] > shown[2] >= FAINTEST
    assert shown[3] is None


def test_a_holder_keeps_the_number_that_it_has(world: ModuleType) -> None:
    told = ground_features([world.CONTROLS[1]], date(2016, 12, 10), ("the army", "Islamic State"))
    assert told["holders"] == [{"name": "Islamic State", "colour": 2}]


def test_a_wrong_day_is_a_problem(client: TestClient) -> None:
    assert client.get("/api/control.geojson?on=soon").status_code == 400
