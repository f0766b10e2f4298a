"""Marked reports to records: in goes a headline and paragraphs of marked sentences, out comes one JSON object with exact spans.

1. The text is the headline and the paragraphs, a line each; sentences of a paragraph are parted by one blank.
2. A claim's quote reaches from the first to the last of its own words: trigger, actor, target, holder, place, time, means,
   figures.
3. Who is said to have been killed, hurt, taken or driven out is the target of what did it, where no other target is marked.
4. A taken place is held by its taker, a left one is left by its leaver; a state of control has one pair a holder and a place.
5. An inherited slot keeps the span of the words that it is inherited from, earlier in the report, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from train.reports.markup import COUNTED, STATES, Marked, Slot, Trigger, days
from zenobia.faults import BadSettings

IN_THE_QUOTE = frozenset({"actor", "target", "place", "in", "rel", "time", "means", "holder", "hedge", *COUNTED})
HURT = ("killed", "injured")
SUFFERED = {
    **dict.fromkeys(("air_strike", "drone_strike", "shelling", "bombing", "chemical_attack", "armed_attack", "execution"), HURT),
    **dict.fromkeys(("abduction", "arrest"), ("captured",)),
    "sexual_violence": ("injured",),
    "displacement": ("displaced",),
}
"""Types whose target is whoever their figures count, and the figures that do."""
PRONOUNS = frozenset({"he", "she", "it", "they"})
INHERITED = ("speaker", "via", "actor", "target", "place", "in", "time", "holder")


def shifted(slot: Slot, by: int) -> Slot:
    return slot if slot.inherited else replace(slot, start=slot.start + by, end=slot.end + by)


def span(text: str, slot: Slot | Trigger) -> dict[str, Any]:
    return {"start": slot.start, "end": slot.end, "text": text[slot.start : slot.end]}


def named(text: str, slot: Slot) -> dict[str, Any]:
    """Give a slot's words with the name that they stand for."""
    return {**span(text, slot), "name": slot.name, "inherited": slot.inherited}


def figure(text: str, slot: Slot, slots: Sequence[Slot]) -> dict[str, Any]:
    """Give a figure with its bounds and what it counts, in the sense of the claims' guidelines."""
    inside = next((one for one in slots if one.role == "who" and slot.start <= one.start and one.end <= slot.end), None)
    return {
        **span(text, slot),
        "what": slot.role,
        "who": inside.name if inside else None,
        "who_span": span(text, inside) if inside else None,
        "low": slot.low,
        "high": slot.high,
        "part_of": slot.part_of,
    }


def sufferers(slots: Sequence[Slot], whos: Sequence[Slot], counted: Sequence[str]) -> list[Slot]:
    """Give what the figures of these sorts count, parts of a whole left out, each name once."""
    figures = [one for one in slots if one.role in counted and one.part_of is None]
    found = {
        who.name: who
        for one in figures
        for who in whos
        if who.role == "who" and one.start <= who.start and who.end <= one.end and who.name not in ("others", "more")
    }
    return sorted(found.values(), key=lambda one: one.start)


def pairs(trigger: Trigger, own: dict[str, list[Slot]]) -> list[dict[str, Any]]:
    """Give who holds, has left or does not hold what."""
    taken = {"territory_gained": "holds", "withdrawal": "left"}
    state = trigger.type if trigger.type in STATES else taken.get(trigger.type)
    if state is None:
        return []
    first, second = ("holder", "actor") if trigger.type in STATES else ("actor", "holder")
    holders: list[str | None] = [slot.name for slot in own[first] or own[second]]
    return [
        {"holder": holder, "state": state, "place": place.name}
        for place in own["place"]
        for holder in holders or [None]
    ]  # fmt: skip


