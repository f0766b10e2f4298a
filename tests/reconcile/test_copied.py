"""What one text took from another, and what only looks so."""

from __future__ import annotations

from zenobia.engines.rarity import load_rarity
from zenobia.reconcile.copied import are_formulaic, copied, is_copy, worded

DISPATCH = (
    "A convoy of nine lorries left Tal Ghassan before dawn, Captain Yusuf Daherani told reporters. Two of them burned out near "
    "the Qasmiyeh bridge, and the drivers walked back to the village of Umm Ruman."
)
RELEASE = (
    "A combined force detained {count} suspected insurgents during an operation in {district} district, {province} province, "
    "yesterday. The force was searching for {leader}, who planned attacks on the road to {town}. No civilians were harmed."
)
ONE_DAY = RELEASE.format(count=3, district="Dandak", province="Velkar", leader="Omerzad", town="Pashtel")
NEXT_DAY = RELEASE.format(count=5, district="Kurmesh", province="Tholat", leader="Harunam", town="Ghelzai")


def cut(text):
    return worded(text, load_rarity())


def test_a_part_carried_elsewhere_is_a_copy_with_its_stretch_and_what_is_new():
    carried = DISPATCH[: DISPATCH.index(" Two of")]
    longer = f"Night passed quietly in the hills. {carried} Elsewhere the market opened as on any other day of the month."
    taken = copied(cut(carried), cut(longer))
    assert is_copy(cut(carried), cut(longer))
    (span,) = taken.b
    assert span.cut(longer) == carried.rstrip(".")
    assert taken.novel_a == 0.0
    assert 0.2 < taken.novel_b < 0.8


def test_an_edited_copy_is_one_and_a_retelling_is_none():
    edited = DISPATCH.replace("before dawn", "at first light").replace("Two of them", "A pair")
    retold = (
        "Drivers returned on foot to Umm Ruman after two lorries of Captain Daherani's convoy caught fire by the Qasmiyeh bridge."
    )
    assert is_copy(cut(DISPATCH), cut(edited))
    assert not is_copy(cut(DISPATCH), cut(retold))


def test_formulaic_releases_are_told_apart_by_their_names_though_most_words_are_shared():
    a, b = cut(ONE_DAY), cut(NEXT_DAY)
    shared = sum(1 for key in a.keys if key in b.keys) / len(a.keys)
    assert shared > 0.8
    assert are_formulaic(a, b)
    assert not is_copy(a, b)
    assert is_copy(a, cut(ONE_DAY.replace("yesterday", "on Sunday")))


def test_a_release_of_the_same_district_is_another_while_most_names_differ():
    other = NEXT_DAY.replace("Kurmesh", "Dandak").replace("5", "3")
    assert not is_copy(cut(ONE_DAY), cut(other))


def test_the_answer_is_the_same_from_either_side():
    texts = [DISPATCH, ONE_DAY, NEXT_DAY, DISPATCH[:90], "", "One word."]
    for a in texts:
        for b in texts:
            assert is_copy(cut(a), cut(b)) == is_copy(cut(b), cut(a))
