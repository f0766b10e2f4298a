"""Which reports are kin, and what it is evidence of."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zenobia.engines.rarity import load_rarity
from zenobia.reconcile.kin import Kin, Words

STORY = "Rescuers pulled Halvard Osterby from the silo of the Brennick mill. Chief Imke Roelofs thanked the Tolvane brigade."
TOLD = [
    STORY,
    f"{STORY} Two others died.",
    "Brennick mourns. Halvard Osterby, saved from the mill's silo, thanked Imke Roelofs of the Tolvane brigade.",
    "Rescuers pulled a man from a barn. The chief thanked the brigade.",
    "Shells hit the market of Delvona. Paulus Hembrecht lost his stall, Odile Marchetti hers.",
]
REPORTS = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.builds(
        lambda text, day: Words(texts=(text,), published=date(2016, 3, day) if day else None),
        st.sampled_from(TOLD),
        st.integers(0, 9),
    ),
    min_size=1,
)


def relations(kin, reports):
    return {name: kin.of(name) for name in reports}


def test_reports_of_one_story_are_kin_and_those_in_its_words_are_not():
    kin = Kin(load_rarity())
    kin.replace({str(number): Words(texts=(text,), published=date(2016, 3, 1)) for number, text in enumerate(TOLD)})
    assert kin.of("0") == {"1", "2"}
    assert kin.of("3") == kin.of("4") == frozenset()
    assert kin.kinship("0", "3") < 0.7 < kin.kinship("0", "2")


@given(reports=REPORTS, data=st.data())
def test_how_reports_came_and_went_is_of_no_matter(reports, data):
    order = data.draw(st.permutations(sorted(reports)))
    before = data.draw(REPORTS)
    kin = Kin(load_rarity())
    kin.replace(before)
    kin.replace({name: Words(texts=(), published=None) for name in before if name not in reports})
    for name in order:
        kin.replace({name: reports[name]})
    once = Kin(load_rarity())
    once.replace(reports)
    assert relations(kin, "abcdefg") == relations(once, "abcdefg")
