"""What a word can do in its sentence, and the words that can do one thing only: Grammar → word to Part."""

from __future__ import annotations

from typing import ClassVar, final

from zenobia.values.lexicon import Grammar


@final
class Part:
    """What a word does in its sentence; told apart by identity.

    No Enum: Python 3.11 looks its members up four times as slowly as a class attribute, and every rule of reading asks for some.
    """

    __slots__ = ("name",)

    NOUN: ClassVar[Part]
    VERB: ClassVar[Part]
    DET: ClassVar[Part]
    PREP: ClassVar[Part]
    SUB: ClassVar[Part]
    REL: ClassVar[Part]
    CONJ: ClassVar[Part]
    PRON: ClassVar[Part]
    AUX: ClassVar[Part]
    MODAL: ClassVar[Part]
    TO: ClassVar[Part]
    NOT: ClassVar[Part]
    ADV: ClassVar[Part]
    NUM: ClassVar[Part]
    POSS: ClassVar[Part]
    MARK: ClassVar[Part]
    JUNK: ClassVar[Part]

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Part.{self.name}"


for _name in Part.__annotations__:
    setattr(Part, _name, Part(_name))


def closed_words(grammar: Grammar) -> dict[str, Part]:
    """File the words of closed classes under their part; one that is listed twice has the part named last here."""
    classes = (
        (Part.ADV, grammar.adverbs),
        (Part.PREP, grammar.prepositions),
        (Part.SUB, grammar.subordinators),
        (Part.PRON, grammar.pronouns),
        (Part.DET, grammar.determiners),
        (Part.REL, grammar.relatives),
        (Part.CONJ, grammar.conjunctions),
        (Part.MODAL, grammar.modals),
        (Part.AUX, grammar.auxiliaries),
        (Part.NOT, ("not", "n't", "never")),
        (Part.TO, ("to",)),
    )
    return {word: part for part, words in classes for word in words}