def claim(text: str, trigger: Trigger, slots: Sequence[Slot], whos: Sequence[Slot]) -> dict[str, Any]:
    """Give one claim's record.

    Args:
        slots: the slots that serve it, inherited ones with them.
        whos: what all figures of the sentence count.
    """
    own = {role: [one for one in slots if one.role == role] for role in (*IN_THE_QUOTE, "speaker", "via", "cue", "content")}
    inside = [one for one in slots if one.role in IN_THE_QUOTE and not one.inherited]
    start = min([trigger.start, *(one.start for one in inside)])
    end = max([trigger.end, *(one.end for one in inside)])
    is_state = trigger.type in STATES
    if trigger.type in SUFFERED and not own["target"]:
        own["target"] = sufferers(slots, whos, SUFFERED[trigger.type])
    time = own["time"][0] if own["time"] else None
    dated = days(time.name) if time else None
    return {
        "quote": {"start": start, "end": end, "text": text[start:end]},
        "kind": "control" if is_state else "toll" if trigger.type == "toll" else "event",
        "type": None if trigger.type == "toll" or is_state else trigger.type,
        "stance": trigger.stance,
        "trigger": span(text, trigger),
        "speaker": [named(text, one) for one in own["speaker"]],
        "relay": [named(text, one) for one in own["via"]],
        "cue": [span(text, one) for one in own["cue"]],
        "content": [span(text, one) for one in own["content"]],
        "hedge": [span(text, one) for one in own["hedge"]],
        "actor": [named(text, one) for one in own["actor"]],
        "target": [named(text, one) for one in own["target"]],
        "place": [named(text, one) for one in (*own["place"], *own["in"])],
        "relation": span(text, own["rel"][0]) if own["rel"] else None,
        "time": {
            **named(text, time),
            "date_start": dated[0].isoformat() if dated else None,
            "date_end": dated[1].isoformat() if dated else None,
        }
        if time
        else None,
        "means": [span(text, one) for one in own["means"]],
        "toll": [figure(text, one, whos) for one in slots if one.role in COUNTED],
        "holder": [named(text, one) for one in own["holder"]],
        "control": pairs(trigger, own),
    }  # fmt: skip


def renamed(slot: Slot, last: dict[str, list[Slot]]) -> Slot:
    """Give a speaker who is only "he" or "it" the name of the speaker before."""
    if slot.role == "speaker" and slot.name.lower() in PRONOUNS and last.get("speaker"):
        return replace(slot, name=last["speaker"][-1].name)
    return slot


def own_slots(slots: Sequence[Slot], number: int, starts: Sequence[int]) -> list[Slot]:
    """Give the slots that serve one claim: of each role those numbered for it, else those of the sentence, else inherited ones.

    A figure without a number serves the last claim whose trigger stands before it, or the first.
    """
    ranks: dict[str, int] = {}
    fitting = []
    for slot in slots:
        if slot.role in COUNTED and not slot.claims:
            before = [n for n, start in enumerate(starts) if start <= slot.start]
            if number != (before[-1] if before else 0):
                continue
        elif slot.claims and number not in slot.claims:
            continue
        rank = 0 if slot.role in COUNTED else 2 if slot.claims and not slot.inherited else 1 if not slot.inherited else 0
        ranks[slot.role] = max(rank, ranks.get(slot.role, 0))
        fitting.append((rank, slot))
    return [slot for rank, slot in fitting if rank == ranks[slot.role]]


def sentence_claims(text: str, marked: Marked, at: int, last: dict[str, list[Slot]]) -> list[dict[str, Any]]:
    """Give the claims of one sentence that starts `at`, and remember its slots for those that inherit them.

    Raises:
        BadSettings: a role is inherited that no earlier sentence has.
    """
    slots = [shifted(slot, at) for slot in marked.slots]
    for role, numbers in marked.inherits:
        if role not in INHERITED or not last.get(role):
            raise BadSettings(f"{marked.text!r}: [^{role}], but no earlier sentence of the report has one; name it here")
        slots += [replace(slot, claims=numbers, inherited=True) for slot in last[role]]
    slots = [renamed(slot, last) for slot in slots]
    for role in INHERITED:
        if here := [slot for slot in slots if slot.role == role and not slot.inherited]:
            last[role] = here[-1:] if role in ("speaker", "place", "time") else here
    claims = []
    starts = [found.start + at for found in marked.triggers]
    for number, found in enumerate(marked.triggers):
        trigger = replace(found, start=found.start + at, end=found.end + at)
        own = own_slots(slots, number, starts)
        claims.append(claim(text, trigger, own, slots))
    return claims


def report(head: dict[str, Any], headline: Marked | None, paragraphs: Sequence[Sequence[Marked]]) -> dict[str, Any]:
    """Make the record of one report.

    Args:
        head: what is known of the report as a whole, put first.
    """
    lines = ([[headline]] if headline else []) + [list(paragraph) for paragraph in paragraphs if paragraph]
    text = "\n".join(" ".join(one.text for one in line) for line in lines)
    last: dict[str, list[Slot]] = {}
    claims: list[dict[str, Any]] = []
    sentences, spans = [], []
    at = 0
    for number, line in enumerate(lines):
        begin = at
        for marked in line:
            found = sentence_claims(text, marked, at, last)
            sentences.append({"start": at, "end": at + len(marked.text), "paragraph": number, "claims": len(found)})
            claims += [{"sentence": len(sentences) - 1, **one} for one in found]
            at += len(marked.text) + 1
        spans.append({"start": begin, "end": at - 1, "headline": bool(headline) and number == 0})
    return {**head, "text": text, "paragraphs": spans, "sentences": sentences, "claims": claims}
