"""Reports of the war in Syria: governorate, doer, cause, civilians and non-civilians of the main incident.

In: title, text and outlet, and what the reader found. Out: the set's event.

1. The main incident is what the headline tells; where it is silent, the first sentences that tell of deaths.
2. The governorate is the one with the largest vote of place words: each counts by where it stands, the headline most;
   without any, the one in which the reader fixed a claim.
3. Doer and cause are the classes with the most words where they act, and with the most claims that name them.
4. The toll is the first figure of killed people in the headline or, without one, in the text; who was counted says which side.
5. Sentences below that count the same tell who they were; a subtotal of fighters in a mixed toll is taken out of the whole.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zenobia.evaluate.facts import Sentence, sentences
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.read.tolls_words import THINGS
from zenobia.values.account import Located
from zenobia.values.dating import parse_publication
from zenobia.values.event import Event
from zenobia.values.toll import Toll

_FIGHTER = re.compile(
    r"\b(?:soldiers?|troops?|fighters?|militants?|rebels?|terrorists?|insurgents?|jihadists?|gunm[ae]n|servicem[ae]n|officers?|"
    r"policem[ae]n|police|militiam[ae]n|combatants?|commanders?|members?|mercenar(?:y|ies)|takfiris?|extremists?|loyalists?|"
    r"guards?|army|military|personnel|forces|elements|attackers?|infiltrators?|gendarmes?|jihadis?|servicewom[ae]n|recruits|"
    r"conscripts|lieutenant|colonel|general|captain|sergeant|pilots?|crew(?:men)?|invaders|assailants?)\b",
    re.IGNORECASE,
)
_GOVERNMENT = "syrian government or russian troops"
HEADLINE_WEIGHT = 6.0
"""Votes of a word in the headline; in the text, votes fall from 3 to 1 over the first EARLY_SENTENCES. Tuned on train."""
EARLY_SENTENCES = 6
LEAD_SENTENCES = 5
"""Sentences whose words tell one report from another; further on stands what came before."""
CLAIM_SHARE = 1.0
"""Votes of a claim's doer and type for their classes, against those of a word."""
_COMMONEST = "aleppo"
"""Where most reports of the set come from: the answer for a report that names no place."""
_CAUSE_OF = {
    "air_strike": "shelling",
    "shelling": "shelling",
    "drone_strike": "shelling",
    "bombing": "explosion",
    "chemical_attack": "chemical and toxic gases",
    "execution": "execution",
}
TOWN_SHARE = 0.9
"""Vote of a town for its governorate, against that of the governorate's own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    places: tuple[tuple[str, re.Pattern[str], float], ...]
    actors: tuple[tuple[str, re.Pattern[str]], ...]
    causes: tuple[tuple[str, re.Pattern[str]], ...]


def _any_of(spellings: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for spelling in sorted(spellings, key=len, reverse=True):
        bare = spelling.removeprefix("al-")
        parts.append(
            ("(?:al[- ])?" if bare != spelling else "") + re.escape(bare).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]?")
        )
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?:s|['’]s)?\b", re.IGNORECASE)


@cache
def _words() -> _Words:
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        resources.files("zenobia.evaluate").joinpath("fakes.toml").read_text(encoding="utf-8")
    )
    places = [(name, _any_of(spellings), 1.0) for name, spellings in table["governorates"].items()]
    places += [(name, _any_of(spellings), TOWN_SHARE) for name, spellings in table["towns"].items()]
    return _Words(
        places=tuple(places),
        actors=tuple((name, _any_of(spellings)) for name, spellings in table["actors"].items()),
        causes=tuple((name, _any_of(spellings)) for name, spellings in table["causes"].items()),
    )


def _weighted(told: list[Sentence]) -> Iterator[tuple[Sentence, float]]:
    place = 0
    for sentence in told:
        if sentence.is_headline:
            yield sentence, HEADLINE_WEIGHT
            continue
        yield sentence, max(1.0, 3.0 - 2.0 * place / EARLY_SENTENCES)
        place += 1


def _governorate(event: Event) -> str | None:
    """Give the class of the governorate that the reader put a claim in."""
    named = event.fix.admin1 if event.fix and event.fix.country == "SY" else None
    return next((name for name, pattern, share in _words().places if share == 1.0 and named and pattern.search(named)), None)


_BLOODLESS = frozenset({"territory_gained", "withdrawal", "movement", "agreement", "displacement", "aid_blocked_or_delivered"})
"""Types of claims whose doer need not have harmed anybody: a report's background tells who took a town."""


