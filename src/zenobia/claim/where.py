"""Where a document's happenings are, as it goes on: the places told, and what "the city" points to.

1. The document is about the place of its headline, else the one told most often.
2. A claim's own places come first; then those of its sentence, outside brackets; then those of the claim before; then the main
   one.
3. A place that no map finds alone ("the citadel") is followed by the town that it was told with.
4. "The town" is the one place that the text calls so ("the town of X"), else the town told last; "the area" is where the claim
   before was; "the airfield" is the one named before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from zenobia.claim.ground import TOWARDS, from_direction, innermost, is_vague, main_places, plain, tidy
from zenobia.claim.sentences import Scene, Sentence
from zenobia.claim.spellings import BEFORE_REACH, core, in_brackets, stands_before
from zenobia.values.lexicon import Ground
from zenobia.values.passage import Reading, Role
from zenobia.values.spans import Span

_ASIDE = (
    r"(?:the\s+)?(?:(?:[\w-]+\s+)?(?:suburbs?|outskirts|edges?|surroundings|vicinity|city|town|villages?|districts?|area|direction)"
    r"\s+of\s+)?(?:the\s+)?$"
)
GOING = re.compile(r"\b(?:to|towards?|into|around|behind)\s+" + _ASIDE)
"""What stands before the place that a movement goes to."""
GOAL = re.compile(r"\b(?:to|towards?|into)\s+" + _ASIDE)
"""What stands before the place where a movement ends."""
LYING = re.compile(
    r"\b(?:in|near|outside|around|at|close\s+to|towards?|direction\s+of|from|(?:north|south|east|west)\w*\s+of)\s+(?:the\s+)?$"
)
"""What stands before the place that another lies in or near."""
NAME_ALONE = re.compile(r"(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]+(?:\s+(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]+){0,2}")
"""A title that is but a name: what the page is about, where its text treats it as a place."""
THE_TOWN = re.compile(r"\bthe\s+(?:city|town|village|settlement|hamlet)\b")
"""What a page about a town calls it, where it names no place at all."""
THE_TOWN_AGAIN = re.compile(r"\b[Tt]he\s+(city|town|village)\b(?!\s+of\b)")
"""A town named before, where it is not told which."""
INDEFINITE = re.compile(r"(?:an?|another)\s+", re.IGNORECASE)
"""What opens words for ground not told of before."""
PLACING = r"\b(?:in|at|near|into|around|towards?|outside|(?:city|town|village|settlement|hamlet|district)(?:\s+of)?)"
"""What stands before a place and seldom before anything else."""
CALLED = re.compile(r"(?:the\s+)?(city|town|village)\s+of\s+", re.IGNORECASE)
CALLED_BEFORE = re.compile(r"\b(city|town|village)\s+of\s+$", re.IGNORECASE)
"""What a place is called where it is named first."""
PERSONAL = re.compile(r"\b[Hh]e\b|\b[Ss]he\b")
"""What a page about a person says of whom its title names."""
BARE_DIRECTION = re.compile(r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?$", re.IGNORECASE)
"""A direction alone is no place: "pulled back to the west"."""
NAMELESS = frozenset(
    {"cities", "towns", "villages", "areas", "districts", "provinces", "regions", "positions", "points", "parts", ""}
)
"""Plurals that name no ground alone."""
PLURALS = NAMELESS - {"positions", "points", "parts", ""}
TOWARDS_TOWN = re.compile(r"(?:north|south|east|west)\w* of the (?:city|town|village)$")
WIDE = re.compile(
    r"^(?:(?:north|south|east|west|central)\w*)\s|\b(?:province|governorate|region|countryside|oblast|state|county|territor(?:y|ies)|border)$",
    re.IGNORECASE,
)
"""What a place is called that holds many towns."""
POSSESSIVE = re.compile(r"['’]s\b")
"""After the name of a state it tells whose a thing or deed is ("Russia's bombardment"), not where."""
POINTING_NEAR = frozenset({"area", "site", "scene", "place", "location"})
"""Common nouns that point to where the claim before was."""
POINTING = frozenset({"city", "town", "ancient city", "village"})
"""Common nouns that point to the town told last."""


def _tells_where(role: Role, text: str) -> bool:
    """Tell a place in or near which another lies: "in X", "to the north of X"."""
    if stands_before(LYING, text, role.span.start):
        return True
    return PART_OF.match(role.span.cut(text)) is not None and stands_before(LEADING_TO, text, role.span.start)


PART_OF = re.compile(r"(?:the\s+)?(?:north|south|east|west)\w*\s+of\b", re.IGNORECASE)
ORIGIN = re.compile(r"\bfrom\s+(?:the\s+)?$")
"""What stands before the place that a movement comes from."""
LEADING_TO = re.compile(r"\bto\s+$")
GAP = re.compile(r"\s+(?:in|near|outside|around|at|close\s+to|to|along)\s+")
"""What joins some ground to the place that it is told by."""


def _is_gone_to(name: str, text: str) -> bool:
    """Tell a name that no map knows and that the text itself treats as a place: "in X", "the village of X"."""
    return re.search(rf"{PLACING}\s+{re.escape(name)}\b", text) is not None


def _called(reading: Reading) -> dict[str, str]:
    """Give each common noun by which the text calls one place alone: "town" after "the town of X"."""
    called: dict[str, set[str]] = {}
    for passage in reading.passages:
        for mention in passage.tags.mentions:
            if mention.kind != "place" or passage.is_headline:
                continue
            words = mention.span.cut(passage.text)
            noun = CALLED.match(words) or CALLED_BEFORE.search(
                passage.text, max(0, mention.span.start - BEFORE_REACH), mention.span.start
            )
            if noun is not None:
                called.setdefault(noun[1].lower(), set()).add(innermost(core(words)))
    return {noun: next(iter(names)) for noun, names in called.items() if len(names) == 1}


class Where:
    """Follows the places of one document."""

    def __init__(self, reading: Reading, words: Ground, demonyms: Mapping[str, str]) -> None:
        self._words = words
        self._demonyms = frozenset(demonyms)
        self._lands = frozenset(demonyms.values())
        """Names of whole states."""
        self._passage = ""
        self.last: tuple[str, ...] = ()
        """The places of the claim before."""
        self._near = False
        """Whether the claim before stands in the same passage: else "the city" is what the document is about."""
        self._seen: list[str] = []
        self._called = _called(reading)
        self.main = self._main_of(reading)
        """The place that the document is about, if any."""

    def enter(self) -> None:
        """Begin a passage."""
        self._near = False

    def remember(self, places: tuple[str, ...]) -> None:
        """Go on from the places of a claim."""
        if places:
            self.last, self._near = places, True
            self._seen += places

    def told(self, scene: Scene, text: str, *, leaving: bool = False) -> tuple[str, ...]:
        """Give the places that a scene names itself; `leaving` keeps out where a movement goes."""
        roles = [role for role in scene.roles("place") if not (leaving and stands_before(GOING, text, role.span.start))]
        if scene.main.type == "movement":
            roles = [role for role in roles if not stands_before(ORIGIN, text, role.span.start)] or roles
        return self._ground(role.span.cut(text) for role in roles)

    def goals(self, scene: Scene, text: str) -> tuple[str, ...]:
        """Give the places that a scene tells after its movement as where it went."""
        after = (role for role in scene.roles("place") if role.span.start >= scene.main.trigger.end)
        gone_to = (role for role in after if stands_before(GOAL, text, role.span.start))
        return self._ground(role.span.cut(text) for role in gone_to)

    def taken(self, scene: Scene, text: str) -> tuple[str, ...]:
        """Give the ground that a scene takes, without where that lies: "took X in the north of Y", "took X near Y"."""
        roles = scene.roles("place")
        names = [role for role in roles if not TOWARDS.match(role.span.cut(text))]
        end = scene.main.trigger.end
        taken = [role for role in names if 0 <= role.span.start - end <= 1 or not _tells_where(role, text)]
        return tidy(one for role in taken or names or roles for one in self._taken(role, roles, text))

    def _taken(self, role: Role, roles: Sequence[Role], text: str) -> Iterable[str]:
        """Name the ground of one phrase; "villages near X" are some ground near X, and not X."""
        words = role.span.cut(text)
        if core(words).lower() not in PLURALS:
            return self._ground([words])
        after = min((other.span for other in roles if other.span.start > role.span.start), default=None)
        is_where = after is not None and GAP.fullmatch(text, role.span.end, after.start) is not None
        return [Span(start=role.span.start, end=after.end).cut(text) if after and is_where else words]

    def _main_of(self, reading: Reading) -> list[str]:
        title = (reading.document.title or "").strip()
        headline: list[str] = []
        people: set[str] = set()
        counted: Counter[str] = Counter()
        for passage in reading.passages:
            for mention in passage.tags.mentions:
                if mention.kind == "person":
                    people.add(core(mention.span.cut(passage.text)))
                if mention.kind != "place":
                    continue
                name = plain(core(mention.span.cut(passage.text)))
                if is_vague(name, self._words) or in_brackets(passage.text, mention.span.start):
                    continue
                counted[name] += 1
                if passage.is_headline:
                    headline.append(innermost(name))
        text = reading.document.text
        is_name = NAME_ALONE.fullmatch(title) is not None
        is_town = is_name and (
            title in counted or _is_gone_to(title, text) or (not counted and THE_TOWN.search(text) is not None)
        )
        self._is_about = is_town and title not in people and (title in counted or PERSONAL.search(text) is None)
        return main_places([title] if self._is_about else headline, counted.items(), self._lands)

    def is_town(self, place: str) -> bool:
        """Tell a town, or what lies in one, from a land, a region and common words."""
        of_land = place.lower().split()[-2:-1]
        is_common = bool(of_land) and of_land[0] in self._demonyms
        return not (is_common or is_vague(place, self._words) or place in self._lands or WIDE.search(place))

    def fill(self, sentence: Sentence, own: tuple[str, ...], again: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give a happening's places: its own, its sentence's, those of the happening that it tells again, those told last."""
        told = places = own or self.mentioned(sentence)
        near = self.last if self._passage == sentence.passage.id else ()
        self._passage = sentence.passage.id
        places = places or again or near or tuple(self.main) or self.last
        if places and all(is_vague(place, self._words) for place in places):
            broader = [place for place in (*self.last, *self.main) if not is_vague(place, self._words)]
            broader.sort(key=lambda place: place in self._lands)
            places = tidy((*places, *map(innermost, broader[:1])))
        around = [inner for place in told if (inner := innermost(place)) != place]
        return tidy((*places, *around)) if around else places

    def _ground(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Name the ground in phrases; "a village" is a new one, "the village" the one told before."""
        found: list[str] = []
        for words in phrases:
            names = tidy([from_direction(words)])
            is_new = INDEFINITE.match(words) is not None
            found += (name for name in names if name not in POINTING_NEAR) if is_new else self._named_ground(names)
        return tidy(found)

    def called(self, sentence: str) -> tuple[str, ...]:
        """Give the town that a sentence only calls "the town"."""
        found = THE_TOWN_AGAIN.search(sentence)
        named = self._pointed_at(found[1].lower()) if found else ""
        return (named,) if named[:1].isupper() else ()

    def _named_ground(self, places: Iterable[str]) -> tuple[str, ...]:
        """Name "the city" and "the airfield" by the place told before that they point to."""
        return tidy(self._pointed_at(place) for place in places if not self._is_bare(place))

    def _is_bare(self, place: str) -> bool:
        """Tell words that name no ground: a direction alone, or a lone common plural ("cities")."""
        return place in NAMELESS or BARE_DIRECTION.match(place) is not None

    def _pointed_at(self, place: str) -> str:
        low = place.lower()
        if low in POINTING_NEAR and self.last:
            return next((one for one in self.last if one[:1].isupper()), self.last[0])
        if low == "it":
            is_near = self._near and not self._is_about
            return ((self.last if is_near else ()) or tuple(self.main) or self.last or ("",))[0]
        if low in self._called:
            return self._called[low]
        if low in POINTING or TOWARDS_TOWN.match(low):
            near = self.last if self._near else ()
            order = (*self.main, *near, *self.last) if self._is_about else (*near, *self.main, *self.last)
            known = (one for one in (*order, *reversed(self._seen)) if not is_vague(one, self._words))
            town = next((one for one in known if one not in self._lands), None)
            return innermost(town) if town else place
        if " " in low or not low.isalpha() or place[:1].isupper():
            return place
        longer = [one for one in reversed(self._seen) if " " in one]
        by_head = next((one for one in longer if one.lower().split()[-1] == low), None)
        return by_head or next((one for one in longer if one[:1].isupper() and low in one.lower().split()), place)

    def mentioned(self, sentence: Sentence) -> tuple[str, ...]:
        """Give the places that a sentence names outside brackets."""
        text, start = sentence.passage.text, sentence.span.start
        spans = [one.span for one in sentence.places]
        outside = [span for span in spans if text.count("(", start, span.start) == text.count(")", start, span.start)]
        outside = [span for span in outside if not (POSSESSIVE.match(text, span.end) and span.cut(text) in self._lands)]
        named = [span for span in outside if not is_vague(core(span.cut(text)), self._words)]
        return self._named_ground(tidy(from_direction(span.cut(text)) for span in named))
