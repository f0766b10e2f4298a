"""The lexicon compiled for looking up: Lexicon → dictionaries of word forms. Made once, when a tagger is made.

1. Regular verb forms are made by rule (-s, -ed, -ing, doubling, -y), irregular ones come from the lexicon.
2. A form may belong to several lemmas; all are kept. So does the participle of an action that is spelt as its lemma ("overrun").
3. Action words are filed under their first word: a verb under its lemma, a noun under both its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zenobia.read.parts import Part, closed_words
from zenobia.values.lexicon import ActionWords, Lexicon, Words

VerbForm = Literal["base", "s", "past", "part", "ed", "ing"]
"""`ed` is past and participle in one form."""
VOWELS = frozenset("aeiou")


def inflect(lemma: str, irregular: str | None, doubling: Words = frozenset()) -> dict[str, VerbForm]:
    """Make the forms of one verb. `irregular` is "past participle" or one word for both; `doubling` lists verbs like "stop"."""
    forms: dict[str, VerbForm] = {lemma: "base"}
    stem_ing, stem_ed = lemma + "ing", lemma + "ed"
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    third = lemma + ("es" if sibilant else "s")
    if lemma.endswith("ie"):
        stem_ing, stem_ed = lemma[:-2] + "ying", lemma + "d"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stem_ing, stem_ed = lemma[:-1] + "ing", lemma + "d"
    elif lemma.endswith(("ee", "oe", "ye")):
        stem_ed = lemma + "d"
    elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        third, stem_ed = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma in doubling:
        stem_ing, stem_ed = lemma + lemma[-1] + "ing", lemma + lemma[-1] + "ed"
    forms[third] = "s"
    forms[stem_ing] = "ing"
    if lemma == "be":
        return {"be": "base", "being": "ing"}
    if irregular is None:
        forms[stem_ed] = "ed"
        return forms
    past, _, participle = irregular.partition(" ")
    if participle and participle != past:
        forms[past] = "past"
        forms[participle] = forms.get(participle, "part") if participle == lemma else "part"
    elif past == lemma:
        forms[lemma] = "ed"
    else:
        forms[past] = "ed"
    return forms


def plural(noun: str) -> str:
    """Make a noun's plural by spelling."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


@dataclass(frozen=True, slots=True)
class Pattern:
    """An action's words after its first one."""

    rest: tuple[str, ...]
    words: ActionWords


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word forms by lower-case word."""

    lexicon: Lexicon
    verbs: dict[str, tuple[tuple[str, VerbForm], ...]]
    """Form to (lemma, form)."""
    action_verbs: dict[str, tuple[Pattern, ...]]
    """Lemma to patterns, longest first."""
    action_nouns: dict[str, tuple[Pattern, ...]]
    """First word to patterns, longest first."""
    means: dict[str, str]
    """Instrument to the action type that it does."""
    speaker_nouns: dict[str, str]
    """Common noun to speaker kind."""
    closed: dict[str, Part]
    """Words of closed classes."""


def _file_nouns(actions: tuple[ActionWords, ...]) -> dict[str, tuple[Pattern, ...]]:
    filed: dict[str, list[Pattern]] = {}
    for action in actions:
        for noun in action.nouns:
            *first, last = noun.split()
            for written in (last, plural(last)):
                words = (*first, written)
                filed.setdefault(words[0], []).append(Pattern(rest=words[1:], words=action))
    return {word: tuple(sorted(found, key=lambda p: (-len(p.rest), -p.words.strength))) for word, found in filed.items()}


def _file_verbs(actions: tuple[ActionWords, ...]) -> dict[str, tuple[Pattern, ...]]:
    filed: dict[str, list[Pattern]] = {}
    for action in actions:
        for verb in action.verbs:
            lemma, *rest = verb.split()
            filed.setdefault(lemma, []).append(Pattern(rest=tuple(rest), words=action))
    return {lemma: tuple(sorted(found, key=lambda p: -len(p.rest))) for lemma, found in filed.items()}


def compile_lexicon(lexicon: Lexicon) -> Vocabulary:
    """File every word form of the lexicon for looking up."""
    action_verbs = _file_verbs(lexicon.actions)
    grammar, speech = lexicon.grammar, lexicon.speech
    lemmas = lexicon.grammar.verbs | set(action_verbs) | speech.say | speech.deny | speech.hedge | speech.relay | lexicon.support
    verbs: dict[str, list[tuple[str, VerbForm]]] = {}
    for lemma in sorted(lemmas):
        for form, name in inflect(lemma, grammar.irregular.get(lemma), grammar.doubling).items():
            verbs.setdefault(form, []).append((lemma, name))
        is_own_participle = grammar.irregular.get(lemma, "").endswith(f" {lemma}")
        if is_own_participle and any(not pattern.rest for pattern in action_verbs.get(lemma, ())):
            verbs[lemma].append((lemma, "part"))
    means = {word: type_ for type_, words in lexicon.parties.means.items() for word in sorted(words)}
    nouns = {word: kind for kind, words in lexicon.speech.kinds.items() for word in sorted(words)}
    return Vocabulary(
        lexicon=lexicon,
        verbs={form: tuple(found) for form, found in verbs.items()},
        action_verbs=action_verbs,
        action_nouns=_file_nouns(lexicon.actions),
        means=means,
        speaker_nouns=nouns,
        closed=closed_words(grammar),
    )
