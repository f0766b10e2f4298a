"""Where a movement or a shot comes from and goes to: in go a claim and its passage, out comes a role for each place word.

1. "From A", and what somebody leaves, flees or abandons, is a source; "to A", "into A", "towards A", and what is reached or
   entered, a destination; "in A", "near A", and what is shelled or taken, a scene. A place that follows another after a comma,
   "and" or "in" has the other's role.
2. "From" and "to" say so only beside a word of moving in the same clause, or of firing for a claim of an attack. "10 km from A",
   "close to A", "fighters from A", "the road from A to B" say no such thing.
3. Places of the words that the claim does not hold count when they are a source or a destination.
4. Which role is the claim's own ground depends on its type (`ORDER`): an attack happened where it struck, as UCDP's events lie
   where people died; people were displaced and ground was given up where they left; aid came where it arrived. Where only the
   ends of a movement are told, it happened at the end that the words vouch for.
5. "Between A and B" and "on the road from A to B" are one spot, neither A nor B.

Unknown is a value: a place that the words do not hold, or that stands in none of these forms, has no role. It never asks a map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zenobia.values.claim import Claim
from zenobia.values.passage import Passage
from zenobia.values.place import PlaceRole
from zenobia.values.spans import Span

ORDER: Mapping[str, tuple[PlaceRole | None, ...]] = {
    "displacement": ("source", "scene", None, "destination"),
    "withdrawal": ("source", "scene", None, "destination"),
    "abduction": ("scene", "source", None, "destination"),
    "arrest": ("scene", "source", None, "destination"),
    "movement": ("scene", "source", "destination", None),
    "aid_blocked_or_delivered": ("scene", "destination", None, "source"),
}
"""Roles in the order in which they are the claim's ground."""
STRUCK: tuple[PlaceRole | None, ...] = ("scene", None, "destination", "source")
"""The same for every other type."""
ARRIVED: tuple[PlaceRole | None, ...] = ("destination", "scene", "source", None)
"""The same for a movement that has arrived."""
MOVING = frozenset(
    {"displacement", "withdrawal", "abduction", "arrest", "movement", "aid_blocked_or_delivered", "territory_gained"}
)
CLAUSE_REACH = 160
"""Code points before "from" or "to" in which the word of moving stands."""
LEAD_WORDS = 8
"""Words of a description that may stand between a preposition and the name ("the northern rebel-held town of X")."""

