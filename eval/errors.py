"""What a set's predictions miss and invent, with the sentences, grouped by cause: `python -m eval.errors SET`.

In: a set (claims, fakes, isaf, polnear), its records with gold, the reader. Out: a table of counts, then every difference under
its slot and cause. `-` is what the gold has alone, `+` what the reader has alone.

1. Claims pair as the set's own metric pairs them. A claim without a partner is one difference, and so is each filler of a pair
   that the other side lacks.
2. A cause is found by comparing words, never by judging: `CAUSES` says what each one means.
3. With several golds the first is compared unless `--gold` names another: two readers differ too.

The texts of public sets stay where they are: print to a terminal, commit nothing of it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from zenobia.engines.tagger import DEFAULT_TAGGER, TAGGERS, network_of
from zenobia.evaluate.metrics import fakes, isaf
from zenobia.evaluate.metrics.claims import Filler, agree, fillers, kinds_meet, matched_pairs, overlap, pair_up
from zenobia.evaluate.metrics.figures import Record, mapping, sequence
from zenobia.evaluate.metrics.polnear import Marked, dice, read_attribution
from zenobia.evaluate.metrics.polnear import pair_up as pair_attributions
from zenobia.evaluate.records import read_records
from zenobia.evaluate.runner import predictions_of
from zenobia.evaluate.sets import SETS
from zenobia.evaluate.whole import through
from zenobia.pipeline import build_reader
from zenobia.settings import from_environment

CAUSES = {
    "no claim": "the reader claims nothing there",
    "claim of another kind": "both claim something there, one an event, the other a state or a figure",
    "two told as one": "what the reader claims there is paired with another gold claim",
    "one told as two": "the gold claim there is paired with another claim of the reader",
    "no gold claim": "nobody else claims anything there",
    "left empty": "the words stand in the quote, and the slot is empty",
    "not carried over": "the words stand elsewhere in the report, and the slot is empty",
    "wrong span": "both name the same thing in words too unlike to match",
    "wrong clause": "the filler belongs to another claim of the report",
    "wrong value": "each side has its own, and they share nothing",
    "carried over": "invented: the words do not stand in the quote",
    "read from the sentence": "invented: the words stand in the quote",
    "missed": "the gold alone has it",
    "invented": "the reader alone has it",
    "wrong source": "what is said is found, who says it is another",
    "another value": "both have a value, and they differ",
}
"""Every cause, and what it means."""
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)
NAMED = frozenset({"actor", "target", "place", "relation", "said_by", "via"})
SENTENCE_CHARS = 300
"""Code points of a text printed beside a difference that has no quote."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that gold and reader do not agree on."""

    document: str
    slot: str
    cause: str
    gold: str = ""
    found: str = ""
    words: str = ""
    """Where it stands: a quote or the opening of the text."""


def _words(value: object) -> set[str]:
    return {word for word in WORD.findall(str(value).lower()) if len(word) > 1}


def _stands_in(value: object, text: object) -> bool:
    mine = _words(value)
    return bool(mine) and len(mine & _words(text)) * 2 >= len(mine)


def _shown(claim: Record) -> str:
    return "; ".join(f"{slot}={value}" for slot, value in fillers(claim))


def _unpaired(document: str, gold: Sequence[Record], found: Sequence[Record], *, is_gold: bool) -> Iterator[Difference]:
    """Give the claims of one side that have no partner on the other."""
    pairs = pair_up(gold, found)
    mine, others = (gold, found) if is_gold else (found, gold)
    paired = {i if is_gold else j for i, j in pairs}
    for number, claim in enumerate(mine):
        if number in paired:
            continue
        there = [one for one in others if overlap(claim.get("quote"), one.get("quote")) >= 0.5]
        if not there:
            cause = "no claim" if is_gold else "no gold claim"
        elif not any(kinds_meet(claim, one) for one in there):
            cause = "claim of another kind"
        else:
            cause = "two told as one" if is_gold else "one told as two"
        shown = _shown(claim)
        words = str(claim.get("quote"))
        yield Difference(document=document, slot="claim", cause=cause, words=words, **{"gold" if is_gold else "found": shown})


