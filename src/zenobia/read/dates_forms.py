"""The forms in which English prose tells time: a table of named patterns, tried at the words that can begin them.

In: a text. Out: `Form`s, leftmost-longest, none overlapping: the name of the form and its match.

1. A form is tried only where one of its first words, or a digit, begins, and only in a text that holds one of the words without
   which it cannot match: the cost is linear in the text.
2. Of all forms that match at one place the longest counts; on a tie the one higher in the table.
3. "May" and "March" are months only with a capital; bare "May", "Jan" or "Sun" only after a word that governs time.

Resolves nothing: `dates_values` gives forms their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zenobia.read.dates_words import (
    ABOUT,
    AMOUNT,
    AMOUNT_WORDS,
    BC,
    DAY,
    MODIFIER,
    MODIFIER_WORDS,
    MONTH,
    MONTH_WORDS,
    ORDINALS,
    PART,
    PART_NAMES,
    PART_OF,
    PART_WORDS,
    SAME_YEAR,
    SEASON,
    SEASON_WORDS,
    SPAN_UNITS,
    UNIT,
    UNIT_WORDS,
    WDAY,
    WEEKDAY_WORDS,
    YEAR,
)
from zenobia.read.numbers import NUMBER, TENS, UNITS, listed, words_and_figures

MAX_TOKEN = 14
"""Letters or digits of a word that can begin a form; "thirty" to "approximately" fit, a hash does not."""

REFERENCE = "reference"
SEASON_ALONE = "season_alone"
NIGHT = "at_night"
ON_REQUEST = frozenset((REFERENCE, SEASON_ALONE, NIGHT, "some_time", "weather_season"))
"""Forms that are read only where they are asked for: they name no days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    name: str
    match: re.Match[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    begins: frozenset[str]
    """Lower-case first words; "0" stands for a digit."""
    needs: frozenset[str]
    """Words of which every match holds or follows one, "0" for a digit; none where there is no such set."""


Listed = str | frozenset[str]


def _rule(name: str, begins: Listed, *parts: str, needs: Listed = "") -> _Rule:
    pattern = re.compile("".join(parts), re.IGNORECASE)
    return _Rule(name=name, begins=_words(begins), pattern=pattern, needs=_words(needs))


def _words(words: Listed) -> frozenset[str]:
    return frozenset(listed(words)) if isinstance(words, str) else words


_DIGIT = frozenset("0")
_TO = r"\s*(?:-|–|—|\s(?:to|and|until|till|through)\s(?:the\s+)?)\s*"
_NEXT_LAST = r"(?P<rel>last|next|this|this\s+past|the\s+following|the\s+previous)"
_HOUR = (
    r"(?:(?<![\d:.])(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?\s?(?P<ap>[ap]\.?m\b\.?|o['’]clock)"
    r"|(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d))|(?P<word>\bnoon\b|\bmidday\b|\bmidnight\b))"
    r"(?:\s+(?:GMT|UTC|[ECMP][SD]T|local\s+time))?"
)
_LASTING = (
    "more|further|additional|extra|other|full|whole|entire|straight|consecutive|successive|running|solid|long|short|brief|bloody|"
    "brutal|bitter|gruelling|grueling|hard|trading|business|working|calendar|crucial|hectic|tense|"
    r"(?:previous|past|preceding|last)(?=\s+[a-z]+s\b)"
)
"""Words between a number and its unit of time that leave the length as it is: "two full days", "ten brutal months"."""
_LAST_TWO = (
    "(?:" + "|".join(TENS) + ")(?:[-\\s](?:" + "|".join(word for word, value in UNITS.items() if 0 < value < 10) + r")\b)?"
)
_PARTS_OF_UNIT = r"end|start|beginning|middle|close|latter\s+part|early\s+part|first\s+half|second\s+half|rest"

_BC_WORDS = frozenset(("b", "bc", "bce"))
_SET_WORDS = frozenset(
    listed("daily weekly monthly yearly annually annual hourly nightly day night week month quarter year hour")
)

_RULES = (
    _rule(
        "iso", _DIGIT,
        r"(?<![\d/-])(?P<y>(?:1\d|20)\d\d)([-/])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?(?![\d/-])",
    ),
    _rule("slashed", _DIGIT, r"(?<![\d/.-])(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>(?:1\d|20)\d\d)(?!\d)"),
    _rule(
        "day_range", _DIGIT | {"between", "from", "the"},
        rf"(?:(?:between|from)\s+)?(?:the\s+)?(?P<d>{DAY}){_TO}(?P<d2>{DAY})(?:\s+of)?\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
        needs=MONTH_WORDS,
    ),
    _rule(
        "day_range", MONTH_WORDS | {"between", "from"},
        rf"(?:(?:between|from)\s+)?(?P<m>{MONTH})\s+(?P<d>{DAY}){_TO}(?P<d2>{DAY})(?!\s+{MONTH})(?:,?\s+(?P<y>{YEAR}))?",
        needs=MONTH_WORDS,
    ),
    _rule(
        "date", _DIGIT | WEEKDAY_WORDS | PART_WORDS,
        rf"{PART_OF}(?:{WDAY},?\s+(?:{PART}\s+(?:of|on)\s+)?(?:the\s+)?)?(?:the\s+)?(?P<d>{DAY})(?:\s+of)?[\s-]+(?P<m>{MONTH})",
        rf"(?:(?:,|\s+of|,?\s+in)?[\s-]+(?P<y>{YEAR})|{SAME_YEAR})?",
        needs=MONTH_WORDS,
    ),
    _rule(
        "date", MONTH_WORDS | WEEKDAY_WORDS | PART_WORDS,
        rf"{PART_OF}(?:{WDAY},?\s+)?(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAY})(?!,?\d)",
        rf"(?:(?:,\s*|\s+|,?\s+of\s+|,?\s+in\s+)(?P<y>{YEAR})|{SAME_YEAR})?",
        needs=MONTH_WORDS,
    ),
    _rule(
        "day_alone", "the",
        r"(?<=\b(?:on|by)\s)the\s+(?P<d>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|$)|",
        r"\s+(?:was|were|and|to|at|in|when|with|after|before|by|he|she|they|it|we|as|but)\s)",
        needs="on by",
    ),
    _rule(
        "month", MONTH_WORDS | MODIFIER_WORDS,
        rf"{MODIFIER}(?P<m>{MONTH})(?:(?:,|\s+of|,?\s+in)?\s+(?P<y>{YEAR})|\s?['’](?P<yy>\d\d)\b|{SAME_YEAR})",
        needs=MONTH_WORDS,
    ),
    _rule(
        "month", MONTH_WORDS | MODIFIER_WORDS | {"next", "this"},
        rf"{MODIFIER}(?:{_NEXT_LAST}\s+)?(?P<m>{MONTH})",
        needs=MONTH_WORDS,
    ),
    _rule(
        "season", MODIFIER_WORDS | SEASON_WORDS | {"next", "this", "that", "following", "previous"},
        rf"(?:the\s+)?{MODIFIER}(?:the\s+)?(?:(?P<rel>last|next|this|that|following|previous)\s+)?(?P<s>{SEASON})",
        rf"(?:(?:\s+of|,|\s+in)?\s+(?:(?P<y>{YEAR})(?:[/–-]\d{{2,4}})?|(?P<yearword>that|the\s+same|this|last|next)\s+year))",
        needs=SEASON_WORDS,
    ),
    _rule(
        "season_bare", MODIFIER_WORDS | {"next", "this", "that", "each", "every", "following", "previous"},
        rf"(?:{MODIFIER}(?P<det>the|last|next|this|this\s+past|that|the\s+following|the\s+next|the\s+previous|the\s+coming|each|every)\s+|",
        rf"(?P<mod2>early|late|mid)[\s-]+)(?P<s>{SEASON})\b(?!\s+of\s)",
        needs=SEASON_WORDS,
    ),
    _rule(
        "quarter", "the first second third fourth last",
        r"(?:the\s+)?(?P<q>first|second|third|fourth|last)[\s-]+quarter",
        rf"(?:\s+of\s+(?P<y>{YEAR}|last\s+year|this\s+year|next\s+year))?",
        needs="quarter",
    ),
    _rule(
        "quarter", _DIGIT | {"the"},
        r"(?:the\s+)?(?P<y>(?:19|20)\d\d)(?:['’]s)?\s+(?P<q>first|second|third|fourth)[\s-]+quarter",
        needs="quarter",
    ),
    _rule(
        "quarter", "this last next",
        r"(?P<y>(?:this|last|next)\s+year)['’]s\s+(?P<q>first|second|third|fourth|last)[\s-]+quarter",
        needs="quarter",
    ),
    _rule(
        "same_quarter", "the a year latest",
        r"(?:(?:the|a)\s+)?(?P<ago>year[\s-](?:ago|earlier))(?:\s+(?:(?:first|second|third|fourth)[\s-]+)?(?:quarter|period))?\b|",
        r"the\s+(?:latest\s+(?:quarter|period)|quarter)\b(?![-\s]+(?:of|century))",
        needs="year quarter period",
    ),
    _rule(
        "season", _DIGIT,
        rf"(?P<mod>)(?P<y>{YEAR})['’]?s?\s+(?P<s>{SEASON})\b",
        needs=SEASON_WORDS,
    ),
    _rule(
        "season_alone", SEASON_WORDS,
        r"winter|summer|autumn|(?:spring|fall)"
        r"(?=\s+(?:counter-?)?(?:offensives?|campaigns?|fighting|attacks?|assaults?|operations?|rains?)\b)",
    ),
    _rule("quarter", "q", rf"Q(?P<qn>[1-4])(?:\s+(?:of\s+)?(?P<y>{YEAR}))?"),
    _rule("bc", _DIGIT, rf"(?P<n>\d{{1,4}})\s*[-–—]\s*(?P<n2>\d{{1,4}})\s?{BC}", needs=_BC_WORDS),
    _rule(
        "bc_bare", _DIGIT | MODIFIER_WORDS,
        rf"{MODIFIER}(?<![\d,.])(?P<n>[1-9]\d\d)(?:/\d{{1,3}})?(?![\d,:%]|\.\d|[-–]\w)",
        needs=_DIGIT,
    ),
    _rule("years", _DIGIT, r"(?P<y>(?<!\d)(?:1\d|20)\d\d)\s*[-–—]\s*(?P<y2>(?:1\d|20)?\d\d)(?!\d|[-–/]\d)"),
    _rule("decade", _DIGIT | MODIFIER_WORDS, rf"{MODIFIER}(?:the\s+)?(?P<y>(?:1\d|20)\d)0['’]?s\b", needs=_DIGIT),
    _rule("decade_bc", _DIGIT | MODIFIER_WORDS, rf"{MODIFIER}(?:the\s+)?(?P<n>\d{{1,3}})0s\s+{BC}", needs=_BC_WORDS),
    _rule(
        "century", _DIGIT | MODIFIER_WORDS | frozenset(ORDINALS) | {"twenty"},
        rf"{MODIFIER}(?:the\s+)?(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))[\s-]+centur(?:y|ies)\b(?:\s+(?P<bc>{BC}))?",
        needs="century centuries",
    ),
    _rule("year", _DIGIT | MODIFIER_WORDS, rf"(?P<mod0>the\s+year\s+)?{MODIFIER}(?P<y>{YEAR})(?![-–]\w|s\b|0s\b)", needs=_DIGIT),
    _rule("short_year", _DIGIT, r"(?<=[\s(]['’])(?P<n>\d\d)(?!\d|s\b|['’]s?\b)"),
    _rule("spelt_year", "nineteen eighteen", rf"(?P<head>nineteen|eighteen)\s+(?P<tail>{_LAST_TWO})\b"),
    _rule(
        "weekday", WEEKDAY_WORDS | PART_WORDS | {"last", "next", "this", "earlier", "later"},
        rf"{PART_OF}(?:{_NEXT_LAST}\s+|(?:earlier|later|late|early)(?:\s+on)?\s+)?",
        rf"(?P<w>{WDAY})(?:['’]?s\b)?(?:\s+(?P<part2>{PART}))?",
        needs=WEEKDAY_WORDS,
    ),
    _rule(
        "yesterday", "the",
        r"the\s+day\s+(?P<dir>before|after)\s+(?P<deictic>yesterday|tomorrow)(?P<day>)(?P<part>)",
        needs="yesterday tomorrow",
    ),
    _rule(
        "yesterday", "today yesterday tomorrow tonight late early earlier",
        r"(?:(?:late|earlier|early)\s+)?(?P<day>today|yesterday|tomorrow|tonight)\b",
        rf"(?:(?:['’]s)?\s+(?P<part>{PART}))?(?P<deictic>)",
        needs="today yesterday tomorrow tonight",
    ),
    _rule("night", "overnight last earlier", r"overnight|last\s+night|earlier\s+tonight", needs="overnight night tonight"),
    _rule(
        "this_part", "early late later earlier this that the",
        r"(?:(?:early|late|later|earlier)\s+)?(?:on\s+)?",
        rf"(?P<det>this|that|the\s+same|the\s+next|the\s+following|the\s+previous)\s+(?P<part>{PART})",
        needs=PART_NAMES,
    ),
    _rule(
        "other_day", "later earlier the that this",
        r"(?:(?:later|earlier)\s+(?:on\s+)?)?",
        r"(?:(?P<which>the\s+next|the\s+following|the\s+previous|that\s+same|that|the\s+same|this\s+same)\s+day",
        r"|the\s+day\s+(?P<side>before|after|following)(?!\s+(?:yesterday|tomorrow)))",
        needs="day",
    ),
    _rule(
        "unit",
        MODIFIER_WORDS
        | frozenset(listed("next this past previous preceding coming that same following current present earlier later")),
        rf"(?:(?:the\s+)?(?P<mod>early|late|mid|earlier|later|(?:{_PARTS_OF_UNIT})\s+of)[\s-]+(?:in\s+)?)?(?:the\s+)?",
        r"(?P<rel>last|this|next|past|previous|preceding|coming|that\s+same|that|same|following|current|present)\s+",
        r"(?P<u>day|weekend|week|month|quarter|year|decade|century)\b",
        needs="day weekend week month quarter year decade century",
    ),
    _rule(
        "part_of_unit", MODIFIER_WORDS | {"earlier", "later"},
        rf"(?:the\s+)?(?P<mod>early|late|mid|earlier|later|{_PARTS_OF_UNIT})\s+(?:of|in)\s+",
        r"(?:the|that|this)\s+(?P<u>week|month|year|decade|century)",
        needs="week month year decade century",
    ),
    _rule("weekend", "the", r"the\s+weekend\b(?!\s+(?:of|after|before|edition))", needs="weekend"),
    _rule("end_of_unit", "year month week quarter", r"(?P<u>year|month|week|quarter)(?:[-\s]|['’]s\s+)end\b", needs="end"),
    _rule(
        "unit_ago", _DIGIT | AMOUNT_WORDS,
        rf"{ABOUT}{AMOUNT}[\s-]+(?P<u>{UNIT})\s+",
        r"(?P<dir>ago|earlier|later|afterwards|afterward|previously|before\s+that|after\s+that|prior|(?:before|after)(?=[,.;]))",
        needs="ago earlier later afterwards afterward previously before after prior",
    ),
    _rule(
        "unit_after", _DIGIT | AMOUNT_WORDS,
        rf"{ABOUT}{AMOUNT}[\s-]+(?P<u>{UNIT})\s+(?P<dir>before|after|into|from|since|prior\s+to|following)\b",
        needs=UNIT_WORDS,
    ),
    _rule(
        "vague_ago", f"moments {SPAN_UNITS}",
        r"(?:days|weeks|months|years|hours|decades|centuries|moments)\s+(?P<dir>ago|earlier|later|before)",
        needs="ago earlier later before",
    ),
    _rule(
        "part_span", "the first last final opening closing",
        rf"(?:the\s+)?(?P<rel>first|last|final|opening|closing)\s+(?:(?P<amount>{NUMBER}|few|couple\s+of)\s+)?",
        rf"(?P<u>days?|weeks?|months?)\s+(?:of|in)\s+(?:(?P<m>{MONTH})(?:,?\s+(?:of\s+)?(?P<y>{YEAR}))?|(?P<y2>{YEAR}))(?!\s+{DAY})",
        needs="day days week weeks month months",
    ),
    _rule(
        "lately", "in the recent past last coming next preceding following previous",
        r"(?:in\s+)?(?:the\s+)?(?:recent|past\s+few|last\s+few|past\s+several|last\s+several|past\s+couple\s+of|last\s+couple\s+of|",
        r"coming|next\s+few|preceding|following|previous)\s+(?P<u>hours|days|weeks|months|years|decades|centuries)",
        needs="hours days weeks months years decades centuries",
    ),
    _rule(
        "span", "the past last next first coming previous final following preceding",
        r"(?:the\s+)?(?P<rel>past|last|next|first|coming|previous|final|following|preceding)\s+",
        rf"(?P<amount>{NUMBER})[\s-]+(?P<u>{UNIT})\b",
        needs=UNIT_WORDS,
    ),
    _rule(
        "duration", _DIGIT | AMOUNT_WORDS,
        rf"{ABOUT}{AMOUNT}(?:(?P<half>\s+and\s+a\s+half)|\s+(?:{_LASTING}))?[\s-]+(?P<u>{UNIT})\b",
        r"(?P<half2>\s+and\s+a\s+half)?(?:['’]s?)?(?:-long|\s+long|[\s-]+old)?",
        needs=UNIT_WORDS,
    ),
    _rule("plural", SPAN_UNITS, r"(?P<u>days|weeks|months|years(?!\s+\d{4}\b)|decades|centuries|hours|minutes)"),
    _rule(
        "set", "daily weekly monthly yearly annually annual hourly nightly every each a an per",
        r"daily|weekly|monthly|yearly|annually|annual|hourly|nightly|",
        rf"(?:every|each)\s+(?:other\s+)?(?:day|night|week|month|quarter|year|hour|{SEASON}|{WDAY}|{MONTH})|",
        r"(?:an?|per)\s+(?:day|week|month|year|hour)(?=[\s.,;])",
        needs=_SET_WORDS | SEASON_WORDS | WEEKDAY_WORDS | MONTH_WORDS,
    ),
    _rule(
        "clock_day", _DIGIT | {"noon", "midday", "midnight"},
        rf"{_HOUR},?\s+(?:on\s+)?(?P<rel>last|next|this)?\s*(?P<w>{WDAY}\b)(?!,?\s+(?:{MONTH}|\d))",
        needs=WEEKDAY_WORDS,
    ),
    _rule(
        "clock_date", _DIGIT | {"noon", "midday", "midnight"},
        rf"{_HOUR},?\s+(?:on\s+)?(?:{WDAY},?\s+)?(?:(?P<m>{MONTH})\s+(?P<d>{DAY})(?!,?\d)|(?P<d2>{DAY})\s+(?P<m2>{MONTH}))",
        rf"(?:,?\s+(?P<y>{YEAR}))?",
        needs=MONTH_WORDS,
    ),
    _rule(
        "clock", _DIGIT | {"noon", "midday", "midnight"},
        r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?\s?(?P<ap>[ap]\.?m\b\.?|o['’]clock|hours\b|hrs\b)|",
        r"(?<![\d:.])(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?:GMT|UTC|local\s+time))?|",
        r"(?P<word>\bnoon\b|\bmidday\b|\bmidnight\b)",
    ),
    _rule(
        "feast", "christmas new",
        rf"(?P<f>Christmas(?:\s+(?:Day|Eve|night))?|New\s+Year['’]s\s+(?:Day|Eve))(?:,?\s+(?P<y>{YEAR}))?",
        needs="christmas year",
    ),
    _rule(
        "some_time", "a some quite",
        r"(?P<u>(?:quite\s+)?some\s+time|a\s+(?:(?:very|fairly|rather|quite)\s+)?(?:long|short|brief|lengthy|considerable|limited|certain)"
        r"\s+(?:amount\s+of\s+)?(?:period(?:\s+of\s+time)?|time|while)|a\s+period\s+of\s+time|a\s+while)\b(?!\s+(?:ago|table|bomb|limit))",
        needs="time period while",
    ),
    _rule(
        "weather_season", "the dry rainy wet monsoon",
        r"(?:the\s+)?(?:next\s+|previous\s+|last\s+)?(?:dry|rainy|wet|monsoon)\s+season\b",
        needs="season",
    ),
    _rule(NIGHT, "night nights nighttime daytime", r"(?<=\bat\s)night\b|(?<=\bby\s)(?:night|day)\b|(?:night|day)[-\s]?time\b"),
    _rule(
        REFERENCE,
        "right now nowadays currently current at present modern this these the recently recent former formerly lately future "
        "that date",
        r"(?P<now>(?:right\s+)?now|nowadays|currently|current|at\s+present|(?:present|modern)[\s-]day|at\s+this\s+time|this\s+time|",
        r"the\s+present|these\s+days|(?<=\bto\s)date)|",
        r"(?P<past>recently|recent|former|formerly|lately|the\s+past)|(?P<future>the\s+(?:near\s+)?future|future)|",
        r"at\s+the\s+time|at\s+that\s+time|the\s+time|that\s+time|the\s+same\s+time|this\s+period|that\s+period",
    ),
)  # fmt: skip

_BY_WORD: dict[str, tuple[_Rule, ...]] = {
    word: tuple(rule for rule in _RULES if word in rule.begins) for word in frozenset().union(*(rule.begins for rule in _RULES))
}
_NEEDS = frozenset(rule.needs for rule in _RULES)
_AFTER_THE = frozenset(_BY_WORD) | {"day", "near", "rest", "time", "weekend"}
"""Words that may follow a form's "the"; before any other none of its many rules can match. Add those of a new rule."""
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_GOVERNS = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|during|through|to|and|or|from|early|late|last|next|this|between|before|after|for|on|mid)|"
    r"[-–(,])\s*$",
    re.IGNORECASE,
)


def _accept(form: Form, text: str) -> bool:
    """Refuse what looks like a form and is not: words run on, and bare "May", "Jan" or "Sun" as verbs and names."""
    end = form.match.end()
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    if form.name == "weekday" and len(form.match[0]) <= 5 and not form.match[0].endswith("day"):
        return bool(_GOVERNS.search(text[max(0, form.match.start() - 12) : form.match.start()]))
    if form.name == "month" and len(form.match[0]) <= 4:
        return bool(_GOVERNS.search(text[max(0, form.match.start() - 12) : form.match.start()]))
    return True


def _longest(text: str, start: int, rules: Sequence[_Rule]) -> Form | None:
    """Give the longest form of these that begins here."""
    best: Form | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best.match.end()):
            continue
        form = Form(name=rule.name, match=match)
        if _accept(form, text):
            best = form
    return best


def find_forms(text: str, *, with_references: bool) -> Iterator[Form]:
    """Find every form in order; `with_references` adds words such as "now", "former" and a bare "winter"."""
    words = [("0" if written.isdigit() else written.lower(), start, len(written)) for start, written in words_and_figures(text)]
    said = {word for word, _, _ in words}
    met = {needs for needs in _NEEDS if not needs or not needs.isdisjoint(said)}
    rules_of = {word: [rule for rule in _BY_WORD[word] if rule.needs in met] for word in said & _BY_WORD.keys()}
    position = 0
    for word, start, length in words:
        rules = rules_of.get(word)
        if not rules or start < position or length > MAX_TOKEN or (start and text[start - 1].isalnum()):
            continue
        if word == "the" and (after := _NEXT_WORD.match(text, start + 3)) and after[1].lower() not in _AFTER_THE:
            continue
        form = _longest(text, start, rules)
        if form is None or (form.name in ON_REQUEST and not with_references):
            continue
        yield form
        position = form.match.end()
