"""Words of a sentence, each with its part in the sentence: text + Vocabulary → Tokens.

1. A word is letters and digits with inner hyphens, apostrophes and dots of initials. Runs of mangled encoding are one JUNK
   token; one before a lone "s" is a lost apostrophe.
2. A word of a closed class has that class. A verb form that could be a noun ("attack", "fire", "controls") is told apart by the
   words beside it.
3. A capitalised word inside a sentence is never taken for a verb, except in a headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zenobia.read.parts import Part
from zenobia.read.vocabulary import VerbForm, Vocabulary

__all__ = ["Part", "Token", "tokenise"]

WORD = re.compile(
    r"\s*(?:(?P<plain>[a-z][^\W_]*(?:(?:[-‑]|['’](?![sS](?![^\W_])))[^\W_]+)*(?:n['’]t)?)"
    r"|(?P<junk>(?:[_\x80-\x9f]|â(?=[_\x80-\x9f]))(?:[_\x80-\x9f]|[â¢£©±\xa0](?=[_\x80-\x9f\s]))*)"
    r"|(?P<poss>['’]s(?![^\W_])|(?<=s)['’](?=\s))"
    r"|(?P<abbr>\b(?:Lt|Gen|Col|Maj|Capt|Sgt|Brig|Adm|Dr|Mr|Mrs|Ms|St|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
    r"|(?P<num>\d[\d,./]*\d|\d)(?:%|st|nd|rd|th)?(?![^\W_])"
    r"|(?P<initials>(?:[A-Z]\.){2,})"
    r"|(?P<word>[^\W_]+(?:(?:[-‑]|['’](?![sS](?![^\W_])))[^\W_]+)*(?:n['’]t)?)"
    r"|(?P<mark>[^\w\s])|\Z)"
)
"""White space, then one token. `plain` is a `word` in small letters: most are, and the other forms need not be tried on them."""


ARTICLES = frozenset(("al-", "el-", "as-", "ar-", "ad-", "an-", "ash"))
"""Arabic articles as they stand before a name: "al-Bab" has a capital."""


@dataclass(slots=True)
class Token:
    """One word; `start` and `end` count in the passage."""

    start: int
    end: int
    text: str
    low: str
    part: Part
    forms: tuple[tuple[str, VerbForm], ...]
    """Lemma and form, for a word that may be a verb."""
    is_capital: bool


def tokenise(text: str, start: int, end: int, vocabulary: Vocabulary, *, is_headline: bool = False) -> list[Token]:
    """Cut and mark one sentence, `text[start:end]`."""
    tokens = _cut(text, start, end, vocabulary, is_headline=is_headline)
    _mark_fixed(tokens)
    _mark_counting(tokens)
    _mark_open(tokens, vocabulary, is_headline=is_headline)
    return tokens


def _cut(text: str, start: int, end: int, vocabulary: Vocabulary, *, is_headline: bool) -> list[Token]:
    """Cut a sentence into words, each with the part that it has by itself."""
    tokens: list[Token] = []
    closed, verbs = vocabulary.closed, vocabulary.verbs
    for match in WORD.finditer(text, start, end):
        kind = match.lastgroup
        if kind is None:
            break
        start, end = match.start(kind), match.end()
        written = text[start:end]
        low = written.lower() if kind == "plain" else written.lower().rstrip(".")
        if not low.isascii():
            low = low.replace("’", "'").replace("‑", "-")
        if kind == "junk":
            part = Part.JUNK
        elif kind == "poss" or (low == "s" and tokens and tokens[-1].part is Part.JUNK):
            part = Part.POSS
        elif kind == "num":
            part = Part.NUM
        elif kind == "mark":
            part = Part.MARK
        elif kind == "plain":
            part = closed.get(low, Part.NOUN)
        else:
            is_name = (written.isupper() and len(written) > 1 and not is_headline) or (written == "May" and bool(tokens))
            part = Part.NOUN if is_name else closed.get(low, Part.NOUN)
        forms = verbs.get(low, ()) if kind in ("plain", "word") else ()
        is_capital = written[0].isupper() or (written[3:4].isupper() and written[:3].lower() in ARTICLES)
        tokens.append(Token(start, end, written, low, part, forms, is_capital))
    return tokens


def _mark_open(tokens: list[Token], vocabulary: Vocabulary, *, is_headline: bool) -> None:
    """Tell from its neighbours what a word is that may be several things."""
    adjectives = vocabulary.lexicon.parties.adjectives
    for index, token in enumerate(tokens):
        if token.low == "targeting" and index and tokens[index - 1].part is Part.VERB:
            token.part = Part.VERB
        if token.part not in OPEN:
            continue
        if token.part is Part.NOUN and token.forms and _starts_event(tokens, index, vocabulary):
            continue
        if token.low in adjectives and not (index and tokens[index - 1].part is Part.AUX) and not _counts(tokens, index):
            continue
        if token.part is Part.NOUN and token.forms and _is_verb(tokens, index, vocabulary, is_headline=is_headline):
            token.part = Part.VERB
        elif token.part is not Part.NOUN and token.low == "that":
            token.part = _that(tokens, index, vocabulary.lexicon.grammar.time_words)
        elif token.part is Part.NOUN and not token.forms:
            token.part = _unknown(tokens, index)


def _counts(tokens: Sequence[Token], index: int) -> bool:
    """Tell "the strike wounded 12" from "the wounded soldiers": a noun before, and whoever is counted after."""
    before, after = tokens[index - 1] if index else None, tokens[index + 1] if index + 1 < len(tokens) else None
    return before is not None and before.part is Part.NOUN and after is not None and after.part in (Part.NUM, Part.ADV, Part.DET)


OPEN = (Part.NOUN, Part.DET, Part.SUB, Part.REL)
"""Parts of words that the words beside them may give another one."""
FIXED: dict[tuple[str, ...], tuple[Part, ...]] = {
    ("at", "least"): (Part.ADV, Part.ADV),
    ("at", "most"): (Part.ADV, Part.ADV),
    ("as", "many", "as"): (Part.ADV, Part.ADV, Part.ADV),
    ("according", "to"): (Part.PREP, Part.PREP),
    ("as", "well", "as"): (Part.CONJ, Part.CONJ, Part.CONJ),
    ("along", "with"): (Part.CONJ, Part.CONJ),
    ("together", "with"): (Part.CONJ, Part.CONJ),
    ("in", "cooperation", "with"): (Part.CONJ, Part.CONJ, Part.CONJ),
    ("in", "coordination", "with"): (Part.CONJ, Part.CONJ, Part.CONJ),
    ("in", "addition", "to"): (Part.PREP, Part.PREP, Part.PREP),
    ("because", "of"): (Part.PREP, Part.PREP),
    ("due", "to"): (Part.PREP, Part.PREP),
    ("such", "as"): (Part.CONJ, Part.CONJ),
    ("no", "longer"): (Part.NOT, Part.ADV),
    ("neither",): (Part.NOT,),
    ("either",): (Part.ADV,),
    ("most", "notably"): (Part.ADV, Part.ADV),
    ("notably",): (Part.ADV,),
    ("in", "particular"): (Part.ADV, Part.ADV),
    ("a", "number", "of"): (Part.DET, Part.ADV, Part.ADV),
    ("dozens", "of"): (Part.NUM, Part.ADV),
    ("scores", "of"): (Part.NUM, Part.ADV),
    ("hundreds", "of"): (Part.NUM, Part.ADV),
    ("thousands", "of"): (Part.NUM, Part.ADV),
    ("made", "it", "clear"): (Part.VERB, Part.PRON, Part.ADV),
    ("make", "it", "clear"): (Part.VERB, Part.PRON, Part.ADV),
    ("so-called",): (Part.DET,),
    ("so", "far"): (Part.ADV, Part.ADV),
    ("the", "following"): (Part.DET, Part.ADV),
}
"""Fixed words that act as one; a word of a name is never one of them."""
FIRST_FIXED = frozenset(words[0] for words in FIXED)


def _mark_fixed(tokens: Sequence[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.low not in FIRST_FIXED:
            continue
        for size in (3, 2, 1):
            parts = FIXED.get(tuple(word.low for word in tokens[index : index + size]))
            if parts and not token.text.isupper():
                for offset, part in enumerate(parts):
                    tokens[index + offset].part = part
                break


def _mark_counting(tokens: Sequence[Token]) -> None:
    """Tell "one soldier" and "many others", which count, from the pronouns."""
    for index, token in enumerate(tokens):
        if token.low not in ("one", "others"):
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.low == "one" and before is not None and before.low == "no":
            token.part = Part.NOUN
        elif token.low == "one" and after is not None and after.part is Part.NOUN:
            token.part = Part.NUM
        elif token.low == "others" and before is not None and before.part in (Part.DET, Part.NUM):
            token.part = Part.NOUN


def _starts_event(tokens: Sequence[Token], index: int, vocabulary: Vocabulary) -> bool:
    """Tell a verb-like word that opens an event's name ("bombing raid", "shooting down")."""
    return any(
        pattern.rest and tuple(word.low for word in tokens[index + 1 : index + 1 + len(pattern.rest)]) == pattern.rest
        for pattern in vocabulary.action_nouns.get(tokens[index].low, ())
    )


