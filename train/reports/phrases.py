"""Figures with every kind of bound, and times with their days, as marked words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from train.reports.words import COUNTED_WORDS, PART_WORDS
from zenobia.faults import BadSettings

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
DOZENS = (
    ("dozens of", 24),
    ("scores of", 40),
    ("hundreds of", 200),
    ("thousands of", 2000),
    ("several", 3),
    ("several dozen", 36),
)
"""Uncounted numbers and their lower bounds, as the claims' guidelines set them."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spelled(number: int) -> str:
    """Write a number under a hundred in words."""
    if number < 20:
        return WORDS[number]
    return TENS[number // 10] + (f"-{WORDS[number % 10]}" if number % 10 else "")


def written(number: int, chance: Random) -> str:
    """Write a number as reports do: small ones mostly in words, thousands with a comma or without."""
    if number < 10:
        return spelled(number) if chance.random() < 0.7 else str(number)
    if number < 100 and chance.random() < 0.12:
        return spelled(number)
    return f"{number:,}" if number < 10_000 or chance.random() < 0.9 else f"{number // 1000},000"


@dataclass(slots=True)
class Figures:
    """Figures of one report; the last whole is remembered, so that a part of it can be given."""

    chance: Random
    low: int = 12
    who: str = "people"
    key: str = "civ"

    def size(self, what: str, key: str) -> int:
        chance = self.chance
        if key == "families" or what == "displaced":
            return chance.choice((chance.randint(20, 90), chance.randint(2, 9) * 100, chance.randint(2, 45) * 1000))
        if chance.random() < 0.15:
            return chance.randint(100, 900)
        return chance.choice((chance.randint(2, 9), chance.randint(2, 20), chance.randint(10, 95)))

    def bounds(self, number: int, key: str) -> tuple[str, int, int | None]:
        """Give (words before what is counted, low, high)."""
        chance = self.chance
        shown = written(number, chance)
        kind = chance.random()
        if kind < 0.42 or (key == "num" and kind < 0.8):
            return shown, number, number
        if kind < 0.58:
            return (
                f"{chance.choice(('at least', 'at least', 'no fewer than', 'a minimum of', 'not less than'))} {shown}",
                number,
                None,
            )
        if kind < 0.68:
            return f"{chance.choice(('more than', 'over', 'upwards of', 'more than'))} {shown}", number + 1, None
        if kind < 0.74:
            return f"{chance.choice(('up to', 'as many as', 'at most', 'no more than'))} {shown}", 0, number
        if kind < 0.80:
            more = number + chance.randint(1, max(2, number // 2))
            shape = chance.choice(("between {} and {}", "{} to {}", "from {} to {}", "{}-{}"))
            return (
                shape.format(number, more)
                if number > 12
                else shape.replace("{}-{}", "{} or {}").format(spelled(number), written(number + 1, chance)),
                number,
                more if number > 12 else number + 1,
            )
        if kind < 0.88:
            return (
                f"{chance.choice(('nearly', 'about', 'around', 'some', 'almost', 'an estimated', 'roughly'))} {shown}",
                number,
                number,
            )
        if key == "num":
            return shown, number, number
        words, low = chance.choice(DOZENS)
        return words, low, None

    def give(self, what: str, key: str, at: str) -> str:
        """Give one marked figure, such as `[killed 12+:at least 12 [who:civilians]]`.

        Args:
            key: a row of COUNTED_WORDS, or `num` for a number alone.
        """
        if key != "num" and key not in COUNTED_WORDS:
            raise BadSettings(f"{{{what} {key}}}: nothing is counted so; choose among num, {', '.join(COUNTED_WORDS)}")
        number = self.size(what, key)
        words, low, high = self.bounds(number, key)
        bound = f"{low}+" if high is None else f"{low}" if low == high else f"{low}-{high}"
        if key == "num":
            return f"[{what}{at} {bound}:{words}]"
        who = self.chance.choice(COUNTED_WORDS[key])
        if who == "more" and words.endswith("of"):
            who = "others"
        if what in ("killed", "injured", "captured"):
            self.low, self.who, self.key = max(low, 2), who, key
        return f"[{what}{at} {bound}:{words} [who:{who}]]"

    def part(self, what: str, at: str) -> str:
        """Give a marked subtotal of the last figure, such as `[killed 3 of people:three [who:children]]`."""
        chance = self.chance
        words = PART_WORDS.get(self.key, PART_WORDS["other"])
        number = chance.randint(1, max(1, min(9, self.low - 1)))
        if number == 1:
            one = {"children": "a child", "women": "a woman", "officers": "an officer", "commanders": "a commander"}
            plural = chance.choice([word for word in words if word in one])
            article, noun = one[plural].split(" ")
            return f"[{what}{at} 1 of {self.who}:{article} [who:{noun}]]"
        who = chance.choice(words)
        if chance.random() < 0.2:
            return f"[{what}{at} {number}+ of {self.who}:at least {written(number, chance)} [who:{who}]]"
        return f"[{what}{at} {number} of {self.who}:{written(number, chance)} [who:{who}]]"


def _day(day: date, chance: Random) -> str:
    month = MONTHS[day.month - 1]
    shapes = (f"{day.day} {month}", f"{month} {day.day}", f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")
    return chance.choice((*shapes[:2], *shapes))


def _weekday(chance: Random, published: date) -> tuple[str, date, date]:
    day = published - timedelta(days=chance.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6)))
    shape = chance.choice((
        "on {}", "on {}", "on {}", "on {}", "late on {}", "early on {}", "on {} evening", "on {} morning", "at dawn on {}",
        "{}",
        "on {} night", "in the early hours of {}", "on {} afternoon", "around midday on {}", "shortly before dusk on {}",
    ))  # fmt: skip
    return shape.format(WEEKDAYS[day.weekday()]), day, day


def _date(chance: Random, published: date) -> tuple[str, date, date]:
    day = published - timedelta(days=chance.randint(0, 40))
    return f"on {_day(day, chance)}", day, day


def _near(chance: Random, published: date) -> tuple[str, date, date]:
    yesterday = published - timedelta(days=1)
    hours = chance.choice((24, 48, 72))
    since = published - timedelta(days=hours // 24)
    return chance.choice((
        ("yesterday", yesterday, yesterday),
        ("today", published, published),
        ("yesterday evening", yesterday, yesterday),
        (f"in the past {hours} hours", since, published),
        (f"over the last {hours} hours", since, published),
    ))  # fmt: skip


def _vague(chance: Random, published: date) -> tuple[str, None, None]:
    words = chance.choice((
        "overnight", "in recent days", "recently", "earlier this week", "in the past few days", "hours earlier",
        "a few days ago",
        "at dawn", "in recent weeks", "during the night", "for several days", "in the small hours",
    ))  # fmt: skip
    return words, None, None


def _past(chance: Random, published: date) -> tuple[str, date, date]:
    year = published.year - chance.randint(1, 6)
    month = chance.randint(1, 12)
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    long_ago = date(year, month, chance.randint(1, 28))
    return chance.choice((
        (f"in {MONTHS[month - 1]} {year}", first, last),
        (f"in {year}", date(year, 1, 1), date(year, 12, 31)),
        ("last year", date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)),
        (f"on {long_ago.day} {MONTHS[month - 1]} {year}", long_ago, long_ago),
        (f"on {MONTHS[month - 1]} {long_ago.day}, {year}", long_ago, long_ago),
    ))  # fmt: skip


def _span(chance: Random, published: date) -> tuple[str, date, date]:
    last = published - timedelta(days=chance.randint(0, 5))
    first = last - timedelta(days=chance.randint(2, 9))
    if first.month != last.month:
        words = f"between {first.day} {MONTHS[first.month - 1]} and {last.day} {MONTHS[last.month - 1]}"
        return words, first, last
    month = MONTHS[first.month - 1]
    shape = chance.choice(("between {0} and {1} {2}", "from {0} to {1} {2}", "between {2} {0} and {1}"))
    return shape.format(first.day, last.day, month), first, last


_KINDS: dict[str, tuple[Callable[[Random, date], tuple[str, date | None, date | None]], ...]] = {
    "any": (_weekday, _weekday, _weekday, _weekday, _date, _near, _vague),
    "day": (_weekday,),
    "date": (_date,),
    "past": (_past,),
    "span": (_span, _near),
    "vague": (_vague,),
}


def moment(chance: Random, published: date, kind: str, at: str) -> str:
    """Give one marked time, such as `[time=2024-03-05:on Tuesday]`; what names no day has no days.

    Raises:
        BadSettings: no such kind of time.
    """
    if kind not in _KINDS:
        raise BadSettings(f"{{time {kind}}}: no such time; choose among {', '.join(_KINDS)}")
    words, first, last = chance.choice(_KINDS[kind])(chance, published)
    if first is None or last is None:
        return f"[time{at}:{words}]"
    return f"[time{at}={first}{f'..{last}' if last != first else ''}:{words}]"
