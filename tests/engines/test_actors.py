"""The book of actors: names in text, words that depend on the speaker, and files that do not hold."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.engines.actor_words import actors_folder, load_words
from zenobia.engines.actors import load_actors
from zenobia.faults import BadSettings

BOOK = load_actors()
CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "actors.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_finds_names_in_text(case):
    text = case["input"]["text"]
    assert [[text[span.start : span.end], actor.name] for span, actor in BOOK.find(text)] == case["expected"]


@given(
    st.lists(
        st.sampled_from(["ISIS", "the", "al-", "Nusra", "Front", "US", "army", "Syrian", "-backed", "’s", ",", "Russian", "jets"])
    )
)
@settings(max_examples=200, deadline=None)
def test_names_never_overlap_and_stand_in_the_text(pieces):
    text = " ".join(pieces)
    found = BOOK.find(text)
    assert all(0 <= span.start < span.end <= len(text) for span, _ in found)
    assert all(before.end <= after.start for (before, _), (after, _) in pairwise(found))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ISIS militants", "Islamic State"),
        ("suspected Islamic State gunmen", "Islamic State"),
        ("the Islamic State group", "Islamic State"),
        ("Russian aircraft", "Russian Aerospace Forces"),
        ("Syrian regime forces", "Syrian Arab Army"),
        ("Ankara", "Turkey"),
        ("the Kremlin", "Russia"),
        ("US", "United States"),
        ("us", None),
        ("is", None),
        ("the militants", None),
        ("the army", None),
        ("anti-ISIS fighters", None),
        ("Russian-backed forces of somebody", None),
        ("JeM", "Jaish-e-Mohammed"),
        ("JEM", "Justice and Equality Movement"),
        ("", None),
        ("x" * 5_000, None),
    ],
)
def test_resolves_words(words, expected):
    actor = BOOK.resolve(words)
    assert (actor.name if actor else None) == expected


@pytest.mark.parametrize(
    ("words", "on", "spoken_by", "expected"),
    [
        ("the enemy", date(2023, 5, 1), "zenobia:ukrainian-general-staff", "Russian Armed Forces"),
        ("the enemy", date(2023, 5, 1), "zenobia:russian-defence-ministry", "Ukrainian Armed Forces"),
        ("the enemy", date(2010, 5, 1), "zenobia:ukrainian-general-staff", None),
        ("the enemy", None, "zenobia:ukrainian-general-staff", None),
        ("terrorists", date(2014, 5, 1), "zenobia:sana", "Syrian rebels (unspecified)"),
        ("the terrorists", date(2016, 5, 1), "zenobia:iraqi-security-forces", "Islamic State"),
        ("the terrorists", date(2016, 5, 1), "wikidata:Q130879", None),
        ("the army", date(2016, 5, 1), "zenobia:sana", "Syrian Arab Army"),
        ("the regime", date(2016, 5, 1), "zenobia:syrian-national-coalition", "Syrian Arab Army"),
        ("mercenaries", date(2017, 5, 1), "zenobia:al-masirah", "Saudi-led coalition in Yemen"),
        ("the enemy", date(2023, 5, 1), "zenobia:nobody", None),
    ],
)
def test_what_words_mean_depends_on_who_speaks_and_when(words, on, spoken_by, expected):
    actor = BOOK.resolve(words, on=on, spoken_by=spoken_by)
    assert (actor.name if actor else None) == expected


def test_gives_entries_by_id():
    islamic_state = BOOK.actor("wikidata:Q2429253")
    assert islamic_state is not None and islamic_state.kind == "armed_group"
    assert BOOK.actor("wikidata:Q0") is None


def test_every_listed_name_names_its_actor_or_none():
    lost = []
    for name, actor_id in load_words(actors_folder()).spellings:
        found = BOOK.resolve(name)
        if found is not None and found.id != actor_id:
            lost.append((actor_id, name, found.id))
    assert lost == []


def test_the_book_is_broad():
    assert len(BOOK) > 500
    assert {actor.kind for actor in BOOK} >= {"state", "military", "armed_group", "monitor", "agency", "media", "ngo", "igo"}


GOOD = '[[actor]]\nid = "zenobia:ours"\nname = "Ours"\nkind = "armed_group"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + GOOD, "already"),
        (GOOD.replace("zenobia:ours", "ours"), "wikidata:Q"),
        (GOOD.replace("armed_group", "terrorists"), "armed_group|Invalid enum|terrorists"),
        (GOOD + 'allegiances = [{ to = "zenobia:theirs" }]\n', "zenobia:theirs"),
        (GOOD + 'colour = "red"\n', "colour"),
        (GOOD + '[[meaning]]\nwords = ["foe"]\nsaid_by = ["zenobia:ours"]\nmeans = "zenobia:foe"\n', "zenobia:foe"),
        ("[[actor]\n", "mine.toml"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, text, told):
    (tmp_path / "mine.toml").write_text(f'theatre = "x"\nsources = ["me"]\n{text}', encoding="utf-8")
    with pytest.raises(BadSettings, match=told) as raised:
        load_words(tmp_path)
    assert "mine.toml" in str(raised.value)
