"""The demo's notes keep the promises that their README makes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from zenobia.sample import sample_bytes, sample_lines, sample_path

PUBLISHERS = {"Zenobia sample notes", "Zenobia sample notes, second desk"}
NOTES = [json.loads(line) for line in sample_lines()]
QUOTATION_MARKS = set('"“”„«»‹›‟「」')
FIRST_DAY, LAST_DAY = date(2015, 5, 1), date(2017, 3, 31)


def words(text: str) -> list[str]:
    return text.split()


def published_on(day: str) -> list[str]:
    return [note["text"] for note in NOTES if note["published"] == day]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["doc_id"])
def test_a_note_is_a_well_formed_report_of_ours(note: dict[str, str]) -> None:
    assert set(note) == {"doc_id", "title", "text", "published", "outlet"}
    assert note["outlet"] in PUBLISHERS
    assert 80 <= len(words(note["text"])) <= 200
    assert 3 <= len(words(note["title"])) <= 16
    assert FIRST_DAY <= date.fromisoformat(note["published"]) <= LAST_DAY
    assert all(paragraph.strip() == paragraph != "" for paragraph in note["text"].split("\n"))


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["doc_id"])
def test_a_note_reports_speech_and_never_quotes_it(note: dict[str, str]) -> None:
    assert not QUOTATION_MARKS & set(note["title"] + note["text"])


def test_lines_are_the_file() -> None:
    assert b"\n".join(sample_lines()) + b"\n" == sample_bytes()
    assert sample_bytes().decode("utf-8").replace("\n", "").isprintable()


def test_the_path_holds_the_file() -> None:
    with sample_path() as path:
        assert path.suffix == ".jsonl"
        assert path.read_bytes() == sample_bytes()


def test_names_are_unique_and_days_do_not_run_backwards() -> None:
    names = [note["doc_id"] for note in NOTES]
    days = [note["published"] for note in NOTES]
    assert names == sorted(set(names))
    assert days == sorted(days)


def test_the_whole_story_is_there() -> None:
    assert NOTES[0]["published"].startswith("2015-05")
    assert NOTES[-1]["published"].startswith("2017-03")
    assert {note["outlet"] for note in NOTES} == PUBLISHERS


def test_both_accounts_of_11_december_stand_apart_and_together() -> None:
    sunday = published_on("2016-12-11")
    monday = published_on("2016-12-12")
    assert any("al-Amriyha" in text and "Tass" not in text for text in sunday)
    assert any("Tass" in text and "al-Amriyha" not in text for text in sunday)
    assert any("Tass" in text and "al-Amriyha" in text for text in monday)


def test_one_note_prints_a_paragraph_twice() -> None:
    repeated = [note for note in NOTES if len(set(note["text"].split("\n"))) < len(note["text"].split("\n"))]
    assert [note["doc_id"] for note in repeated] == ["note-13"]


def test_one_story_is_carried_by_both_desks_with_light_edits() -> None:
    first, second = (set(words(text)) for text in published_on("2016-12-11") if "Tass" in text)
    likeness = len(first & second) / len(first | second)
    assert 0.6 < likeness < 1
