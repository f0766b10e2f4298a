"""Copies of one dispatch are found, formulaic texts of different days are not taken for copies."""

from __future__ import annotations

from zenobia.reconcile import settle
from zenobia.reconcile.echo import Text, echoes, shared

DISPATCH = (
    "Fighters entered the northern districts of the town before dawn and reached the grain silo by noon, the River Observatory "
    "said, adding that shelling went on into the evening and that the road to the west was cut."
)
EDITED = DISPATCH.replace("before dawn", "at first light").replace("adding that", "and that")
RELEASE = (
    "Security forces detained {} suspected militants during a night operation in the {} district. No shots were fired and no "
    "civilians were harmed, the command said in its daily release."
)


def groups(*texts):
    passages = [Text(passage=f"p{number}", document=document, words=words) for number, (document, words) in enumerate(texts)]
    return echoes(passages)


def test_an_exact_and_a_lightly_edited_copy_are_one_group():
    assert groups(("a", DISPATCH), ("b", DISPATCH.upper()), ("c", EDITED)) == {"p0": "p0", "p1": "p0", "p2": "p0"}


def test_a_paragraph_printed_twice_in_one_document_is_no_echo():
    assert groups(("a", DISPATCH), ("a", DISPATCH)) == {}


def test_short_phrases_meet_by_chance():
    assert groups(("a", "The claim could not be verified."), ("b", "The claim could not be verified.")) == {}


def test_formulaic_releases_with_other_figures_are_other_texts():
    assert groups(("a", RELEASE.format(4, "Sayed")), ("b", RELEASE.format(7, "Khost"))) == {}


def test_a_document_that_carries_another_shares_its_words():
    note = [Text(passage="a", document="note", words=DISPATCH)]
    longer = [
        Text(passage="b", document="longer", words=EDITED),
        Text(passage="c", document="longer", words="More follows. " * 40),
    ]
    assert shared(note, longer) == shared(longer, note) == 1.0
    assert shared(note, longer[1:]) == shared(note, []) == 0.0


def test_other_texts_about_one_thing_are_no_echo():
    other = "By noon the grain silo had fallen, according to the River Observatory, which spoke of shelling in several quarters."
    assert groups(("a", DISPATCH), ("b", other)) == {}


def test_the_order_of_texts_is_of_no_matter():
    texts = [Text(passage=f"p{number}", document=str(number), words=words) for number, words in enumerate((DISPATCH, EDITED))]
    assert echoes(texts) == echoes(texts[::-1])


def test_one_dispatch_in_two_outlets_is_one_voice(tell):
    first = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", words=DISPATCH, minute=1)
    copy = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", words=EDITED, source="desk-two", minute=2)
    (incident,) = settle([copy, first]).incidents
    (origin,) = incident.origins
    assert (origin.name, origin.sources) == ("Desk one", ("desk-one", "desk-two"))


def test_a_copy_that_names_the_speaker_names_it_for_all(tell):
    bare = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", words=EDITED, minute=1)
    named = tell(
        "territory_gained",
        "Palmyra",
        when="2016-12-11",
        by="ISIS",
        words=DISPATCH,
        said_by="River Observatory",
        source="desk-two",
    )
    (incident,) = settle([bare, named]).incidents
    assert [origin.name for origin in incident.origins] == ["River Observatory"]


def test_whole_passages_are_compared_where_they_are_given(tell):
    a = tell("battle", "Palmyra", when="2016-12-11", words="Fighters entered the town.")
    b = tell("battle", "Palmyra", when="2016-12-11", words="The town was entered.", source="desk-two")
    texts = {a.claim.passage: DISPATCH, b.claim.passage: EDITED}
    assert len(settle([a, b]).incidents[0].origins) == 2
    assert len(settle([a, b], texts=texts).incidents[0].origins) == 1
