from __future__ import annotations

from datetime import date

from zenobia.evaluate.claims import as_prediction
from zenobia.values.claim import Claim, ControlClaim, Party, Speaker
from zenobia.values.spans import Quote
from zenobia.values.times import When
from zenobia.values.toll import Toll

CLAIM = Claim(
    id="claim_1",
    document="doc_1",
    passage="passage_1",
    quote=Quote(start=0, end=5, text="words"),
    kind="event",
    type="territory_gained",
    actor=(Party(text="it", name="Northern League", id="zenobia:nl", fullest="Northern League of Arda"),),
    place=("Arda",),
    when=When(text="since May", start=date(2020, 5, 1), end=None, precision="month"),
    said_by=Speaker(text="he", name="Ann Smith", kind="official"),
    toll=(Toll(what="killed", who="guards", low=3, high=None, text="several guards", part_of="men"),),
    control=(ControlClaim(holder="Northern League", state="holds", place="Arda"),),
)


def test_names_are_the_fullest_of_the_document() -> None:
    found = as_prediction(CLAIM)
    assert found["actor"] == ["Northern League of Arda"]
    assert found["said_by"] == "Ann Smith"


def test_what_goes_on_goes_on_to_the_day_of_publication() -> None:
    assert (as_prediction(CLAIM)["date_start"], as_prediction(CLAIM)["date_end"]) == (None, None)
    dated = as_prediction(CLAIM, date(2020, 6, 1))
    assert (dated["date_start"], dated["date_end"]) == ("2020-05-01", "2020-06-01")


def test_figures_and_control_keep_their_bounds() -> None:
    found = as_prediction(CLAIM)
    assert found["toll"] == [{"what": "killed", "who": "guards", "low": 3, "high": None, "part_of": "men"}]
    assert found["control"] == [{"holder": "Northern League", "state": "holds", "place": "Arda"}]
