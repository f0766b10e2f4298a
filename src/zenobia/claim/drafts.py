"""Claims before they are final, and which of a document's drafts stay.

1. A headline stays only where nothing below tells the same happening.
2. What only names again a happening that another claim of its type tells in full is left out.
3. The lead, which leaves the day open or names no town, has the day and the town of the same happening told next.
4. A quote is the attributed words of its sentence; of several happenings in one sentence each has the stretch it is told in.
5. An id holds words as written: the trigger, parties, places, figures and speaker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from zenobia.claim.kinds import VIOLENT
from zenobia.claim.sentences import Scene, Sentence
from zenobia.claim.speaking import Voice
from zenobia.claim.spellings import core
from zenobia.values.claim import Claim, ClaimKind, ControlClaim, Party, Stance, claim_id
from zenobia.values.ids import folded
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When
from zenobia.values.toll import Toll

ECHO_REACH = 40
"""Claims to each side among which an echo is looked for: reports have fewer."""
LEAD_REACH = 5
"""Claims from the start among which the lead is told again."""
LEAD_DAYS = timedelta(days=7)
"""The longest time that may be the lead's: "last week"."""
MIN_QUOTE_CHARS = 25
"""Code points below which a quote would say too little to be understood alone."""
DANGLING = re.compile(
    r"(?:[\s,;:]+(?:after|before|when|while|as|and|but|or|on|in|at|of|to|with|by|from|for|near|into|over|since|until|because|that|"
    r"which|who|the|an?|its|their|his|her|also|then|amid|during|following)\b)+[\s,;:]*\Z",
    re.IGNORECASE,
)
"""Words that lead on to what was cut off a quote's end."""
QUOTE_EDGES = " ,;:“”\"'"


@dataclass(slots=True)
class Thread:
    """The happening told last, for what goes on with it."""

    type: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[str, ...]
    when: When | None
    sentence: Sentence
    """Where it was told: what is told beside it in the same sentence is another happening."""


@dataclass(slots=True)
class Draft:
    """A claim before its id."""

    sentence: Sentence
    scene: Scene | None
    kind: ClaimKind
    type: str | None
    voice: Voice
    stance: Stance
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[str, ...] = ()
    relation: str | None = None
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    control: tuple[ControlClaim, ...] = ()
    is_headline: bool = False
    is_pointing: bool = False
    """Whether its noun points to a happening told before: "the attack"."""
    score: float = 0.5

    @property
    def at(self) -> int:
        """Where it stands in the document."""
        return self.sentence.passage.span.start + self.sentence.span.start


def without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what only names again a happening that another claim of its type tells in full."""
    kept = []
    for number, draft in enumerate(drafts):
        near = drafts[max(0, number - ECHO_REACH) : number + ECHO_REACH]
        if not any(_is_echo(draft, other) for other in near if other is not draft):
            kept.append(draft)
    return kept


def _is_echo(draft: Draft, other: Draft) -> bool:
    if draft.kind != "event" or draft.type != other.type:
        return False
    if draft.tolls and draft.tolls == other.tolls and {one.name for one in draft.actors} <= {one.name for one in other.actors}:
        return _weight(draft) < _weight(other) or (_weight(draft) == _weight(other) and draft.at > other.at)
    if draft.actors or draft.tolls or draft.when or draft.type != "territory_gained":
        return False
    # a list of towns of which one was told of names the others for the first time
    return bool(other.actors) and 2 * len(set(draft.places) & set(other.places)) >= len(set(draft.places))


def _weight(draft: Draft) -> int:
    slots = (draft.actors, draft.targets, draft.places, draft.when, draft.voice.speaker, draft.voice.via, draft.relation)
    return sum(bool(slot) for slot in slots)


def prints_again(text: str, title: str) -> bool:
    """Tell a sentence that is the title again, perhaps after a date or an agency."""
    letters = folded(text)
    return len(title) > 20 and letters.find(title) in range(0, 30) and len(letters) < len(title) + 40


def aimed_at(draft: Draft) -> tuple[Party, ...]:
    """Give who or what a happening was aimed at, without those who are only counted among the harmed."""
    counted = {core(toll.who).lower() for toll in draft.tolls}
    return tuple(party for party in draft.targets if core(party.text).lower() not in counted)


def fill_back(body: Sequence[Draft]) -> None:
    """Give the lead, which leaves the day open, the day of the same happening told next."""
    if len(body) < 2 or body[0].when is not None or body[0].type is None:
        return
    for later in body[1:3]:
        names = {party.name for party in body[0].actors} & {party.name for party in later.actors}
        if later.type == body[0].type and is_day(later.when) and (names or not body[0].actors or not later.actors):
            body[0].when = later.when
            return


def place_back(body: Sequence[Draft], is_town: Callable[[str], bool]) -> None:
    """Name the town for a lead that tells only of a region or of "a town", where one town alone is told of right after.

    Args:
        is_town: whether a place is a town or what lies in one, not a land, a region or common words.
    """
    if not body or body[0].type not in VIOLENT or any(map(is_town, body[0].places)):
        return
    lead = body[0]
    same = [later for later in body[1:LEAD_REACH] if later.type == lead.type or later.is_pointing]
    same = [later for later in same if later.when in (None, lead.when) or lead.when is None]
    is_told = any(later.is_pointing or 0 < _least_killed(lead) <= _least_killed(later) for later in same)
    towns = {name for later in same for name in later.places[:1] if is_town(name)}
    if is_told and len(towns) == 1:
        lead.places = (*towns, *lead.places)


def _least_killed(draft: Draft) -> int:
    return max((toll.low for toll in draft.tolls if toll.what == "killed"), default=0)


def is_day(when: When | None) -> bool:
    """Tell a day or two from a month: the lead tells the day's news, not what was in March."""
    return when is not None and when.start is not None and when.end is not None and when.end - when.start <= LEAD_DAYS


