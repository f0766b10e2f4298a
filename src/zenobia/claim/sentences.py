"""One sentence with all that was found in it: Passage → Scenes, ready to make claims of.

1. Actions, times and tolls belong to the sentence in which they begin.
2. What merely accompanies another action of its sentence ("killing", "destroying") joins it, unless each names a doer of its own.
3. Two actions of one type in a sentence are one happening, unless they name different doers or different ground.
4. A time that stands beside a verb of saying is when it was said, not when it happened.
5. A time right before "after" or "when" belongs to what was told before it; deeds of one doer joined by "and" share their time.
6. What names a speaker ("two officials in X") tells neither figures nor where it happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Generic, TypeVar

from zenobia.values.passage import Action, Attribution, Mention, Passage, Role, RoleName, TimeMention, TollMention
from zenobia.values.spans import Span
from zenobia.values.times import beginning

T = TypeVar("T")

ACCOMPANYING = 0.5
"""Action score below which an action only accompanies another."""
SAID_WHEN = re.compile(r"^\W*(?:(?:late|early|earlier|later|also|on|a statement|in a statement|today)\W*)*$", re.IGNORECASE)
OPENS_WITH_TIME = re.compile(r"^[\s\"“]*(?:earlier|later|on|late|early|\s)*$", re.IGNORECASE)
"""What may stand before a time that opens a sentence and its speaker: "Earlier on Sunday the ministry said"."""
PARTING = re.compile(r"[;]|\b(?:while|but|when|as|after|before|since|and|who)\b")
"""What opens a clause with a subject of its own."""
CUTTING = re.compile(r"[,;]|\b(?:after|before|when|while|since|as|that|which|who|and)\b")
"""What stands between a time and a happening that it does not date, mostly."""
WHICH_ONE = re.compile(r"\s+(?:(?:that|which)\s+(?:is|are|was|were|has\s+been)\s+)?\w+ing\b")
"""What hangs on a speaker at once: "the coalition conducting air strikes said"."""
AFTER_TELLING = 70
"""Code points between "told" and the time of telling, past whom it was told to."""
THAT = re.compile(r"\s*,?\s+that\b")
PAPER = re.compile(
    r"\b(?:statement|report|release|bulletin|update|communiqu[eé]|post|message|briefing|letter)\s+"
    r"(?:(?:released|issued|published|posted|sent|dated|given|made|late|early)\s+){0,2}(?:on\s+)?$",
    re.IGNORECASE,
)
"""What stands before the day of a paper: "in a statement released on Friday"."""
PAPER_REACH = 60
"""Code points before a day in which the paper's words stand; the longest have under 40."""
ALSO_SAID = re.compile(r"\s+and\s+(?:also\s+)?")
"""What stands between a day of talks and what was said in them: "raised this on Monday and | urged"."""
AFTER_SAYING = 22
"""Code points between a verb of saying and the time of saying: "in a statement on"."""


@dataclass(slots=True)
class Scene:
    """A happening told in one sentence: one main action, with what joins it."""

    main: Action
    joined: list[Action] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    tolls: list[TollMention] = field(default_factory=list)

    @property
    def actions(self) -> list[Action]:
        return [self.main, *self.joined]

    def roles(self, name: RoleName) -> list[Role]:
        found: list[Role] = []
        for action in self.actions:
            for role in action.roles:
                if role.name == name and all(not role.span.overlaps(other.span) for other in found):
                    found.append(role)
        return found

    @property
    def is_weak(self) -> bool:
        return self.main.score < ACCOMPANYING


@dataclass(slots=True)
class Sentence:
    """A sentence of a passage."""

    passage: Passage
    span: Span
    scenes: list[Scene]
    times: list[TimeMention]
    tolls: list[TollMention]
    places: list[Mention]
    """Mentions of places."""

    @property
    def text(self) -> str:
        return self.span.cut(self.passage.text)


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """Give each sentence with its scenes."""
    actions = _Drawer(passage.tags.actions, lambda action: action.trigger.start)
    said = _Drawer(passage.tags.attributions, lambda attribution: attribution.cue.start)
    all_times = _Drawer(passage.times, lambda time: time.span.start)
    all_tolls = _Drawer(passage.tolls, lambda toll: toll.span.start)
    mentions = _Drawer(passage.tags.mentions, lambda mention: mention.span.start)
    for span in passage.sentences:
        spoken = said.within(span)
        times = [time for time in all_times.within(span) if not _is_when_said(passage, span, time, spoken)]
        speakers = [one for attribution in spoken for one in (attribution.source, *attribution.via) if one is not None]
        others = [*(time.span for time in passage.times), *speakers]
        tolls = [toll for toll in all_tolls.within(span) if not any(toll.span.overlaps(other) for other in others)]
        scenes = _scenes(
            passage.text,
            [
                _without_speakers(action, speakers)
                for action in actions.within(span)
                if not any(_says_who(passage.text, one, action) for one in spoken)
            ],
        )
        _share(passage.text, span, scenes, times, tolls)
        doers = [role.span for scene in scenes for role in scene.roles("actor")]
        places = [one for one in mentions.within(span) if one.kind == "place" and one.span not in (*speakers, *doers)]
        yield Sentence(passage, span, scenes, times, tolls, places)


