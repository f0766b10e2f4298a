"""How incidents hang together without being one: in go short accounts of incidents, out typed relations with reasons and quotes.

1. toll_update: a claim says that the dead of something that happened before have become more ("the toll has risen to 40"); it
   belongs to the latest act of violence at that place in the `TOLL_DAYS` before, that it does not contradict in kind.
2. follow_up: a claim tells of what came of a certain act of violence ("the attack", "Sunday's raid"): an arrest, a trial, a
   funeral, an inquiry, a claim of responsibility, "over" or "for" or "of" it; in the `FOLLOW_DAYS` before, at that place. A claim
   of an act of violence follows another one up only where it answers it ("in retaliation for").
3. retelling: a claim says that it looks back ("three years after", "the anniversary of"); it belongs to the latest act of its
   kind at that place more than `LOOKS_BACK_DAYS` before. Or it gives a period for its day, and one act alone of its kind, place
   and, where both name one, party lies in it.
4. part_of: an incident counts many acts of one party ("64 air strikes"), or gives a period in which several lie; a single act of
   that kind, place, time and, where both name one, party is a part of it.
5. Nothing is related to two incidents by one rule: where two are as good, it is related to none. Reports that are kin, or one
   report that tells both, come before reports that share only the place.
6. Each relation carries the words that it rests on, and one sentence that names the rule.

Related incidents stay two: no figure, voice or grade passes from one to the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zenobia.reconcile.compare import PERIOD_DAYS
from zenobia.reconcile.facets import Facet
from zenobia.values.incident import Incident, Relation, RelationKind

TOLL_DAYS, FOLLOW_DAYS, MEMORY_DAYS = 30, 730, 36_525
"""Days back in which what is updated or followed up is looked for. A toll rises for weeks, a trial takes years, and
people remember for a life. Set by hand."""
LOOKS_BACK_DAYS = 20
"""Days from which a report that looks back cannot mean the news of its own days. Set by hand."""
LONGEST_DAYS, MOST_PARTS = 92, 100
"""Days of the longest period that has parts, a season; and the parts that are named at most, the earliest."""
ACTS = frozenset({
    "air_strike", "shelling", "bombing", "drone_strike", "chemical_attack", "armed_attack", "execution", "abduction",
    "shootdown", "battle",
})  # fmt: skip
"""Types of which tolls rise, and of which something comes."""
_ACT = (
    r"(?:attack|bombing|blast|explosion|strike|air ?strike|raid|killing|murder|massacre|shooting|shelling|ambush|assault|"
    r"abduction)s?"
)
_RISEN = re.compile(
    r"\b(?:toll|number of (?:dead|deaths|victims|casualties))\b[^.;]{0,80}?\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed)|"
    r"increas(?:es|ed)|mount(?:s|ed)|jump(?:s|ed)|gone up|went up|reach(?:es|ed)|updated|revised|raised)\b"
    r"|\b(?:rais(?:es|ed)|updat(?:es|ed)|revis(?:es|ed))\b[^.;]{0,40}\btoll\b"
    r"|\bdied of (?:their|his|her) (?:wounds|injuries)\b|\bsuccumbed to\b",
    re.IGNORECASE,
)
_THAT_ACT = (
    r"[^.;]{0,80}?\b(?:over|for|of|in|into|after|to|following|behind)\s+"
    rf"(?:the|this|that|these|those|last|yesterday['’]s|\w+day['’]s?|(?:\w+\s){{1,3}}?\w+['’]s)\b[^.;]{{0,40}}?\b{_ACT}\b"
)
"""A certain act: men arrested for attacks, or suspected of them, point to none."""
_CAME_OF_IT = re.compile(
    r"\b(?:arrest(?:s|ed)?|detain(?:s|ed)?|charg(?:es|ed)|indict(?:s|ed)|sentenc(?:es|ed)|convict(?:s|ed)|acquitt?(?:s|ed)|trial|"
    r"tried(?!\s+to\b)|funerals?|bur(?:y|ied|ial)|mourn(?:s|ed|ers)?|inquiry|investigat(?:e|es|ed|ion|ions|ors|ing)|"
    rf"claim(?:s|ed)? responsibility|suspect(?:s|ed)?)\b{_THAT_ACT}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(rf"\b(?:retaliat(?:e|es|ed|ion|ing)|in revenge|in response)\b{_THAT_ACT}", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\banniversary\b|\bcommemorat\w+|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:years?|months?)\s+"
    r"(?:after|ago|since|on)\b|\bon this day in\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one claim says that points to another incident."""

    kind: RelationKind
    claim: str
    quote: str
    type: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """As much of an incident as relating needs. Days are ordinals, None where nobody gives one."""

    id: str
    types: frozenset[str]
    families: frozenset[str]
    places: frozenset[str]
    doers: frozenset[str]
    first: int | None
    last: int | None
    documents: frozenset[str]
    counted: Sign | None
    """The claim that counts many acts."""
    over: Sign | None
    """The claim that gives a period for an act of a day."""
    signs: tuple[Sign, ...]


