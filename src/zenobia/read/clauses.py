"""Who does what to whom around a word: a sentence's items → subjects, objects, agents.

1. The subject of a verb is the nearest phrase to its left that no preposition governs and that is no other verb's object, in the
   same clause. A participle or infinitive without one of its own borrows the one of the verb that it leans on.
2. After a passive or a bare participle the phrase after "by" is the agent; the subject, or the noun that it follows, is what
   suffers.
3. The object is the phrase that follows at once, with what "and" joins to it.
4. "A group of fighters": the fighters are meant.

Never looks outside the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zenobia.read.numbers import NUMBER_STARTS
from zenobia.read.phrases import PARTY_KINDS, Item, Phrase, alike, comes_from, explains
from zenobia.read.tokens import Part, Token
from zenobia.values.lexicon import Lexicon

LOOK_BACK = 40
"""Items looked at to the left of a word; more are never needed in a sentence that a person can read."""
SKIPPED = frozenset({Part.AUX, Part.ADV, Part.NOT, Part.MODAL, Part.TO, Part.JUNK, Part.POSS})
PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "got", "get"])
PARTICLES = frozenset({"down", "up", "out", "off", "back", "over", "away"})
SEQUENCE = frozenset({"then", "later", "finally", "lastly", "eventually", "subsequently", "also", "most", "notably"})
"""Adverbs inside a list: "took A, then B and finally C", "several villages, most notably A"."""
QUOTES = "“”\"'‘’"
COUNTING = frozenset({"at", "least", "nearly", "almost", "approximately", "roughly"})
"""Words between "and" and the figure that it joins: "and at least 20 fighters"."""
JUDGED = frozenset({"declare", "report", "find", "leave", "fear", "believe", "presume", "confirm"})
"""Verbs whose passive a participle may follow: "was reported killed"."""
ASIDE_REACH = 9
"""Items of an aside between a noun and its verb."""
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
"""Words that only stress the noun before them: "the town itself was captured"."""
HAVING = frozenset(["has", "have", "had", "having"])


class Clauses:
    """One sentence's items, with the questions that actions and speakers ask of them."""

    def __init__(self, items: Sequence[Item], lexicon: Lexicon) -> None:
        self.items = items
        self._containers = lexicon.parties.containers
        self._say = lexicon.speech.say_or_deny
        self.means = frozenset(word for words in lexicon.parties.means.values() for word in words)
        """Words for machines and arms, which belong to who acts."""

    def at(self, index: int) -> Item | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def is_governed(self, index: int) -> bool:
        """Tell whether a preposition stands right before a phrase, except one that belongs to its number ("over 60")."""
        phrase = self.items[index]
        index = self._before_count(index)
        before = self.at(index - 1)
        if isinstance(before, Token) and (before.part is Part.CONJ or before.text == ",") and before.low != "but":
            return self._is_listed(index)
        if not isinstance(before, Token) or before.part not in (Part.PREP, Part.TO):
            return False
        is_number = isinstance(phrase, Phrase) and phrase.text[:1].isdigit()
        return not (is_number and before.low in ("over", "about", "around", "under", "up", "to"))

    def _before_count(self, index: int) -> int:
        """Give the index from which a phrase begins with the words of its count: "and | at least 20 fighters"."""
        while isinstance(before := self.at(index - 1), Token) and before.low in COUNTING and before.part is Part.ADV:
            index -= 1
        return index

    def _is_listed(self, index: int) -> bool:
        """Tell whether a phrase goes on with a list that a preposition governs, in the same breath: no verb may follow it."""
        back = index - 2
        if isinstance(close := self.at(back), Token) and close.text == ")":
            back = self._before_brackets(back)
        at = index
        while not isinstance(self.items[at], Phrase):
            at += 1
        other, phrase = self.at(back), self.items[at]
        if not isinstance(other, Phrase) or not isinstance(phrase, Phrase) or not alike(other, phrase):
            return False
        after = self.at(at + 1)
        if phrase.head.low in self._containers and isinstance(after, Token) and after.low == "of":
            after = self.at(at + 3)
        elif isinstance(after, Token) and after.part is Part.ADV:
            after = self.at(at + 2)
        starts = isinstance(after, Token) and (after.part in (Part.AUX, Part.MODAL) or self._is_finite(after))
        return not starts and self.is_governed(back)

    def is_finite(self, index: int) -> bool:
        """Tell a verb with a subject of its own, or the auxiliary before one."""
        token = self.at(index)
        return isinstance(token, Token) and (token.part in (Part.AUX, Part.MODAL) or self._is_finite(token))

    def _is_finite(self, token: Token) -> bool:
        return token.part is Part.VERB and not any(form == "ing" for _, form in token.forms)

    def is_object(self, index: int) -> bool:
        """Tell whether a verb stands right before a phrase and takes it as its object."""
        at = index - 1
        while isinstance(before := self.at(at), Token) and (
            before.part is Part.ADV or before.text in "“\"'‘" or self._is_particle(at)
        ):
            at -= 1
        if isinstance(before, Token) and before.part is Part.CONJ and isinstance(self.at(at - 1), Phrase):
            phrase = self.items[index]
            return isinstance(phrase, Phrase) and before.low != "but" and self.is_object(at - 1)
        if not isinstance(before, Token) or before.part is not Part.VERB:
            return False
        return not any(lemma in self._say for lemma, _ in before.forms)

    def _is_particle(self, at: int) -> bool:
        """Tell "off" in "fought off two attacks", after which an object follows."""
        token, verb = self.at(at), self.at(at - 1)
        return isinstance(token, Token) and token.low in PARTICLES and isinstance(verb, Token) and verb.part is Part.VERB

    def is_passive(self, index: int) -> bool:
        """Tell a passive verb: a participle after a form of "be", or a bare one before "by" or a preposition."""
        token = self.items[index]
        assert isinstance(token, Token)
        if not {form for _, form in token.forms} & {"ed", "part"}:
            return False
        for before in self._words_before(index):
            if before.low in PASSIVE:
                return True
            if before.low in HAVING:
                return False
        if (judged := self._judged(index)) is not None:
            return self.is_passive(judged)
        lasting = self.at(index - 1)
        if isinstance(lasting, Token) and any(lemma in ("remain", "stay", "become", "get") for lemma, _ in lasting.forms):
            return True
        return self.is_agentive(index) or self.is_bare(index)

    def _judged(self, index: int) -> int | None:
        """Give the verb in "was declared | liberated", "were found | executed", whose subject is what the participle tells of."""
        at = index - 1
        while isinstance(before := self.at(at), Token) and before.part is Part.ADV:
            at -= 1
        if not isinstance(before, Token) or before.part is not Part.VERB:
            return None
        return at if any(lemma in JUDGED for lemma, _ in before.forms) else None

    def is_told_of(self, index: int) -> bool:
        """Tell a verb of saying whose subject is what is told of: "were reported", "is believed to"."""
        token, before = self.items[index], next(self._words_before(index), None)
        if not isinstance(token, Token) or not {form for _, form in token.forms} & {"ed", "part"}:
            return False
        return before is not None and any(word.low in PASSIVE for word in self._words_before(index))

    def _words_before(self, index: int) -> Iterator[Token]:
        at = index - 1
        while isinstance(before := self.at(at), Token) and (
            before.part in (Part.AUX, Part.ADV, Part.NOT) or before.text in QUOTES
        ):
            yield before
            at -= 1
        if isinstance(before, Token) and before.part is Part.CONJ and isinstance(self.at(at - 1), Token):
            back = at - 1
            verb = self.items[back]
            if isinstance(verb, Token) and verb.part is Part.PREP and isinstance(self.at(back - 1), Token):
                back -= 1
                verb = self.items[back]
            if isinstance(verb, Token) and verb.part is Part.VERB:
                yield from self._words_before(back)

    def is_agentive(self, index: int) -> bool:
        """Tell a participle that "by" follows at once."""
        after = self.at(index + 1)
        return isinstance(after, Token) and after.low == "by"

    def is_bare(self, index: int) -> bool:
        """Tell a participle that hangs on the noun before it: "towns held by", "people killed in"."""
        token, before, after = self.items[index], self.at(index - 1), self.at(index + 1)
        if not isinstance(token, Token) or not isinstance(before, Phrase) or before.kind == "pronoun":
            return False
        if not {form for _, form in token.forms} & {"ed", "part"}:
            return False
        if isinstance(after, Phrase):
            return False
        if after is None or after.text in ".,;":
            return before.kind == "other" or self.is_governed(index - 1)
        further = self.at(index + 2)
        if after.low in PARTICLES and not (isinstance(further, Token) and further.part is Part.PREP):
            return False
        is_by = after.low == "by"
        return is_by or (after.part is Part.PREP and (self.is_governed(index - 1) or self.is_object(index - 1)))

    def subject(self, index: int, *, is_ground: bool = False) -> list[Phrase]:
        """Give the subject of the verb here, its coordinated parts first to last; empty if the sentence has none."""
        if (twin := self._twin(index)) is not None:
            return self.subject(twin)
        at, last = index - 1, max(-1, index - LOOK_BACK)
        while at > last:
            item = self.items[at]
            if isinstance(item, Phrase):
                found = self._as_subject(at, index)
                if found is not None:
                    return found
                at -= 2 if self.is_governed(at) else 1
                continue
            if item.part is Part.SUB or item.text in (";", ":"):
                return self._borrowed(at, index)
            is_which = item.part is Part.REL and item.low in ("that", "which") and not is_ground
            if is_which and (event := self._told_by_event(at)) is not None:
                return [event]
            if item.text == "," and self._says_between(at):
                at -= 3
                continue
            if item.text == "," and (head := self._before_aside(at, index)) is not None:
                at = head
                continue
            at = self._before_brackets(at) if item.text == ")" else at - 1
        return self._borrowed(-1, index) if self._lacks_subject(index) else []

    def _twin(self, index: int) -> int | None:
        """Give the verb whose subject the verb here shares over "and": "shot dead one man and | arrested two"."""
        at = index - 1
        while isinstance(before := self.at(at), Token) and (
            before.part in (Part.ADV, Part.NOT) or before.low in HAVING | PASSIVE
        ):
            at -= 1
        if not isinstance(before, Token) or before.part is not Part.CONJ or before.low not in ("and", "but", "then"):
            return None
        form = self._is_ing(index)
        for back in range(at - 1, max(-1, at - LOOK_BACK), -1):
            item = self.items[back]
            if isinstance(item, Token) and item.text in ";:":
                return None
            if isinstance(item, Token) and item.part is Part.VERB and self._is_ing(back) == form and not self._hangs(back):
                return back
        return None

    def _is_ing(self, index: int) -> bool:
        token = self.items[index]
        return isinstance(token, Token) and any(form == "ing" for _, form in token.forms)

    def _hangs(self, index: int) -> bool:
        """Tell a participle or a noun's "to do", which share nothing with a verb after "and"."""
        token, before = self.items[index], self.at(index - 1)
        if isinstance(token, Token) and any(lemma in self._say for lemma, _ in token.forms):
            return True
        return self.is_bare(index) or (isinstance(before, Token) and before.part is Part.TO)

    def _says_between(self, at: int) -> bool:
        """Tell a speaker put between subject and verb, whose second comma stands here: "the hospital, X said, was hit"."""
        comma, speaker, verb = self.at(at - 3), self.at(at - 2), self.at(at - 1)
        is_set_off = isinstance(comma, Token) and comma.text == "," and isinstance(speaker, Phrase)
        return is_set_off and isinstance(verb, Token) and any(lemma in self._say for lemma, _ in verb.forms)

    def _told_by_event(self, relative: int) -> Phrase | None:
        """Give the event in "a raid on a depot near X on Friday | that killed 12", past what hangs on it."""
        for at in range(relative - 1, max(-1, relative - LOOK_BACK), -1):
            item = self.items[at]
            if isinstance(item, Phrase):
                if item.event is not None:
                    return item
                if item.kind in ("party", "pronoun"):
                    return None
            elif item.part not in (Part.PREP, Part.TO) and item.text != ",":
                return None
        return None

    def _before_aside(self, at: int, verb: int) -> int | None:
        """Give the noun before an aside between commas that ends right before a verb: "the town, 4 km from X, | was taken"."""
        while verb - 1 > at and isinstance(item := self.items[verb - 1], Token) and item.part in SKIPPED:
            verb -= 1
        if verb - 1 != at or (isinstance(self.items[verb], Token) and self._is_ing(verb)):
            return None
        for index in range(at - 1, max(0, at - ASIDE_REACH), -1):
            item = self.items[index]
            if isinstance(item, Token) and (item.part in (Part.AUX, Part.MODAL, Part.SUB) or self.is_finite(index)):
                return None
            if isinstance(item, Token) and item.text == ",":
                first, head = self.items[index + 1], self.items[index - 1]
                is_joined = isinstance(first, Token) and first.part is Part.CONJ
                return index - 1 if isinstance(head, Phrase) and head.kind != "time" and not is_joined else None
        return None

    def _before_brackets(self, at: int) -> int:
        """Give the index before the bracket that closes here."""
        for index in range(at - 1, max(-1, at - LOOK_BACK), -1):
            item = self.items[index]
            if isinstance(item, Token) and item.text == "(":
                return index - 1
        return at - 1

    def _as_subject(self, at: int, verb: int) -> list[Phrase] | None:
        phrase = self.items[at]
        assert isinstance(phrase, Phrase)
        between = self.at(at + 1)
        if isinstance(between, Token) and between.text == ",":
            between = self.at(at + 2)
        hangs = at + 1 == verb or (isinstance(between, Token) and between.part is Part.REL)
        if isinstance(between, Token) and between.part is Part.TO and at + 2 == verb and phrase.kind in PARTY_KINDS | {"place"}:
            hangs = not self.is_governed(at)
        if phrase.kind == "time" or (phrase.kind == "other" and self.is_governed(at)) or phrase.text.isdigit():
            return None
        if phrase.kind == "pronoun" and phrase.head.low in REFLEXIVE:
            return None
        if self.is_governed(at):
            inner = self._contained(at)
            if inner is not None:
                return [inner] if hangs or not self.is_object(at - 2) else None
            can_act = (
                phrase.kind in PARTY_KINDS or (isinstance(between, Token) and between.part is Part.REL) or self.is_bare(verb)
            )
            return self.joined_left(at) if can_act and hangs and self._hangs_by_shape(verb, between) else None
        if self.is_object(at) and (not hangs or self._is_in_participle(at, verb)):
            return None
        if phrase.kind == "other" and not hangs:
            return None if phrase.head.low in ("able", "unable", "ready", "set") else self.joined_left(at)
        return self.joined_left(at)

    def _is_in_participle(self, at: int, verb: int) -> bool:
        """Tell the object in "rebels holding the town | pulled out": what hangs on a noun before a finite verb."""
        return at + 1 == verb and self._is_ing(at - 1) and not self._is_ing(verb) and isinstance(self.at(at - 2), Phrase)

    def _hangs_by_shape(self, verb: int, between: Item | None) -> bool:
        """Tell whether the verb belongs to the noun right before it: a relative clause or a participle."""
        token = self.items[verb]
        assert isinstance(token, Token)
        is_participle = any(form == "ing" for _, form in token.forms) or self.is_bare(verb)
        return (isinstance(between, Token) and between.part is Part.REL) or is_participle

    def _contained(self, at: int) -> Phrase | None:
        """Give the phrase after "of" where the one before it is a mere container."""
        of, outer = self.at(at - 1), self.at(at - 2)
        inner = self.items[at]
        if not isinstance(of, Token) or not isinstance(outer, Phrase) or not isinstance(inner, Phrase):
            return None
        if of.low != "of" and not comes_from(outer, of, inner):
            return None
        return inner if outer.head.low in self._containers and not self.is_governed(at - 2) else None

    def _lacks_subject(self, index: int) -> bool:
        token = self.items[index]
        return isinstance(token, Token) and any(form == "ing" for _, form in token.forms)

    def _borrowed(self, boundary: int, index: int) -> list[Phrase]:
        """Borrow the main clause's subject for "after taking the town": to the left, else after the clause's comma."""
        if not self._lacks_subject(index):
            return []
        at = boundary - 1
        while at > max(-1, boundary - LOOK_BACK):
            item = self.items[at]
            if isinstance(item, Phrase) and item.kind in PARTY_KINDS and not self.is_governed(at) and not self.is_object(at):
                return self.joined_left(at)
            at -= 1
        for at in range(index + 1, min(len(self.items) - 1, index + LOOK_BACK)):
            after, item = self.items[at + 1], self.items[at]
            if isinstance(item, Token) and item.text == "," and isinstance(after, Phrase) and after.kind in PARTY_KINDS:
                return [after]
        return []

    def joined_left(self, at: int) -> list[Phrase]:
        """Give a phrase with those of its kind that "and" or commas join to its left."""
        phrase = self.items[at]
        assert isinstance(phrase, Phrase)
        found = [phrase]
        at = self._before_count(at)
        while isinstance(join := self.at(at - 1), Token):
            step = 1
            if join.part is Part.CONJ:
                while isinstance(more := self.at(at - 1 - step), Token) and (more.part is Part.CONJ or more.text == ","):
                    step += 1
            elif join.text != "," or (len(found) < 2 and not self._opens_title(at - 2, phrase)):
                break
            other = self.at(at - 1 - step)
            if not isinstance(other, Phrase) or not alike(other, phrase) or join.low == "but":
                break
            if self.is_governed(at - 1 - step) and self._contained(at - 1 - step) is None:
                break
            found.insert(0, other)
            at = self._before_count(at - 1 - step)
        return found

    def _opens_title(self, at: int, phrase: Phrase) -> bool:
        """Tell "Army, rebels clash", as titles join two parties without an article."""
        other = self.at(at)
        if at != 0 or not isinstance(other, Phrase) or not other.kind == phrase.kind == "party":
            return False
        return not any(one.modifiers and one.modifiers[0].part is Part.DET for one in (other, phrase))

    def joined_right(self, at: int) -> list[Phrase]:
        """Give a phrase with those that "and" or commas join to its right, before another verb follows."""
        phrase = self.items[at]
        assert isinstance(phrase, Phrase)
        found = [phrase]
        while isinstance(join := self.at(at + 1), Token) and (join.part is Part.CONJ or join.text == ","):
            step = 1
            while isinstance(more := self.at(at + 1 + step), Token) and (
                more.part is Part.CONJ
                or more.text == ","
                or more.low in SEQUENCE
                or (more.low in COUNTING and more.part is Part.ADV)
            ):
                step += 1
            other = self.at(at + 1 + step)
            if not isinstance(other, Phrase) or not alike(other, phrase) or join.low == "but":
                break
            if join.text == "," and step == 1 and explains(other, phrase):
                break
            if self._starts_clause(at + 1 + step):
                break
            found.append(other)
            at = at + 1 + step
        return found

    def _starts_clause(self, at: int) -> bool:
        """Tell whether a phrase is the subject of a verb that follows, perhaps after "in the area"."""
        before, phrase = self.at(at + 1), self.at(at + 2)
        if isinstance(before, Token) and before.low in ("in", "at", "near", "from") and isinstance(phrase, Phrase):
            verb = self.at(at + 3)
            if isinstance(verb, Token) and verb.part is Part.VERB and not self.is_bare(at + 3):
                return any(lemma in self._say for lemma, _ in verb.forms)
        after = self.at(at + 1)
        if not isinstance(after, Token):
            return False
        return after.part in (Part.AUX, Part.MODAL) or (after.part is Part.VERB and not self.is_bare(at + 1))

    def object(self, index: int, *, after: int = 0) -> list[Phrase]:
        """Give the object of the verb here; `after` more items belong to the verb ("took control of")."""
        at = index + 1 + after
        while isinstance(item := self.at(at), Token) and (
            item.part is Part.ADV or item.text in "“\"'‘" or item.low in ("over", "up")
        ):
            at += 1
        if not isinstance(item, Phrase) or item.kind == "time":
            return []
        counted = self.at(at + 1)
        if item.head.low in NUMBER_STARTS and isinstance(counted, Phrase) and counted.first == item.last:
            if counted.kind == "time":  # "fell | five | days later"
                return []
            at += counted.kind == "place"  # "took | two | more villages"
        return self.contents(at)

    def contents(self, at: int) -> list[Phrase]:
        """Give what a phrase stands for: itself, or what follows its "of" when it is a mere container, with what is joined."""
        phrase, of, inner = self.items[at], self.at(at + 1), self.at(at + 2)
        assert isinstance(phrase, Phrase)
        is_held = isinstance(of, Token) and isinstance(inner, Phrase) and phrase.head.low in self._containers
        if is_held and isinstance(of, Token) and isinstance(inner, Phrase) and (of.low == "of" or comes_from(phrase, of, inner)):
            return self.joined_right(at + 2)
        return self.joined_right(at)

    def after_preposition(self, index: int, prepositions: frozenset[str], *, reach: int = 9) -> list[Phrase]:
        """Give the phrases after the first of these prepositions to the right, before another clause begins."""
        for at in range(index + 1, min(len(self.items) - 1, index + 1 + reach)):
            item, after = self.items[at], self.items[at + 1]
            if isinstance(item, Token):
                if item.part in (Part.SUB, Part.REL, Part.MODAL) or item.text in ";:":
                    return []
                if item.part is Part.VERB and at > index + 1 and item.low not in ("targeting",):
                    return []
                if item.low in prepositions and isinstance(after, Phrase) and after.kind != "time":
                    return self.contents(at + 1)
        return []
