"""One document told as claims: a Reading's scenes in order, each with its slots filled → Claims.

1. A scene that is only possible, planned or wanted is no claim; nor is one without a doer that does not say what it struck, where
   or when.
2. A happening goes on with the one told last: its doer and day where it is of the same type, its day where doer or ground is the
   same.
3. A figure that counts a whole war is a claim of its own; so is one in a sentence that tells no happening.
4. A claim of responsibility speaks in the doer's own name, of the happening told last.

State goes forward only: who spoke last, who acted last, what happened last and where. Built once a document, then thrown away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

from zenobia.claim import control
from zenobia.claim.drafts import (
    Draft,
    Thread,
    aimed_at,
    fill_back,
    finished,
    is_day,
    place_back,
    prints_again,
    restates,
    without_echoes,
)
from zenobia.claim.ground import find_relation, innermost, is_vague, starting_place, without_shares
from zenobia.claim.kinds import POINTED, VIOLENT, Typer
from zenobia.claim.naming import Names
from zenobia.claim.roles import Roles
from zenobia.claim.sentences import ACCOMPANYING, Scene, Sentence, is_earlier, sentences_of
from zenobia.claim.speaking import Speaking, Voice
from zenobia.claim.spellings import core, stands_before
from zenobia.claim.stance import StanceReader, Surroundings
from zenobia.claim.voices import Voices
from zenobia.claim.where import Where
from zenobia.ports import ActorBook
from zenobia.values.claim import Claim, ControlState, Party, Stance
from zenobia.values.ids import folded
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Reading, TollMention
from zenobia.values.spans import Span
from zenobia.values.times import When

RESPONSIBILITY = re.compile(r".*(?:responsib|involvement)", re.IGNORECASE)
BLAMING = re.compile(r"\w+\s(?:[\w'’]+\s)?(?:fingers?|blame)\b", re.IGNORECASE)
"""The lexicon's phrases of blame: "pointed the finger at", "laid the blame on"."""
SINCE_THEN = re.compile(r"\bsince\s+then\b", re.IGNORECASE)
BACKING = re.compile(
    r"\b(?:(?:support|help|backing|cover|assistance)\s+(?:of|from|by)|(?:backed|supported|aided|assisted)\s+by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before who only helps: ground taken with X's support is not X's."""
MOVING_ON = re.compile(r"\badvanc\w+\s+(?:to|towards?|on)$", re.IGNORECASE)
"""Words that bring a force nearer to ground, which is not yet its own."""
ADVANCE = re.compile(r"advanc", re.IGNORECASE)
"""What gains no ground where none is named: "its advances slowed"."""
ENTERING = re.compile(r"(?:re-?)?(?:enter|push(?!.*\bout\b)|br[eo]+k|storm|advanc)\w*\b", re.IGNORECASE)
"""Words that bring a force into ground, of which it need not hold all."""
OUT_OF_RANGE = re.compile(r"\s+(?:of\s+)?(?:[\w-]+\s+)?range\b", re.IGNORECASE)
"""What follows "pushed the guns out": the town in whose range they were has not changed hands."""
NATURAL = re.compile(
    r"\bdied\s+(?:of|from)\s+(?:[\w-]+\s+)?(?:cholera|disease|illness|malaria|covid\S*|coronavirus|cancer|measles|ebola|old\s+age|natural)\b"
    r"|\b(?:car|road|traffic|training)\s+(?:accident|crash)\b",
    re.IGNORECASE,
)
"""What harms without any fighting: disease, accidents."""
STAGED = re.compile(
    r"\b(?:in|during|at)\s+(?:[\w-]+\s+){0,3}(?:exercises?|drills?|man(?:o|oe)euv(?:re|er)s|films?|video\s+game)\b"
    r"|\brehears(?:e|ed|ing)\b",
    re.IGNORECASE,
)
"""What is told without having happened, unless somebody is counted: "an attack during a drill killed nine" is real."""
PEACEFUL = ("died", "accident", "crash", "exercise", "drill", "mano", "film", "video", "rehears")
"""Letters of which each of the two holds some: without them neither need be looked for."""
CLAUSE = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas)\s")
"""What parts one thing told in a sentence from the next."""
LASTING = re.compile(r"[^.;,]{1,60}?\s(?:for\s+(?:\w+\s+){0,2}(?:days|weeks|months|years)|since)\b")
"""What makes a siege a state: "have besieged the town for nine months"."""
FLEEING = re.compile(r"fle[ed]", re.IGNORECASE)
"""What people under arms do when they give up ground: the same word drives others from home."""
IN_ALL = re.compile(r"\W*(?:in\s+(?:total|all)|altogether|overall|(?:a|the)\s+total\s+of)\b", re.IGNORECASE)
"""What opens a sum over several happenings."""
LATE = timedelta(days=62)
"""How far after the stated day of publication a happening may lie: stated days are off by weeks, never by seasons."""
CUMULATIVE = 10_000
"""A figure of harm from which it counts a war, not a happening: single happenings with more are all of one day in a century."""
SURE = 0.8
"""Action score above which a word names its type by itself."""
AIMED_AT = frozenset({"arrest", "execution", "abduction", "withdrawal", "aid_blocked_or_delivered", "agreement", "protest"})
"""Types that an aim alone does not tell of: an "operation to arrest" has arrested nobody yet."""
TOLL_CLAIMS = frozenset({"killed", "injured", "displaced", "missing", "captured", "destroyed"})
"""What a figure without a happening may count, to be a claim."""