Kin = Callable[[str], Collection[str]]
"""A report to the reports that are kin to it."""


def sketch(incident: Incident, members: Sequence[Facet]) -> Sketch:
    """Take from an incident what relating needs."""
    affirming = [facet for facet in members if facet.event.claim.stance != "denies"]
    dated = [facet for facet in affirming if facet.first is not None and facet.last is not None]
    said = [facet for facet in dated if facet.is_dated]
    fine = [facet for facet in said if facet.is_fine_time] or said or dated
    begun, ended = (incident.when.start, incident.when.end) if incident.when else (None, None)
    first = begun.toordinal() if begun else min((facet.first for facet in fine if facet.first is not None), default=None)
    last = ended.toordinal() if ended else max((facet.last for facet in fine if facet.last is not None), default=None)
    is_period = first is not None and last is not None and PERIOD_DAYS < last - first + 1 <= LONGEST_DAYS
    families = frozenset(family for facet in affirming for family in facet.families)
    return Sketch(
        id=incident.id,
        types=frozenset(facet.type for facet in affirming),
        families=families,
        places=frozenset(facet.places[0] for facet in members if facet.places),
        doers=frozenset(doer for facet in affirming for doer in facet.doers),
        first=first,
        last=last,
        documents=frozenset(facet.event.claim.document for facet in members),
        counted=next((_sign("part_of", facet) for facet in affirming if facet.is_campaign), None),
        over=next((_sign("part_of", facet) for facet in affirming if is_period and facet.days > PERIOD_DAYS), None),
        signs=tuple(_signs(affirming)),
    )


def _sign(kind: RelationKind, facet: Facet) -> Sign:
    claim = facet.event.claim
    return Sign(kind, claim.id, claim.quote.text, facet.type)


def _is_of_its_days(facet: Facet) -> bool:
    """Whether what looks back is news itself: a claim of the very day that is remembered is part of that day's incident."""
    published = facet.event.published
    return published is not None and facet.last is not None and published.toordinal() - facet.last <= LOOKS_BACK_DAYS


def _signs(members: Iterable[Facet]) -> Iterator[Sign]:
    for facet in sorted(members, key=lambda facet: facet.seen):
        words = facet.event.claim.quote.text
        if _RISEN.search(words) and any(toll.what == "killed" for toll in facet.event.claim.toll):
            yield _sign("toll_update", facet)
        # "claimed responsibility for the attack" tells of that attack itself where its claim is one of an attack
        if _ANSWERED.search(words) or (facet.type not in ACTS and _CAME_OF_IT.search(words)):
            yield _sign("follow_up", facet)
        if _LOOKS_BACK.search(words) and _is_of_its_days(facet):
            yield _sign("retelling", facet)


def relations(sketches: Iterable[Sketch], kin: Kin) -> dict[str, tuple[Relation, ...]]:
    """Relate incidents; give each that is related, under its id, with its relations of either direction."""
    ordered = sorted(sketches, key=lambda one: (one.first if one.first is not None else 0, one.id))
    at_place: dict[str, list[Sketch]] = defaultdict(list)
    for one in ordered:
        for place in one.places if one.first is not None else ():
            at_place[place].append(one)
    found: dict[str, list[Relation]] = defaultdict(list)
    for one in ordered:
        if one.signs or one.counted or one.over:
            for relation in _related(one, at_place, kin):
                found[relation.from_].append(relation)
                found[relation.to].append(relation)
    return {name: tuple(sorted(set(some), key=lambda one: (one.kind, one.from_, one.to))) for name, some in found.items()}


