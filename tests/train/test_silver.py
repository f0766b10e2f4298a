"""What the rules are sure of teaches; what they are less sure of, or carried over from elsewhere, does not."""

from __future__ import annotations

from dataclasses import replace

from train.silver import SURE, named, sentences

from zenobia.values.claim import Claim, Party
from zenobia.values.spans import Quote

QUOTE = Quote(start=10, end=41, text="Raiders burnt the mill at Dol.")
CLAIM = Claim(
    id="claim_1",
    document="doc_1",
    passage="passage_1",
    quote=QUOTE,
    kind="event",
    type="looting_destruction",
    actor=(Party(text="Raiders", name="Raiders"),),
    place=("Dol",),
    score=SURE,
)


def test_fillers_are_marked_in_their_own_quote() -> None:
    marks = [(QUOTE.text[start:end], label) for start, end, label in named(CLAIM)]
    assert marks == [("Raiders", "actor"), ("Dol", "place")]


def test_a_filler_from_another_sentence_is_not_marked() -> None:
    carried = replace(CLAIM, target=(Party(text="the miller", name="the miller"),))
    assert list(named(carried)) == list(named(CLAIM))


def test_a_sentence_with_a_claim_less_sure_teaches_nothing() -> None:
    doubtful = replace(CLAIM, id="claim_2", score=SURE - 0.01)
    assert list(sentences([CLAIM, doubtful])) == []
    assert [text for text, _ in sentences([CLAIM])] == [QUOTE.text]


def test_quotes_that_overlap_teach_nothing() -> None:
    longer = replace(CLAIM, id="claim_3", quote=Quote(start=5, end=41, text="And R" + QUOTE.text))
    assert list(sentences([CLAIM, longer])) == []
