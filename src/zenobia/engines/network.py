"""In: text. Out: a score for every label of every head at every word, from the network that ships.

1. Runs on onnxruntime alone, on the processor, with as many threads as it is told.
2. One window at a time: int8 arithmetic takes its scale from all that is in a batch, so a batch of one is what makes an answer
   the same whatever else is being read. On one thread it costs no speed.
3. Nothing is loaded before the first text.

Never decides anything: decoding is in `pieces`, meaning in the taggers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from zenobia.engines.pieces import (
    INCIDENT_NAMES,
    PLAIN,
    TAGGING_HEADS,
    Cutter,
    Word,
    marks_of,
    spans_of,
    viterbi,
    windows,
    words_of,
)
from zenobia.faults import BadSettings

WINDOW_PIECES = 222
"""Pieces in a window, without [CLS] and [SEP]: what the attribution head was trained on. Measure all heads after a change."""
MAX_WINDOW_PIECES = 510
"""The encoder has 512 positions, two of them for [CLS] and [SEP]."""
MODEL_FILE = "tagger.int8.onnx"
TOKENIZER_FILE = "tokenizer.json"

NO_LIFTS: Mapping[str, float] = {}

_ENDS = tuple(accumulate(map(len, TAGGING_HEADS.values()), initial=0))
COLUMNS = {name: slice(start, end) for name, (start, end) in zip(TAGGING_HEADS, pairwise(_ENDS), strict=True)}
"""Where each head's labels stand among the token scores."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """`tokens`: (words, labels of all heads) float32 logits; `incident`: (windows, incidents) float32 logits."""

    words: tuple[Word, ...]
    tokens: Floats
    incident: Floats

    def head(self, name: str) -> Floats:
        """Give one head's columns."""
        return self.tokens[:, COLUMNS[name]]

    def spans(self, name: str, *, lifts: Mapping[str, float] = NO_LIFTS) -> list[tuple[int, int, str]]:
        """Decode one head: (start, end, label) in code points.

        Args:
            lifts: added to the scores of these labels at every word; above 0 more is marked, below 0 less.
        """
        labels, scores = TAGGING_HEADS[name], self.head(name)
        if lifts:
            scores = scores + np.array([lifts.get(label[2:], 0.0) for label in labels], np.float32)
        return spans_of(viterbi(scores, labels), labels, self.words)


class _Window(NamedTuple):
    """What the network is given of a window, and the places of each word's first piece."""

    given: dict[str, npt.NDArray[np.int64]]
    firsts: list[int]


class _Cut(NamedTuple):
    """A text, ready for the network."""

    words: tuple[Word, ...]
    windows: list[_Window]


class Network:
    """The shipped network, opened at its first use."""

    def __init__(self, folder: Path, *, threads: int = 1, model: str = MODEL_FILE) -> None:
        self.folder = folder
        self.threads = threads
        self.model = model

    def check(self) -> None:
        """Make sure that the network's files are there.

        Raises:
            BadSettings: one is missing.
        """
        for name in (self.model, TOKENIZER_FILE):
            if not (self.folder / name).is_file():
                raise BadSettings(f"{self.folder / name} is not there; install zenobia anew, or read with --engine rules")

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        self.check()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self.folder / self.model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def tokenizer(self) -> Tokenizer:
        self.check()
        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER_FILE))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter(self.tokenizer)

    @cached_property
    def _edges(self) -> tuple[int, int]:
        """Ids of the pieces that open and close a window."""
        opening, closing = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        if opening is None or closing is None:
            raise BadSettings(f"{self.folder / TOKENIZER_FILE} has no [CLS] or [SEP]; install zenobia anew")
        return opening, closing

    def score(self, text: str, *, marked: tuple[int, int] | None = None, window: int = WINDOW_PIECES) -> Scores:
        """Score a text of any length.

        Args:
            marked: code points of the word that the scene head is asked about.
            window: most pieces in a window, at most `MAX_WINDOW_PIECES`.

        Raises:
            BadSettings: the network's files are missing.
        """
        return self._scored(self._cut(text, marked, window))

    def score_each(self, texts: Sequence[str]) -> list[Scores]:
        """Score some texts, each as `score` does: all are cut first, and then the network runs without a pause."""
        return [self._scored(cut) for cut in [self._cut(text, None, WINDOW_PIECES) for text in texts]]

    def _cut(self, text: str, marked: tuple[int, int] | None, window: int) -> _Cut:
        words = words_of(text)
        pieces = self._cutter.pieces_of(text, words)
        marks = marks_of(text, words, marked)
        bounds = windows(text, words, [len(piece) for piece in pieces], min(window, MAX_WINDOW_PIECES))
        return _Cut(tuple(words), [self._fed(pieces[first:after], marks[first:after]) for first, after in bounds])

    def _scored(self, cut: _Cut) -> Scores:
        if not cut.windows:
            nothing = np.zeros((0, len(INCIDENT_NAMES)), np.float32)
            return Scores(words=(), tokens=np.zeros((0, _ENDS[-1]), np.float32), incident=nothing)
        found = [self._run(one) for one in cut.windows]
        tokens = found[0][0] if len(found) == 1 else np.concatenate([tokens for tokens, _ in found])
        return Scores(words=cut.words, tokens=tokens, incident=np.stack([incident for _, incident in found]))

    def run(self, pieces: Sequence[Sequence[int]], marks: Sequence[int]) -> tuple[Floats, Floats]:
        """Run one window.

        Args:
            pieces: piece ids, word by word.
            marks: the mark of each word.

        Returns:
            (words, labels) scores at each word's first piece, (incidents,) scores of the window.
        """
        return self._run(self._fed(pieces, marks))

    def _fed(self, pieces: Sequence[Sequence[int]], marks: Sequence[int]) -> _Window:
        opening, closing = self._edges
        sizes = [len(word) for word in pieces]
        ids = np.array([[opening, *chain.from_iterable(pieces), closing]], dtype=np.int64)
        spread = np.full_like(ids, PLAIN)
        spread[0, 1:-1] = np.repeat(marks, sizes)
        return _Window({"ids": ids, "mask": np.ones_like(ids), "marks": spread}, list(accumulate(sizes[:-1], initial=1)))

    def _run(self, window: _Window) -> tuple[Floats, Floats]:
        tokens, incident = self._session.run(None, window.given)
        return tokens[0][window.firsts], incident[0]
