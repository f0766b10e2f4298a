"""Frames to whole reports: headline, lead, body, background and noise, in the manner of one outlet.

1. Frames are dealt from shuffled packs, one a position, so that every frame is reached before any comes again.
2. A frame that inherits a slot is dealt only after a sentence that has it.
3. A report's dress is drawn once: curly or straight quotation marks, lost commas, headlines in capitals, one long paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from train.reports.cast import theatres
from train.reports.frames import POSITIONS, Frame, clothe, expand, load_frames
from train.reports.markup import Marked, parse
from train.reports.records import INHERITED, report
from train.reports.scene import Scene
from train.reports.words import OUTLETS

FIRST_DAY = date(2013, 1, 1)
DAYS = 4380
PLURAL_BEFORE = re.compile(
    r"((?:orces|ebels|ighters|roops|ilitants|oldiers|urkmen|nsurgents|eparatists|olunteers|ribesmen|rigades|uards|ctivists|esidents"
    r"|itnesses|fficials|escuers|edics|ources|eaders|illagers|orkers|ournalists|police)(?:\]? |\] \[[a-z_]+[?!]?:))"
    r"(is|has|was|does|wants|maintains|holds|controls|remains|captures|seizes|takes|retakes|pulls out|withdraws|repels"
    r"|downs|shells|detains|executes|surrounds|sends|denies|claims|says|reports|vows|fears|demands)\b"
)
VERBS = {"is": "are", "has": "have", "was": "were", "does": "do", "denies": "deny", "pulls out": "pull out"}
MADE_BY = "frames"
LOST_COMMAS = 0.12
CURLY = 0.4
NO_HEADLINE = 0.15
WRAPPED = 0.75
"""Share of leads and of sentences in the body that are a clause within a frame that says who says so."""


@dataclass(slots=True)
class Pack:
    """The frames of one position, dealt in random order, all before any again."""

    frames: tuple[Frame, ...]
    chance: Random
    left: list[Frame]

    def deal(self, has: frozenset[str]) -> Frame:
        """Give the next frame whose inherited roles the report has; those passed over stay on top."""
        for _ in range(2):
            for at, frame in enumerate(self.left):
                if inherited(frame.text) <= has:
                    return self.left.pop(at)
            fresh = list(self.frames)
            self.chance.shuffle(fresh)
            self.left += fresh
        raise AssertionError(f"no frame of {self.frames[0].position} can stand first")


def inherited(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\[\^([a-z]+)", text))


def tidy(marked: str) -> str:
    """Close the gaps that an empty choice leaves."""
    marked = re.sub(r" {2,}", " ", marked)
    marked = re.sub(r" (?=(?:\[\^[a-z@\d,]+\])*[,.;!?](?:\s|$|\]))", "", marked)
    marked = re.sub(r" +(?=\])", "", marked)
    return agreed(re.sub(r",(?=\]*(?:\[\^[a-z@\d,]+\])*[,.:;])|,(?=$)", "", marked)).strip()


def agreed(marked: str) -> str:
    """Let a verb in the present agree with a plural party before it: "the rebels] has" becomes "the rebels] have"."""
    return PLURAL_BEFORE.sub(lambda found: found[1] + VERBS.get(found[2], found[2].removesuffix("s")), marked)


@dataclass(slots=True)
class Dress:
    """How one outlet prints."""

    curly: bool
    commas: bool
    opened: bool = False

    def __call__(self, words: str) -> str:
        if not self.commas:
            words = re.sub(r",(?!\d)", "", words)
        if not self.curly:
            return words
        made = []
        for character in words.replace("'", "’"):
            if character == '"':
                character = "”" if self.opened else "“"
                self.opened = not self.opened
            made.append(character)
        return "".join(made)


def sentence(text: str, scene: Scene, dress: Dress) -> Marked:
    """Make one sentence of a frame's text."""
    dress.opened = False
    marked = parse(tidy(expand(text, scene.chance, scene.fill)), dress)
    marked.text = re.sub(r"(?<=: [\"“])[a-z]", lambda found: found[0].upper(), marked.text)
    first = next((at for at, character in enumerate(marked.text) if character.isalnum()), 0)
    marked.text = marked.text[:first] + marked.text[first].upper() + marked.text[first + 1 :]
    return marked