TIME_WORDS = 5
"""Words of a time between a verb of saying and its "that": "announced late on Sunday that"."""


def _that(tokens: Sequence[Token], index: int, times: frozenset[str]) -> Part:
    """Tell "said that", "the raid that", "that raid" apart; `times` are words that end a time."""
    before = tokens[index - 1] if index else None
    if before and before.part is Part.VERB:
        return Part.SUB
    if before and before.low in times and any(token.part is Part.VERB for token in tokens[max(0, index - TIME_WORDS) : index]):
        return Part.SUB
    if before and before.is_capital and index > 1 and tokens[index - 2].part is Part.VERB:
        return Part.SUB
    if before and before.part in (Part.NOUN, Part.POSS):
        return Part.REL
    return Part.DET if before and before.part in (Part.PREP, Part.TO) else Part.SUB


def _unknown(tokens: Sequence[Token], index: int) -> Part:
    token, before = tokens[index], tokens[index - 1] if index else None
    if token.low.endswith("ly") and len(token.low) > 5 and not token.is_capital:
        return Part.ADV
    if token.low.endswith("ed") and len(token.low) > 4 and not token.is_capital and "-" not in token.low:
        if before and before.part in (Part.AUX, Part.PRON, Part.REL):
            return Part.VERB
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before and before.part is Part.NOUN and after and after.part in (Part.DET, Part.PREP, Part.NUM, Part.TO):
            return Part.VERB
    return Part.NOUN