class Teller:
    """Tells one document."""

    def __init__(self, reading: Reading, lexicon: Lexicon, book: ActorBook, *, made_by: str) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._made_by = made_by
        names = Names.of(reading, lexicon, book)
        self._roles = Roles(names)
        self._voices = Voices(names, reading)
        self._speaking = Speaking(self._voices)
        self._stances = StanceReader(lexicon.stances)
        self._typer = Typer(lexicon)
        self._where = Where(reading, lexicon.ground, lexicon.parties.demonyms)
        self._thread: Thread | None = None
        self._threads: dict[str, Thread] = {}
        """The happening of each type told last."""
        self._time: When | None = None
        """The time named last."""
        self._theme = self._theme_of()

    def _theme_of(self) -> str | None:
        """Give the type that the document's sure words tell of most often."""
        sure = [action.type for passage in self._reading.passages for action in passage.tags.actions if action.score > SURE]
        counted = Counter(type_ for type_ in sure if type_ in VIOLENT)
        return counted.most_common(1)[0][0] if counted else None

    def claims(self) -> tuple[Claim, ...]:
        """Give the claims, in the order of the text."""
        drafts: list[Draft] = []
        title = folded(self._reading.document.title or "")
        for passage in self._reading.passages:
            self._speaking.enter(passage)
            self._where.enter()
            for sentence in sentences_of(passage):
                if not passage.is_headline and prints_again(sentence.text, title):
                    continue
                told = self._sentence(sentence)
                for draft in told:
                    draft.is_headline = passage.is_headline
                drafts.extend(told)
        body = [draft for draft in drafts if not draft.is_headline]
        fill_back(body)
        place_back(body, self._where.is_town)
        kept = [draft for draft in drafts if not draft.is_headline or not any(restates(other, draft) for other in body)]
        claims: dict[str, Claim] = {}
        for draft in without_echoes(kept):
            claim = finished(draft, document=self._reading.document.id, made_by=self._made_by)
            claims.setdefault(claim.id, claim)
        return tuple(claims.values())

    def _sentence(self, sentence: Sentence) -> list[Draft]:
        _drop_peaceful(sentence)
        self._roles.enter()
        drafts = []
        drafts += self._cumulative(sentence)
        if IN_ALL.match(sentence.text) and all(scene.is_weak for scene in sentence.scenes):
            sentence.scenes = []
        for scene in sentence.scenes:
            draft = self._scene(sentence, scene)
            if draft is not None:
                drafts.append(draft)
                self._remember(draft)
        if all(draft.scene is None for draft in drafts):
            told = {toll for draft in drafts for toll in draft.tolls}
            left = [toll for toll in sentence.tolls if toll.toll.what in TOLL_CLAIMS and toll.toll not in told]
            if left and (draft := self._toll(sentence, left)):
                drafts.append(draft)
        self._time = next((time.when for time in reversed(sentence.times) if time.when.start is not None), self._time)
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
            self._roles.last = draft.actors
        self._where.remember(draft.places)
        if draft.type in VIOLENT and draft.stance != "denies":
            assert draft.type is not None
            same = self._thread is not None and self._thread.type == draft.type
            old = self._thread if same else None
            self._thread = self._threads[draft.type] = Thread(
                draft.type,
                draft.actors or (old.actors if old else ()),
                aimed_at(draft) or (old.targets if old else ()),
                draft.places,
                draft.when or (old.when if old else None),
                draft.sentence,
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
        since = voice.content.start - sentence.span.start if voice.content else 0
        stance = self._stances.judge(around, voice.verb, since=max(0, since))
        at = sentence.passage.span.start + scene.main.trigger.start
        actors, targets = self._roles.sides(scene, text, at, voice)
        is_answer = RESPONSIBILITY.match(scene.main.trigger.cut(text)) is not None
        if BLAMING.match(scene.main.trigger.cut(text)):
            return self._accusation(sentence, scene, voice, actors, targets)
        if is_answer and (answering := self._roles.answering(scene, text, voice)):
            actors = answering
        if scene.main.type == "siege" and actors and LASTING.match(text, scene.main.trigger.end):
            scene.main = replace(scene.main, type="besieges")
        if scene.main.type in control.STATES:
            return self._state(sentence, scene, voice, stance, actors)
        if scene.main.type in AIMED_AT and self._stances.is_aim(around):
            self._where.remember(self._where.told(scene, text))
            return None
        type_ = self._type(sentence, scene, around, actors, targets)
        if not actors and not scene.tolls and not self._tells_enough(scene, targets) and not self._says_what_it_was(scene, text):
            return None
        if type_ == "displacement" and any(self._typer.is_armed(party.text) for party in actors):
            return None
        if type_ == "withdrawal" and not actors:
            actors, targets = self._roles.leavers(targets), ()
        if is_answer:
            return self._answer(sentence, scene, voice, stance, actors)
        return self._filled(Draft(sentence, scene, "event", type_, voice, stance, actors, targets), scene)

    def _type(
        self, sentence: Sentence, scene: Scene, around: Surroundings, actors: tuple[Party, ...], targets: tuple[Party, ...]
    ) -> str:
        """Give the type: an attempt to take ground is fighting, people under arms who flee withdraw."""
        type_ = self._typer.choose(scene, sentence, actors, targets, self._thread.type if self._thread else None)
        if type_ == "territory_gained" and (self._stances.is_failed(around) or self._stances.is_aim(around)):
            return "battle"
        if scene.is_weak and type_ == "armed_attack" and not actors and not self._thread:
            return self._theme or type_
        if type_ == "displacement" and FLEEING.match(around.trigger) and not actors:
            return "withdrawal" if any(self._typer.is_armed(party.text) for party in targets) else type_
        return type_

    def _filled(self, draft: Draft, scene: Scene) -> Draft:
        """Fill a draft's figures, ground, day and control, and what goes on from the happening told last."""
        text, at = draft.sentence.passage.text, draft.sentence.passage.span.start + scene.main.trigger.start
        draft.tolls = tuple(mention.toll for mention in scene.tolls)
        draft.targets = draft.targets or self._roles.counted(draft.tolls, at)
        draft.relation = find_relation(self._clause(draft.sentence, scene))
        own = self._where.told(scene, text) or starting_place(draft.relation) or draft.places
        that = self._pointed_at(draft, scene)
        draft.places = self._where.fill(draft.sentence, own, that.places if that else ())
        draft.when = self._when(draft.sentence, scene) or draft.when
        self._go_on(draft, scene, own, that)
        self._hold(draft, own)
        draft.places = without_shares(draft.places)
        draft.score = self._score(draft, scene)
        return draft

    def _answer(self, sentence: Sentence, scene: Scene, voice: Voice, stance: Stance, actors: tuple[Party, ...]) -> Draft | None:
        """Tell who claims or denies responsibility, in the doer's own name, for the happening told last."""
        trigger = scene.main.trigger.cut(sentence.passage.text).lower()
        if not actors or ("responsible" in trigger and stance != "denies"):
            return None
        stance = "denies" if trigger.startswith(("deny", "deni")) else stance
        own_voice = Voice(self._voices.speaker(actors[0].text, None), (), "say", voice.content)
        draft = Draft(sentence, scene, "event", self._told_type(sentence), own_voice, stance, actors)
        if self._thread is not None:
            draft.places, draft.when, draft.targets = self._thread.places, self._thread.when, self._thread.targets
        return self._filled(draft, scene)

    def _accusation(
        self, sentence: Sentence, scene: Scene, voice: Voice, accusers: tuple[Party, ...], accused: tuple[Party, ...]
    ) -> Draft | None:
        """Tell of whom a party says that it did the happening told last: "pointed the finger at X"."""
        if self._thread is None or not accused:
            return None
        speaker = self._voices.speaker(accusers[0].text, None) if accusers else voice.speaker
        blaming = Voice(speaker, voice.via, "say", voice.content)
        draft = Draft(sentence, scene, "event", self._thread.type, blaming, "asserts", accused)
        draft.places, draft.targets, draft.when = self._thread.places, self._thread.targets, self._thread.when
        draft.score = self._score(draft, scene)
        return draft

    def _told_type(self, sentence: Sentence) -> str:
        """Give the type of the happening that responsibility is claimed for: the sentence's own, else the last one told."""
        own = next((scene.main.type for scene in sentence.scenes if scene.main.type in VIOLENT), None)
        return own or (self._thread.type if self._thread else "armed_attack")

    def _tells_enough(self, scene: Scene, targets: tuple[Party, ...]) -> bool:
        """Tell whether a happening without a doer says at least what it struck, where or when."""
        if scene.main.type == "attack_repelled":
            return True
        is_aside = scene.is_weak and scene.main.type not in ("armed_attack", "other")
        if is_aside or scene.main.type == "battle":
            return bool(scene.times or (scene.roles("place") and not is_aside))
        is_aimed = bool(targets) or (bool(scene.roles("target")) and not scene.is_weak)
        return is_aimed or (bool(scene.roles("place") or scene.times) and not scene.is_weak)

    def _says_what_it_was(self, scene: Scene, text: str) -> bool:
        """Tell "the attack was a drone strike", which names the kind of a happening told before."""
        again = [action for action in scene.joined if stands_before(POINTED, text, action.trigger.start)]
        return self._thread is not None and bool(again) and not stands_before(POINTED, text, scene.main.trigger.start)

    def _clause(self, sentence: Sentence, scene: Scene) -> str:
        """Give the sentence's text from this scene's first word to the next scene's."""
        others = [other.main.trigger.start for other in sentence.scenes if other is not scene]
        after = min((start for start in others if start > scene.main.trigger.start), default=sentence.span.end)
        before = max((start for start in others if start < scene.main.trigger.start), default=sentence.span.start)
        start = scene.main.trigger.start if before != sentence.span.start else sentence.span.start
        return sentence.passage.text[start:after]

    def _when(self, sentence: Sentence, scene: Scene) -> When | None:
        for time in scene.times:
            if time.when.start is not None and not self._is_after(time.when):
                return time.when
        since = SINCE_THEN.search(sentence.passage.text, sentence.span.start, scene.main.trigger.start)
        if since and self._time is not None and self._time.start is not None:
            return replace(self._time, text=since.group(), end=None)
        return None

    def _is_after(self, when: When) -> bool:
        """Tell a time that lies after the report: what has happened cannot."""
        published = self._reading.document.published
        return published is not None and when.start is not None and when.start > published + LATE

    def _pointed_at(self, draft: Draft, scene: Scene) -> Thread | None:
        """Give the happening told before that a scene's noun points to: "the attack", "Monday's raid"."""
        text = draft.sentence.passage.text
        draft.is_pointing = any(stands_before(POINTED, text, action.trigger.start) for action in scene.actions)
        return self._threads.get(draft.type or "", self._thread) if draft.is_pointing else None

    def _go_on(self, draft: Draft, scene: Scene, own: tuple[str, ...], that: Thread | None) -> None:
        """Fill from the happening told last, or pointed at, what this one leaves open, where it is the same happening."""
        thread = that or self._thread
        if thread is not None and draft.when is None and draft.type in VIOLENT and is_day(thread.when):
            acts_on = {one.name for one in draft.actors} & {one.name for one in thread.actors}
            draft.when = thread.when if acts_on or that or set(own) & set(thread.places) else None
        if that is not None and not draft.targets and not draft.tolls and not own:
            draft.targets = that.targets
        if thread is None or thread.type != draft.type:
            return
        if not draft.actors and not (thread.sentence is draft.sentence and is_earlier(draft.sentence, scene)):
            draft.actors = thread.actors
        same_actor = {one.name for one in draft.actors} & {one.name for one in thread.actors} or not thread.actors
        if draft.when is None and same_actor:
            draft.when = thread.when
        if scene.is_weak:
            draft.type = self._typer.between(draft.type or "", draft.actors, draft.targets)

    def _hold(self, draft: Draft, own: tuple[str, ...]) -> None:
        if draft.type == "territory_gained" and draft.scene is not None:
            text = draft.sentence.passage.text
            places = self._where.taken(draft.scene, text) or own or draft.places[:1]
            backers = {
                role.span.cut(text) for role in draft.scene.roles("actor") if stands_before(BACKING, text, role.span.start)
            }
            takers = tuple(actor for actor in draft.actors if actor.text not in backers)
            trigger = draft.scene.main.trigger.cut(text)
            if (
                MOVING_ON.search(trigger)
                or (not own and ADVANCE.match(trigger))
                or OUT_OF_RANGE.match(text, draft.scene.main.trigger.end)
            ):
                return
            driven = {role.span.cut(text) for role in draft.scene.main.roles if role.name == "target"}
            losers = tuple(party for party in draft.targets if party.text in driven or core(party.text) in map(core, driven))
            state: ControlState = "contests" if ENTERING.match(trigger) else "holds"
            draft.control = control.gained(takers, losers, places, state=state)
        elif draft.type == "withdrawal":
            draft.control = control.left(draft.actors, self._ground_left(draft, own))

    def _ground_left(self, draft: Draft, own: tuple[str, ...]) -> tuple[str, ...]:
        """Give the ground that a withdrawal leaves: what it names, but never where it goes; else the place told of before."""
        told = self._where.told(draft.scene, draft.sentence.passage.text, leaving=True) if draft.scene and own else ()
        if told:
            return told
        named = [place for place in draft.places if not own and not is_vague(place, self._lexicon.ground)]
        goal = set(map(innermost, self._where.goals(draft.scene, draft.sentence.passage.text))) if draft.scene else set()
        before = (tuple(map(innermost, places)) for places in (self._where.main, self._where.last[:1]))
        elsewhere = next((places for places in before if places and not goal & set(places)), ())
        return tuple(map(innermost, named[:1])) or elsewhere

    def _state(self, sentence: Sentence, scene: Scene, voice: Voice, stance: Stance, actors: tuple[Party, ...]) -> Draft | None:
        text, state = sentence.passage.text, control.STATES[scene.main.type]
        own = self._where.told(scene, text)
        ground = self._where.taken(scene, text)
        own = own or ground or self._where.last[:1]
        if not actors or not own:
            return None
        taker = self._roles.parties(scene, "target", text, sentence.passage.span.start, voice) if state == "does_not_hold" else ()
        draft = Draft(sentence, scene, "control", None, voice, "asserts" if stance == "denies" else stance, actors)
        draft.places = self._where.fill(sentence, own)
        draft.relation = find_relation(self._clause(sentence, scene))
        draft.when = self._when(sentence, scene)
        held = partial(control.held, places=ground or own, negated=stance == "denies")
        draft.control = held(state, actors) + held("holds", taker)
        draft.places = without_shares(draft.places)
        draft.score = 0.6
        return draft

    def _toll(self, sentence: Sentence, tolls: Sequence[TollMention]) -> Draft | None:
        around = self._around(sentence, tolls[0].span)
        if self._stances.is_unreal(around):
            return None
        voice = self._speaking.of(tolls[0].span)
        draft = Draft(sentence, None, "toll", None, voice, self._stances.judge(around, voice.verb))
        draft.tolls = tuple(mention.toll for mention in tolls)
        draft.places = self._where.mentioned(sentence) or self._where.called(sentence.text)
        draft.when = next((time.when for time in sentence.times if time.when.start and not self._is_after(time.when)), None)
        return draft

    def _score(self, draft: Draft, scene: Scene) -> float:
        """Guess how likely the claim is right: sure words and filled slots raise it."""
        filled = sum(bool(slot) for slot in (draft.actors, draft.targets, draft.places, draft.when))
        return round(min(0.95, 0.25 + 0.4 * scene.main.score + 0.08 * filled), 2)


def _drop_peaceful(sentence: Sentence) -> None:
    """Take out of a sentence what its clauses tell without any fighting."""
    text, start = sentence.passage.text, sentence.span.start
    if not sentence.scenes and not sentence.tolls:
        return
    low = sentence.text.lower()
    if not any(sign in low for sign in PEACEFUL):
        return
    if NATURAL.search(sentence.text) is None and STAGED.search(sentence.text) is None:
        return
    cuts = [start, *(match.start() for match in CLAUSE.finditer(text, start, sentence.span.end)), sentence.span.end]
    is_counted = bool(sentence.tolls)
    for clause in (Span(start=begin, end=end) for begin, end in pairwise(cuts)):
        words = clause.cut(text)
        if NATURAL.search(words) or (STAGED.search(words) and not is_counted):
            sentence.scenes = [scene for scene in sentence.scenes if not scene.main.trigger.overlaps(clause)]
            holders: list[Sentence | Scene] = [sentence, *sentence.scenes]
            for told in holders:
                told.tolls = [toll for toll in told.tolls if not toll.span.overlaps(clause)]
