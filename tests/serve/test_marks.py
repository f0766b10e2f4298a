"""Cutting a text at claims loses no letter, whatever overlaps."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from zenobia.serve.marks import cut_pieces, paragraphs
from zenobia.values.spans import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(start=min(ends), end=max(ends)))


@given(text=st.text(min_size=40, max_size=40), within=SPANS, spans=st.lists(SPANS, max_size=6))
def test_pieces_joined_are_the_text_and_each_letter_has_its_claims(text: str, within: Span, spans: list[Span]) -> None:
    assume(within.length)
    pieces = cut_pieces(text, within, list(enumerate(spans)))
    assert "".join(piece.text for piece in pieces) == within.cut(text)
    at = within.start
    for piece in pieces:
        covering = {number for number, span in enumerate(spans) if span.start <= at < span.end}
        assert set(piece.claims) == covering
        at += len(piece.text)
    shown = {number for number, span in enumerate(spans) if span.overlaps(within) and span.length}
    assert {number for piece in pieces for number in piece.begins} == shown
    assert {number for piece in pieces for number in piece.ends} == shown


@given(text=st.text(alphabet="ab \n", max_size=30))
def test_paragraphs_are_the_lines_with_letters(text: str) -> None:
    assert [span.cut(text) for span in paragraphs(text)] == [line for line in text.split("\n") if line.strip()]
