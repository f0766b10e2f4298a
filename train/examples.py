"""Labelled texts to windows of word pieces with labels, and windows to batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from train.readers import Labelled, Spans
from zenobia.engines.pieces import INCIDENT_NAMES, PLAIN, TAGGING_HEADS, Word, marks_of, pieces_of, windows, words_of

IGNORED = -100
"""The label of pieces that are not the first of a word: no loss is taken there."""
UNTOLD = -1.0
"""What a window is said to tell of when its report tells of incidents and none of the marked words stands in it: no loss."""
ODD_CASE = 1 / 16
"""Share of texts that are learnt in small letters, and of those learnt in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One window: ids with [CLS] and [SEP]; marks, and labels for each head, of the same length."""

    heads: tuple[str, ...]
    ids: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]
    marks: tuple[int, ...]
    incidents: tuple[float, ...] | None


def label_words(head: str, spans: Spans, words: Sequence[Word]) -> list[int]:
    """Give each word its BIO label; a word belongs to a span that covers its first character."""
    names = TAGGING_HEADS[head]
    index = {name: position for position, name in enumerate(names)}
    tags = [0] * len(words)
    position = 0
    for start, end, name in sorted(spans):
        while position < len(words) and words[position].end <= start:
            position += 1
        inside = position
        first = True
        while inside < len(words) and words[inside].start < end:
            if words[inside].start >= start or first:
                tags[inside] = index[f"{'B' if first else 'I'}-{name}"]
                first = False
            inside += 1
        position = inside if inside > position else position
    return tags


def examples(
    labelled: Labelled, tokenizer: Tokenizer, limit: int, chance: random.Random, lost_commas: float
) -> Iterator[Example]:
    """Cut one labelled text into windows.

    Args:
        limit: most pieces in a window, without [CLS] and [SEP].
        lost_commas: share of texts from which all commas are taken, as some publishers' texts come without any.
    """
    words = words_of(labelled.text)
    told = ((labelled.head, labelled.spans), *labelled.also)
    tags = [label_words(head, spans, words) for head, spans in told]
    if chance.random() < lost_commas:
        kept = [n for n, word in enumerate(words) if labelled.text[word.start] != ","]
        words = [words[n] for n in kept]
        tags = [mended([row[n] for n in kept], head) for (head, _), row in zip(told, tags, strict=True)]
    pieces = pieces_of(tokenizer, labelled.text, words)
    word_marks = marks_of(written(labelled.text, chance), words, labelled.marked)
    opening, closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    incidents = None
    if labelled.incidents is not None:
        incidents = tuple(float(name in labelled.incidents) for name in INCIDENT_NAMES)
    cuts = list(windows(labelled.text, words, [len(piece) for piece in pieces], limit))
    whole = len(cuts) == 1
    for first, after in cuts:
        ids, marks = [opening], [PLAIN]
        labels = [[IGNORED] for _ in tags]
        for n in range(first, after):
            ids += pieces[n]
            for row, tag in zip(labels, tags, strict=True):
                row += [tag[n], *[IGNORED] * (len(pieces[n]) - 1)]
            marks += [word_marks[n]] * len(pieces[n])
        is_marked = any(any(row[first:after]) for row in tags)
        yield Example(
            heads=tuple(head for head, _ in told),
            ids=(*ids, closing),
            labels=tuple((*row, IGNORED) for row in labels),
            marks=(*marks, PLAIN),
            incidents=incidents if is_marked or whole or not labelled.incidents else (UNTOLD,) * len(INCIDENT_NAMES),
        )


def written(text: str, chance: random.Random) -> str:
    """Give a text in small letters or in capitals at times, each in one text of sixteen: wires and headlines come so."""
    draw = chance.random()
    changed = text.lower() if draw < ODD_CASE else text.upper() if draw > 1 - ODD_CASE else text
    return changed if len(changed) == len(text) else text


def mended(tags: list[int], head: str) -> list[int]:
    """Turn an I that lost its B into a B."""
    names = TAGGING_HEADS[head]
    out: list[int] = []
    for tag in tags:
        name = names[tag]
        before = names[out[-1]] if out else "O"
        if name.startswith("I-") and before[2:] != name[2:]:
            tag = names.index(f"B-{name[2:]}")
        out.append(tag)
    return out


def batches(made: Sequence[Example], tokens: int, chance: random.Random) -> list[list[Example]]:
    """Group windows of like length into batches of about `tokens` padded pieces, in random order."""
    # lengths are blurred by up to 8 pieces, so that no two passes group alike
    ordered = sorted(made, key=lambda example: len(example.ids) + chance.random() * 8)
    groups: list[list[Example]] = []
    for example in ordered:
        if groups and (len(groups[-1]) + 1) * max(len(example.ids), len(groups[-1][0].ids)) <= tokens:
            groups[-1].append(example)
        else:
            groups.append([example])
    chance.shuffle(groups)
    return groups
