"""Marked sentences to text with slots: `[speaker:The ministry] [cue:said] [actor:the army] [shelling:shelled] [place:Dol]`.

1. `[HEAD:words]` marks words; marks may stand inside marks. A head is a trigger, a role, or a figure.
2. A trigger makes a claim, in the order of the sentence; its head is a claim type, a control state, or `toll`; `?` after it
   hedges, `!` denies.
3. A role belongs to the claims numbered after `@` (`[place@2:Dol]`, `[place@1,2:Dol]`), else to every claim of its sentence that
   has none of its own numbered so; a figure to the last claim whose trigger stands before it.
4. `=` gives the name that the words stand for (`[actor=Dol Brigade:the group]`), or the days of a time (`[time=2024-03-05:…]`,
   `[time=2024-03-01..2024-03-31:…]`).
5. A figure's head is what was counted, with bounds, and the whole it is part of: `[killed 12+:…]`, `[killed 0-20:…]`,
   `[killed 3 of people:…]`.
6. `[^speaker]` marks no words: the claims have the last speaker of the report. So for every role that a sentence can inherit.

Never guesses: what is no mark-up raises BadSettings with the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES, ControlState
from zenobia.values.toll import TollWhat

ROLES = (
    "speaker", "via", "cue", "content", "hedge", "actor", "target", "place", "in", "rel", "time", "means", "holder", "who",
)  # fmt: skip
"""`in` is a wider place around `place`; `who` stands inside a figure and says what is counted."""
STATES = get_args(ControlState)
COUNTED = get_args(TollWhat)
TRIGGERS = frozenset((*EVENT_TYPES, *STATES, "toll"))

_TRIGGER = re.compile(r"([a-z_]+)([?!])?")
_ROLE = re.compile(r"([a-z]+)(?:@([\d,]+))?(?:=(.+))?")
_FIGURE = re.compile(r"([a-z]+)(?:@([\d,]+))? (\d+)(?:(\+)|-(\d+))?(?: of (.+))?")
_CARRIED = re.compile(r"\^([a-z]+)(?:@([\d,]+))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?|")
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Words with a role. `claims` are the numbers of the claims it serves, from 0; empty means all of its sentence."""

    role: str
    start: int
    end: int
    name: str
    claims: tuple[int, ...] = ()
    low: int = 0
    high: int | None = None
    part_of: str | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word that tells of a happening or a state."""

    type: str
    stance: str
    start: int
    end: int


@dataclass(slots=True)
class Marked:
    """One sentence: its text, its triggers and slots in the order in which they begin, and the roles that it inherits."""

    text: str = ""
    triggers: list[Trigger] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    inherits: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)


def bare(words: str) -> str:
    """Give a name without its article and without the 's of a possessor."""
    return _ARTICLE.sub("", words, count=1).removesuffix("'s").removesuffix("’s") if words else words


def _numbers(written: str | None) -> tuple[int, ...]:
    return tuple(int(number) - 1 for number in written.split(",") if number) if written else ()


def _slot(head: str, start: int, end: int, words: str) -> Slot | Trigger | None:
    """Read one head; None when it is none."""
    if (found := _TRIGGER.fullmatch(head)) and found[1] in TRIGGERS:
        stance = {"?": "hedges", "!": "denies", None: "asserts"}[found[2]]
        return Trigger(type=found[1], stance=stance, start=start, end=end)
    if (found := _FIGURE.fullmatch(head)) and found[1] in COUNTED:
        low = int(found[3])
        high = None if found[4] else int(found[5]) if found[5] else low
        return Slot(role=found[1], start=start, end=end, name="", claims=_numbers(found[2]), low=low, high=high, part_of=found[6])
    if (found := _ROLE.fullmatch(head)) and found[1] in ROLES:
        if found[1] == "time" and not _DAYS.fullmatch(found[3] or ""):
            return None
        name = found[3] if found[1] == "time" else found[3] or bare(words)
        return Slot(role=found[1], start=start, end=end, name=name or "", claims=_numbers(found[2]))
    return None


def parse(marked: str, dress: Callable[[str], str] = str) -> Marked:
    """Read one marked sentence.

    Args:
        dress: changes plain words on their way into the text (quotation marks, lost commas); never marks or names.

    Raises:
        BadSettings: a mark is not closed, not opened, unknown, empty, or speaks of a claim that the sentence does not make.
    """
    made = Marked()
    pieces: list[str] = []
    length = 0
    open_marks: list[tuple[str, int]] = []
    for token in re.findall(r"\[\^[^\[\]:]+\]|\[[^\[\]:]+:|\]|[^\[\]]+|.", marked):
        if carried := _CARRIED.fullmatch(token[1:-1] if token.startswith("[^") else ""):
            made.inherits.append((carried[1], _numbers(carried[2])))
        elif token.startswith("[") and token.endswith(":"):
            open_marks.append((token[1:-1], length))
        elif token == "]" and open_marks:
            head, start = open_marks.pop()
            _file(made, _slot(head, start, length, "".join(pieces)[start:]), marked, head)
        elif token in ("[", "]") or token.startswith("["):
            raise BadSettings(f"{marked!r}: a mark at {token!r} is not opened and closed as [HEAD:words]; mend the sentence")
        else:
            pieces.append(dress(token))
            length += len(pieces[-1])
    if open_marks:
        raise BadSettings(f"{marked!r}: [{open_marks[-1][0]}: is not closed; add a ]")
    made.text = "".join(pieces)
    _check(made, marked)
    _share_names(made)
    made.triggers.sort(key=lambda one: one.start)
    made.slots.sort(key=lambda one: (one.start, -one.end))
    return made


def _file(made: Marked, read: Slot | Trigger | None, marked: str, head: str) -> None:
    if isinstance(read, Trigger):
        made.triggers.append(read)
    elif isinstance(read, Slot) and read.start < read.end:
        made.slots.append(read)
    else:
        raise BadSettings(f"{marked!r}: [{head}: is no mark, or marks no words; see train/reports/README.md for the heads")


def _share_names(made: Marked) -> None:
    """Let a mark around a named mark of the same words have its name: `[speaker:[actor=Dol Brigade:the group]]`."""
    named = {(slot.start, slot.end): slot.name for slot in reversed(made.slots) if slot.role not in (*COUNTED, "time")}
    made.slots = [
        replace(slot, name=named[slot.start, slot.end]) if (slot.start, slot.end) in named and slot.role == "speaker" else slot
        for slot in made.slots
    ]


def _check(made: Marked, marked: str) -> None:
    asked = [number for slot in made.slots for number in slot.claims]
    asked += [number for _, numbers in made.inherits for number in numbers]
    if odd := [number + 1 for number in asked if not 0 <= number < len(made.triggers)]:
        raise BadSettings(f"{marked!r}: @{odd[0]}, but the sentence makes {len(made.triggers)} claims; number them from 1")
    if made.text != made.text.strip() or "  " in made.text:
        raise BadSettings(f"{marked!r}: white space at an edge or doubled in {made.text!r}; take it out")


def days(name: str) -> tuple[date, date] | None:
    """Give the first and last day of a time's name, None when it has none."""
    found = _DAYS.fullmatch(name)
    if not found or not found[1]:
        return None
    first = date.fromisoformat(found[1])
    return first, date.fromisoformat(found[2]) if found[2] else first
