"""What a speaker tells, and to whom: clauses → where content begins, and the relays named on the way.

1. After the verb come, in any order, an audience ("told Reuters"), a day, a setting ("in a statement"); then the content.
2. A named audience that publishes, or collects accounts, is a relay; so is who "carried" or "quoted" the words.
3. Words tell something if they hold a verb, or an event where the verb of saying can take one ("reported clashes").
"""

from __future__ import annotations

from zenobia.read.clauses import Clauses
from zenobia.read.phrases import Item, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary
from zenobia.values.spans import Span

RELAYING = frozenset({"carry", "report", "publish", "broadcast", "release", "run"})
"""What a relay does with another's words."""
AUDIENCE_AFTER = frozenset({"to", "in", "by", "via", "with"})
COLLECTING = frozenset({"agency", "media", "ngo", "monitor"})
"""What a relay speaks as."""


class Contents:
    """Finds what is said in a sentence's clauses."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._speech = vocabulary.lexicon.speech
        self._relaying = RELAYING | self._speech.relay
        self._publishers = self._speech.kinds["media"] | self._speech.kinds["agency"]

    def after(self, clauses: Clauses, at: int, lemma: str) -> tuple[int | None, tuple[Span, ...]]:
        """Find where content begins after a verb, past its audience, day and setting; and the relays named there."""
        via: list[Span] = []
        index = at + 1
        while (item := clauses.at(index)) is not None:
            if relay := self.relayed_by(clauses, index):
                via.append(relay.span)
                index += 3
                continue
            if isinstance(item, Phrase):
                audience = lemma in ("tell", "inform") and index == at + 1
                in_speech = isinstance(clauses.at(index - 1), Token) and clauses.items[index - 1] is not clauses.items[at]
                if audience or (in_speech and self._is_audience(clauses, index)):
                    if self.is_medium(item):
                        via.append(item.span)
                elif item.kind != "time":
                    return index, tuple(via)
            elif item.low == "that" or (item.part is Part.SUB and item.low in ("whether", "how")):
                return (index + 1 if index + 1 < len(clauses.items) else None), tuple(via)
            elif (item.part not in (Part.ADV, Part.PREP, Part.TO) and item.text not in ",:“\"'") or (
                item.part in (Part.PREP, Part.TO) and not self._leads_to_setting(clauses, index)
            ):
                return index, tuple(via)
            index += 1
        return None, tuple(via)

    def relayed_by(self, clauses: Clauses, index: int) -> Phrase | None:
        """Give the relay in "quoted by the agency X", "carried by state media", whose participle stands here."""
        verb, by, relay = clauses.at(index), clauses.at(index + 1), clauses.at(index + 2)
        if not isinstance(verb, Token) or not isinstance(by, Token) or by.low != "by" or not isinstance(relay, Phrase):
            return None
        if verb.part is not Part.VERB or not any(lemma in self._relaying for lemma, _ in verb.forms):
            return None
        return relay if self.is_medium(relay) else None

    def _leads_to_setting(self, clauses: Clauses, index: int) -> bool:
        after = clauses.at(index + 1)
        return isinstance(after, Phrase) and (after.kind in ("time", "paper") or self._is_audience(clauses, index + 1))

    def _is_audience(self, clauses: Clauses, index: int) -> bool:
        phrase = clauses.items[index]
        before = clauses.at(index - 1)
        if not isinstance(phrase, Phrase) or not isinstance(before, Token) or before.low not in AUDIENCE_AFTER:
            return False
        return phrase.head.low in self._speech.audiences or phrase.kind == "paper" or self.is_medium(phrase)

    def is_medium(self, phrase: Phrase) -> bool:
        """Tell a phrase that names who publishes, or a body that collects accounts."""
        if any(actor.speaks_as in COLLECTING for _, actor in phrase.actors):
            return True
        words = phrase.text.lower().split()
        if any(word.strip("()") in self._speech.media for word in words):
            return True
        if phrase.head.low in self._publishers and phrase.modifiers:
            return any(token.low == "state" or token.low == "news" or token.is_capital for token in phrase.modifiers)
        return phrase.head.is_capital and phrase.kind in ("name", "party") and phrase.head.low not in self._speech.audiences

    def tells(self, clauses: Clauses, index: int, lemma: str) -> bool:
        """Tell whether something is told from here on: a verb, or an event after a verb that can take one."""
        takes_event = lemma not in ("say", "add", "tell")
        first = clauses.items[index]
        if isinstance(first, Token) and any(one in self._speech.relay for one, _ in first.forms):
            return False
        for item in clauses.items[index:]:
            if isinstance(item, Phrase):
                if takes_event and item.event is not None:
                    return True
            elif item.part in (Part.VERB, Part.AUX, Part.MODAL):
                return True
            elif item.part in (Part.SUB,) and item.low in ("despite", "when", "after", "before", "as"):
                return False
        return False

    def says_something(self, span: Span, clauses: Clauses) -> bool:
        """Tell whether words hold a verb or an event before the speaker."""
        for item in clauses.items:
            if start_of(item) >= span.end:
                return False
            if isinstance(item, Phrase):
                if item.event is not None:
                    return True
            elif item.part in (Part.VERB, Part.AUX):
                return True
        return False

    def ends_with_colon(self, clauses: Clauses) -> bool:
        last = clauses.items[-1]
        return isinstance(last, Token) and last.text == ":"


def start_of(item: Item) -> int:
    return item.span.start if isinstance(item, Phrase) else item.start