class _Drawer(Generic[T]):
    """Things by where they start, to be taken sentence by sentence without looking through all of them."""

    def __init__(self, things: Sequence[T], start: Callable[[T], int]) -> None:
        self._things = sorted(things, key=start)
        self._starts = [start(thing) for thing in self._things]

    def within(self, span: Span) -> list[T]:
        return self._things[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def _says_who(text: str, said: Attribution, action: Action) -> bool:
    """Tell what only says which speaker is meant: "the coalition that is | bombing the province | said"."""
    if said.source is None or not said.source.end <= action.trigger.start < said.cue.start:
        return False
    between = text[said.source.end : said.cue.start]
    return "," not in between and WHICH_ONE.match(text, said.source.end, action.trigger.end) is not None


def _without_speakers(action: Action, speakers: Sequence[Span]) -> Action:
    """Take away the ground that only says who speaks: "according to medics at the hospital of X"."""
    if not any(role.name == "place" and role.span.overlaps(span) for role in action.roles for span in speakers):
        return action
    kept = (role for role in action.roles if role.name != "place" or not any(role.span.overlaps(span) for span in speakers))
    return replace(action, roles=tuple(kept))


def _is_when_said(passage: Passage, sentence: Span, time: TimeMention, attributions: Sequence[Attribution]) -> bool:
    if PAPER.search(passage.text, max(sentence.start, time.span.start - PAPER_REACH), time.span.start):
        return True
    for said in attributions:
        told = any(sentence.start <= action.trigger.start < time.span.start for action in passage.tags.actions)
        if not told and ALSO_SAID.fullmatch(passage.text, time.span.end, max(time.span.end, said.cue.start)):
            return True
        gap = passage.text[said.cue.end : time.span.start]
        if 0 <= time.span.start - said.cue.end <= AFTER_SAYING and SAID_WHEN.match(gap):
            return True
        if 0 <= time.span.start - said.cue.end <= AFTER_TELLING and "," not in gap and THAT.match(passage.text, time.span.end):
            return True
        if (
            said.source is not None
            and time.span.end <= said.source.start
            and passage.text[time.span.end : said.source.start].strip(" ,") in ("", "the")
        ):
            return OPENS_WITH_TIME.match(passage.text[sentence.start : time.span.start]) is not None
    return False


def _scenes(text: str, actions: Sequence[Action]) -> list[Scene]:
    scenes: list[Scene] = []
    strong = [action for action in _without_captures(text, actions) if action.score >= ACCOMPANYING]
    for action in strong:
        twin = next((scene for scene in scenes if _is_same(text, scene, action)), None)
        if twin is None:
            scenes.append(Scene(action))
        else:
            twin.joined += [action] if twin.main is not action else []
    for action in actions:
        if action.score >= ACCOMPANYING:
            continue
        host = _host(text, scenes, action)
        if host is None:
            scenes.append(Scene(action))
        else:
            host.joined.append(action)
            if host.is_weak and host.main.type == GENERIC and action.type in STRIKES | {"battle"}:
                host.joined.remove(action)
                host.joined.append(host.main)
                host.main = action
    return sorted(scenes, key=lambda scene: scene.main.trigger.start)


def _without_captures(text: str, actions: Sequence[Action]) -> list[Action]:
    """Leave out the taking of those killed in the same breath: "rounded up and executed" is an execution."""
    executed = [action.trigger.start for action in actions if action.type == "execution"]
    taken = (
        one for one in actions if one.type in TAKEN and any(IN_A_BREATH.fullmatch(text, one.trigger.end, at) for at in executed)
    )
    left = [id(one) for one in taken]
    return [one for one in actions if id(one) not in left]


TAKEN = frozenset({"arrest", "abduction"})
IN_A_BREATH = re.compile(r"\s+(?:and|then|and\s+then|before\s+being)\s+(?:\w+ly\s+)?")
"""What joins two deeds done to the same people at once."""


def _words(text: str, scene_or_action: Scene | Action, name: RoleName) -> set[str]:
    roles = (
        scene_or_action.roles(name)
        if isinstance(scene_or_action, Scene)
        else [r for r in scene_or_action.roles if r.name == name]
    )
    return {role.span.cut(text).lower() for role in roles}


def _is_same(text: str, scene: Scene, action: Action) -> bool:
    """Tell two mentions of one happening: one type, and no doer or ground that differs."""
    if scene.main.type != action.type:
        return _is_told_twice(text, scene, action)
    if _is_occasion(text, scene, action) or DENYING.search(text, scene.main.trigger.end, action.trigger.start):
        return False
    is_on_to = action.type == "withdrawal" and action.trigger.cut(text).endswith(" to")
    sides: tuple[RoleName, ...] = ("actor",) if is_on_to else ("actor", "place")
    for name in sides:
        mine, other = _words(text, scene, name), _words(text, action, name)
        if mine and other and not mine & other:
            return False
    return True


def _is_occasion(text: str, scene: Scene, action: Action) -> bool:
    """Tell "shot one man after a raid on the depot": what led to a deed, with somebody else to suffer it."""
    if OCCASION.search(text, scene.main.trigger.end, action.trigger.start) is None:
        return False
    mine, other = _hit(text, scene), _hit(text, action)
    return bool(other) and not mine & other and bool(scene.roles("actor"))


DENYING = re.compile(r"\bden(?:y|ies|ied|ying)\s+(?:\w+ly\s+|(?:that\s+)?(?:it|they)\s+(?:had\s+)?)?$", re.IGNORECASE)
"""What stands before a deed that the same sentence denies beside another."""


def is_earlier(sentence: Sentence, scene: Scene) -> bool:
    """Tell a noun that tells of what led to the rest of its sentence: "after an attack on"."""
    return OCCASION.search(sentence.passage.text, sentence.span.start, scene.main.trigger.start) is not None


OCCASION = re.compile(
    r"\b(?:after|following|since|in\s+(?:response|reaction)\s+to|in\s+retaliation\s+for)\s+(?:(?:a|an|the)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a noun that tells of an earlier happening."""
LED_TO = re.compile(r"(?:^|[.!?]\s+)\W*(?:After|Following|Since|Despite|Amid)\s[^,;.]*$")
"""What opens a sentence with what led to it: "Following an offensive in May, they took the town on 3 June"."""
LED_REACH = 120
"""Code points from the opening of a sentence to a time that belongs to what led to it."""
GENERIC = "armed_attack"
ALSO = re.compile(r"(?:\b(?:and|then|but)\s+(?:\w+ly\s+|also\s+|later\s+)?)$")
"""What stands before a second deed of the same doer: "shelled X and stormed Y"."""
STRIKES = frozenset({"air_strike", "shelling", "bombing", "drone_strike", "chemical_attack", "execution"})


def _hit(text: str, told: Scene | Action) -> set[str]:
    return _words(text, told, "target") | _words(text, told, "place")


def _is_told_twice(text: str, scene: Scene, action: Action) -> bool:
    """Tell "carried out a strike to hit X": one happening, once by its kind and once by a bare verb or noun."""
    kinds = {scene.main.type, action.type}
    if GENERIC not in kinds or not kinds & STRIKES or len(kinds) != 2:
        return False
    mine, other = _words(text, scene, "actor"), _words(text, action, "actor")
    if mine and other and not mine & other:
        return False
    hit, struck = _hit(text, scene), _hit(text, action)
    if hit and struck and not hit & struck and ALSO.search(text, scene.main.trigger.end, action.trigger.start):
        return False
    if scene.main.type == GENERIC:
        scene.joined.append(scene.main)
        scene.main = action
        return True
    return True


def _host(text: str, scenes: Sequence[Scene], action: Action) -> Scene | None:
    """Find the scene that a word of consequence belongs to: the nearest whose doer does not differ."""
    nearest = sorted(scenes, key=lambda scene: abs(scene.main.trigger.start - action.trigger.start))
    for scene in nearest:
        if scene.main.type in ("agreement", "protest", "other", "arrest", "abduction"):
            continue
        mine, other = _words(text, scene, "actor"), _words(text, action, "actor")
        if not mine or not other or mine & other or scene.is_weak or not _between(text, scene.main, action):
            return scene
    return None


def _between(text: str, one: Action, other: Action) -> bool:
    """Tell whether a new clause with its own subject begins between two actions."""
    low, high = min(one.trigger.end, other.trigger.end), max(one.trigger.start, other.trigger.start)
    return PARTING.search(text, low, high) is not None


def _share(text: str, span: Span, scenes: Sequence[Scene], times: Sequence[TimeMention], tolls: Sequence[TollMention]) -> None:
    """Give times and tolls to the scene that they stand nearest to, in the same clause where there is a choice."""
    if not scenes:
        return
    meanwhile: list[tuple[TimeMention, Scene]] = []
    for time in times:
        earlier = [scene for scene in scenes if scene.main.trigger.end <= time.span.start]
        if len(times) > 1 and not earlier and LED_TO.search(text, max(0, time.span.start - LED_REACH), time.span.start):
            continue
        later = [scene for scene in scenes if scene.main.trigger.start > time.span.end]
        turn = TURNING.match(text, time.span.end)
        opens = OPENS_WITH_TIME.match(text, span.start, time.span.start) is not None
        if turn and later and turn[1].lower() in MEANWHILE:
            meanwhile.append((time, later[0]))
        elif turn and opens:
            meanwhile += [(time, scene) for scene in later[1:2]]
        if earlier and (turn or _ends_clause(text, time.span, later)):
            _nearest(text, earlier, time.span, cuts=True).times.append(time)
            continue
        if turn and turn[1].lower() in SEQUEL and not opens:
            continue  # it dates what is told before, which is no happening
        is_before = bool(later) and AGO_AFTER.search(time.span.cut(text) + text[time.span.end : time.span.end + 7]) is not None
        counted_from = [one for one in later if AGO_AFTER.search(text, time.span.end, one.main.trigger.start)][:1]
        others = [scene for scene in scenes if scene not in counted_from]
        (later[0] if is_before else _nearest(text, others or scenes, time.span, cuts=True)).times.append(time)
    for time, scene in meanwhile:
        scene.times = scene.times or [_as_point(time)]
    for toll in tolls:
        _nearest(text, _harming(scenes, toll), toll.span, cuts=False).tolls.append(toll)
    for before, scene in pairwise(scenes):
        doers = {role.span for role in before.roles("actor")} & {role.span for role in scene.roles("actor")}
        if (
            doers
            and not (before.times and scene.times)
            and not ALIEN.search(text, max(0, before.main.trigger.start - LEADING), scene.main.trigger.start)
        ):
            scene.times, before.times = scene.times or list(before.times), before.times or list(scene.times)


def _harming(scenes: Sequence[Scene], toll: TollMention) -> Sequence[Scene]:
    """Give the scenes that may do a figure's harm: "rounded up and executed 12" has executed them."""
    if toll.toll.what in ("killed", "injured"):
        return [scene for scene in scenes if scene.main.type not in BLOODLESS] or scenes
    if toll.toll.what == "captured":
        return [scene for scene in scenes if scene.main.type in CAPTURING] or scenes
    return scenes


BLOODLESS = frozenset({"arrest", "abduction", "displacement", "movement", "agreement", "aid_blocked_or_delivered"})
"""Types that kill and wound nobody, where another is told beside them."""
CAPTURING = frozenset({"arrest", "abduction", "looting_destruction", "agreement"})
"""Types that take people or arms."""
TURNING = re.compile(r"\W{0,2}\s*(?:shortly\s+|just\s+|hours\s+)?(after|when|as|while|following|before)\b", re.IGNORECASE)
"""What follows a time and opens another happening: "on Monday after clashes"."""
MEANWHILE = frozenset({"when"})
"""What opens a happening of the same time: "since 2015, when the war began"."""
SEQUEL = frozenset({"after", "following", "before"})
"""What opens a happening of another time."""
ALIEN = re.compile(r"\b(?:after|before|since|when|while|who|which|that|having|had)\b", re.IGNORECASE)
"""What parts two deeds of one doer in time."""
LEADING = 8
"""Code points before a deed in which "after" opens its clause."""


AGO_AFTER = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?) after\b")
"""A stretch of time back to what is told next: "comes nine months after X fell" dates the fall."""


def _ends_clause(text: str, time: Span, later: Sequence[Scene]) -> bool:
    """Tell a time right before the next subject, which ends what was told before: "left on Monday rebels came"."""
    follows = WORD_AFTER.match(text, time.end)
    if not later or follows is None or LEADS_ON.search(text, max(0, time.start - LEADS_ON_REACH), time.start):
        return False
    return any(role.span.start == follows.end() for role in later[0].roles("actor"))


def _as_point(time: TimeMention) -> TimeMention:
    """Give the stretch that a time names, where "since" leaves its end open."""
    if time.when.start is None or time.when.end is not None:
        return time
    return replace(time, when=replace(time.when, end=beginning(time.when)))


WORD_AFTER = re.compile(r"\W*\s(?=\w)")
LEADS_ON = re.compile(
    r"(?:^|[,;:“\"]|\b(?:and|but|or|then|while|when|after|as|that|said))\s*(?:(?:on|in|by|at|late|early|earlier|later)\s+)*$",
    re.I,
)
"""What stands before a time that opens a clause of its own."""
LEADS_ON_REACH = 24


def _nearest(text: str, scenes: Sequence[Scene], span: Span, *, cuts: bool) -> Scene:
    def distance(scene: Scene) -> int:
        best = 10_000
        for action in scene.actions:
            low, high = (action.trigger.end, span.start) if action.trigger.end <= span.start else (span.end, action.trigger.start)
            gap = max(0, high - low)
            if cuts and gap:
                gap += 60 * len(CUTTING.findall(text, low, high))
            best = min(best, gap)
        return best

    return min(scenes, key=distance)
