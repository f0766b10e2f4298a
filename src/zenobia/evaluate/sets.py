"""The table of public sets: what each may read, how it is predicted, how it is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zenobia.evaluate import (
    case2021,
    dedup,
    ecbplus,
    event_location,
    fakes,
    geoparsing,
    gva_linking,
    isaf,
    muc4,
    polnear,
    re3d,
    syria_pairs,
    times,
    ua_control,
)
from zenobia.evaluate.claims import as_prediction
from zenobia.evaluate.metrics import case2021 as case2021_metric
from zenobia.evaluate.metrics import claims as claims_metric
from zenobia.evaluate.metrics import clusters as clusters_metric
from zenobia.evaluate.metrics import dedup as dedup_metric
from zenobia.evaluate.metrics import event_location as event_location_metric
from zenobia.evaluate.metrics import fakes as fakes_metric
from zenobia.evaluate.metrics import geoparsing as geoparsing_metric
from zenobia.evaluate.metrics import isaf as isaf_metric
from zenobia.evaluate.metrics import muc4 as muc4_metric
from zenobia.evaluate.metrics import polnear as polnear_metric
from zenobia.evaluate.metrics import re3d as re3d_metric
from zenobia.evaluate.metrics import syria_pairs as syria_pairs_metric
from zenobia.evaluate.metrics import times as times_metric
from zenobia.evaluate.metrics import ua_control as ua_control_metric
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.faults import BadSettings, BrokenRule
from zenobia.ports import Gazetteer
from zenobia.values.account import Located

if TYPE_CHECKING:
    from zenobia.engines.network import Network

Reader = Callable[[ReportInput], Located]
Predict = Callable[[Record, Reader], dict[str, object]]
PredictByNetwork = Callable[[Record, "Network"], dict[str, object]]
PredictAll = Callable[[Sequence[Record], Reader, list[str]], list[dict[str, object]]]
PredictPlaces = Callable[[Record, geoparsing.Earth], dict[str, object]]
Score = Callable[[Sequence[Sequence[Record]], Iterable[Record]], dict[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAdapter:
    """One set. `inputs` are the only fields that may be read to predict; `gold_field` is what scoring needs."""

    name: str
    inputs: tuple[str, ...]
    required: tuple[str, ...]
    gold_field: str
    empty: Mapping[str, object]
    """The prediction for a record that could not be read."""
    predict: Predict
    score: Score
    from_corpus: Callable[[Path, Reader], Predict] | None = None
    """For a set whose records are judged beside one another, or by other files beside them: given the input file, makes
    `predict`. It may look at input fields alone."""
    predict_by_network: PredictByNetwork | None = None
    """For a set of marked words, which a network reads without the rest of the machine."""
    predict_all: PredictAll | None = None
    """For a set whose records are answered together; given all, and a list for what the reader says of those it cannot read."""
    predict_places: PredictPlaces | None = None
    """For a set of places on the earth, which needs a gazetteer."""
    shown: Callable[[Record], dict[str, object]] | None = None
    """What of the gold is shown besides the input fields: nothing, or spans without their answers."""
    id_field: str = "id"
    input_pattern: str = "{name}/{split}.jsonl"
    gold_pattern: str = "{name}/{split}.jsonl"
    """Glob under the data folder; several files are several golds."""
    other_pattern: str | None = None
    """Where input and gold lie if not there."""

    def reading_by(self, network: Network | None) -> SetAdapter:
        """Give the adapter that asks this network, where the set allows it."""
        by_network = self.predict_by_network
        if network is None or by_network is None:
            return self
        return replace(self, predict=lambda record, _: by_network(record, network))

    def placing_by(self, reader: Reader, gazetteer: Gazetteer | None, network: Network | None, *, gold_spans: bool) -> SetAdapter:
        """Give the adapter that places names by this gazetteer, where the set asks for places.

        Raises:
            BadSettings: gold spans are asked for where a set has none, or the set needs a gazetteer and has none.
        """
        placing = self.predict_places
        if placing is None:
            if gold_spans:
                raise BadSettings(f"--gold-spans with set {self.name!r}: only {', '.join(geoparsing.SETS)} have spans to place")
            return self
        if gazetteer is None:
            raise BadSettings(f"set {self.name!r} asks where names lie; hand `evaluate` a gazetteer")
        earth = geoparsing.Earth(reader=reader, gazetteer=gazetteer, network=network)
        shown = geoparsing.shown_spans if gold_spans else None
        return replace(self, predict=lambda record, _: placing(record, earth), shown=shown)

    def predictor(self, path: Path, reader: Reader) -> Predict:
        """Give the function that predicts the records of a file."""
        if self.from_corpus is not None:
            return self.from_corpus(path, reader)
        return self.predict

    def input_file(self, data_dir: Path, split: str) -> Path:
        usual = data_dir / self.input_pattern.format(name=self.name, split=split)
        if self.other_pattern is None or usual.is_file():
            return usual
        return data_dir / self.other_pattern.format(name=self.name, split=split)

    def gold_files(self, data_dir: Path, split: str) -> list[Path]:
        if self.other_pattern is not None:
            return [self.input_file(data_dir, split)]
        return sorted(data_dir.glob(self.gold_pattern.format(name=self.name, split=split)))


def _claims(record: Record, reader: Reader) -> dict[str, object]:
    located = reader(
        ReportInput(
            doc_id=str(record["doc_id"]),
            title=text_of(record, "title"),
            text=text_of(record, "text") or "",
            published=text_of(record, "published"),
            outlet=text_of(record, "outlet"),
        )
    )
    return {
        "doc_id": record["doc_id"],
        "claims": [as_prediction(event.claim, located.document.published) for event in located.events],
    }


def _together(record: Record, reader: Reader) -> dict[str, object]:
    raise BrokenRule(
        f"record {record.get('id')!r}: the records of this set are answered together; ask `predict_all` or `predictor`"
    )


def _times(record: Record, reader: Reader, *, timex2: bool) -> dict[str, object]:
    return times.predict(record, timex2=timex2)


def _unplaced(record: Record, reader: Reader) -> dict[str, object]:
    raise BadSettings(f"record {record['id']!r} asks where names lie; hand `evaluate` a gazetteer")


def _places_set(name: str) -> SetAdapter:
    return SetAdapter(
        name=name,
        inputs=geoparsing.INPUTS,
        required=("id", "text"),
        gold_field="entities",
        empty={"entities": []},
        predict=_unplaced,
        predict_places=geoparsing.predict,
        score=geoparsing_metric.score,
    )


def _times_set(name: str, *, timex2: bool) -> SetAdapter:
    return SetAdapter(
        name=name,
        inputs=("id", "text", "dct"),
        required=("id", "text"),
        gold_field="entities",
        empty={"entities": []},
        predict=partial(_times, timex2=timex2),
        score=times_metric.score,
    )


SETS: dict[str, SetAdapter] = {
    one.name: one
    for one in (
        SetAdapter(
            name="claims",
            inputs=("doc_id", "title", "text", "published", "outlet"),
            required=("doc_id", "text"),
            gold_field="claims",
            empty={"claims": []},
            id_field="doc_id",
            predict=_claims,
            score=claims_metric.score,
            input_pattern="{name}/{split}.docs.jsonl",
            gold_pattern="{name}/{split}.gold-*.jsonl",
        ),
        SetAdapter(
            name="fakes",
            inputs=("id", "title", "text", "source"),
            required=("id", "title", "text"),
            gold_field="event",
            empty={"event": {}},
            predict=fakes.predict,
            score=fakes_metric.score,
        ),
        SetAdapter(
            name="isaf",
            inputs=("id", "text", "incident_index"),
            required=("id", "text"),
            gold_field="event",
            empty={"event": {}},
            predict=isaf.predict,
            score=isaf_metric.score,
        ),
        SetAdapter(
            name="re3d",
            inputs=("id", "text", "title", "source"),
            required=("id", "text"),
            gold_field="entities",
            empty={"entities": []},
            predict=re3d.predict,
            predict_by_network=re3d.predict_by_network,
            score=re3d_metric.score,
        ),
        SetAdapter(
            name="polnear",
            inputs=("id", "text", "publisher", "date", "title", "wire"),
            required=("id", "text"),
            gold_field="attributions",
            empty={"attributions": []},
            predict=polnear.predict,
            predict_by_network=polnear.predict_by_network,
            score=polnear_metric.score,
        ),
        SetAdapter(
            name="muc4",
            inputs=("id", "text", "dateline", "dct", "gtt_text"),
            required=("id", "gtt_text"),
            gold_field="gtt_templates",
            empty={"templates": []},
            predict=muc4.predict,
            predict_by_network=muc4.predict_by_network,
            score=muc4_metric.score,
        ),
        SetAdapter(
            name="event_location",
            inputs=("id", "text", "verb"),
            required=("id", "text"),
            gold_field="locations",
            empty={"locations": []},
            predict=event_location.predict,
            predict_by_network=event_location.predict_by_network,
            score=event_location_metric.score,
        ),
        SetAdapter(
            name="gva_linking",
            inputs=("id", "title", "dct", "uri", "text"),
            required=("id", "text"),
            gold_field="incident",
            empty={"incident": None},
            predict=_together,
            predict_all=gva_linking.predict_all,
            score=clusters_metric.score_reports,
        ),
        SetAdapter(
            name="ecbplus",
            inputs=("id", "tokens", "token_sentence", "events"),
            required=("id",),
            gold_field="events",
            empty={"events": []},
            predict=_together,
            predict_all=lambda records, _, unread: ecbplus.predict_all(records),
            score=clusters_metric.score_mentions,
        ),
        SetAdapter(
            name="dedup",
            inputs=("id", "a", "b"),
            required=("id",),
            gold_field="duplicate",
            empty={"duplicate": False},
            predict=lambda record, _: dedup.predict(record),
            score=dedup_metric.score,
        ),
        *map(_places_set, geoparsing.SETS),
        SetAdapter(
            name="case2021_task2",
            inputs=("id", "text"),
            required=("id", "text"),
            gold_field="label",
            empty={"label": case2021.OTHER},
            predict=case2021.predict,
            score=case2021_metric.score,
        ),
        SetAdapter(
            name="syria_pairs",
            inputs=("id", "a", "b"),
            required=("id",),
            gold_field="same_incident",
            empty={"same_incident": False, "toll_relation": None},
            predict=_together,
            from_corpus=syria_pairs.prepare,
            score=syria_pairs_metric.score,
        ),
        SetAdapter(
            name="ua_control",
            inputs=("id", "settlement", "oblast", "population", "lat", "lon"),
            required=("id", "settlement"),
            gold_field="events",
            empty={"events": []},
            predict=_together,
            from_corpus=ua_control.prepare,
            score=ua_control_metric.score,
        ),
        SetAdapter(
            name="ua_probes",
            inputs=("id", "settlement", "lat", "lon", "dates"),
            required=("id",),
            gold_field="timeline",
            empty={"timeline": []},
            predict=_together,
            from_corpus=ua_control.prepare_points,
            score=ua_control_metric.score_points,
            other_pattern="ua_control/probes_{split}.jsonl",
        ),
        _times_set("wikiwars", timex2=True),
        _times_set("tempeval3", timex2=False),
    )
}
