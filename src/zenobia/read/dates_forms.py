"""The forms in which English prose tells time: a table of named patterns, tried at the words that can begin them.

In: a text. Out: `Form`s, leftmost-longest, none overlapping: the name of the form and its match.

1. A form is tried only where one of its first words (or a digit) begins, so the cost is linear in the text.
2. Of all forms that match at one place the longest counts; on a tie the one higher in the table.
3. "May" and "March" are months only with a capital; bare "May" only after a word that governs time.

Resolves nothing: `dates_values` gives forms their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zenobia.read.numbers import NUMBER, NUMBER_STARTS, listed
from zenobia.values.dating import MONTH_NUMBER

_AMBIGUOUS = frozenset(("may", "march", "mar", "dec", "sep", "jan"))


def _month_spellings() -> list[str]:
    spellings: list[str] = []
    for name in MONTH_NUMBER:
        spellings += [name.capitalize(), name.upper()]
        if name not in _AMBIGUOUS:
            spellings.append(name)
    return sorted(spellings, key=len, reverse=True)


MONTH = r"(?-i:\b(?:" + "|".join(_month_spellings()) + r")\b)\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])"
YEAR = r"(?<!\d)(?:1\d|20)\d\d(?!\d|[.,]\d)"
WDAY = (
    r"(?-i:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:days?|DAYS?)\b|\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|nightfall|daybreak)"
UNIT = r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centurie)s?"
MODIFIER = (
    r"(?:(?P<mod>very\s+early|very\s+late|early|late|mid|(?:the\s+)?(?:end|start|beginning|middle|close|onset|first\s+half|"
    r"second\s+half|early\s+part|latter\s+part|latter\s+half|early\s+days|last\s+days|final\s+days|last\s+weeks|first\s+weeks|"
    r"first\s+days|final\s+months)\s+of)"
    r"(?:\s+in|\s+on)?[\s-]+(?:the\s+)?)?"
)
VAGUE = r"a\s+few|few|several|many|some|a\s+couple\s+of|couple\s+of|a\s+number\s+of|dozens\s+of|hundreds\s+of|half\s+an?"
AMOUNT = rf"(?P<amount>{VAGUE}|{NUMBER}|an?)"
ABOUT = (
    r"(?:(?:about|around|nearly|almost|some|roughly|approximately|over|under|more\s+than|less\s+than|at\s+least|up\s+to|just|"
    r"only|barely|exactly|another|within)\s+)?"
)
SAME_YEAR = (
    r"(?:(?:,|\s+of|\s+in)?\s+(?P<yearword>that(?:\s+same)?|the\s+same|this|last|next|the\s+following|the\s+previous)\s+year)"
)
_PART_OF = rf"(?:(?:the\s+)?(?:(?P<early>early|late)\s+)?(?P<part>{PART}|evening)\s+(?:of|on)\s+(?:the\s+)?)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    name: str
    match: re.Match[str]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_TABLE: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\d/-])(?P<y>(?:1\d|20)\d\d)([-/])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?(?![\d/-])"),
    ("slashed", rf"(?<![\d/.-])(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2(?P<y>{YEAR})"),
    (
        "day_range",
        rf"(?:(?:between|from)\s+)?(?:the\s+)?(?P<d>{DAY})\s*(?:-|–|—|\s(?:to|and|until|till|through)\s(?:the\s+)?)\s*"
        rf"(?P<d2>{DAY})(?:\s+of)?\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
    ),
    (
        "range_days",
        rf"(?:(?:between|from)\s+)?(?P<m>{MONTH})\s+(?P<d>{DAY})\s*(?:-|–|—|\s(?:to|and|until|through)\s)\s*"
        rf"(?P<d2>{DAY})(?!\s+{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
    ),
    (
        "date",
        rf"{_PART_OF}(?:{WDAY},?\s+(?:the\s+)?)?(?:the\s+)?(?P<d>{DAY})(?:\s+of)?[\s-]+(?P<m>{MONTH})"
        rf"(?:(?:,|\s+of|,?\s+in)?[\s-]+(?P<y>{YEAR})|{SAME_YEAR})?",
    ),
    (
        "date",
        rf"{_PART_OF}(?:{WDAY},?\s+)?(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAY})(?!\s*,?\d)"
        rf"(?:(?:,\s*|\s+|,?\s+of\s+|,?\s+in\s+)(?P<y>{YEAR})|{SAME_YEAR})?",
    ),
    ("month", rf"{MODIFIER}(?P<m>{MONTH})(?:(?:,|\s+of|,?\s+in)?\s+(?P<y>{YEAR})|(?P<short>\s?['’](?P<yy>\d\d)\b)|{SAME_YEAR})"),
    ("month", rf"{MODIFIER}(?:the\s+)?(?:(?P<rel>last|next|this|this\s+past|the\s+following|the\s+previous)\s+)?(?P<m>{MONTH})"),
    (
        "season",
        rf"(?:the\s+)?{MODIFIER}(?:the\s+)?(?:(?P<rel>last|next|this|that|the\s+following|following|the\s+previous|previous)\s+)?"
        rf"(?P<s>{SEASON})(?:(?:\s+of|,|\s+in)?\s+(?:(?P<y>{YEAR})(?:[/–-](?P<y2>\d{{2,4}}))?|(?P<yearword>that|the\s+same|this|last|next)\s+year))",
    ),
    (
        "season_bare",
        rf"(?:{MODIFIER}(?P<det>the|last|next|this|that|the\s+following|the\s+next|the\s+previous|the\s+coming|each|every)\s+|"
        rf"(?P<mod2>early|late|mid)[\s-]+)(?P<s>{SEASON})\b",
    ),
    ("quarter", rf"(?:the\s+)?(?P<q>first|second|third|fourth|last)[\s-]+quarter(?:\s+of\s+(?P<y>{YEAR}|last\s+year|this\s+year|next\s+year))?"),
    ("quarter", rf"Q(?P<qn>[1-4])(?:\s+(?:of\s+)?(?P<y>{YEAR}))?"),
    ("bc", r"(?:the\s+year\s+)?(?P<n>\d{1,4})\s?b\.?\s?c\.?(?:e\.?)?(?![a-z])"),
    ("years", rf"(?P<y>{YEAR})\s*(?:-|–|—)\s*(?P<y2>(?:1\d|20)?\d\d)(?!\d|[-–/]\d)"),
    ("decade", rf"{MODIFIER}(?:the\s+)?(?P<y>(?:1\d|20)\d)0['’]?s\b"),
    ("century", r"(?:the\s+)?(?:(?P<mod>early|late|mid)[\s-]+)?(?P<n>\d{1,2})(?:st|nd|rd|th)[\s-]+century"),
    ("year", rf"(?P<mod0>the\s+year\s+)?{MODIFIER}(?P<y>{YEAR})(?![-–]\w|s\b|['’]s\b)"),
    (
        "weekday",
        rf"{_PART_OF}(?:(?P<rel>last|next|this|this\s+past|the\s+following|the\s+previous)\s+|(?:earlier|later|late|early)(?:\s+on)?\s+)?"
        rf"(?P<w>{WDAY})(?:['’]?s\b)?(?:\s+(?P<part2>{PART}))?",
    ),
    ("yesterday", rf"the\s+day\s+(?P<dir>before|after)\s+(?P<deictic>yesterday|tomorrow)|(?:(?P<late>late|earlier|early)\s+)?(?P<day>today|yesterday|tomorrow|tonight)(?:['’]s)?(?:\s+(?P<part>{PART}))?"),
    ("night", r"overnight|last\s+night|earlier\s+tonight"),
    ("this_part", rf"(?:(?:early|late|later|earlier)\s+)?(?:on\s+)?(?P<det>this|that|the\s+same|the\s+next|the\s+following|the\s+previous)\s+(?P<part>{PART})"),
    (
        "other_day",
        r"(?:(?:later|earlier)\s+(?:on\s+)?)?(?:(?P<which>the\s+next|the\s+following|the\s+previous|that\s+same|that|the\s+same|this\s+same)\s+day"
        r"|the\s+day\s+(?P<side>before|after|following)(?!\s+(?:yesterday|tomorrow)))",
    ),
    (
        "unit",
        rf"(?:(?:the\s+)?(?P<mod>early|late|mid|earlier|later|(?:end|start|beginning|middle|close|latter\s+part|first\s+half|second\s+half)\s+of)[\s-]+(?:in\s+)?)?"
        rf"(?:the\s+)?(?P<rel>last|this|next|past|previous|preceding|coming|that\s+same|that|same|following|current|present|in\s+the)\s+"
        rf"(?P<u>day|weekend|week|month|quarter|year|decade|century)\b",
    ),
    ("part_of_unit", r"(?:the\s+)?(?P<mod>early|late|mid|earlier|later|end|start|beginning|middle|close|latter\s+part|first\s+half|second\s+half)\s+(?:of|in)\s+(?:the|that|this)\s+(?P<u>week|month|year|decade|century)"),
    ("end_of_unit", r"(?P<u>year|month|week|quarter)[-\s]end"),
    ("unit_ago", rf"{ABOUT}{AMOUNT}[\s-]+(?P<u>{UNIT})(?:\s+(?P<dir>ago|earlier|later|afterwards|afterward|previously|before\s+that|after\s+that|prior))\b"),
    ("unit_after", rf"{ABOUT}{AMOUNT}[\s-]+(?P<u>{UNIT})\s+(?P<dir>before|after|into|from|since|prior\s+to|following)\b"),
    ("vague_ago", r"(?:days|weeks|months|years|hours|decades|centuries|moments)\s+(?P<dir>ago|earlier|later|before)"),
    (
        "lately",
        r"(?:in\s+)?(?:the\s+)?(?P<rel>recent|past\s+few|last\s+few|past\s+several|last\s+several|past\s+couple\s+of|last\s+couple\s+of|coming|next\s+few|"
        r"preceding|following|previous)\s+(?P<u>hours|days|weeks|months|years|decades|centuries)",
    ),
    ("span", rf"(?:the\s+)?(?P<rel>past|last|next|first|coming|previous|final|following|preceding)\s+(?P<amount>{NUMBER})[\s-]+(?P<u>{UNIT})\b"),
    ("duration", rf"{ABOUT}{AMOUNT}[\s-]+(?P<u>{UNIT})\b(?:['’]s?)?(?:-long|\s+long|[\s-]+old)?"),
    ("plural", r"(?P<u>days|weeks|months|years|decades|centuries|hours|minutes)"),
    ("set", rf"(?:daily|weekly|monthly|yearly|annually|annual|hourly|nightly|every\s+(?:other\s+)?(?:day|night|week|month|year|hour|{SEASON}|{WDAY})|each\s+(?:day|night|week|month|year|{SEASON}|{WDAY})|(?P<per>an?|per)\s+(?:day|week|month|year|hour)(?=[\s.,;]))"),
    (
        "clock",
        r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?\s?(?P<ap>[ap]\.?m\b\.?|o['’]clock|hours\b|hrs\b)|"
        r"(?<![\d:.])(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?:GMT|UTC|local\s+time))?|(?P<word>\bnoon\b|\bmidday\b|\bmidnight\b)",
    ),
    ("feast", rf"(?P<f>Christmas(?:\s+(?:Day|Eve|night))?|New\s+Year['’]s\s+(?:Day|Eve))(?:,?\s+(?P<y>{YEAR}))?"),
    (
        "reference",
        r"(?P<now>(?:right\s+)?now|nowadays|currently|current|at\s+present|present[\s-]day|at\s+this\s+time|this\s+time|the\s+present)|"
        r"(?P<past>recently|recent|former|formerly|previously|previous|lately|once|the\s+past|earlier|ago)|(?P<future>soon|the\s+(?:near\s+)?future|future|shortly)|"
        r"(?P<that>at\s+the\s+time|at\s+that\s+time|the\s+time|that\s+time|the\s+same\s+time|this\s+period|that\s+period|this\s+point|that\s+point)",
    ),
)  # fmt: skip

_UNIT_WORDS = listed(
    "second seconds minute minutes hour hours day days night nights weekend week weeks fortnight month months quarter year years "
    "decade decades century centuries"
)
_STARTS = frozenset(MONTH_NUMBER) | NUMBER_STARTS | frozenset(listed(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays tuesdays "
    "wednesdays thursdays fridays saturdays sundays the very early late mid end start beginning middle close onset latter first "
    "second third fourth last final next this that same past previous preceding following coming current present in from between "
    "morning afternoon evening night dawn dusk noon midday midnight nightfall daybreak spring summer autumn fall winter q today "
    "yesterday tomorrow tonight overnight earlier later about around nearly almost some roughly approximately over under more "
    "less at up just only barely exactly another within few several many couple dozens hundreds recent days weeks months years "
    "decades centuries hours minutes moments daily weekly monthly yearly annually annual hourly nightly every each per christmas "
    "new right now nowadays currently recently former formerly previously lately once soon future shortly year month week"
))  # fmt: skip
_RULES = tuple((name, _compiled(pattern)) for name, pattern in _TABLE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_SPECIAL_START: dict[str, frozenset[str]] = {
    "digit": frozenset(listed("iso slashed day_range date bc years decade century year unit_ago unit_after duration clock")),
}
_GOVERNS = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|during|through|to|and|or|from|early|late|last|next|this|between|before|after|for|on|mid)|[-–(,])\s*$",
    re.IGNORECASE,
)
_REFERENCE_ONLY = "reference"


def _first_words() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Work out once, by trial on the start words, which forms each word can begin."""
    table: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    probes = {word: (word, word.capitalize()) for word in _STARTS}
    for word in probes:
        table[word] = tuple((name, rule) for name, rule in _RULES if name not in ("iso", "slashed") and _may_begin(name, word))
    table["0"] = tuple((name, rule) for name, rule in _RULES if name in _SPECIAL_START["digit"])
    return table