def _related(one: Sketch, at_place: dict[str, list[Sketch]], kin: Kin) -> Iterator[Relation]:
    done: set[RelationKind] = set()
    for sign in one.signs:
        target = _target(one, sign, at_place, kin) if sign.kind not in done else None
        if target is not None:
            done.add(sign.kind)
            yield _relation(sign.kind, one, target, sign)
    yield from _parts(one, at_place)


def _target(one: Sketch, sign: Sign, at_place: dict[str, list[Sketch]], kin: Kin) -> Sketch | None:
    """Choose the earlier incident that a claim points to; None where none or several are as good."""
    if one.first is None:
        return None
    back = {"toll_update": TOLL_DAYS, "follow_up": FOLLOW_DAYS}.get(sign.kind, MEMORY_DAYS)
    near = [other for other in _between(one.places, at_place, one.first - back, one.first) if _may_be_meant(one, other, sign)]
    related = {name for document in one.documents for name in (document, *kin(document))}
    meant = [other for other in near if related & other.documents] or near
    latest = max((other.first or 0 for other in meant), default=0)
    chosen = [other for other in meant if other.first == latest]
    return chosen[0] if len(chosen) == 1 else None


def _may_be_meant(one: Sketch, other: Sketch, sign: Sign) -> bool:
    if other.id == one.id or not other.types & ACTS or other.counted or other.over:
        return False
    if any(theirs.kind == sign.kind for theirs in other.signs):
        return False  # what follows up is no act of its own
    if sign.kind == "toll_update":
        return bool(one.families & other.families)
    if sign.kind == "follow_up":
        return other.first != one.first or not one.types & other.types
    return sign.type in other.types and (one.first or 0) - (other.last or 0) > LOOKS_BACK_DAYS


def _parts(one: Sketch, at_place: dict[str, list[Sketch]]) -> Iterator[Relation]:
    whole = one.counted or one.over
    if whole is None or one.first is None or one.last is None:
        return
    parts = [other for other in _between(one.places, at_place, one.first, one.last) if _is_part(other, one)]
    if not one.counted and len(parts) == 1:
        yield _relation("retelling", one, parts[0], whole)
        return
    for other in parts[:MOST_PARTS]:
        yield _relation("part_of", other, one, whole)


def _relation(kind: RelationKind, one: Sketch, other: Sketch, sign: Sign) -> Relation:
    return Relation(kind=kind, from_=one.id, to=other.id, why=_WHY[kind], claim=sign.claim, quote=sign.quote)


def _is_part(other: Sketch, one: Sketch) -> bool:
    if other.id == one.id or other.counted or other.over or not one.types & other.types & ACTS:
        return False
    is_inside = other.last is not None and one.last is not None and other.last <= one.last
    return is_inside and not (one.doers and other.doers and not one.doers & other.doers)


def _between(places: Iterable[str], at_place: dict[str, list[Sketch]], first: int, last: int) -> list[Sketch]:
    """Give the incidents at these places that begin in these days."""
    found: dict[str, Sketch] = {}
    for place in places:
        here = at_place.get(place, [])
        begin = bisect_left(here, first, key=lambda one: one.first or 0)
        end = bisect_right(here, last, key=lambda one: one.first or 0)
        found.update((one.id, one) for one in here[begin:end])
    return sorted(found.values(), key=lambda one: (one.first or 0, one.id))


_WHY: dict[RelationKind, str] = {
    "toll_update": "Rule 1: the one says that a toll has changed; the other is the latest act of violence there before it.",
    "follow_up": "Rule 2: the one tells of what came of an act of violence; the other is the latest there that may be meant.",
    "retelling": "Rule 3: the one looks back, or gives a period; the other is the one act of its kind there that may be meant.",
    "part_of": "Rule 4: the one counts many acts or gives a period; the other is a single act of that kind, place and time.",
}
