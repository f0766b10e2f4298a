"""Press releases of ISAF: one operation's date, province, kind, target group, killed and captured.

In: the text, and what the reader found in it. Out: the set's event.

1. The release's own date counts days: a whole date in its head, or day and month there with the year of its number.
2. The operation is told in the body's first sentences with a figure of killed or captured people; its day is the first one
   mentioned there, else in the body, else the release's.
3. Figures follow the set's codebook: "several" is 3, "numerous" and "multiple" 4, "more than n" n + 1; a person named with
   the definite article counts one.
4. A figure is added to those before only in the same sentence or when the words say so ("additional", "also", "another");
   later sentences tell the same thing again.
5. Figures of things and of civilians are left out. Leaders and commanders are leaders; facilitators are not.

Reads nothing but the text: `incident_index` is not looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from zenobia.evaluate.facts import Sentence, sentences
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.read.tolls_words import PEOPLE
from zenobia.values.account import Located
from zenobia.values.dating import MONTH_NUMBER, first_date, whole_date
from zenobia.values.passage import TimeMention
from zenobia.values.toll import Toll

_HEAD_DAY = re.compile(
    r"\b(?P<month>" + "|".join(sorted(MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?\s+(?P<day>\d{1,2})\b", re.IGNORECASE
)
_RELEASE_YEAR = re.compile(r"\b(?P<year>20\d\d)-\d\d-[A-Z]{1,2}-\d")
_DATELINE = re.compile(r"\(\s*[A-Z][a-z]+\.?\s+\d{1,2}(?:,?\s+\d{4})?\s*\)\s*[-–—:]*|Afghanistan\s+[–—-]+\s")
_CIVILIAN = re.compile(
    r"\b(?:civilians?|women|children|child|villagers?|residents?|police|soldiers?|service ?members?|troops)\b", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:additional|additionally|also|another|other|others|(?<!no )more(?! than))\b", re.IGNORECASE)
_NUMEROUS = re.compile(r"\b(?:numerous|many)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:numerous|many|several|multiple|number of|few)\b", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\bprovinces\b|\b(?:southern|eastern) Afghanistan\b|\bpast 24 hours\b|\b(?:two|three|four|five) operations\b"
)
_AIR = re.compile(
    r"\b(?:air ?strikes?|air-strikes?|air weapons team|close air support|aerial|attack helicopters?)\b", re.IGNORECASE
)
_LEADER = (
    r"(?:leader|facilitator|commander|governor|insurgent|financier|emir|militant|associate|bomb-maker|supplier|bomber|expert)"
)
_PERSON = r"(?:individual|gunman|attacker|target|man|coordinator|assassin|manufacturer)"
_NAMED = re.compile(
    rf"\b(?P<verb>killed|captured|detained|arrested|apprehended|killing|capturing|detaining|arresting|death\s+of|capture\s+of)\s+"
    rf"(?P<who>(?:(?:the|al-[A-Z]\w+|[A-Z][\w'’-]+|senior|his|suspected)\s+(?:[\w'’-]+\s+){{0,5}}?{_LEADER}|the\s+(?:\w+\s+)?{_PERSON}))\b(?!s)"
)
_NAMED_PASSIVE = re.compile(
    rf"\b(?P<who>[Tt]he\s+(?:[\w'’-]+\s+){{0,5}}?{_LEADER})(?:,[^,.]{{1,60}},)?(?:\s+along\s+with\s+[^,.]{{1,50}}?)?"
    r"\s+(?:was|has been|had been)\s+"
    r"(?:positively\s+|confirmed\s+)?(?:identified\s+and\s+)?(?P<verb>killed|captured|detained|arrested)\b"
)
_KILL = re.compile(r"kill|death", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:leaders?|(?:sub-)?commanders?|emirs?|governors?)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:confirmed|announced|completed)\s+today$")
_ANNOUNCES = re.compile(r"\s+(?:confirmed|announced|released|identified)\b")
OPERATION_SENTENCES = 4
"""Sentences from the first figure on in which the operation's group and place are looked for first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    provinces: tuple[tuple[str, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]


def _patterns(table: Mapping[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(map(re.escape, spellings)) + r")\b", re.IGNORECASE))
        for name, spellings in table.items()
    )


@cache
def _names() -> _Names:
    table = tomllib.loads(resources.files("zenobia.evaluate").joinpath("isaf.toml").read_text(encoding="utf-8"))
    return _Names(provinces=_patterns(table["provinces"]), groups=_patterns(table["groups"]))


def release_date(text: str) -> date | None:
    """Give the day of a release: the whole date in its head, or day and month there with the year of its number."""
    head = text[:600]
    if day := first_date(head, reach=500):
        return day
    month_day, year = _HEAD_DAY.search(head), _RELEASE_YEAR.search(head)
    if month_day is None or year is None:
        return None
    return whole_date(int(year["year"]), MONTH_NUMBER[month_day["month"].lower()], int(month_day["day"]))


def _body_start(text: str) -> int:
    lines = [match.end() for match in _DATELINE.finditer(text[:600])]
    return lines[-1] if lines else 0


def _body(located: Located) -> list[Sentence]:
    start = _body_start(located.document.text)
    return [one for one in sentences(located) if one.start + len(one.text) > start + 20]


def _low(toll: Toll) -> int:
    return 4 if _NUMEROUS.match(toll.text) else toll.low


def _is_counted(toll: Toll, what: str) -> bool:
    head = toll.who.split()[-1].lower() if toll.who else ""
    return toll.what == what and toll.part_of is None and (head in PEOPLE or not head) and not _CIVILIAN.search(toll.who)