_WEEKDAYS = frozenset(
    word
    for word in _STARTS
    if re.match(r"(?:mon|tue|wed|thu|fri|sat|sun)", word) and word != "month" and word != "months" and word != "monthly"
)
_PARTS = frozenset(listed("the early late morning afternoon evening night dawn dusk noon midday midnight nightfall daybreak"))
_MODS = frozenset(listed("very early late mid the end start beginning middle close onset first second latter last final"))
_AMOUNTS = NUMBER_STARTS | frozenset(listed(
    "about around nearly almost some roughly approximately over under more less at up just only barely exactly another within few "
    "several many couple dozens hundreds"
))  # fmt: skip
_BEGIN: dict[str, frozenset[str]] = {
    "day_range": frozenset(("between", "from", "the")),
    "range_days": frozenset(("between", "from")) | frozenset(MONTH_NUMBER),
    "date": frozenset(MONTH_NUMBER) | _WEEKDAYS | _PARTS,
    "month": frozenset(MONTH_NUMBER) | _MODS | frozenset(("next", "this")),
    "season": _MODS | frozenset(listed("next this that following previous spring summer autumn fall winter")),
    "season_bare": _MODS | frozenset(listed("next this that each every")),
    "quarter": frozenset(listed("the first second third fourth last q")),
    "bc": frozenset(("the",)),
    "years": frozenset(),
    "decade": _MODS,
    "century": frozenset(listed("the early late mid")),
    "year": _MODS,
    "weekday": _WEEKDAYS | _PARTS | frozenset(listed("last next this earlier later")),
    "yesterday": frozenset(listed("the today yesterday tomorrow tonight late early earlier")),
    "night": frozenset(listed("overnight last earlier")),
    "this_part": frozenset(listed("early late later earlier this that the")),
    "other_day": frozenset(listed("later earlier the that this")),
    "unit": frozenset(listed("the early late mid earlier later end start beginning middle close latter first second last this next past previous preceding coming that same following current present in")),
    "part_of_unit": frozenset(listed("the early late mid earlier later end start beginning middle close latter first second")),
    "end_of_unit": frozenset(listed("year month week quarter")),
    "unit_ago": _AMOUNTS,
    "unit_after": _AMOUNTS,
    "vague_ago": frozenset(listed("days weeks months years hours decades centuries moments")),
    "lately": frozenset(listed("in the recent past last coming next preceding following previous")),
    "span": frozenset(listed("the past last next first coming previous final following preceding")),
    "duration": _AMOUNTS,
    "plural": frozenset(listed("days weeks months years decades centuries hours minutes")),
    "set": frozenset(listed("daily weekly monthly yearly annually annual hourly nightly every each a an per")),
    "clock": frozenset(listed("noon midday midnight")),
    "feast": frozenset(("christmas", "new")),
    "reference": frozenset(listed("right now nowadays currently current at present this the recently recent former formerly previously lately once soon future shortly that previous")),
}  # fmt: skip