def _missed(slot: str, value: object, rivals: Sequence[object], quote: object, elsewhere: Iterable[Record]) -> str:
    """Say why a gold filler has no partner; `rivals` are the reader's own fillers of that slot."""
    if not rivals:
        if slot == "date" or slot == "stance" or slot == "type" or _stands_in(value, quote):
            return "left empty"
        return "not carried over"
    if slot in NAMED and any(_words(value) & _words(rival) for rival in rivals):
        return "wrong span"
    others = [other for claim in elsewhere for other_slot, other in fillers(claim) if other_slot == slot]
    if any(agree(slot, other, rival) for other in others for rival in rivals):
        return "wrong clause"
    return "wrong value"


def _pair(document: str, gold: Record, found: Record, elsewhere: Sequence[Record]) -> Iterator[Difference]:
    """Give the differences of two paired claims."""
    expected, given = fillers(gold), fillers(found)
    hits = matched_pairs(expected, given)
    lost = [one for at, one in enumerate(expected) if at not in {i for i, _ in hits}]
    extra = [one for at, one in enumerate(given) if at not in {j for _, j in hits}]
    quote = gold.get("quote")
    for slot, value in lost:
        rivals = [other for other_slot, other in extra if other_slot == slot]
        cause = _missed(slot, value, rivals, quote, elsewhere)
        shown = " | ".join(map(str, rivals))
        yield Difference(document=document, slot=slot, cause=cause, gold=str(value), found=shown, words=str(quote))
    for slot, value in extra:
        if any(slot == other for other, _ in lost):
            continue
        yield _invented(document, (slot, value), found, quote)


def _invented(document: str, filler: Filler, found: Record, quote: object) -> Difference:
    slot, value = filler
    is_word = slot in NAMED or slot == "control"
    in_quote = not is_word or _stands_in(value, quote) or _stands_in(value, found.get("quote"))
    cause = "read from the sentence" if in_quote else "carried over"
    return Difference(document=document, slot=slot, cause=cause, found=str(value), words=str(quote))


def compare_claims(gold: Record, found: Record) -> Iterator[Difference]:
    """Give the differences of one report of the claims set."""
    document = str(gold["doc_id"])
    expected = [mapping(one) for one in sequence(gold.get("claims"))]
    given = [mapping(one) for one in sequence(found.get("claims"))]
    yield from _unpaired(document, expected, given, is_gold=True)
    yield from _unpaired(document, expected, given, is_gold=False)
    for i, j in pair_up(expected, given):
        yield from _pair(document, expected[i], given[j], [one for at, one in enumerate(expected) if at != i])


def _fields(gold: Record, found: Record, names: Iterable[str]) -> Iterator[Difference]:
    event, given = mapping(gold.get("event")), mapping(found.get("event"))
    words = f"{gold.get('title') or ''} {gold.get('text') or ''}".strip()[:SENTENCE_CHARS]
    for name in names:
        left, right = event.get(name), given.get(name)
        if (sorted(map(str, left)) if isinstance(left, list) else left or 0) == (
            sorted(map(str, sequence(right))) if isinstance(left, list) else right or 0
        ):
            continue
        cause = "another value" if left and right else "missed" if left else "invented"
        yield Difference(
            document=str(gold["id"]), slot=name, cause=cause, gold=str(left or ""), found=str(right or ""), words=words
        )


def compare_fakes(gold: Record, found: Record) -> Iterator[Difference]:
    """Give the fields of one Syria report that differ; its date is unreliable and left out."""
    return _fields(gold, found, (*fakes.CLASSES, *fakes.COUNTS[:2]))


def compare_isaf(gold: Record, found: Record) -> Iterator[Difference]:
    """Give the fields of one press release that differ."""
    return _fields(gold, found, isaf.PRIMARY)


