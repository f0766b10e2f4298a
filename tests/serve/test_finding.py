"""Search by words and operators, briefs, voices, charts and error rates: each says only what the ledger holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from zenobia.serve.briefing import plain
from zenobia.serve.chart import charts_of
from zenobia.serve.finding import asked_for
from zenobia.serve.line import BARS, bars_of
from zenobia.serve.matters import measured
from zenobia.values.incident import FigureSaid, TollRange
from zenobia.values.mark import Line

FLOORS = Path(__file__).parents[2] / "eval" / "floors.json"


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("depot", {"q": "depot"}),
        ('type:air_strike "grain depot"', {"type": "air_strike", "q": '"grain depot"'}),
        ('actor:"Islamic State" took', {"actor": "Islamic State", "q": "took"}),
        ("from:2016-12-01 to:2016-12-31", {"datetime": "2016-12-01/2016-12-31"}),
        ("from:2016-12-01", {"datetime": "2016-12-01/.."}),
        ("colour:red at 10:30", {"q": "colour:red at 10:30"}),
        ("", {}),
    ],
)
def test_a_line_of_search_is_filters_and_words(line: str, given: dict[str, str]) -> None:
    assert asked_for(line) == given


def test_search_takes_operators_and_refuses_bad_values(client: TestClient) -> None:
    page = client.get("/search", params={"q": "type:air_strike militants"}).text
    assert "Air strikes at Tadmur" in page and "Capture of the grain depot" not in page
    assert client.get("/search", params={"q": "type:nonsense"}).status_code == 400
    feed = client.get("/search.atom", params={"q": "type:air_strike"})
    assert feed.text.count("<entry>") == 1


def test_a_brief_has_the_contested_first_and_reads_as_markdown(client: TestClient, world: ModuleType) -> None:
    page = client.get("/brief?since=2016-12-10&until=2016-12-13").text
    assert page.index(world.RAID.title) < page.index(world.DEPOT_TAKEN.title)
    text = client.get("/brief.md?since=2016-12-10&until=2016-12-13").text
    assert plain(world.FIGURES.why) in text and f"/incidents/{world.RAID.id}" in text
    assert "Nothing reached us" in client.get("/brief?since=2001-01-01").text
    for query in ("since=2016-12-10&until=2016-12-01", "since=2001-01-01&until=2016-01-01", "since=soon"):
        assert client.get(f"/brief?{query}").status_code == 400


def test_markup_of_a_report_is_no_markup_in_a_brief() -> None:
    assert plain("<b>*x*</b>\n# y [z](javascript:1)") == "\\<b\\>\\*x\\*\\</b\\> \\# y \\[z\\]\\(javascript:1\\)"


def test_a_voice_has_its_claims_and_who_contradicted_it(client: TestClient, world: ModuleType) -> None:
    source = client.get("/sources/River Observatory").text
    assert world.TAKEN.claim.quote.text in source
    actor = client.get("/actors/Islamic State").text
    assert world.TAKEN.claim.quote.text in actor and "Air strikes" not in actor
    assert client.get("/actors/nobody at all").status_code == 404


def test_an_incident_tells_its_revisions_and_how_to_cite_it(client: TestClient, world: ModuleType) -> None:
    page = client.get(f"/incidents/{world.RAID.id}").text
    assert page.index("First reached us") < page.index("Then reached us")
    assert f"http://testserver/incidents/{world.RAID.id}" in page
    assert "killing or injury" in page
    assert "killing or injury" not in client.get(f"/incidents/{world.DEPOT_TAKEN.id}").text


def said(low: int, high: int | None) -> FigureSaid:
    return FigureSaid(claim="claim_x", voice="somebody", low=low, high=high, text="x")


def test_a_chart_keeps_every_bar_on_one_scale_and_shows_open_ends() -> None:
    toll = TollRange(
        what="killed", who="", low=10, best=20, high=None, because=(), said=(said(10, 20), said(30, None), said(40, 40))
    )
    (chart,) = charts_of([toll])
    assert [bar.is_open for bar in chart.bars] == [False, True, False]
    assert [bar.x for bar in chart.bars] == sorted(bar.x for bar in chart.bars)
    assert chart.best_x == pytest.approx(chart.bars[0].x + chart.bars[0].width)
    assert all(bar.x + bar.width <= 100 for bar in chart.bars)
    assert charts_of([TollRange(what="killed", who="", low=1, best=1, high=1, because=(), said=(said(1, 1),))]) == ()


def test_bars_hold_every_day_once(world: ModuleType) -> None:
    days = tuple((date(2016, 1, 1 + number), number + 1) for number in range(20))
    line = Line(days=days, known_first=world.DAY_1, known_last=world.DAY_3)
    assert bars_of(line).total == sum(range(1, 21))
    longer = bars_of(line, date(2018, 1, 1))
    assert (longer.total, longer.last, len(longer.bars)) == (210, date(2018, 1, 1), BARS)
    assert bars_of(Line()).bars == ()


def test_published_error_rates_never_claim_more_than_the_floors() -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    assert {row.name for row in measured()} <= set(floors)
    for row in measured():
        assert 0 < row.value <= floors[row.name]["floor"], row.name


def test_error_rates_are_seen(client: TestClient) -> None:
    page = client.get("/accuracy").text
    assert all(f"{row.value:.3f}" in page for row in measured())