def restates(body: Draft, headline: Draft) -> bool:
    """Tell whether the body tells a headline's happening."""
    if headline.kind == "toll" or {(one.what, one.low) for one in body.tolls} & {(one.what, one.low) for one in headline.tolls}:
        return True
    if body.kind != headline.kind:
        return False
    if body.type == headline.type or headline.score < 0.5:
        return True
    names = {party.name for party in headline.actors}
    return bool(names & {party.name for party in body.actors}) or (
        not names and body.type in VIOLENT and headline.type in VIOLENT
    )


def _extent(scene: Scene) -> Span:
    spans = [action.trigger for action in scene.actions]
    spans += [role.span for action in scene.actions for role in action.roles]
    spans += [time.span for time in scene.times] + [toll.span for toll in scene.tolls]
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _own_words(scene: Scene, scenes: Sequence[Scene], within: Span) -> Span:
    """Give the stretch of a sentence that one of its several happenings is told in: up to where its neighbours begin."""
    own = _extent(scene)
    others = [_extent(other) for other in scenes if other is not scene]
    start = max((other.end for other in others if other.end <= own.start), default=within.start)
    end = min((other.start for other in others if other.start >= own.end), default=within.end)
    start, end = max(within.start, start), min(within.end, end)
    return Span(start=start, end=end) if end - start >= MIN_QUOTE_CHARS else within


def _quote(draft: Draft) -> Quote:
    """Cut the quote: the attributed words of the sentence, else the sentence."""
    passage, span = draft.sentence.passage, draft.sentence.span
    content = draft.voice.content
    if content is not None and content.overlaps(span):
        start, end = max(span.start, content.start), min(span.end, content.end)
        span = Span(start=start, end=end) if end - start >= MIN_QUOTE_CHARS else span
    if draft.scene is not None and len(draft.sentence.scenes) > 1:
        span = _own_words(draft.scene, draft.sentence.scenes, span)
        left = DANGLING.search(passage.text, span.start, span.end)
        span = Span(start=span.start, end=left.start()) if left else span
    text = span.cut(passage.text)
    lead = len(text) - len(text.lstrip(QUOTE_EDGES))
    start = passage.span.start + span.start + lead
    words = text.strip(QUOTE_EDGES)
    return Quote(start=start, end=start + len(words), text=words)


def finished(draft: Draft, *, document: str, made_by: str) -> Claim:
    """Give the claim of a draft."""
    passage = draft.sentence.passage
    speaker = draft.voice.speaker
    trigger = draft.scene.main.trigger.cut(passage.text) if draft.scene else ""
    slots = [("trigger", trigger)]
    slots += [("actor", party.text) for party in draft.actors]
    slots += [("target", party.text) for party in draft.targets]
    slots += [("place", place) for place in draft.places]
    slots += [("toll", toll.text) for toll in draft.tolls]
    slots += [("said_by", speaker.text)] if speaker else []
    return Claim(
        id=claim_id(passage.id, draft.type or draft.kind, tuple(slots)),
        document=document,
        passage=passage.id,
        quote=_quote(draft),
        kind=draft.kind,
        type=draft.type,
        actor=draft.actors,
        target=draft.targets,
        place=draft.places,
        relation=draft.relation,
        when=draft.when,
        said_by=speaker,
        via=draft.voice.via,
        stance=draft.stance,
        toll=draft.tolls,
        control=draft.control,
        score=draft.score,
        made_by=made_by,
    )
