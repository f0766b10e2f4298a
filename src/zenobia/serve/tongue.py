"""In: a language. Out: the interface's words in it, with days, figures and plurals as its readers write them (CLDR, by Babel).

1. A catalogue is a TOML file in `words/`, and one in `words/desk/` for the review desk; every language has every key, and every
   form that its plural rules need.
2. Only the interface is put into words here. What sources say stands in their language, titles and reasons as they were computed.
3. A figure keeps its bounds: no number is made up to stand for two. A place is said as finely as the words were, with its
   uncertainty. Nothing is stated as having happened: somebody said it, denied it, or was not sure.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from zenobia.values.claim import Claim, ControlClaim, Speaker
from zenobia.values.control import Control
from zenobia.values.incident import Incident, TollRange
from zenobia.values.place import Fix
from zenobia.values.times import When
from zenobia.values.toll import Toll

FOLDER = Path(__file__).parent / "words"
LANGUAGES = {"en": "English", "ar": "العربية", "ru": "Русский"}
"""Languages of the interface, each by its own name. Add a file to `words/` and a line here."""
DEFAULT = "en"
Words = dict[str, str | dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """The interface in one language."""

    code: str
    locale: Locale
    words: Words

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    def __call__(self, key: str, **values: object) -> str:
        """Give the text of a key; `n` chooses the plural form and is written as a number."""
        text = self.words[key]
        if isinstance(text, dict):
            number = values["n"]
            assert isinstance(number, int)
            text = text.get(self.locale.plural_form(number)) or text["other"]
        shown = {name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()}
        return text.format(**shown)

    def has(self, key: str) -> bool:
        return key in self.words

    def number(self, number: int | float) -> str:
        return format_decimal(number, locale=self.locale)

    def day(self, day: date | None) -> str:
        return format_date(day, "d MMM y", locale=self.locale) if day else "…"

    def days(self, start: date | None, end: date | None) -> str:
        """Say a stretch of days as shortly as it can be said in full."""
        if start is None or end is None:
            if start is None and end is None:
                return self("when.unknown")
            return self("when.until", end=self.day(end)) if start is None else self("when.since", start=self.day(start))
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        first = format_date(start, "d MMM", locale=self.locale) if start.year == end.year else self.day(start)
        return self("when.between", start=first, end=self.day(end))

    def when(self, when: When | None) -> str:
        """Say when, or that nobody said."""
        if when is None:
            return self("when.unknown")
        start, end = when.start, when.end
        if start and end and when.precision == "month" and (start.month, start.year) == (end.month, end.year):
            return format_date(start, "MMM y", locale=self.locale)
        if start and end and when.precision == "year" and start.year == end.year:
            return str(start.year)
        return self.days(start, end)

    def dated(self, incident: Incident) -> str:
        """Say when an incident was, else when it was first reported, else that nobody said."""
        if incident.when is None and incident.reported:
            return self("when.reported", day=self.day(incident.reported))
        return self.when(incident.when)

    def moment(self, moment: datetime) -> str:
        return f"{self.day(moment.date())}, {moment:%H:%M} UTC"

    def km(self, km: float) -> str:
        """Say a distance in three figures at most: a radius is a guess, and must not look finer than one."""
        return self("where.km", n=float(f"{km:.2g}") if km < 10 else round(float(f"{km:.3g}")))

    def fix(self, fix: Fix | None) -> str:
        """Say where, as finely as the words were."""
        if fix is None:
            return self("where.unknown")
        if fix.precision == "unknown":
            return self("where.not_found", name=fix.name)
        kind = fix.precision if fix.precision in ("exact", "near") else "somewhere"
        place = self(f"where.{kind}", name=fix.name)
        return self("where.within", place=place, radius=self.km(fix.radius_km)) if fix.radius_km and fix.radius_km > 1 else place

    def range(self, low: int, high: int | None) -> str:
        """Say a figure with its bounds."""
        if high is None:
            return self("range.least", low=low)
        if low == high:
            return self.number(low)
        return self("range.up_to", high=high) if low <= 1 else self("range.between", low=low, high=high)

    def toll(self, toll: Toll | TollRange) -> str:
        return " ".join(part for part in (self.range(toll.low, toll.high), toll.who, self(f"toll.{toll.what}")) if part)

    def type(self, name: str | None) -> str:
        return self(f"type.{name}") if self.has(f"type.{name}") else self("claim.unnamed_type")

    def ground(self, pair: ControlClaim) -> str:
        """Say who is said to stand where, without a verb that would have to agree with the name."""
        return self(f"control.{pair.state}", holder=pair.holder or self("control.nobody"), place=pair.place)

    def status(self, control: Control) -> str:
        if control.status == "held" and control.holder:
            return self("control.held_by", holder=control.holder)
        return self(f"control.{control.status}")

    def speaker(self, speaker: Speaker | None, outlet: str) -> str:
        return speaker.name if speaker else self("claim.own_voice", outlet=outlet)

    def attribution(self, claim: Claim, outlet: str, *, with_kind: bool = False) -> str:
        """Say who said it, perhaps what they are, and through whom."""
        who = self.speaker(claim.said_by, outlet)
        if with_kind and claim.said_by:
            who = f"{who} ({self('kind.' + claim.said_by.kind)})"
        if claim.via:
            who = self("saying.quoted_by", who=who, relays=", ".join(relay.name for relay in claim.via))
        return self(f"saying.{claim.stance}", who=who + self("saying.comma") if "," in who else who)

    def heading(self, claim: Claim) -> str:
        """Name what a claim is about, in two or three words."""
        return (
            self(f"claim.{'figures' if claim.kind == 'toll' else 'control'}") if claim.kind != "event" else self.type(claim.type)
        )


@lru_cache
def tongue(code: str) -> Tongue:
    """Open a language; one that is not there is the default."""
    code = code if code in LANGUAGES else DEFAULT
    words: Words = {}
    for path in (FOLDER / f"{code}.toml", FOLDER / "desk" / f"{code}.toml"):
        words |= flat(tomllib.loads(path.read_text("utf-8")))
    return Tongue(code=code, locale=Locale.parse(code), words=words)


def flat(tables: dict[str, Any]) -> Words:
    """Name every text by table and key: `page.skip`."""
    return {f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()}


def language_of(*, asked: str | None, chosen: str | None, accepted: str | None) -> str:
    """Choose a language: what the address asks for, what was chosen before, the first that the browser takes.

    Args:
        accepted: the header `Accept-Language`.
    """
    for wanted in (asked, chosen):
        if wanted in LANGUAGES:
            return str(wanted)
    weighed = []
    for place, part in enumerate((accepted or "").split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, name.split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(weighed) if name in LANGUAGES), DEFAULT)


def capital(sentence: str) -> str:
    """Begin with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