_LEAD = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|this|that|nearby|neighbou?ring|central|old|ancient|upper|lower|greater|rural|largest"
    r"|(?:north|south)-?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|[a-z]+-(?:held|controlled|occupied|run|besieged)"
    r"|besieged|coastal|border|frontline|strategic|key|small|large|areas?|parts?|cit(?:y|ies)|towns?|villages?|provinces?"
    r"|districts?|regions?|ports?|camps?|suburbs?|outskirts|edges?|countryside|governorates?|neighbou?rhoods?|hamlets?|direction"
    r"|vicinity|positions?|bases?|air\s?bases?|airports?|settlements?|cent(?:re|er)|capital|territor(?:y|ies)|state|island|both"
    r"|several|two|three|four|some|most|all|rest|of|\w+['’]s)\s+)$"
)
"""A word of a description, or "air base", in small letters."""
_PREPOSITION = re.compile(r"(?P<word>[A-Za-z]+)\s+$")
_CLAUSE = re.compile(r"[.;:!?]\s|\b(?:after|before|while|when|because|although|whereas|who|whom|which|that|where)\b")
_JOIN = re.compile(
    r"^\s*(?:,|,?\s*(?:and|or|&)|,?\s*(?:in|inside)|,?\s*of|\(|,?\s*as\s+well\s+as)\s*(?:(?:the|in|of)\s+)*"
    r"(?:(?:[a-z]+ern|nearby|neighbou?ring|province|town|city|village|district)\s+(?:of\s+)?)*$"
)
_INNER = re.compile(
    r"\b(?P<way>from|to|towards?|into)\s+(?:(?:the|a|an|its|their|new|other|safer|temporary|\w+ern)\s+)*"
    r"(?:[a-z][\w-]*\s+){1,2}(?:in|near|at|around|outside|inside)\s+$"
)
_ROAD = re.compile(
    r"\b(?:roads?|highways?|routes?|motorways?|line|stretch(?:es|ing|ed)?|corridor|railway|border|areas?|way|axis)\s+$|\beverywhere\s+$"
)
_ROAD_ENDS = re.compile(
    r"\b(?:road|highway|route|motorway|line|stretch(?:es|ing|ed)?|corridor|railway|axis)\s+(?:leading\s+)?from\b[^.;]*$"
)
_AWAY = re.compile(
    r"\b(?:kms?|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|far|north|south|east|west|(?:north|south)-?(?:east|west)|different|apart|free"
    r"|reports?|statement|news|video|footage|images?|reporting)\s+$",
    re.IGNORECASE,
)
_NOT_TO = re.compile(
    r"\b(?:close|next|near|nearer|nearest|adjacent|according|due|prior|belong(?:s|ing)|loyal|links?|linked|thanks|access|related"
    r"|similar|equal|opposed|up|(?<!the )(?:north|south|east|west|(?:north|south)-?(?:east|west))|parallel|respect|response"
    r"|roads?|highways?|routes?|threat|allied)\s+$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:fighters?|militants?|rebels?|gunmen|men|women|people|residents?|civilians?|refugees?|families|family|soldiers?|troops|forces"
    r"|children|villagers?|volunteers?|activists?|settlers?|migrants?|officials?|doctors?|brigades?|units?|groups?|tribes(?:men)?|students?"
    r"|journalists?|delegations?|leaders?|member|members)\s+$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:fle(?:e|es|d|eing)|fled|escap\w+|left|leav\w+|depart\w*|withdr[ae]w\w*|pull\w*|retreat\w*|retir\w+|mov(?:e|es|ed|ing)"
    r"|advanc\w+|push\w*|march\w*|travel\w*|sen[dt]\w*|dispatch\w*|\w*deploy\w*|transfer\w*|transport\w*|evacuat\w*|displac\w+|expel\w*"
    r"|deport\w*|relocat\w*|return\w*|cross\w*|arriv\w+|reach\w*|\w*enter\w*|head(?:s|ed|ing)?|driv\w+|drove|fl(?:y|ies|ew|own|ying)|sail\w*"
    r"|t[ao]k(?:e|es|en|ing)|took|br(?:ing|ought)\w*|deliver\w*|carr(?:y|ied|ies|ying)|infiltrat\w*|smuggl\w*|abduct\w*|kidnapp\w*|go(?:es|ing)?|went"
    r"|gone|c[ao]m(?:e|es|ing)|stream\w*|pour\w*|set\s+(?:out|off)|roll\w*|buss?ed|airlift\w*|shipp?\w*|rush\w*|forced|uproot\w*"
    r"|remov\w+|snatch\w*|bound|en\s+route|on\s+(?:its|their)\s+way|redirect\w*|arrest\w*|detain\w*|flood\w*|spill\w*|r[ua]n|running"
    r"|fell\s+back|falling\s+back|driven|shift\w*|redeploy\w*)\b",
    re.IGNORECASE,
)
_FIRED = re.compile(
    r"\b(?:rockets?|shells?|missiles?|drones?|mortars?|artillery|projectiles?|warplanes?|jets?|aircraft|helicopters?|fir(?:e|ed|ing|es)"
    r"|launch\w*|shell\w*|pound\w*|bomb\w*|bombard\w*|str[iu][ck]k?\w*|took\s+off|taken\s+off|taking\s+off|attack\w*|target\w*|hit|hitting"
    r"|assault\w*|raid\w*)\b",
    re.IGNORECASE,
)
_LEFT = frozenset({
    "left", "leave", "leaves", "leaving", "fled", "flee", "flees", "fleeing", "quit", "quits", "abandon", "abandoned",
    "abandoning", "abandons", "vacate", "vacated", "vacating", "evacuate", "evacuated", "evacuating", "evacuates", "depart",
    "departed", "departing", "desert", "deserted", "exit", "exited", "exiting",
})  # fmt: skip
_REACHED = frozenset({
    "reach", "reached", "reaches", "reaching", "enter", "entered", "enters", "entering", "reentered", "approach", "approached",
    "approaching", "approaches",
})  # fmt: skip
_ARRIVALS = re.compile(r"\b(?:arriv\w+|land(?:ed|ing|s)?|resettl\w+|shelter\w*|refuge|settled|touch\w*\s+down)\s+$")
_ARRIVED = re.compile(
    r"\b(?:arriv\w+|reach(?:ed|es|ing)?|enter(?:ed|s|ing)?|landed|cross(?:ed|es|ing)?\s+(?:over\s+)?into|return(?:ed|s)?\s+to|deployed|"
    r"docked)\b"
)
_GUNS = re.compile(
    r"^\W*(?:\w+\s+){0,3}(?:artillery|batter(?:y|ies)|guns|tanks|launchers?|mortars?|howitzers?|warships?)\s+$", re.IGNORECASE
)
"""What shoots and stands somewhere: "artillery in A pounded B"."""
_ONTO = re.compile(r"\b(?:advanc\w+|march\w*|converg\w*|clos\w+\s+in|head\w*|mov\w+|descend\w*)\s+$")
_FOR = re.compile(
    r"\b(?:left|leav\w+|fle[ed]\w*|fled|head\w*|bound|depart\w*|set\s+(?:out|off)|ma[dk]e|making|sail\w*|abandon\w*)\b[^.;]{0,60}$"
)
_LOCATIVES = frozenset({
    "in", "at", "near", "on", "inside", "outside", "around", "across", "throughout", "over", "above", "within", "along", "off",
    "between", "beside", "by", "against", "under", "amid",
})  # fmt: skip
_WAY = re.compile(
    r"(?:\b(?:road|highway|route|motorway|railway|axis)\s+(?:leading\s+|running\s+|that\s+runs\s+)?from|\bbetween)\s+(?:the\s+)?$"
)
"""What stands before the first of two places between which something happened."""
_WAY_ON = re.compile(r"^\s+(?:to|and|towards?)\s+(?:the\s+(?:city|town|village)\s+of\s+)?$")
_DONE_TO = re.compile(
    r"\b(?:\w+ed|\w+ing|took|takes?|overran|struck|strikes?|hit|hits|won|lost|loses?|seizes?|captures?|recaptures?|seizure|fall|siege"
    r"|battles?|control|attacks?|assaults?|raids?|bombardments?|loss|liberation|shells?|bombs?|storms?|offensive|held|holds?)\s+$"
)
_SUBJECT = re.compile(r"^(?:['’]s)?\s+(?:\w+\s+)?(?:was|were|has|have|had|is|are|came|comes|fell|falls|remain(?:s|ed)|saw)\b")
MAX_TIMES = 4
"""Times that one place's words are looked for in one claim's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A place of a claim, as written, and what the claim's words make of it; `role` None is unknown."""

    words: str
    role: PlaceRole | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The places of a claim with their roles: the claim's own first, in its order, then what its words name besides."""

    stations: tuple[Station, ...]
    order: tuple[PlaceRole | None, ...]
    spot: str | None = None
    """The words for a spot between two places of the claim."""
    is_under_way: bool = False
    """It is a movement, and the words do not say that it arrived."""

    def role_of(self, words: str) -> PlaceRole | None:
        return next((station.role for station in self.stations if station.words == words), None)

    @property
    def is_told(self) -> bool:
        """The words tell of an end."""
        return any(station.role in ("source", "destination") for station in self.stations)

    def ground(self) -> tuple[str, ...]:
        """Give the place words of where it happened, those without a role behind them: these may say in what it lies."""
        for role in self.order:
            if found := tuple(station.words for station in self.stations if station.role == role):
                open_ones = tuple(station.words for station in self.stations if station.role is None)
                return found if role is None else (*found, *open_ones)
        return ()