def compare_polnear(gold: Record, found: Record) -> Iterator[Difference]:
    """Give the attributions of one text that are missed or invented, or have another source."""
    text, document = str(gold.get("text") or ""), str(gold["id"])
    left = [read_attribution(mapping(one)) for one in sequence(gold.get("attributions"))]
    right = [read_attribution(mapping(one)) for one in sequence(found.get("attributions"))]
    pairs = pair_attributions(left, right)
    for i, j in pairs:
        if dice(left[i].chars["source"], right[j].chars["source"]) < 0.5:
            words = _cut(text, left[i], "content")
            sides = {"gold": _cut(text, left[i], "source"), "found": _cut(text, right[j], "source")}
            yield Difference(document=document, slot="source", cause="wrong source", words=words, **sides)
    for cause, side, paired in (("missed", left, {i for i, _ in pairs}), ("invented", right, {j for _, j in pairs})):
        for at, one in enumerate(side):
            if at not in paired:
                shown = f"{_cut(text, one, 'source') or '?'} [{_cut(text, one, 'cue')}]"
                name = "gold" if cause == "missed" else "found"
                words = _cut(text, one, "content")
                yield Difference(document=document, slot="attribution", cause=cause, words=words, **{name: shown})


def _cut(text: str, one: Marked, role: str) -> str:
    return " … ".join(text[start:end] for start, end in one.spans[role])[:SENTENCE_CHARS]


COMPARED: dict[str, Callable[[Record, Record], Iterator[Difference]]] = {
    "claims": compare_claims,
    "fakes": compare_fakes,
    "isaf": compare_isaf,
    "polnear": compare_polnear,
}


def table(differences: Iterable[Difference]) -> str:
    """Count the differences by slot and cause, most frequent slots first."""
    counted = Counter((one.slot, one.cause) for one in differences)
    slots = Counter({slot: sum(n for (other, _), n in counted.items() if other == slot) for slot, _ in counted})
    lines = [f"{'slot':<16}{'cause':<26}{'count':>6}"]
    for slot, total in slots.most_common():
        lines.append(f"{slot:<42}{total:>6}")
        rows = sorted(((n, cause) for (other, cause), n in counted.items() if other == slot), reverse=True)
        lines += [f"{'':<16}{cause:<26}{n:>6}" for n, cause in rows]
    return "\n".join(lines)


def listing(differences: Sequence[Difference]) -> Iterator[str]:
    """Give every difference under its slot and cause."""
    for slot, cause in dict.fromkeys((one.slot, one.cause) for one in differences):
        yield f"\n== {slot}: {cause} ({CAUSES[cause]})"
        for one in differences:
            if (one.slot, one.cause) == (slot, cause):
                yield f"  [{one.document}] {' '.join(one.words.split())}"
                yield from (f"      {sign} {value}" for sign, value in (("-", one.gold), ("+", one.found)) if value)


def gather(name: str, folder: Path, split: str, *, engine: str, gold_at: int) -> list[Difference]:
    """Read a split and compare it with its gold."""
    reader = build_reader(from_environment(), engine=engine)
    adapter = SETS[name].reading_by(network_of(reader.read.tagger))
    golds = adapter.gold_files(folder, split)
    if not 0 <= gold_at < len(golds):
        raise SystemExit(f"gold {gold_at} of {name} {split}: there are {len(golds)} in {folder}; choose one from 0 on")
    found = predictions_of(adapter, adapter.input_file(folder, split), through(reader, received_at=RECEIVED))
    by_id = {str(one[adapter.id_field]): one for one in found}
    empty: Record = {}
    records = [mapping(record) for record in read_records(golds[gold_at])]
    return [one for record in records for one in COMPARED[name](record, by_id.get(str(record[adapter.id_field]), empty))]


def main(arguments: Sequence[str]) -> int:
    """Print the counts, and the differences that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m eval.errors", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("set", choices=sorted(COMPARED))
    parser.add_argument("--data", type=Path, required=True, help="the folder of the sets")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", choices=TAGGERS, default=DEFAULT_TAGGER)
    parser.add_argument("--gold", type=int, default=0, help="which gold, where a set has several")
    parser.add_argument("--slot", help="only this slot")
    parser.add_argument("--cause", help="only this cause")
    parser.add_argument("--document", help="only documents whose id holds this")
    parser.add_argument("--counts", action="store_true", help="the table alone")
    asked = parser.parse_args(arguments)
    differences = [
        one
        for one in gather(asked.set, asked.data, asked.split, engine=asked.engine, gold_at=asked.gold)
        if asked.slot in (None, one.slot) and asked.cause in (None, one.cause) and (asked.document or "") in one.document
    ]
    sys.stdout.write(table(differences) + "\n")
    if not asked.counts:
        sys.stdout.write("\n".join(listing(differences)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
