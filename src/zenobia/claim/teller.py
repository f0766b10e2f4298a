"""One document told as claims: a Reading's scenes in order, each with its slots filled → Claims.

State goes forward only: who spoke last, who acted last, what happened last and where. Built once a document, then thrown away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from zenobia.claim import control
from zenobia.claim.ground import find_relation, from_direction, innermost, is_vague, main_places, tidy
from zenobia.claim.kinds import VIOLENT, Typer
from zenobia.claim.naming import PRONOUN, Names, core, is_generic
from zenobia.claim.sentences import ACCOMPANYING, Scene, Sentence, sentences_of
from zenobia.claim.speaking import Speaking, Voice
from zenobia.claim.stance import StanceReader, Surroundings
from zenobia.ports import ActorBook
from zenobia.values.claim import Claim, ClaimKind, ControlClaim, Party, Stance, claim_id
from zenobia.values.ids import folded
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Passage, Reading, TollMention
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When
from zenobia.values.toll import Toll

TOWARDS_TOWN = re.compile(r"(?:north|south|east|west)\w* of the (?:city|town|village)$")
POINTING_NEAR = frozenset({"area", "site", "scene", "place", "location"})
POINTING = frozenset({"city", "town", "ancient city", "village"})
"""Common nouns that point to a place told before."""
NO_TARGET = frozenset("people persons others person members more".split())
"""Who is counted but tells nothing of who was aimed at."""
OWNED = re.compile(r"^(?:its|their|his|her|our|the targets?$|targets?$)\b", re.IGNORECASE)
RESPONSIBILITY = re.compile(r".*(?:responsib|involvement)", re.IGNORECASE)
LATE = timedelta(days=62)
"""How far after the stated day of publication a happening may lie: stated days are off by weeks, never by seasons."""
CUMULATIVE = 10_000
"""A figure of harm from which it counts a war, not a happening: single happenings with more are all of one day in a century."""
NUMBERED = re.compile(
    r"(?:[\w-]+-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.IGNORECASE
)
OPENING = 3
"""Code points between the start of what is said and a pronoun that opens it."""
SURE = 0.8
"""Action score above which a word names its type by itself."""
ECHO_REACH = 40
"""Claims to each side among which an echo is looked for: reports have fewer."""
HARM = frozenset({"killed", "injured"})


@dataclass(slots=True)
class Thread:
    """The happening told last, for what goes on with it."""

    type: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[str, ...]
    when: When | None


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
    score: float = 0.5

    @property
    def at(self) -> int:
        """Where it stands in the document."""
        return self.sentence.passage.span.start + self.sentence.span.start


class Teller:
    """Tells one document."""

    def __init__(self, reading: Reading, lexicon: Lexicon, book: ActorBook, *, made_by: str) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._made_by = made_by
        self._names = Names.of(reading, lexicon, book)
        self._speaking = Speaking(self._names)
        self._stances = StanceReader(lexicon.stances)
        self._typer = Typer(lexicon)
        self._thread: Thread | None = None
        self._actors: tuple[Party, ...] = ()
        self._places: tuple[str, ...] = ()
        self._seen: list[str] = []
        self._main = self._main_places()
        self._theme = self._theme_of()

    def _theme_of(self) -> str | None:
        """Give the type that the document's sure words tell of most often."""
        sure = [action.type for passage in self._reading.passages for action in passage.tags.actions if action.score > SURE]
        counted = Counter(type_ for type_ in sure if type_ in VIOLENT)
        return counted.most_common(1)[0][0] if counted else None

    def _main_places(self) -> list[str]:
        headline: list[str] = []
        counted: Counter[str] = Counter()
        for passage in self._reading.passages:
            for mention in passage.tags.mentions:
                if mention.kind != "place":
                    continue
                name = core(mention.span.cut(passage.text))
                if is_vague(name, self._lexicon.ground):
                    continue
                counted[name] += 1
                if passage.is_headline:
                    headline.append(name)
        return main_places(headline[:1], counted.items())

    def claims(self) -> tuple[Claim, ...]:
        drafts: list[Draft] = []
        title = folded(self._reading.document.title or "")
        for passage in self._reading.passages:
            self._speaking.enter(passage)
            for sentence in sentences_of(passage):
                if not passage.is_headline and _prints_again(sentence.text, title):
                    continue
                told = self._sentence(sentence)
                for draft in told:
                    draft.is_headline = passage.is_headline
                drafts.extend(told)
        body = [draft for draft in drafts if not draft.is_headline]
        _fill_back(body)
        kept = [draft for draft in drafts if not draft.is_headline or not any(_restates(other, draft) for other in body)]
        return self._finished(_without_echoes(kept))

    # one sentence

    def _sentence(self, sentence: Sentence) -> list[Draft]:
        drafts = []
        drafts += self._cumulative(sentence)
        for scene in sentence.scenes:
            draft = self._scene(sentence, scene)
            if draft is not None:
                drafts.append(draft)
                self._remember(draft)
        if not drafts:
            left = [
                toll
                for toll in sentence.tolls
                if toll.toll.what in ("killed", "injured", "displaced", "missing", "captured", "destroyed")
            ]
            if left and (draft := self._toll(sentence, left)):
                drafts.append(draft)
        return drafts

    def _cumulative(self, sentence: Sentence) -> list[Draft]:
        """Make a claim of its own of what counts a whole war, and keep it from the happenings beside it."""
        counted = [mention for mention in sentence.tolls if mention.toll.low >= CUMULATIVE]
        if not counted:
            return []
        for scene in sentence.scenes:
            scene.tolls = [mention for mention in scene.tolls if mention not in counted]
        idle = [scene for scene in sentence.scenes if not scene.roles("actor")]
        sentence.scenes = [scene for scene in sentence.scenes if scene not in idle]
        draft = self._toll(sentence, counted)
        return [draft] if draft else []

    def _remember(self, draft: Draft) -> None:
        if draft.actors:
            self._actors = draft.actors
        if draft.places:
            self._places = draft.places
            self._seen += draft.places
        if draft.type in VIOLENT and draft.stance != "denies":
            assert draft.type is not None
            same = self._thread is not None and self._thread.type == draft.type
            old = self._thread if same else None
            self._thread = Thread(
                draft.type,
                draft.actors or (old.actors if old else ()),
                draft.targets or (old.targets if old else ()),
                draft.places,
                draft.when or (old.when if old else None),
            )

    def _around(self, sentence: Sentence, trigger: Span) -> Surroundings:
        text = sentence.passage.text
        return Surroundings(
            before=text[sentence.span.start : trigger.start],
            trigger=trigger.cut(text),
            after=text[trigger.end : sentence.span.end],
        )

    def _scene(self, sentence: Sentence, scene: Scene) -> Draft | None:
        text = sentence.passage.text
        around = self._around(sentence, scene.main.trigger)
        if self._stances.is_unreal(around):
            return None
        voice = self._speaking.of(
            min((action.trigger for action in scene.actions if action.score >= ACCOMPANYING), default=scene.main.trigger)
        )
        stance = self._stances.judge(around, voice.verb)
        at = sentence.passage.span.start + scene.main.trigger.start
        clear = [role for role in scene.roles("target") if not is_generic(role.span.cut(text))]
        aimed = frozenset(party.name for role in clear for party in self._names.parties(role.span.cut(text), at))
        actors = self._parties(scene, "actor", text, at, voice, aimed)
        targets = tuple(
            one
            for one in self._parties(scene, "target", text, at, voice, frozenset(actor.name for actor in actors))
            if self._is_aimed_at(one, actors)
        )
        if scene.main.type in control.STATES:
            return self._state(sentence, scene, voice, stance, actors)
        type_ = self._typer.choose(scene, text, actors, targets, self._thread.type if self._thread else None)
        if self._stances.is_failed(around):
            if type_ == "territory_gained":
                type_ = "battle"
        type_ = (
            self._theme
            if scene.is_weak and type_ == "armed_attack" and self._theme and not actors and not self._thread
            else type_
        )
        if not actors and not scene.tolls and not self._tells_enough(scene, targets):
            return None
        if type_ == "displacement" and any(self._typer.is_armed(party.text) for party in actors):
            return None
        if "responsible" in scene.main.trigger.cut(text) and stance != "denies":
            return None
        if RESPONSIBILITY.match(scene.main.trigger.cut(text)) and actors:
            type_ = self._told_type(sentence)
            voice = Voice(self._names.speaker(actors[0].text, None), (), "say", voice.content)
        draft = Draft(sentence, scene, "event", type_, voice, stance, actors, targets)
        draft.tolls = tuple(mention.toll for mention in scene.tolls)
        draft.targets = draft.targets or self._counted(draft.tolls, at)
        own = self._named_ground(tidy(from_direction(role.span.cut(text)) for role in scene.roles("place")))
        draft.places = self._ground(sentence, own)
        draft.relation = find_relation(self._clause(sentence, scene))
        draft.when = self._when(scene)
        self._go_on(draft, scene, own)
        self._hold(draft, own)
        draft.score = self._score(draft, scene)
        return draft

    def _parties(
        self, scene: Scene, name: str, text: str, at: int, voice: Voice, unlike: frozenset[str] = frozenset()
    ) -> tuple[Party, ...]:
        found: list[Party] = []
        for role in scene.roles(name):  # type: ignore[arg-type]
            words = role.span.cut(text)
            if PRONOUN.match(core(words)) and (speaker := self._speaking_of_self(role.span, voice)):
                told = [speaker]
            elif PRONOUN.match(core(words)):
                told = [Party(text=words, name=one.name, id=one.id, fullest=one.fullest) for one in self._actors]
            else:
                told = list(self._names.parties(words, at, unlike))
            for party in told:
                if all(party.name != other.name for other in found):
                    found.append(party)
        return tuple(found)

    def _speaking_of_self(self, span: Span, voice: Voice) -> Party | None:
        """Read "X said it had left": a pronoun that opens what a party says is that party."""
        speaker, content = voice.speaker, voice.content
        if speaker is None or content is None or speaker.kind not in ("military", "state", "armed_group"):
            return None
        if not 0 <= span.start - content.start <= OPENING:
            return None
        return Party(text=speaker.text, name=speaker.name, id=speaker.id, fullest=speaker.fullest)

    def _told_type(self, sentence: Sentence) -> str:
        """Give the type of the happening that responsibility is claimed for: the sentence's own, else the last one told."""
        own = next((scene.main.type for scene in sentence.scenes if scene.main.type in VIOLENT), None)
        return own or (self._thread.type if self._thread else "armed_attack")

    def _is_aimed_at(self, target: Party, actors: tuple[Party, ...]) -> bool:
        """Tell a target from the doer named again, from a bare "people", and from "their vehicles"."""
        words = core(target.text)
        if (
            any(target.name == actor.name for actor in actors)
            or (words.islower() and words.split()[-1] in NO_TARGET)
            or words.lower() in NO_TARGET
        ):
            return False
        if words.split()[-1].lower() in NO_TARGET and NUMBERED.match(words):
            return False
        return not (OWNED.match(target.text) and target.id is None)

    def _tells_enough(self, scene: Scene, targets: tuple[Party, ...]) -> bool:
        """Tell whether a happening without a doer says at least what it struck, where or when."""
        is_aside = scene.is_weak and scene.main.type not in ("armed_attack", "other")
        if is_aside or scene.main.type == "battle":
            return bool(scene.times or (scene.roles("place") and not is_aside))
        return bool(targets or ((scene.roles("place") or scene.times) and not scene.is_weak))

    def _counted(self, tolls: Sequence[Toll], at: int) -> tuple[Party, ...]:
        """Take for a target who was harmed, where nothing else says who was aimed at."""
        found: list[Party] = []
        for toll in tolls:
            if toll.what in HARM and toll.part_of is None and core(toll.who).lower() not in NO_TARGET:
                party = self._names.party(toll.who, at)
                if party and all(party.name != other.name for other in found):
                    found.append(party)
        return tuple(found)

    def _clause(self, sentence: Sentence, scene: Scene) -> str:
        """Give the sentence's text from this scene's first word to the next scene's."""
        others = [other.main.trigger.start for other in sentence.scenes if other is not scene]
        after = min((start for start in others if start > scene.main.trigger.start), default=sentence.span.end)
        before = max((start for start in others if start < scene.main.trigger.start), default=sentence.span.start)
        start = scene.main.trigger.start if before != sentence.span.start else sentence.span.start
        return sentence.passage.text[start:after]

    def _ground(self, sentence: Sentence, own: tuple[str, ...]) -> tuple[str, ...]:
        places = own or self._mentioned(sentence)
        places = places or self._places or tuple(self._main)
        if places and all(is_vague(place, self._lexicon.ground) for place in places):
            broader = [place for place in (*self._places, *self._main) if not is_vague(place, self._lexicon.ground)]
            places = tidy((*places, *map(innermost, broader[:1])))
        return places

    def _named_ground(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Name "the city" and "the airfield" by the place told before that they point to."""
        return tidy(self._pointed_at(place) for place in places)

    def _pointed_at(self, place: str) -> str:
        low = place.lower()
        if low in POINTING_NEAR and self._places:
            return self._places[0]
        if low in POINTING or TOWARDS_TOWN.match(low):
            town = next((one for one in (*self._places, *self._main) if not is_vague(one, self._lexicon.ground)), None)
            return town or place
        if " " in low or not low.isalpha() or place[:1].isupper():
            return place
        return next((one for one in reversed(self._seen) if one.lower().split()[-1] == low and " " in one), place)

    def _when(self, scene: Scene) -> When | None:
        for time in scene.times:
            if time.when.start is not None and not self._is_after(time.when):
                return time.when
        return None

    def _is_after(self, when: When) -> bool:
        """Tell a time that lies after the report: what has happened cannot."""
        published = self._reading.document.published
        return published is not None and when.start is not None and when.start > published + LATE

    def _mentioned(self, sentence: Sentence) -> tuple[str, ...]:
        """Give the places that a sentence names outside brackets."""
        text, start = sentence.passage.text, sentence.span.start
        spans = [one.span for one in sentence.places]
        outside = [span for span in spans if text.count("(", start, span.start) == text.count(")", start, span.start)]
        return self._named_ground(tidy(from_direction(span.cut(text)) for span in outside))

    def _go_on(self, draft: Draft, scene: Scene, own: tuple[str, ...]) -> None:
        """Fill from the happening told last what this one leaves open, where it is the same happening."""
        thread = self._thread
        if thread is None or thread.type != draft.type:
            return
        if not draft.actors:
            draft.actors = thread.actors
        same_actor = {one.name for one in draft.actors} & {one.name for one in thread.actors} or not thread.actors
        if draft.when is None and same_actor:
            draft.when = thread.when

    def _hold(self, draft: Draft, own: tuple[str, ...]) -> None:
        places = own or draft.places[:1]
        if draft.type == "territory_gained":
            draft.control = control.gained(draft.actors, draft.targets, places)
        elif draft.type == "withdrawal":
            towards = draft.scene is not None and draft.scene.main.trigger.cut(draft.sentence.passage.text).endswith(" to")
            draft.control = control.left(draft.actors, tuple(map(innermost, self._main)) if towards or not own else own)

    def _state(self, sentence: Sentence, scene: Scene, voice: Voice, stance: Stance, actors: tuple[Party, ...]) -> Draft | None:
        text = sentence.passage.text
        own = self._named_ground(tidy(from_direction(role.span.cut(text)) for role in scene.roles("place")))
        own = own or self._places[:1]
        if not actors or not own:
            return None
        draft = Draft(sentence, scene, "control", None, voice, "asserts" if stance == "denies" else stance, actors)
        draft.places = self._ground(sentence, own)
        draft.relation = find_relation(self._clause(sentence, scene))
        draft.when = self._when(scene)
        draft.control = control.held(control.STATES[scene.main.type], actors, own, negated=stance == "denies")
        draft.score = 0.6
        return draft

    def _toll(self, sentence: Sentence, tolls: Sequence[TollMention]) -> Draft | None:
        around = self._around(sentence, tolls[0].span)
        if self._stances.is_unreal(around):
            return None
        voice = self._speaking.of(tolls[0].span)
        draft = Draft(sentence, None, "toll", None, voice, self._stances.judge(around, voice.verb))
        draft.tolls = tuple(mention.toll for mention in tolls)
        draft.places = self._mentioned(sentence)
        draft.when = next((time.when for time in sentence.times if time.when.start and not self._is_after(time.when)), None)
        return draft

    def _score(self, draft: Draft, scene: Scene) -> float:
        """Guess how likely the claim is right: sure words and filled slots raise it."""
        filled = sum(bool(slot) for slot in (draft.actors, draft.targets, draft.places, draft.when))
        return round(min(0.95, 0.25 + 0.4 * scene.main.score + 0.08 * filled), 2)

    # the whole

    def _finished(self, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
        claims: dict[str, Claim] = {}
        for draft in drafts:
            claim = self._claim(draft)
            claims.setdefault(claim.id, claim)
        return tuple(claims.values())

    def _claim(self, draft: Draft) -> Claim:
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
            document=self._reading.document.id,
            passage=passage.id,
            quote=self._quote(draft, passage),
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
            made_by=self._made_by,
        )

    def _quote(self, draft: Draft, passage: Passage) -> Quote:
        """Cut the quote: the attributed words of the sentence, else the sentence."""
        span = draft.sentence.span
        content = draft.voice.content
        if content is not None and content.overlaps(span):
            start, end = max(span.start, content.start), min(span.end, content.end)
            span = Span(start=start, end=end) if end - start > 10 else span
        if draft.scene is not None and len(draft.sentence.scenes) > 1:
            span = _own_words(draft.scene, draft.sentence.scenes, span)
        text = span.cut(passage.text)
        lead = len(text) - len(text.lstrip(" ,;:“”\"'"))
        start = passage.span.start + span.start + lead
        words = text.strip(" ,;:“”\"'")
        return Quote(start=start, end=start + len(words), text=words)


MIN_QUOTE_CHARS = 25
"""Code points below which a quote would say too little to be understood alone."""


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


def _without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
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
    return bool(other.actors) and (not draft.places or bool(set(draft.places) & set(other.places)))


def _weight(draft: Draft) -> int:
    slots = (draft.actors, draft.targets, draft.places, draft.when, draft.voice.speaker, draft.voice.via, draft.relation)
    return sum(bool(slot) for slot in slots)


def _prints_again(text: str, title: str) -> bool:
    """Tell a sentence that is the title again, perhaps after a date or an agency."""
    letters = folded(text)
    return len(title) > 20 and letters.find(title) in range(0, 30) and len(letters) < len(title) + 40


def _fill_back(body: Sequence[Draft]) -> None:
    """Give the lead, which leaves the day open, the day of the same happening told next."""
    if len(body) < 2 or body[0].when is not None or body[0].type is None:
        return
    for later in body[1:3]:
        names = {party.name for party in body[0].actors} & {party.name for party in later.actors}
        if later.type == body[0].type and later.when is not None and (names or not body[0].actors or not later.actors):
            body[0].when = later.when
            return


def _restates(body: Draft, headline: Draft) -> bool:
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
