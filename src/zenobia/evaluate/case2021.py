"""Snippets of news to the sub-event types of ACLED and five more of the shared task: text → one label.

In: a text. Out: the label of the type whose words tell it most.

1. `case2021.toml` says of every type what it holds and which phrases name it, tell it, hint at it, or speak against it.
2. A phrase counts once, by its weight in bits; what stands in the first sentence counts in full, what follows by LATER_SHARE.
3. Of the phrases of one strength the first counts in full and each further one by FURTHER_SHARE: ten hints are no name.
4. On a tie the type that stands first in the table; a text without any word of the table is OTHER.

No example of the task is learned from: the table is general knowledge of words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.faults import BadSettings
from zenobia.values.account import Located

WEIGHTS: Mapping[str, float] = {"names": 4.0, "tells": 2.0, "hints": 0.8, "against": -3.0}
"""Bits of a phrase by its strength."""
LATER_SHARE = 0.5
"""Share of a phrase that stands after the first sentence: snippets open with what happened and go on with background."""
FURTHER_SHARE = 0.4
"""Share of each further phrase of one strength."""
MAX_WORDS = 6
"""Words that "~" leaves out."""
MAX_TEXT = 4000
"""Code points that are looked at; a snippet has some hundreds."""
OTHER = "OTHER"


class _Label(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    meaning: str
    names: list[str]
    tells: list[str]
    hints: list[str] = []
    against: list[str] = []


class _Table(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    lists: dict[str, list[str]]
    labels: dict[str, _Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One phrase: how it is found, and how much it tells."""

    pattern: re.Pattern[str]
    strength: str


def _word(written: str) -> str:
    """Give the pattern of one word: "*" ends it open, "?" is any one letter."""
    return re.escape(written).replace("'", "['’]?").replace(r"\*", r"[\w'’-]*").replace(r"\?", r"\w")


def _phrase(written: str, lists: Mapping[str, list[str]]) -> str:
    """Give the pattern of a phrase.

    Raises:
        BadSettings: it names a list that is not there.
    """
    parts: list[str] = []
    gap = ""
    for token in written.split():
        if token == "~":
            gap = rf"(?:[^\w.!?]+[\w'’-]+){{0,{MAX_WORDS}}}?[^\w.!?]+"
            continue
        if token.startswith("@"):
            if token[1:] not in lists:
                raise BadSettings(f"case2021.toml: {written!r}: list {token} is not there; lists are {', '.join(lists)}")
            body = "(?:" + "|".join(_phrase(one, lists) for one in lists[token[1:]]) + ")"
        else:
            body = "(?:" + "|".join(_word(one) for one in token.split("|")) + ")"
        parts += [gap, body] if parts else [body]
        gap = r"[\s-]+"
    return "".join(parts)


def compile_table(text: str) -> dict[str, tuple[Feature, ...]]:
    """Check a table against its schema and compile its phrases.

    Raises:
        BadSettings: the table breaks its schema, or a phrase names no list.
    """
    try:
        table = msgspec.convert(tomllib.loads(text), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadSettings(f"case2021.toml: {error}; every label has meaning, names, tells, and may have hints, against") from None
    return {
        name: tuple(
            Feature(pattern=re.compile(rf"(?<![\w-]){_phrase(phrase, table.lists)}(?![\w])", re.IGNORECASE), strength=strength)
            for strength in WEIGHTS
            for phrase in dict.fromkeys(getattr(label, strength))
        )
        for name, label in table.labels.items()
    }


@cache
def _features() -> dict[str, tuple[Feature, ...]]:
    return compile_table(resources.files("zenobia.evaluate").joinpath("case2021.toml").read_text(encoding="utf-8"))


_SENTENCE_END = re.compile(r"(?<=[a-z\d)\"”])[.!?]\s+(?=[\"“A-Z])")


def _first_sentence(text: str) -> int:
    """Give where the first sentence ends; a dateline or a few words are none."""
    return next((match.end() for match in _SENTENCE_END.finditer(text) if match.start() > SHORTEST), len(text))


SHORTEST = 40
"""Code points of the shortest sentence that tells of a happening; before it stand bylines and places."""


def _weights(text: str, features: tuple[Feature, ...]) -> Iterator[float]:
    end = _first_sentence(text)
    for strength, bits in WEIGHTS.items():
        found = [match.start() for one in features if one.strength == strength and (match := one.pattern.search(text))]
        shares = sorted((1.0 if start < end else LATER_SHARE for start in found), reverse=True)
        yield from (bits * share * (1.0 if place == 0 else FURTHER_SHARE) for place, share in enumerate(shares))


def scores(text: str) -> dict[str, float]:
    """Give every label's bits for a text; what stands behind MAX_TEXT is not looked at."""
    return {name: sum(_weights(text[:MAX_TEXT], features)) for name, features in _features().items()}


def label_of(text: str) -> str:
    """Give the label that the words tell most."""
    found = scores(text)
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 else OTHER


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Label one snippet."""
    return {"id": record["id"], "label": label_of(text_of(record, "text") or "")}
