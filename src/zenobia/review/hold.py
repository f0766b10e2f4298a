"""The do-no-harm policy as one pure layer: in goes a value about to be shown, out the value as it may be shown, or None.

1. Nothing is shown before `delay_hours` have passed since it was received: time for people near an event to leave.
2. Coordinates, those of a claim's route too, are snapped to the centre of a cell of a fixed grid of `grid_km`; the disc is
   widened to cover the cell. The grid is fixed to the earth, so that many reports of one spot give no more away than one. The
   steps of the derivation go, for they may hold what was snapped.
3. A withheld name is covered, letter for letter, in every text of a value, whatever the value: quotes keep their length and
   their place in the report. Who bears a covered name loses the reference id with it. Case, accents and vowel signs, invisible
   characters, what stands between its words (spaces, line ends, hyphens), and its last word put first make no other name of it.
4. A shielded source is shown as nobody's: its name is withheld, its slug covered where it stands alone; its addresses go.
5. The hold only takes away. Applied twice it gives what it gave once.

Names of places and their gazetteer ids are shown as the report printed them: the grid hides no named town. It hides nothing at
the source either; the ledger keeps everything.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from math import cos, floor, hypot, radians
from typing import Any, TypeVar

from zenobia.values.claim import Claim
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.incident import Incident
from zenobia.values.place import Fix

T = TypeVar("T")
Held = TypeVar("Held", Claim, Event, Incident, Control)

COVER = "█"
KM_PER_DEGREE = 111.2
"""Kilometres of one degree of latitude on a sphere of the earth's mean radius."""
NAMED = (("name", "id"), ("holder", "holder_id"), ("likeliest", "likeliest_id"), ("party", "party_id"))
"""Fields that hold a name, each with the one that holds the reference id of who bears it."""
LONG_FOLDED = 8
"""Letters from which a folded name is looked for inside words: shorter ones would cover parts of other words."""
BETWEEN_WORDS = r"[\W_]{1,8}"
"""What may part the words of a name; eight characters hold a line's end with its indent."""
NOTHING = "\u0300"
"""Stands for a character that is no letter of its own: an accent, a vowel sign, a soft hyphen, a mark of direction, a tatweel."""
UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Unicode categories of such characters."""
TATWEEL = "\u0640"
POLAR_COS = 0.01
"""Floor of the cosine of latitude: nearer the poles than 0.6 degrees cells stop narrowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What is held back, on every door alike. The default holds nothing back."""

    delay_hours: float = 0.0
    grid_km: float = 0.0
    withheld_names: tuple[str, ...] = ()
    """Names of victims and private persons, as written in reports."""
    shielded_sources: tuple[str, ...] = ()
    """Slugs of publishers who must not be known as the source."""

    def shown_until(self, now: datetime) -> datetime:
        """Give the moment up to which what was received is shown."""
        return now - timedelta(hours=self.delay_hours)

    def apply(self, value: Held, *, received_at: datetime, now: datetime) -> Held | None:
        """Give the value as it may be shown at `now`, or None while it is held back.

        Args:
            received_at: when it reached us: for an incident or a stretch of control, the latest report that it rests on.
        """
        if received_at > self.shown_until(now):
            return None
        covered = self.cover(value)
        if isinstance(covered, Claim):
            return covered
        if isinstance(covered, Event):
            route = tuple(replace(stop, fix=self._snapped(stop.fix)) for stop in covered.route)
            return replace(covered, fix=self._snapped(covered.fix), route=route)
        return replace(covered, fix=self._snapped(covered.fix))

    def cover(self, value: T) -> T:
        """Cover every withheld name in all the texts of a value, however deep."""
        if not (self.withheld_names or self.shielded_sources):
            return value
        covered: T = self._covered(value)
        return covered

    def _covered(self, value: Any) -> Any:
        if isinstance(value, str):
            return COVER * len(value) if value in self.shielded_sources else self.mask(value)
        if isinstance(value, tuple):
            return tuple(map(self._covered, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        made = {field.name: self._covered(getattr(value, field.name)) for field in fields(value)}
        for name, identity in NAMED:
            if made.get(identity) is not None and made.get(name) != getattr(value, name, None):
                made[identity] = None
        return type(value)(**made)

    def snap(self, fix: Fix) -> Fix:
        """Move a fix to the centre of its cell of the grid and widen its disc over the cell."""
        if self.grid_km <= 0 or fix.lat is None or fix.lon is None:
            return fix
        step = self.grid_km / KM_PER_DEGREE
        lat, height = _cell(fix.lat + 90.0, 180.0, step)
        shrink = max(cos(radians(lat - 90.0)), POLAR_COS)
        lon, width = _cell((fix.lon + 180.0) % 360.0, 360.0, step / shrink)
        return replace(
            fix,
            lat=round(lat - 90.0, 6),
            lon=round(lon - 180.0, 6),
            radius_km=max(fix.radius_km or 0.0, round(hypot(height, width * shrink) / 2 * KM_PER_DEGREE, 3)),
            precision="near" if fix.precision == "exact" else fix.precision,
            because=(f"Shown on a fixed grid of {self.grid_km:g} km.",),
        )

    def mask(self, text: str) -> str:
        """Cover every withheld name in a text, also where it stands folded, as in a made id; its length stays."""
        for pattern in _patterns(self.withheld_names):
            for found in pattern.finditer(text.translate(_PLAIN)):
                start, end = found.span()
                text = text[:start] + COVER * (end - start) + text[end:]
        return text

    def _snapped(self, fix: Fix | None) -> Fix | None:
        return self.snap(fix) if fix is not None else None


class _Plain(dict[int, str]):
    """Maps each character to one plain one: small, without accents; so that positions stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.category(letter) in UNSEEN or letter == TATWEEL:
            plain = NOTHING
        else:
            spread = [one for one in unicodedata.normalize("NFKD", letter).casefold() if unicodedata.category(one) not in UNSEEN]
            plain = spread[0] if spread else letter
        self[code] = plain
        return plain


_PLAIN = _Plain()


def _letters(word: str) -> str:
    return f"{NOTHING}*".join(map(re.escape, word))


@lru_cache(maxsize=32)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Give what finds names in plain text, the longest first."""
    found = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = re.findall(r"[^\W_]+", name.translate(_PLAIN).replace(NOTHING, ""))
        if words:
            orders = (words, [words[-1], *words[:-1]])  # a list of the dead has the family's name first
            spoken = "(?:" + "|".join(BETWEEN_WORDS.join(map(_letters, order)) for order in orders) + ")"
            bare = "".join(words)
            inside = f"|{_letters(bare)}" if len(bare) >= LONG_FOLDED else ""
            found.append(re.compile(rf"(?<![^\W_]){spoken}(?![^\W_]){inside}"))
        elif name.strip():
            found.append(re.compile(re.escape(name.translate(_PLAIN))))
    return tuple(found)


def _cell(value: float, whole: float, step: float) -> tuple[float, float]:
    """Cut `whole` into equal cells of at least `step`; give the middle and the width of the one that a value lies in."""
    cells = max(1, floor(whole / step))
    width = whole / cells
    return (min(floor(value / width), cells - 1) + 0.5) * width, width
