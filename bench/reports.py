"""Reports made up by rule for measuring speed: the same ones for the same seed, in the shape of wire copy.

In: how many, a seed. Out: `ReportInput`s of 120 to 400 words, or the training reports made from frames. No word of them is taken
from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from train.reports.compose import make_reports as make_labelled

from zenobia.evaluate import ReportInput

FIRST_DAY = date(2016, 1, 4)
PLACES = ("Palmyra", "Saraqeb", "Idlib", "Aleppo", "Deir ez-Zor", "Manbij", "Homs", "Mosul", "Bakhmut", "Avdiivka", "El Fasher")
SIDES = ("the army", "ISIS", "rebel fighters", "Kurdish forces", "the coalition", "Russian aircraft", "government troops")
SPEAKERS = ("the Observatory", "state media", "activists", "the Defence Ministry", "residents", "a military source")
SENTENCES = (
    "{side} captured the village of {place} on {day}, {speaker} said.",
    "At least {n} people were killed when shells hit a market in {place} on {day}, according to {speaker}.",
    "{side} withdrew from positions {km} km north of {place}, {speaker} told reporters.",
    "{speaker} denied that {side} had entered {place}.",
    "Air strikes destroyed {n} vehicles and {m} tanks near {place} late on {day}.",
    "{speaker} reported more than {n} dead and dozens of wounded, among them {m} children.",
    "The road between {place} and {place2} has been closed since March 2015.",
    "Thousands of families have fled {place} in the past month, {speaker} said.",
    "Talks on a ceasefire in {place} are due to resume on {day}.",
    "It was not possible to verify the report, and {side} made no comment.",
)


def _sentence(chance: Random) -> str:
    told = chance.choice(SENTENCES).format(
        side=chance.choice(SIDES),
        place=chance.choice(PLACES),
        place2=chance.choice(PLACES),
        speaker=chance.choice(SPEAKERS),
        day=chance.choice(("Sunday", "Monday", "Wednesday", "Friday", "12 May", "yesterday")),
        n=chance.randint(2, 90),
        m=chance.randint(2, 9),
        km=chance.randint(2, 40),
    )
    return told[0].upper() + told[1:]


def make_reports(count: int, seed: int) -> Iterator[ReportInput]:
    """Make `count` reports."""
    chance = Random(seed)
    for number in range(count):
        paragraphs = [" ".join(_sentence(chance) for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(4, 8))]
        yield ReportInput(
            doc_id=f"made-{number}",
            title=_sentence(chance).rstrip("."),
            text="\n".join(paragraphs),
            published=(FIRST_DAY + timedelta(days=number % 700)).isoformat(),
            outlet="Bench desk",
        )


def draw_reports(count: int, seed: int) -> Iterator[ReportInput]:
    """Draw `count` of the training reports made from frames, without their labels: far more ways to say a thing."""
    for record in make_labelled(count, seed):
        headline = record["title"]
        yield ReportInput(
            doc_id=record["doc_id"],
            title=headline or "",
            text=record["text"].removeprefix(f"{headline}\n"),
            published=record["published"],
            outlet=record["outlet"],
        )


CORPORA = {"wire": make_reports, "frames": draw_reports}
