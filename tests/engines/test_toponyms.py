"""Names of places by all heads together, and by the toponym head alone where the weights are another network's."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from zenobia.engines import toponyms
from zenobia.engines.network import Network
from zenobia.engines.tagger import MODELS
from zenobia.engines.toponyms import WEIGHTS_FILE, WINDOW_PIECES, names_of
from zenobia.values.spans import Span

TEXT = "Paris Hilton flew from Lagos to Odessa, where the London School of Economics has an office near Arcadia Beach."


def test_places_are_told_from_persons_and_bodies(network: Network) -> None:
    found = [span.cut(TEXT) for span in names_of(TEXT, network.score(TEXT, window=WINDOW_PIECES), network.folder)]
    assert {"Lagos", "Odessa"} <= set(found)
    assert "Paris Hilton" not in found
    assert names_of(" ", network.score(" "), network.folder) == []


def test_spans_never_overlap_and_begin_and_end_with_words(network: Network) -> None:
    text = " ".join([TEXT] * 12)
    found = names_of(text, network.score(text, window=WINDOW_PIECES), network.folder)
    assert len(found) >= 24
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(span.cut(text) == span.cut(text).strip() for span in found)


def test_weights_of_another_network_are_not_read(network: Network, tmp_path: Path) -> None:
    scores = network.score(TEXT, window=WINDOW_PIECES)
    own = [Span(start=start, end=end) for start, end, _ in scores.spans("toponym")]
    assert names_of(TEXT, scores, tmp_path) == own
    for name in ("tagger.int8.onnx", WEIGHTS_FILE):
        shutil.copy(MODELS / name, tmp_path / name)
    with (tmp_path / "tagger.int8.onnx").open("ab") as model:
        model.write(b"\0")
    toponyms.network_digest.cache_clear()
    toponyms._is_of_this.cache_clear()
    assert names_of(TEXT, scores, tmp_path) == own


def test_every_feature_says_what_it_sees() -> None:
    assert all(feature.__doc__ for feature in toponyms.FEATURES)