def _may_begin(name: str, word: str) -> bool:
    return word in _BEGIN.get(name, frozenset())


_BY_WORD = _first_words()
_DIGIT_RULES = tuple((name, rule) for name, rule in _RULES if name in _SPECIAL_START["digit"])
MAX_TOKEN = 14
"""Letters or digits of a word that can begin a form."""


def _accept(name: str, match: re.Match[str], text: str) -> bool:
    """Refuse what looks like a form and is not: bare "May" as a verb or name, words with a digit or letter run on."""
    end = match.end()
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    if name == "month" and match[0].rstrip(".") == "May":
        return bool(_GOVERNS.search(text[max(0, match.start() - 12) : match.start()]))
    if name == "plural":
        return True
    return True


def find_forms(text: str, *, with_references: bool) -> Iterator[Form]:
    """Find every form in order; `with_references` adds words such as "now" and "former"."""
    position = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        word = token[0]
        if start < position or len(word) > MAX_TOKEN:
            continue
        rules = _DIGIT_RULES if word[0].isdigit() else _BY_WORD.get(word.lower(), ())
        if start and text[start - 1].isalnum():
            continue
        best: Form | None = None
        for name, rule in rules:
            if name == _REFERENCE_ONLY and not with_references:
                continue
            match = rule.match(text, start)
            if match and (best is None or match.end() > best.match.end()) and _accept(name, match, text):
                best = Form(name=name, match=match)
        if best is not None:
            yield best
            position = best.match.end()