def _doers_claimed(told: list[Sentence]) -> Counter[str]:
    """Count the classes of those whom claims make doers, denials apart."""
    votes: Counter[str] = Counter()
    for sentence, weight in _weighted(told):
        for event in sentence.events:
            if event.claim.stance == "denies" or event.claim.kind != "event":
                continue
            if event.claim.type in _BLOODLESS and not event.claim.toll:
                continue
            words = " ; ".join(f"{party.text} ; {party.name}" for party in event.claim.actor)
            for name, pattern in _words().actors:
                if pattern.search(words):
                    votes[name] += weight * CLAIM_SHARE  # type: ignore[assignment]  # Counter takes any number
    return votes


def _causes_claimed(told: list[Sentence]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for sentence, weight in _weighted(told):
        for event in sentence.events:
            if event.claim.type in _CAUSE_OF:
                votes[_CAUSE_OF[event.claim.type]] += weight * CLAIM_SHARE  # type: ignore[assignment]  # as above
    return votes


def _location(told: list[Sentence]) -> str:
    votes: Counter[str] = Counter()
    first: dict[str, int] = {}
    for sentence, weight in _weighted(told):
        for name, pattern, share in _words().places:
            for match in pattern.finditer(sentence.text):
                votes[name] += weight * share  # type: ignore[assignment]  # Counter takes any number
                first.setdefault(name, sentence.start + match.start())
    if not votes:
        fixed = (name for sentence in told for name in map(_governorate, sentence.events) if name)
        return next(fixed, _COMMONEST)
    return max(votes, key=lambda name: (votes[name], -first[name]))


def _class_of(told: list[Sentence], classes: tuple[tuple[str, re.Pattern[str]], ...]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for sentence, weight in _weighted(told):
        for name, pattern in classes:
            found = len(pattern.findall(sentence.text))
            if found:
                votes[name] += weight * min(found, 2)  # type: ignore[assignment]  # Counter takes any number
    return votes


def _lead(told: list[Sentence]) -> list[Sentence]:
    """Take the headline and the sentences up to the first that counts the dead, at least three."""
    end = next((place for place, one in enumerate(told) if not one.is_headline and _deaths(one)), 3)
    return told[: max(end + 1, 4)]


def _deaths(sentence: Sentence) -> list[Toll]:
    return [
        one.toll for one in sentence.tolls if one.toll.what == "killed" and one.toll.high != 0 and _head(one.toll) not in THINGS
    ]


def _head(toll: Toll) -> str:
    return toll.who.split()[-1].lower() if toll.who else ""


def _is_fighter(toll: Toll) -> bool:
    return bool(_FIGHTER.search(toll.who)) and not re.search(r"\bcivilian", toll.who, re.IGNORECASE)


def _count(toll: Toll) -> int:
    """Give the figure as written: "more than 30" is 30 in this set."""
    return toll.low - 1 if re.match(r"(?:more than|over)\b", toll.text, re.IGNORECASE) and toll.high is None else toll.low


_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|tens|several|many|a few|a number)\b", re.IGNORECASE)


def _exact(sentence: Sentence) -> list[Toll]:
    """Give the dead of a sentence if any figure of them is exact."""
    deaths = [toll for toll in _deaths(sentence) if _count(toll) > 0]
    return deaths if any(not _VAGUE.search(toll.text) for toll in deaths) else []


def _main(told: list[Sentence]) -> int | None:
    """Take the first sentence with an exact figure of the dead; without any, the first with a vague one."""
    for is_wanted in (_exact, _deaths):
        if (place := next((place for place, one in enumerate(told) if is_wanted(one)), None)) is not None:
            return place
    return None


def _sum(tolls: Iterable[Toll]) -> int:
    """Add figures up; one that is told twice counts once."""
    return sum({(_count(toll), _VAGUE.search(toll.text) is None): _count(toll) for toll in tolls}.values())


def _wholes(tolls: Iterable[Toll]) -> list[Toll]:
    return [toll for toll in tolls if toll.part_of is None]


_CHILD = re.compile(r"child|minor|\bgirls?\b|\bboys?\b|\bkids?\b|toddler|infant|bab(?:y|ies)\b|teenager", re.IGNORECASE)
_WOMAN = re.compile(r"\bwom[ae]n\b", re.IGNORECASE)
_ANYBODY = re.compile(r"^(?:(?:other|more|\w+ing)\s+)?(?:people|persons?|others|bodies|victims|dead|)$", re.IGNORECASE)
DETAIL_SENTENCES = 12
"""Sentences from the main figure on in which its parts and its kinds are told."""


def _is_minor(toll: Toll) -> bool:
    return bool(_CHILD.search(toll.who) or _WOMAN.search(toll.who))


def _whole_of_minors(deaths: list[Toll], after: list[Sentence]) -> list[Toll]:
    """Find the figure that "11 children killed" is a part of: "15 civilians, among them 11 children"."""
    wholes = _wholes(deaths)
    if not wholes or not all(_is_minor(toll) for toll in wholes):
        return deaths
    for sentence in after:
        parts = [toll for toll in _deaths(sentence) if toll.part_of is not None and _is_minor(toll)]
        bigger = [toll for toll in _wholes(_deaths(sentence)) if not _is_minor(toll) and _count(toll) > _count(wholes[0])]
        if bigger and any(_count(part) == _count(wholes[0]) for part in parts):
            return [*bigger[:1], *parts]
    return deaths


def _details(total: int, after: list[Sentence]) -> Iterator[Toll]:
    """Give the parts that sentences tell of the main figure: those that repeat it, or that have no other."""
    for sentence in after:
        deaths = _deaths(sentence)
        wholes = _wholes(deaths)
        if not wholes or _sum(wholes) == total or any(_count(toll) == total for toll in wholes):
            yield from (toll for toll in deaths if toll.part_of is not None)


def _first(parts: list[Toll], pattern: re.Pattern[str]) -> int:
    return next((_count(toll) for toll in parts if pattern.search(toll.who)), 0)


def _kinds(wholes: list[Toll], after: list[Sentence]) -> list[Toll]:
    """Say who "12 people" were where a later sentence counts the same by kind."""
    if len(wholes) != 1 or not _ANYBODY.match(wholes[0].who):
        return wholes
    total = _count(wholes[0])
    for sentence in after:
        told = [toll for toll in _wholes(_deaths(sentence)) if not _ANYBODY.match(toll.who)]
        if _sum(told) == total and any(_is_fighter(toll) for toll in told):
            return told
    return wholes


def _tolls(told: list[Sentence]) -> dict[str, int]:
    place = _main(told)
    if place is None:
        return {"civilians": 0, "non_civilians": 0, "children": 0, "women": 0}
    after = told[place : place + DETAIL_SENTENCES]
    deaths = _whole_of_minors([toll for toll in _deaths(told[place]) if _count(toll) > 0], after)
    wholes = _wholes(deaths)
    total = _sum(wholes)
    wholes = _kinds(wholes, after)
    civilians = _sum(toll for toll in wholes if not _is_fighter(toll))
    fighters = _sum(toll for toll in wholes if _is_fighter(toll))
    parts = [*(toll for toll in deaths if toll.part_of is not None), *_details(total, after)]
    inner = next((_count(toll) for toll in parts if _is_fighter(toll)), 0)
    if inner and civilians >= inner and not fighters:
        civilians, fighters = civilians - inner, inner
    children = _sum(toll for toll in wholes if _CHILD.search(toll.who)) or _first(parts, _CHILD)
    women = _sum(toll for toll in wholes if _WOMAN.search(toll.who)) or _first(parts, _WOMAN)
    return {"civilians": civilians, "non_civilians": fighters, "children": children, "women": women}


_WEAPON = (
    r"(?:air\s?|aerial\s|barrel\s|car\s|suicide\s|artillery\s|mortar\s|rocket\s|missile\s)?(?:strikes?|raids?|airstrikes?|shelling|shells?|"
    r"bombardments?|bombings?|bombs?|jets?|aircraft|warplanes?|planes?|helicopters?|attacks?|fire|rockets?|missiles?|assault|"
    r"offensive|snipers?|bombers?|massacre|blast|ambush|air\s?force)"
)
_ACT = (
    r"(?:kill(?:s|ed|ing)?|execut(?:es|ed|ing)|behead(?:s|ed|ing)|shell(?:s|ed|ing)|bomb(?:s|ed|ing)|dropp?(?:s|ed|ing)|hit|target(?:s|ed)|"
    r"pound(?:s|ed|ing)|launch(?:es|ed)|fir(?:es|ed)|claim(?:s|ed)|carried|shot|murder(?:s|ed)|attack(?:s|ed)|slaughter(?:s|ed)|used|blew|"
    r"detonated|stormed|seized?|captured?|ambush(?:es|ed)|destroy(?:s|ed)|eliminat(?:es|ed)|advances?|storms?|repels?|repelled)"
)
_BLAMED = r"(?:by|blamed\s+on|blamed?|blames|accus(?:ed|es|ing)|responsibility\s+of)"


@cache
def _doers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns of each class's words where they do something: before a weapon or an act, or after "by" or "blamed".

    What a report says came before ("after rebel fire") is not its incident.
    """
    made = []
    for name, words in _words().actors:
        who = rf"(?<!\bafter\s)(?<!\bfollowing\s)(?:{words.pattern})(?![-\s]+(?:held|controlled|besieged))"
        made.append(
            (
                name,
                re.compile(
                    rf"{who}(?:\s+(?!against|on|in|from|near)[\w'’-]+){{0,3}}?\s+(?:{_WEAPON}|{_ACT})\b|"
                    rf"\b{_BLAMED}\s+(?:(?!to\b)[\w'’-]+\s+){{0,3}}?{who}",
                    re.IGNORECASE,
                ),
            )
        )
    return tuple(made)


_SURELY_AIR = re.compile(r"\b(?:barrel bombs?|helicopters?|regime|air\s?(?:strikes?|raids?)|warplanes)\b", re.IGNORECASE)
_REBEL_HELD = re.compile(r"\b(?:rebel|opposition|insurgent)s?[-\s](?:held|controlled)|besieged\b", re.IGNORECASE)


def _actor(told: list[Sentence], cause: str) -> str:
    lead = _lead(told)
    votes = _class_of(lead, _doers()) + _doers_claimed(lead)
    if votes:
        return max(votes, key=lambda name: votes[name])
    words = " ".join(one.text for one in lead)
    if cause == "shelling" and _SURELY_AIR.search(words) and _REBEL_HELD.search(words):
        return _GOVERNMENT
    return "unknown"


def _cause(told: list[Sentence]) -> str:
    lead = _lead(told)
    votes = _class_of(lead, _words().causes) + _causes_claimed(lead)
    return max(votes, key=lambda name: votes[name]) if votes else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Main:
    """What a report's headline and first sentences tell of, in the classes of the set; an empty set is "not said"."""

    places: frozenset[str]
    doers: frozenset[str]
    causes: frozenset[str]
    cause: str | None
    """The class with the most words; None where there are none."""
    killed: int
    words: str
    """The headline and the sentences up to the first that counts the dead."""


def main_of(located: Located) -> Main:
    """Tell what a report is mainly of."""
    told = list(sentences(located))
    lead = _lead(told)
    causes = _class_of(lead, _words().causes) + _causes_claimed(lead)
    tolls = _tolls(told)
    return Main(
        places=frozenset(name for sentence in lead for name, pattern, _ in _words().places if pattern.search(sentence.text)),
        doers=frozenset(_class_of(lead, _doers()) + _doers_claimed(lead)),
        causes=frozenset(causes),
        cause=max(causes, key=lambda name: causes[name]) if causes else None,
        killed=tolls["civilians"] + tolls["non_civilians"],
        words=" ".join(sentence.text for sentence in lead[:LEAD_SENTENCES]),
    )


def published_of(text: str) -> str | None:
    """Give the day of publication that a text of the set opens with."""
    published = parse_publication(text)
    return published.isoformat() if published else None


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Code one report."""
    text, title = text_of(record, "text") or "", text_of(record, "title")
    published = published_of(text)
    located = reader(
        ReportInput(
            doc_id=str(record["id"]), title=title, text=text, outlet=text_of(record, "source"), published=published
        )
    )  # fmt: skip
    told = list(sentences(located))
    cause = _cause(told)
    event: dict[str, object] = {
        "date": published,
        "location": _location(told),
        "actor": _actor(told, cause),
        "cause": cause,
        **_tolls(told),
    }
    return {"id": record["id"], "event": event}