def _clause_before(text: str, start: int) -> str:
    """Give what stands before a place in its clause."""
    before = text[max(0, start - CLAUSE_REACH) : start]
    cuts = [found.end() for found in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _without_lead(before: str) -> str:
    """Cut the description off that leads up to a name."""
    for _ in range(LEAD_WORDS):
        bare = before.rstrip()
        if not bare or len(bare) == len(before):
            break
        last = bare.rsplit(None, 1)[-1]
        reach = len(before) - len(bare) + len(last) + len("air ") * last.lower().startswith("base")
        tail = before[-reach:].lower()
        found = _LEAD.search(tail)
        if found is None:
            break
        before = before[: found.start() - len(tail)]
    return before


def _from(bare: str, type_: str | None) -> PlaceRole | None:
    """Read what "from" says; `bare` is the clause before it."""
    if _ROAD.search(bare):
        return "scene"
    if _AWAY.search(bare):
        return None
    is_moving = type_ in MOVING
    if people := _PEOPLE.search(bare):
        moved = is_moving and _MOVED.search(bare, 0, people.start()) is not None
        return "source" if moved or type_ == "displacement" else None
    return "source" if (_MOVED if is_moving else _FIRED).search(bare) else None


def _to(bare: str, way: str, type_: str | None) -> PlaceRole | None:
    """Read what "to", "into" and "towards" say; `bare` is the clause before it."""
    if _ROAD_ENDS.search(bare):
        return "scene"
    if _NOT_TO.search(bare):
        return None
    if type_ in MOVING:
        return "destination" if _MOVED.search(bare) else None
    if not _FIRED.search(bare):
        return None
    return "scene" if way in {"into", "onto"} else "destination"


def _in(bare: str, way: str, type_: str | None) -> PlaceRole | None:
    """Read what a preposition of place says; `bare` is the clause before it, `way` the word itself."""
    is_moving = type_ in MOVING
    if is_moving and (_ARRIVALS.search(bare) or (way == "on" and _ONTO.search(bare))):
        return "destination"
    if not is_moving and way in {"in", "near", "inside", "outside", "around"} and _GUNS.search(bare):
        return "source"
    inner = _INNER.search(f"{bare}{way} ")
    if inner is not None:
        before = bare[: inner.start()]
        return _from(before, type_) if inner["way"] == "from" else _to(before, inner["way"], type_)
    return "scene"


def _role(text: str, span: Span, type_: str | None) -> PlaceRole | None:
    """Give what the words before a place, or else the verb behind it, make of it."""
    bare = _without_lead(_clause_before(text, span.start))
    found = _PREPOSITION.search(bare)
    if found is None:
        is_subject = type_ not in MOVING and not bare.strip() and _SUBJECT.match(text, span.end)
        return "scene" if is_subject else None
    word, rest = found["word"].lower(), bare[: found.start()]
    if word in {"from", "out"}:
        return _from(rest, type_)
    if word in {"to", "toward", "towards", "into", "onto"}:
        return _to(rest, word, type_)
    if word == "for":
        return "destination" if _FOR.search(rest) else "scene"
    if word in _LOCATIVES:
        return _in(rest, word, type_)
    if word in _LEFT and type_ in MOVING:
        return "source"
    if word in _REACHED:
        return "scene" if type_ not in MOVING or type_ == "territory_gained" else "destination"
    is_done_to = type_ not in MOVING - {"territory_gained"} and _DONE_TO.search(bare)
    return "scene" if is_done_to else None


def _times(words: str, text: str) -> Iterator[Span]:
    """Give where words stand in a text, as whole words."""
    at = count = 0
    while count < MAX_TIMES and words and (at := text.find(words, at)) >= 0:
        end = at + len(words)
        if _is_edge(text[at - 1 : at]) and _is_edge(text[end : end + 1]):
            count += 1
            yield Span(start=at, end=end)
            at = end
        else:
            at += 1


def _is_edge(character: str) -> bool:
    return not (character.isalnum() or character == "_")


def _mentions(claim: Claim, passage: Passage) -> Iterator[Span]:
    """Give the place mentions of a passage that stand in a claim's words, counted in these."""
    shift = passage.span.start - claim.quote.start
    whole = Span(start=0, end=len(claim.quote.text))
    for mention in passage.tags.mentions:
        if mention.kind == "place" and whole.covers(span := mention.span.shifted(shift)):
            yield span


def _spot(text: str, own: Sequence[tuple[Span, str]]) -> str | None:
    """Give "between A and B" where the words put something between two of a claim's places."""
    for (span, words), (other, others) in pairwise(sorted(own, key=lambda pair: pair[0].start)):
        if words != others and _WAY_ON.match(text[span.end : other.start]) and _WAY.search(text, 0, span.start):
            return f"between {words} and {others}"
    return None


def journey(claim: Claim, passage: Passage | None) -> Journey:
    """Give the places of a claim with what its words make of them.

    Args:
        passage: the one that the claim stands in; without it nothing is read besides the claim's own places.
    """
    text = claim.quote.text
    own = [(span, words) for words in claim.place for span in _times(words, text)]
    beside = _mentions(claim, passage) if passage is not None and claim.kind == "event" else ()
    others = [(span, span.cut(text)) for span in beside if not any(span.overlaps(other) for other, _ in own)]
    read: dict[str, PlaceRole | None] = {}
    before: tuple[int, PlaceRole | None] | None = None
    for span, words in sorted([*own, *others], key=lambda pair: (pair[0].start, -pair[0].end)):
        if before is not None and span.start < before[0]:
            continue
        joined = before is not None and _JOIN.match(text[before[0] : span.start])
        role = before[1] if before is not None and joined else _role(text, span, claim.type)
        before = (span.end, role)
        if read.get(words) in (None, "scene") and role is not None:
            read[words] = role
    ends = [words for _, words in others if read.get(words) in ("source", "destination")]
    stations = [Station(words=words, role=read.get(words)) for words in dict.fromkeys((*claim.place, *ends))]
    has_arrived = _ARRIVED.search(text) is not None
    order = ARRIVED if claim.type == "movement" and has_arrived else ORDER.get(claim.type or "", STRUCK)
    return Journey(
        stations=tuple(stations),
        order=order,
        spot=_spot(text, own),
        is_under_way=claim.type == "movement" and not has_arrived,
    )
