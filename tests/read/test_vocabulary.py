from __future__ import annotations

import pytest

from zenobia.engines.lexicon import load_lexicon
from zenobia.read.vocabulary import compile_lexicon, inflect, plural


@pytest.mark.parametrize(
    ("lemma", "irregular", "forms"),
    [
        ("shell", None, {"shell": "base", "shells": "s", "shelled": "ed", "shelling": "ing"}),
        ("seize", None, {"seize": "base", "seizes": "s", "seized": "ed", "seizing": "ing"}),
        ("deny", None, {"deny": "base", "denies": "s", "denied": "ed", "denying": "ing"}),
        ("take", "took taken", {"take": "base", "takes": "s", "took": "past", "taken": "part", "taking": "ing"}),
        ("hold", "held", {"hold": "base", "holds": "s", "held": "ed", "holding": "ing"}),
        ("hit", "hit", {"hit": "ed", "hits": "s", "hitting": "ing"}),
        ("free", None, {"free": "base", "frees": "s", "freed": "ed", "freeing": "ing"}),
        ("die", None, {"die": "base", "dies": "s", "died": "ed", "dying": "ing"}),
    ],
)
def test_inflect(lemma: str, irregular: str | None, forms: dict[str, str]) -> None:
    assert inflect(lemma, irregular, frozenset({"hit"})) == forms


def test_plural() -> None:
    assert [plural(word) for word in ("strike", "clash", "sortie", "hostility")] == [
        "strikes",
        "clashes",
        "sorties",
        "hostilities",
    ]


def test_longest_patterns_come_first() -> None:
    patterns = compile_lexicon(load_lexicon()).action_verbs["seize"]
    assert [len(pattern.rest) for pattern in patterns] == sorted((len(pattern.rest) for pattern in patterns), reverse=True)
