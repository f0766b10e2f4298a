"""Who stands beside a verb of saying: clauses → the span of a speaker.

1. The speaker is the phrase right before the verb, past times and auxiliaries.
2. "The head of X", "a source in X": the whole, not X. "The group, which backs X, said": the group.
3. A phrase that a preposition governs is no speaker, unless its own head is a word for one; then the verb's subject is.
"""

from __future__ import annotations

from zenobia.read.clauses import Clauses
from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.values.spans import Span

SPEAKING_KINDS = frozenset({"party", "civil", "person", "name", "pronoun", "paper", "place"})
RELATIVE_REACH = 9
"""Items of a relative clause between a speaker and the verb of saying."""
READING = frozenset({"see", "obtain", "view", "review", "read", "cite"})
"""What is done with another's paper: "a report seen by the agency"."""


class Sources:
    """Finds speakers in a sentence's clauses."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._nouns = vocabulary.speaker_nouns
        self._titles = vocabulary.lexicon.parties.titles

    def before(self, clauses: Clauses, at: int) -> Span | None:
        """Find the speaker right before a verb."""
        before = at - 1
        while (item := clauses.at(before)) is not None:
            if isinstance(item, Phrase) and item.kind != "time":
                break
            if isinstance(item, Token) and item.part is Part.REL and item.low in ("which", "who"):
                return self._antecedent(clauses, before)
            if isinstance(item, Token) and item.part is Part.CONJ and item.low in ("and", "but"):
                return next((one.span for one in clauses.subject(at) if self.speaks(one)), None)
            if (
                isinstance(item, Token)
                and item.part not in (Part.AUX, Part.ADV, Part.JUNK, Part.PREP, Part.NOT)
                and item.text not in ","
            ):
                return self._who(clauses, before) if item.part is Part.VERB else None
            if isinstance(item, Token) and item.part is Part.PREP and not isinstance(clauses.at(before + 1), Phrase):
                return None
            before -= 1
        if not isinstance(item, Phrase):
            return None
        before = self._before_remarks(clauses, before)
        if (paper := self._of_paper(clauses, before)) is not None:
            return paper
        before = self._out_of_relative(clauses, before)
        item = clauses.items[before]
        assert isinstance(item, Phrase)
        first = before
        while clauses.is_governed(first) and isinstance(clauses.at(first - 2), Phrase):
            outer = clauses.items[first - 2]
            assert isinstance(outer, Phrase)
            if not (self.speaks(outer) or outer.head.low in self._nouns):
                break
            first -= 2
        phrase = clauses.items[first]
        assert isinstance(phrase, Phrase)
        common = phrase.head.low in self._nouns and not phrase.head.is_capital
        if not self.speaks(phrase) or (first == before and clauses.is_governed(first) and not common):
            return self._who(clauses, first)
        if (name := self._named_before(clauses, first)) is not None:
            return name
        if clauses.is_governed(first) and not common:
            subject = [one for one in clauses.subject(at) if self.speaks(one)]
            return subject[0].span if subject else None
        start = self._start_of_both(clauses, first) if first == before else phrase.span.start
        return Span(start=start, end=item.span.end)

    def _who(self, clauses: Clauses, at: int) -> Span | None:
        """Give whom a relative clause that ends here hangs on: "a teacher whose shop had burned | told"."""
        for index in range(at, max(0, at - RELATIVE_REACH), -1):
            item = clauses.items[index]
            if isinstance(item, Token) and (item.part is Part.SUB or item.text in ",;:"):
                return None
            if isinstance(item, Token) and item.part is Part.REL and item.low in ("who", "whose"):
                head = clauses.items[index - 1]
                return head.span if isinstance(head, Phrase) and self.speaks(head) else None
            if (doer := self._doing(clauses, index)) is not None:
                return doer.span
        return None

    def _doing(self, clauses: Clauses, at: int) -> Phrase | None:
        """Give the party that a participle hangs on: "the coalition | bombing the province said"."""
        verb, head = clauses.at(at), clauses.at(at - 1)
        is_ing = isinstance(verb, Token) and verb.part is Part.VERB and any(form == "ing" for _, form in verb.forms)
        return head if is_ing and isinstance(head, Phrase) and head.kind == "party" and not clauses.is_governed(at - 1) else None

    def _named_before(self, clauses: Clauses, at: int) -> Span | None:
        """Give the name that an office explains: "Ann Smith, minister for aid, | said"."""
        office, comma, name = clauses.items[at], clauses.at(at - 1), clauses.at(at - 2)
        if not isinstance(comma, Token) or comma.text != "," or not isinstance(name, Phrase) or clauses.is_governed(at - 2):
            return None
        is_name = name.kind in ("name", "person") and len(name.text.split()) > 1 and name.head.is_capital
        words = office.text.lower().split() if isinstance(office, Phrase) else []
        return name.span if is_name and any(word in self._titles for word in words) else None

    def _start_of_both(self, clauses: Clauses, at: int) -> int:
        """Give where two speakers begin: "rescuers and | residents said"."""
        both = [] if clauses.is_governed(at) else clauses.joined_left(at)
        if len(both) > 1 and all(one.head.low in self._nouns or one.kind == "civil" for one in both):
            return both[0].span.start
        phrase = clauses.items[at]
        assert isinstance(phrase, Phrase)
        return phrase.span.start

    def _before_remarks(self, clauses: Clauses, at: int) -> int:
        """Step back over "in remarks carried by X" to who made them."""
        row = [clauses.at(at - back) for back in (4, 3, 2, 1)]
        into, paper, verb, by = row
        if not (isinstance(into, Token) and into.low == "in" and isinstance(paper, Phrase) and paper.kind == "paper"):
            return at
        if not (isinstance(verb, Token) and verb.part is Part.VERB and isinstance(by, Token) and by.low == "by"):
            return at
        back = at - 5
        while isinstance(mark := clauses.at(back), Token) and mark.text == ",":
            back -= 1
        return back if isinstance(clauses.at(back), Phrase) else at

    def _of_paper(self, clauses: Clauses, at: int) -> Span | None:
        """Give who speaks in "a report published by X said" (X) and "a report seen by X said" (the report)."""
        back = at - 2
        while isinstance(between := clauses.at(back), Token) and between.part is Part.ADV:
            back -= 1
        by, paper, person = clauses.at(at - 1), clauses.at(back - 1), clauses.items[at]
        if not isinstance(between, Token) or not isinstance(by, Token) or by.low != "by" or not isinstance(paper, Phrase):
            return None
        if paper.kind != "paper" or between.part is not Part.VERB or not isinstance(person, Phrase):
            return None
        has_read = any(lemma in READING for lemma, _ in between.forms)
        return paper.span if has_read else person.span if self.speaks(person) else None

    def _antecedent(self, clauses: Clauses, at: int) -> Span | None:
        """Give whom "which" or "who" stands for: "state television, which said"."""
        before = at - 2 if isinstance(comma := clauses.at(at - 1), Token) and comma.text == "," else at - 1
        item = clauses.at(before)
        return item.span if isinstance(item, Phrase) and self.speaks(item) and not clauses.is_object(before) else None

    def _out_of_relative(self, clauses: Clauses, at: int) -> int:
        """Step from the object of a relative clause to the noun it hangs on: "the group, which backs X, said"."""
        if clauses.is_object(at):
            if self._doing(clauses, at - 1) is not None:
                return at - 2
            relative, head = clauses.at(at - 2), clauses.at(at - 3)
            if isinstance(head, Token) and head.text == ",":
                head = clauses.at(at - 4)
            if isinstance(relative, Token) and relative.part is Part.REL and isinstance(head, Phrase):
                return next(index for index in (at - 3, at - 4) if clauses.at(index) is head)
        return at

    def speaks(self, phrase: Phrase) -> bool:
        if phrase.head.low in self._nouns or phrase.kind in SPEAKING_KINDS:
            return True
        return phrase.kind == "other" and (phrase.head.is_capital or any(token.is_capital for token in phrase.modifiers[1:]))

    def extended(self, clauses: Clauses, at: int) -> Span:
        """Give a speaker phrase with its "of …" or "in …"."""
        phrase = clauses.items[at]
        assert isinstance(phrase, Phrase)
        of, inner = clauses.at(at + 1), clauses.at(at + 2)
        if phrase.head.low not in self._nouns or not isinstance(of, Token) or of.low not in ("of", "in", "from", "at"):
            return phrase.span
        is_body = isinstance(inner, Phrase) and inner.kind != "time"
        return Span(start=phrase.span.start, end=inner.span.end) if is_body and isinstance(inner, Phrase) else phrase.span
