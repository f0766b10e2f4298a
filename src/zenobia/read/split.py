"""Cut a document into passages and sentences: Document → Passages without tags.

1. A title is the first passage. The body is cut at line ends; hard-wrapped text (short lines, blank lines between paragraphs) at
   blank lines.
2. A paragraph printed again (the same letters and digits) is one passage, at its first place, with its repeats counted. So is one
   whose second half prints its first half again.
3. A sentence printed again inside the document is kept at its first place only; where a sentence starts over
   ("Troops took the town Troops took the town on Monday") the first, shorter printing is dropped.
4. A sentence longer than MAX_SENTENCE_CHARS is cut at white space.
5. Spans always count in code points; nothing is changed in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from zenobia.read.numbers import listed
from zenobia.values.document import Document
from zenobia.values.ids import folded
from zenobia.values.passage import Passage, passage_id
from zenobia.values.spans import Span

MAX_SENTENCE_CHARS = 1500
"""Code points. The longest true sentence in the development reports has 420; beyond thrice that it is a table or noise, and the
phrase rules look at neighbours only. Rerun `eval/errors.py` before changing."""
WRAPPED_LINE_CHARS = 100
"""A line shorter than this that ends in no stop is taken for a wrapped one."""
RESTART_WORDS = 6
"""Words that must stand twice for a sentence to have started over."""
TITLE_CHARS = 40
"""Code points before a title printed again at the start of a body (a date, an agency), and the least that must follow it."""
MIN_REPEAT_LETTERS = 40
"""Letters and digits of a sentence below which a repetition is no reprint ("He said.")."""

ABBREVIATIONS = frozenset(
    listed(
        "mr mrs ms dr prof gen lt col maj capt sgt brig adm cmdr cdr rev hon gov sen rep pres st jr sr vs no nos fig al "
        "inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
        "approx est dept div bn ft mt u.s u.k u.n e.g i.e a.m p.m d.c pvt spc ret "
    )
)
BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…؟。]+)(?P<close>["'”’»)\]]*)(?:\s+(?=["'“‘«(\[]*[^\W_a-z])|(?<=[a-z]["'”’»)\].])(?=[A-Z][a-z]))""",
    re.VERBOSE,
)
DATELINE = re.compile(
    r"(?:[A-Z][\w.'’/-]*[\s,]+){1,6}(?:\([^)]{2,40}\)\s*(?:[–—:-]{1,2}|[_\x80-\x9fâ€]{3,})|[–—]|--?(?=\s))\s+(?=[\"“‘]?[A-Z])"
)
"""A place, perhaps an agency, and a dash: "CITY, Country (Agency) – "."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATED = re.compile(
    r"(?:[A-Z][\w.'’/-]*[\s,]+){0,6}?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})"
    r"(?:\s*\([^)]{2,40}\))?\s*(?:[–—]|--?(?=\s)|:(?=\s))\s+(?=[\"“‘]?[A-Z])"
)
"""A date, perhaps after a place or a word such as "Update", and a dash: "CITY, Country, 1 March 2017 – "."""
WRITTEN = re.compile(
    r"[A-Z]{3,}[A-Z.'’/-]*(?:[\s,]+[A-Z][\w.'’/-]*){0,5}\s*"
    rf"\((?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?\)\s*(?=[\"“‘]?[A-Z]|$)"
)
"""A place in capitals and a day in brackets, where and when it was written: "CITY, Country (March 1, 2017)"."""
VERBAL = re.compile(r"\b(?:said|says|was|were|is|are|has|have|had)\b|\bthe\b")
LAST_WORD = re.compile(r"[^\s(\[\"“]+$")
WORD = re.compile(r"\w+")


def paragraphs(text: str) -> Iterator[Span]:
    """Give the paragraphs of a body, without their outer white space."""
    lines = [line for line in text.split("\n") if line.strip()]
    wrapped = sum(len(line) < WRAPPED_LINE_CHARS and not line.rstrip().endswith((".", "!", "?", '"', "”", ":")) for line in lines)
    by_blank = "\n\n" in text and len(lines) > 6 and wrapped > len(lines) // 2
    pattern = re.compile(r"\n[ \t]*\n\s*") if by_blank else re.compile(r"\n\s*")
    start = 0
    for cut in [*pattern.finditer(text), None]:
        end = cut.start() if cut else len(text)
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield Span(start=first, end=first + len(stripped))
        start = cut.end() if cut else end


def _is_abbreviation(text: str, stop: int) -> bool:
    before = LAST_WORD.search(text, max(0, stop - 12), stop)
    if not before:
        return False
    word = before.group().lower()
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (word.count(".") >= 1 and len(word) <= 5)


def _dateline_end(text: str) -> int:
    """Give where a report begins after "CITY, Country (Agency) –", a day and a dash, or a day in brackets; else 0."""
    match = DATELINE.match(text) or DATED.match(text) or WRITTEN.match(text)
    return match.end() if match and VERBAL.search(match.group()) is None else 0


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in BOUNDARY.finditer(text):
        if match["stop"] == "." and not match["close"] and _is_abbreviation(text, match.start()):
            continue
        yield start, match.end("close")
        start = match.end()
    yield start, len(text)


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE_CHARS:
        space = text.rfind(" ", start + MAX_SENTENCE_CHARS // 2, start + MAX_SENTENCE_CHARS)
        cut = space if space > 0 else start + MAX_SENTENCE_CHARS
        yield start, cut
        start = cut
    yield start, end


def _restart(text: str) -> int:
    """Give where a sentence starts over, 0 if it does not."""
    opening = [*islice(WORD.finditer(text), RESTART_WORDS)]
    head = [match.group() for match in opening]
    if not opening or any(text.find(word, opening[-1].end()) < 0 for word in head):
        return 0
    words = [(match.group(), match.start()) for match in WORD.finditer(text)]
    if len(words) < 2 * RESTART_WORDS:
        return 0
    for at in range(RESTART_WORDS, len(words) - RESTART_WORDS + 1):
        if words[at][0] == head[0] and [word for word, _ in words[at : at + RESTART_WORDS]] == head:
            again = [word for word, _ in words[at : at + at]]
            if [word for word, _ in words[: len(again)]] == again and len(again) == at:
                return words[at][1]
    return 0


def _without_title(text: str, start: int, end: int, title: str) -> Iterator[tuple[int, int]]:
    """Cut a sentence after a title that it opens with ("14 May - Title - Troops entered…")."""
    at = text.find(title, start, min(end, start + len(title) + TITLE_CHARS)) if len(title) > MIN_REPEAT_LETTERS // 2 else -1
    if at < 0 or end - at - len(title) < TITLE_CHARS:
        yield start, end
        return
    cut = at + len(title)
    yield start, cut
    while cut < end and not text[cut].isalnum():
        cut += 1
    yield cut, end


def sentences(text: str, title: str = "") -> tuple[Span, ...]:
    """Cut a passage into sentences, as spans of it without outer white space or dateline."""
    found = []
    pieces = [piece for start, end in _pieces(text) for piece in _without_title(text, start, end, title)]
    for piece_start, piece_end in pieces:
        for start, end in _capped(text, piece_start, piece_end):
            start += _restart(text[start:end])
            start += _dateline_end(text[start:end])
            piece = text[start:end]
            if stripped := piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                found.append(Span(start=first, end=first + len(stripped)))
    return tuple(found)


def _halves(text: str) -> int:
    """Give the length of the first half where the second half prints it again, 0 if it does not."""
    letters = folded(text)
    if len(letters) < 2 * MIN_REPEAT_LETTERS or len(letters) % 2:
        return 0
    half = len(letters) // 2
    if letters[:half] != letters[half:]:
        return 0
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(folded(text[:middle])) < half:
            low = middle + 1
        else:
            high = middle
    while low < len(text) and not text[low].isalnum() and not text[low].isspace():
        low += 1
    return low


def split(document: Document) -> tuple[Passage, ...]:
    """Cut a document into its passages, each once, in order of their first printing."""
    title_end = len(document.title) if document.title and document.text.startswith(document.title) else 0
    spans = [(Span(start=0, end=title_end), True)] if title_end and document.text[:title_end].strip() else []
    spans += [(span.shifted(title_end), False) for span in paragraphs(document.text[title_end:])]
    passages: dict[str, Passage] = {}
    seen: set[str] = set()
    for span, is_headline in spans:
        text = span.cut(document.text)
        repeats = 0
        if half := _halves(text):
            span, text, repeats = Span(start=span.start, end=span.start + half), text[:half], 1
        key = folded(text) + ("|title" if is_headline else "")
        if key in passages:
            old = passages[key]
            passages[key] = _with_repeats(old, old.repeats + repeats + 1)
            continue
        passages[key] = Passage(
            id=passage_id(document.id, text),
            document=document.id,
            ordinal=len(passages),
            span=span,
            text=text,
            is_headline=is_headline,
            repeats=repeats,
            sentences=_unseen(text, seen, (document.title or "").strip()) if not is_headline else sentences(text),
        )
    return tuple(passages.values())


def _unseen(text: str, seen: set[str], title: str) -> tuple[Span, ...]:
    kept: list[tuple[Span, str]] = []
    for sentence in sentences(text, title):
        letters = folded(sentence.cut(text))
        if len(letters) >= MIN_REPEAT_LETTERS and letters in seen:
            continue
        seen.add(letters)
        kept.append((sentence, letters))
    following = [*(letters for _, letters in kept[1:]), ""]
    return tuple(
        sentence
        for (sentence, letters), after in zip(kept, following, strict=False)
        if len(letters) < MIN_REPEAT_LETTERS or not after.startswith(letters)
    )


def _with_repeats(passage: Passage, repeats: int) -> Passage:
    return Passage(
        id=passage.id,
        document=passage.document,
        ordinal=passage.ordinal,
        span=passage.span,
        text=passage.text,
        is_headline=passage.is_headline,
        repeats=repeats,
        sentences=passage.sentences,
    )