def _is_verb(tokens: Sequence[Token], index: int, vocabulary: Vocabulary, *, is_headline: bool) -> bool:
    """Tell a verb from the noun or adjective of the same letters."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.is_capital and not is_headline and index and before and before.part is not Part.MARK:
        return False
    back = index - 1
    while back > 0 and tokens[back].part in (Part.ADV, Part.NOT) and tokens[back].low not in ("very", "most"):
        back -= 1
    before = tokens[back] if index else None
    forms = {form for _, form in token.forms}
    if forms & {"ing"}:
        return not _is_doing(tokens, index, before, vocabulary) and _is_participle(before, after)
    if forms & {"ed", "past", "part"} and not forms & {"base"}:
        return _is_past(before, after)
    if before is None:
        return bool(after and after.part in (Part.DET, Part.PRON)) and not token.low.endswith("s")
    if back + 2 < index and tokens[back + 1].low == "no":  # "the rebels no longer | control"
        return True
    if before.part in (Part.MODAL, Part.TO, Part.AUX, Part.NOT):
        is_done = bool(forms & {"ed", "part"})
        return before.part is not Part.AUX or before.low in ("do", "does", "did", "has", "have", "had") or is_done
    if before.part in (Part.DET, Part.PREP, Part.POSS, Part.NUM):
        return False
    if before.part in (Part.PRON, Part.REL):
        return True
    if before.part is Part.NOUN and after is not None and _goes_on(token, before, after, vocabulary, is_headline=is_headline):
        return True
    parties = vocabulary.lexicon.parties
    if token.low in parties.armed or token.low in parties.civil:
        return False
    if before.part is Part.NOUN and any(lemma in vocabulary.lexicon.grammar.pure for lemma, _ in token.forms):
        return before.low not in vocabulary.lexicon.grammar.adjectives
    if _ends_saying(tokens, index, before, vocabulary):
        return True
    further = tokens[index + 2] if index + 2 < len(tokens) else None
    return _is_finite(before, after, further, forms)


def _ends_saying(tokens: Sequence[Token], index: int, before: Token, vocabulary: Vocabulary) -> bool:
    """Tell the verb in "…, residents claim." from a noun: a plain form after a plural, set off by a comma, at the end."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before.part is not Part.NOUN or not before.low.endswith("s") or (after is not None and after.text not in ".!"):
        return False
    is_said = any(lemma in vocabulary.lexicon.speech.say and form == "base" for lemma, form in tokens[index].forms)
    return is_said and any(token.text == "," for token in tokens[max(0, index - SPEAKER_WORDS) : index])


SPEAKER_WORDS = 6
"""Words of a speaker between the comma and the verb that ends a sentence."""


def _goes_on(token: Token, before: Token, after: Token, vocabulary: Vocabulary, *, is_headline: bool) -> bool:
    """Tell a verb by the word that belongs to it: "rebels withdraw from", "residents suspect that"."""
    forms = {form for _, form in token.forms}
    is_plural = before.low.endswith("s") and not before.low.endswith("ss")
    if ("s" in forms) is is_plural:
        return False
    starts = {pattern.rest[:1] for lemma, _ in token.forms for pattern in vocabulary.action_verbs.get(lemma, ())}
    if (after.low,) in starts and (is_headline or token.low not in vocabulary.action_nouns):
        return True
    if is_headline and "base" in forms and after.part is Part.PREP and after.low not in ("of", "on"):
        return True
    return after.low == "that" and "base" in forms