def _named_people(sentence: Sentence, what: str) -> list[re.Match[str]]:
    found = [*_NAMED.finditer(sentence.text), *_NAMED_PASSIVE.finditer(sentence.text)]
    return [match for match in found if bool(_KILL.match(match["verb"])) == (what == "killed")]


def _named(sentence: Sentence, what: str) -> int:
    """Count people named in the singular ("killed the Taliban leader") that no figure of the sentence holds."""
    return min(len(_named_people(sentence, what)), 1)


def _leaders(body: list[Sentence], what: str) -> int:
    """Count the leaders among those killed or captured: one where any are, which is what the codebook's rows hold."""
    for sentence in body:
        counted = [one.toll.who for one in sentence.tolls if one.toll.what == what and one.toll.high != 0]
        named = [match["who"] for match in _named_people(sentence, what)]
        if any(_LEADS.search(who) for who in (*counted, *named)):
            return 1
    return 0


def _figures(sentence: Sentence, what: str) -> list[tuple[int, bool, bool]]:
    """List the figures of one sentence: (count, said to come on top, vague)."""
    counted = [one.toll for one in sentence.tolls if _is_counted(one.toll, what)]
    figures = [(_low(one), bool(_MORE.search(one.text)), bool(_VAGUE.match(one.text))) for one in counted if one.high != 0]
    if _named(sentence, what) and not any(low == 1 for low, _, _ in figures):
        figures.insert(0, (1, False, False))
    return figures


def _total(body: list[Sentence], what: str) -> int:
    total, is_vague = 0, False
    for sentence in body:
        figures = _figures(sentence, what)
        if not figures:
            continue
        says_more = bool(_MORE.search(sentence.text))
        if total == 0:
            total = sum(low for low, _, _ in figures)
        else:
            on_top = sum(low for low, more, vague in figures if (more or says_more) and not (vague and is_vague))
            again = sum(low for low, more, _ in figures if not more)
            total = max(total + on_top, again)
        is_vague = is_vague or any(vague for _, _, vague in figures)
    return total


def _operation(body: list[Sentence]) -> list[Sentence]:
    """Leave out a first sentence that sums up several operations, where a later one has figures of its own."""
    rest = body[1:]
    if body and _SUMMARY.search(body[0].text) and any(_figures(one, what) for one in rest for what in ("killed", "captured")):
        return rest
    return body


def _place(body: list[Sentence], text: str) -> str | None:
    for pattern in (r"{}\s+(?:province|city)", r"{}"):
        found: list[tuple[int, str]] = []
        for name, spelling in _names().provinces:
            wanted = re.compile(pattern.format(f"(?:{spelling.pattern})"), re.IGNORECASE)
            for sentence in body:
                if match := wanted.search(sentence.text):
                    found.append((sentence.start + match.start(), name))
                    break
        if found:
            return min(found)[1]
    found = [(match.start(), name) for name, spelling in _names().provinces for match in [spelling.search(text)] if match]
    return min(found)[1] if found else None


def _group(body: list[Sentence], title: str) -> list[str]:
    told = next((place for place, one in enumerate(body) if _figures(one, "killed") or _figures(one, "captured")), 0)
    for words in (
        " ".join(one.text for one in body[: told + 1]),
        " ".join(one.text for one in body[: told + OPERATION_SENTENCES]),
        title,
    ):
        found = sorted((match.start(), name) for name, spelling in _names().groups for match in [spelling.search(words)] if match)
        if found:
            named = [name for _, name in found]
            return ["haqqani"] if named[0] in ("haqqani", "taliban") and "haqqani" in named[:2] else named[:1]
    return []


def _up_to(sentence: Sentence, time: TimeMention) -> str:
    return sentence.text[: sentence.origin + time.span.end - sentence.start]


def _is_announced(sentence: Sentence, time: TimeMention) -> bool:
    """Tell the day of the release's own word from that of the operation: "confirmed today", "today confirmed"."""
    after = sentence.text[sentence.origin + time.span.end - sentence.start :]
    return bool(_ANNOUNCED.search(_up_to(sentence, time)) or _ANNOUNCES.match(after))


def _day(body: list[Sentence], start_of_body: int, published: date | None) -> date | None:
    for sentence in body:
        for time in sentence.times:
            if sentence.origin + time.span.end <= start_of_body or _is_announced(sentence, time):
                continue
            if time.when.precision == "day" and time.when.end is not None:
                end, start = time.when.end, time.when.start
                return start if start is not None and (time.timex or "").endswith("TNI") else end
    return published


def _kinds(killed: int, captured: int, body: list[Sentence]) -> list[str]:
    if killed and captured:
        return ["captureandkill"]
    if killed:
        lead = " ".join(one.text for one in body[:3])
        return ["airstrike"] if _AIR.search(lead) else ["insurgentskilled"]
    return ["detention"]


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Code one release."""
    text = text_of(record, "text") or ""
    published = release_date(text)
    located = reader(
        ReportInput(
            doc_id=str(record["id"]), title=None, text=text, outlet=None, published=published.isoformat() if published else None
        )
    )  # fmt: skip
    told = _body(located)
    body = _operation(told)
    killed, captured = _total(body, "killed"), _total(body, "captured")
    place, day = _place(body, text), _day(told, _body_start(located.document.text), published)
    event = {
        "date": day.isoformat() if day else None,
        "event_type": _kinds(killed, captured, body),
        "province": [place] if place else [],
        "target_group": _group(body, text[:300]),
        "min_killed": killed,
        "min_captured": captured,
        "min_leaders_killed": _leaders(body, "killed"),
        "min_leaders_captured": _leaders(body, "captured"),
        "killq": killed > 0,
        "captureq": captured > 0,
        "airstrike": any(_AIR.search(one.text) for one in body[:4]),
    }
    return {"id": record["id"], "event": event}
