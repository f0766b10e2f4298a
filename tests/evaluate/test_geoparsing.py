"""Sets of places: found and placed from the text alone, or placed at gold spans, and scored as the field scores."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from zenobia.engines.gazetteer import open_gazetteer
from zenobia.engines.network import Network
from zenobia.engines.tagger import load_network
from zenobia.evaluate import ReportInput, evaluate, geoparsing
from zenobia.evaluate.metrics import geoparsing as metric
from zenobia.faults import BadSettings
from zenobia.ports import Gazetteer
from zenobia.values.account import Located
from zenobia.values.passage import Mention, Tags
from zenobia.values.spans import Span

Read = Callable[[ReportInput], Located]
Put = Callable[[str, Any], Path]

CACHE = Path(__file__).parents[2] / ".cache" / "gazetteer"
TEXT = "Flooding closed roads in the city of Raqqa. Crews came from Homs and from the village of Wadi Qamar."
GIVEN = {"id": "g1", "text": TEXT, "title": "Flooding", "domain": "notes.example", "date": "2017-05-03"}


def entity(name: str, lat: float | None, lon: float | None) -> dict[str, object]:
    start = TEXT.index(name)
    return {"start": start, "end": start + len(name), "text": name, "lat": lat, "lon": lon}


GOLD = {"entities": [entity("Raqqa", 35.95, 39.01), entity("Homs", 34.73, 36.72), entity("Wadi Qamar", None, None)]}
FALSE = {"entities": [entity("Flooding", 10.0, 10.0)]}
MOVED = {"entities": [entity("Raqqa", -35.0, 0.0), entity("Homs", None, None), entity("Wadi Qamar", 1.0, 1.0)]}


@pytest.fixture(name="gazetteer", scope="module")
def gazetteer_fixture() -> Iterator[Gazetteer]:
    with open_gazetteer(CACHE) as opened:
        yield opened


@pytest.fixture(name="network", scope="session")
def network_fixture() -> Network:
    try:
        return load_network()
    except BadSettings:
        pytest.skip("the network is not in this checkout")


@pytest.fixture(name="mentioning", scope="session")
def mentioning_fixture(read: Read) -> Read:
    """A reader that mentions "the city of Raqqa" and "Homs"."""

    def mention(report: ReportInput) -> Located:
        located = read(report)
        marked = []
        for passage in located.passages:
            spans = [(at, at + len(words)) for words in ("the city of Raqqa", "Homs") if (at := passage.text.find(words)) >= 0]
            mentions = tuple(Mention(span=Span(start=start, end=end), kind="place") for start, end in spans)
            marked.append(replace(passage, tags=Tags(mentions=mentions)))
        return replace(located, passages=tuple(marked))

    return mention


@pytest.mark.parametrize("name", geoparsing.SETS)
def test_gold_is_never_read(name: str, mentioning: Read, gazetteer: Gazetteer, put: Put) -> None:
    file = f"{name}/dev.jsonl"
    ask = {"reader": mentioning, "gazetteer": gazetteer}
    with_gold = evaluate(name, put(file, [{**GIVEN, **GOLD}]), **ask)
    without = evaluate(name, put(file, [GIVEN]), **ask)
    against = evaluate(name, put(file, [{**GIVEN, **FALSE, "quirk": 7}]), **ask)
    assert with_gold.predictions == without.predictions == against.predictions
    assert without.metrics is None
    assert with_gold.primary == 1.0
    assert against.primary == 0.0


def test_gold_is_never_read_by_the_network(network: Network, mentioning: Read, gazetteer: Gazetteer, put: Put) -> None:
    ask = {"reader": mentioning, "gazetteer": gazetteer, "network": network}
    with_gold = evaluate("lgl", put("lgl/dev.jsonl", [{**GIVEN, **GOLD}]), **ask)
    against = evaluate("lgl", put("lgl/dev.jsonl", [{**GIVEN, **FALSE}]), **ask)
    assert with_gold.predictions == against.predictions
    assert with_gold.primary is not None
    assert with_gold.primary > 0.5


def test_of_gold_spans_only_the_bounds_are_shown(mentioning: Read, gazetteer: Gazetteer, put: Put) -> None:
    ask = {"reader": mentioning, "gazetteer": gazetteer, "gold_spans": True}
    right: Any = evaluate("gwn", put("gwn/dev.jsonl", [{**GIVEN, **GOLD}]), **ask)
    moved: Any = evaluate("gwn", put("gwn/dev.jsonl", [{**GIVEN, **MOVED}]), **ask)
    assert right.predictions == moved.predictions
    assert right.metrics["recognition_strict"]["f1"] == 1.0
    assert right.metrics["resolution"]["acc161_all"] == 1.0
    assert moved.metrics["resolution"]["acc161_all"] == 0.0


def test_a_mention_is_cut_to_its_name(mentioning: Read, gazetteer: Gazetteer, put: Put) -> None:
    found: Any = evaluate("lgl", put("lgl/dev.jsonl", [GIVEN]), reader=mentioning, gazetteer=gazetteer).predictions[0]
    assert [TEXT[one["start"] : one["end"]] for one in found["entities"]] == ["Raqqa", "Homs"]


def test_a_set_of_places_needs_a_gazetteer(mentioning: Read, put: Put) -> None:
    with pytest.raises(BadSettings, match="gazetteer"):
        evaluate("lgl", put("lgl/dev.jsonl", [GIVEN]), reader=mentioning)


def test_only_a_set_of_places_has_gold_spans(mentioning: Read, gazetteer: Gazetteer, put: Put) -> None:
    with pytest.raises(BadSettings, match="--gold-spans with set 'wikiwars'"):
        evaluate("wikiwars", put("wikiwars/dev.jsonl", []), reader=mentioning, gazetteer=gazetteer, gold_spans=True)


def test_figures_are_those_of_the_sets_own_scorer(shared_data: Path, tmp_path: Path) -> None:
    golds = [{**GIVEN, **GOLD}, {**GIVEN, "id": "g2", **MOVED}]
    guesses = [
        {"id": "g1", "entities": [entity("Raqqa", 36.9, 39.0), entity("Flooding", 1.0, 1.0), entity("Wadi Qamar", 3.0, 3.0)]},
        {"id": "g2", "entities": [entity("Raqqa", None, None), {**entity("Wadi Qamar", 1.5, 1.0)},
                                  {**entity("Homs", 1.0, 1.0), "end": 64}]},
    ]  # fmt: skip
    for name, records in (("gold", golds), ("guess", guesses)):
        lines = "\n".join(json.dumps(record) for record in records)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    scorer = shared_data / "lgl" / "score.py"
    command = [sys.executable, str(scorer), str(tmp_path / "gold.jsonl"), str(tmp_path / "guess.jsonl")]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert metric.score([golds], guesses) == theirs