def _is_doing(tokens: Sequence[Token], index: int, before: Token | None, vocabulary: Vocabulary) -> bool:
    """Tell a form in -ing that is a noun; `before` is the word before it, past adverbs."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if _is_named_doing(tokens, index, vocabulary):
        return True
    is_told = before is not None and before.part is Part.VERB and any(lemma in REPORTING for lemma, _ in before.forms)
    hangs = before is not None and before.part in (Part.SUB, Part.CONJ)
    ends = after is None or after.part in (Part.CONJ, Part.MARK, Part.PREP)
    if (is_told or (hangs and ends)) and token.low in vocabulary.action_nouns:
        return True
    is_after_noun = before is not None and before.part is Part.NOUN and not before.low.endswith("s")
    return is_after_noun and after is not None and after.low in vocabulary.lexicon.parties.things


def _is_named_doing(tokens: Sequence[Token], index: int, vocabulary: Vocabulary) -> bool:
    """Tell a form in -ing that is a noun: "heavy shelling by", "the border crossing of", "clearing and security operations"."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None and token.low in vocabulary.action_nouns and after is not None:
        return after.part in (Part.PREP, Part.AUX, Part.CONJ) or any(form in ("past", "ed") for _, form in after.forms)
    if before is None or before.part is not Part.NOUN:
        return False
    is_before_verb = after is not None and after.part in (Part.PREP, Part.MARK, Part.AUX, Part.CONJ)
    if before.low in vocabulary.lexicon.grammar.adjectives and token.low in vocabulary.action_nouns:
        return is_before_verb or after is None
    if token.low in vocabulary.lexicon.ground.nouns:
        return is_before_verb or after is None
    further = tokens[index + 2] if index + 2 < len(tokens) else None
    is_joined = after is not None and after.part is Part.CONJ and further is not None
    return is_joined and further is not None and further.part is Part.NOUN and not further.forms


REPORTING = frozenset({"report", "announce", "confirm", "describe", "document", "record", "mention"})
"""Verbs after which a form in -ing is a noun: "reported shooting"."""


def _is_participle(before: Token | None, after: Token | None) -> bool:
    if before is None or before.part in (Part.AUX, Part.SUB, Part.MARK, Part.VERB, Part.CONJ):
        return True
    if before.part is Part.PREP:
        return bool(after and after.part in (Part.DET, Part.NUM, Part.NOUN, Part.PRON, Part.TO))
    return (
        before.part in (Part.NOUN, Part.PRON, Part.POSS)
        and bool(after and after.part is not Part.VERB)
        and before.part is not Part.POSS
    )


def _is_past(before: Token | None, after: Token | None) -> bool:
    if before is None:
        return bool(after and after.part in (Part.PREP, Part.DET))
    if before.part in (Part.DET, Part.POSS, Part.NUM):
        return bool(after and after.part in (Part.PREP, Part.AUX)) and before.part is Part.NUM
    return before.part is not Part.PREP


def _is_finite(before: Token, after: Token | None, further: Token | None, forms: set[VerbForm]) -> bool:
    """Judge a form that is as often a noun ("attacks", "fire") after a noun: an object beside it makes it a verb."""
    if before.part is Part.MARK and before.text in ",(" and "s" not in forms:
        return False
    if before.part not in (Part.NOUN, Part.CONJ, Part.MARK, Part.JUNK):
        return False
    if after is None:
        return False
    hangs = further is not None and (further.part is Part.VERB or any(form in ("ed", "part") for _, form in further.forms))
    if after.part in (Part.DET, Part.NUM, Part.PRON) or (
        after.part is Part.ADV and "s" in forms and after.low != "ago" and not hangs
    ):
        return before.part is not Part.MARK or after.part is Part.DET
    if after.part is Part.SUB and after.low == "that":
        return True
    plural_before = before.low.endswith("s") and not before.low.endswith(("ss", "news")) and not before.text.isupper()
    if after.part is Part.NOT:
        return True
    counts = after.low in ("about", "around", "over", "up", "nearly", "almost") and further is not None
    if counts and further is not None and further.part in (Part.NUM, Part.TO):
        return plural_before if "s" not in forms else not plural_before
    if "s" in forms:
        return not plural_before and after.part is Part.NOUN and not after.forms
    if any(form == "past" for _, form in after.forms) or after.low in ("said", "says"):
        return False
    return (
        plural_before
        and after.part in (Part.NOUN, Part.PREP, Part.ADV, Part.TO)
        and before.part is Part.NOUN
        and after.part is not Part.PREP
    )
