"""The frames as data: `frames/*.txt` read and checked, and frames with their choices made.

1. A line is a frame, `# …` a remark, `## POSITION` says where the frames below it stand in a report.
2. `{a|b|}` is a choice, one inside another if need be; `{role KEY}` is a slot, see README.md.
3. `## macro` lines, `NAME = …`, are choices that many frames share, used as `{NAME}`.
4. A `wrap` frame that starts with `! ` makes the claims of its clause denied, with `? ` hedged.
5. A frame's name is its file, its position and its number there: `shelling/body/3`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from train.reports.markup import TRIGGERS
from zenobia.faults import BadSettings

POSITIONS = ("headline", "lead", "body", "follow", "background", "noise", "clause", "wrap")
"""`clause` frames tell of one thing without saying who says so; `wrap` frames say who, around CLAUSE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    name: str
    position: str
    text: str
    stance: str = ""
    """What a `wrap` frame makes of its clause's claims: "", "!" or "?"."""


def read_frames(stem: str, text: str) -> list[Frame]:
    """Read one file of frames.

    Raises:
        BadSettings: a frame stands under no position, or its braces do not close.
    """
    made: list[Frame] = []
    position = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("## "):
            position = line[3:].strip()
            if position not in (*POSITIONS, "macro"):
                raise BadSettings(f"frames/{stem}.txt:{number}: position {position!r}; allowed are {', '.join(POSITIONS)}")
        elif line and not line.startswith("#"):
            if not position or line.count("{") != line.count("}"):
                raise BadSettings(f"frames/{stem}.txt:{number}: {line!r} stands under no position, or its braces do not close")
            count = sum(one.position == position for one in made) + 1
            stance = line[0] if position == "wrap" and line[:2] in ("! ", "? ") else ""
            made.append(
                Frame(name=f"{stem}/{position}/{count}", position=position, text=line[2:] if stance else line, stance=stance)
            )
    return made


@cache
def load_all() -> tuple[Frame, ...]:
    """Read every file of frames, macros among them, in the order of their names."""
    folder = files("train.reports").joinpath("frames")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return tuple(
        frame
        for name in names
        for frame in read_frames(name.removesuffix(".txt"), folder.joinpath(name).read_text(encoding="utf-8"))
    )


def load_frames() -> tuple[Frame, ...]:
    return tuple(frame for frame in load_all() if frame.position != "macro")


@cache
def load_macros() -> dict[str, str]:
    """Give the shared choices by their names."""
    parts = (frame.text.partition(" = ") for frame in load_all() if frame.position == "macro")
    return {name: choices for name, _, choices in parts}


def clothe(clause: Frame, wrap: Frame) -> str:
    """Put a clause into a frame that says who says so, and give its claims that frame's stance."""
    triggers = "|".join(sorted(TRIGGERS, key=len, reverse=True))
    text = re.sub(rf"\[({triggers})(?=:)", rf"[\1{wrap.stance}", clause.text) if wrap.stance else clause.text
    return wrap.text.replace("CLAUSE", text)


def options(text: str) -> list[str]:
    """Cut the inside of a brace at its own bars."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if character == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def expand(text: str, chance: Random, fill: Callable[[str], str]) -> str:
    """Make a frame's choices and fill its slots."""
    made, at = "", 0
    while (opened := text.find("{", at)) >= 0:
        depth, closed = 1, opened + 1
        while depth and closed < len(text):
            depth += (text[closed] == "{") - (text[closed] == "}")
            closed += 1
        made += text[at:opened]
        inside = text[opened + 1 : closed - 1]
        choices = options(inside)
        if len(choices) > 1 or "[" in inside:
            made += expand(chance.choice(choices), chance, fill)
        else:
            macro = load_macros().get(inside)
            made += fill(inside) if macro is None else expand(macro, chance, fill)
        at = closed
    return made + text[at:]