def headline(frame: Frame, scene: Scene, dress: Dress) -> Marked:
    """Make a headline: without a full stop, now and then in capitals or in title case."""
    marked = sentence(frame.text, scene, dress)
    manner = scene.chance.random()
    if manner < 0.12:
        changed = marked.text.upper()
    elif manner < 0.35:
        changed = re.sub(r"\b[a-z](?=[a-z]{3})", lambda found: found[0].upper(), marked.text)
    else:
        changed = marked.text
    if len(changed) == len(marked.text):  # a letter such as ß grows in capitals, and would move every span after it
        marked.text = changed
    return marked


def dealt(position: str, packs: dict[str, Pack], has: frozenset[str], chance: Random) -> tuple[str, str]:
    """Give (names of frames, text) for one sentence: a whole frame, or a clause in one that says who says so."""
    if position not in ("lead", "body") or chance.random() >= WRAPPED:
        frame = packs[position].deal(has)
        return frame.name, frame.text
    clause, wrap = packs["clause"].deal(has), packs["wrap"].deal(has)
    return f"{clause.name} {wrap.name}", clothe(clause, wrap)


def plan(chance: Random) -> list[list[str]]:
    """Give the positions of a report's sentences, paragraph by paragraph."""
    made = [["lead"] if chance.random() < 0.7 else ["lead", chance.choice(("body", "follow"))]]
    for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 5))):
        paragraph = [chance.choice(("body", "body", "body", "background", "noise"))]
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            paragraph.append(chance.choice(("body", "body", "follow", "follow", "background", "noise")))
        made.append(paragraph)
    if chance.random() < 0.3:
        made.append(["noise"])
    if chance.random() < 0.12:
        made = [[position for paragraph in made for position in paragraph]]
    return made


def make(number: int, seed: int, packs: dict[str, Pack], chance: Random) -> dict[str, Any]:
    """Make one report's record."""
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    scene = Scene(theatre=chance.choice(theatres()), published=published, chance=chance)
    dress = Dress(curly=chance.random() < CURLY, commas=chance.random() >= LOST_COMMAS)
    used: list[str] = []
    has: frozenset[str] = frozenset()
    head = None
    if chance.random() >= NO_HEADLINE:
        frame = packs["headline"].deal(frozenset())
        used.append(frame.name)
        head = headline(frame, scene, dress)
        has = roles(head)
        scene.parties = {key: replace(party, mentions=0) for key, party in scene.parties.items()}
    paragraphs = []
    for positions in plan(chance):
        paragraph = []
        for position in positions:
            names, text = dealt(position, packs, has, chance)
            used.append(names)
            paragraph.append(sentence(text, scene, dress))
            has |= roles(paragraph[-1])
        paragraphs.append(paragraph)
    about = {
        "doc_id": f"made-{seed}-{number}",
        "synthetic": True,
        "made_by": MADE_BY,
        "published": published.isoformat(),
        "outlet": chance.choice(OUTLETS),
        "title": head.text if head else None,
        "frames": used,
    }
    return report(about, head, paragraphs)


def roles(marked: Marked) -> frozenset[str]:
    return frozenset(slot.role for slot in marked.slots if slot.role in INHERITED)


def make_reports(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Make `count` labelled reports: the same ones for the same seed, whatever the count."""
    chance = Random(seed)
    frames = load_frames()
    packs = {
        position: Pack(frames=tuple(one for one in frames if one.position == position), chance=chance, left=[])
        for position in POSITIONS
    }  # fmt: skip
    for number in range(count):
        yield make(number, seed, packs, chance)
