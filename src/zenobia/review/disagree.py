"""Where people differ: in go verdicts, out a question for each slot or fate on which two people have standing rulings that clash.

1. Each person's latest standing ruling on a slot counts; the same value from two people is agreement, with the case and spacing
   left aside.
2. "Confirmed" clashes with any ruling that something is wrong, or retracted, about the same claim.
3. A ruling on a claim and one on its event are on one thing.

The latest ruling stands meanwhile: this only asks. Pairs (same, different) are `reconcile`'s to ask about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zenobia.review.rulings import CORRECTIONS
from zenobia.values.event import event_id
from zenobia.values.ids import folded
from zenobia.values.review import Review, review_id
from zenobia.values.verdict import Verdict, standing


def thing(verdict: Verdict) -> str:
    """Give the event that a ruling on a claim or event is about; any other id as it is."""
    return event_id(verdict.about) if verdict.about.startswith("claim_") else verdict.about


def slot_of(verdict: Verdict) -> str:
    """Name the slot that a correction is about."""
    slot = verdict.slot or ("actor" if verdict.ruling == "wrong_actor" else "")
    return f"{verdict.ruling} {folded(slot)}".strip()


def disagreements(verdicts: Sequence[Verdict]) -> tuple[Review, ...]:
    """List every slot and fate on which people differ, by what it is about."""
    on_slots: dict[tuple[str, str], dict[str, Verdict]] = defaultdict(dict)
    on_fates: dict[str, dict[str, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for verdict in standing(verdicts):
        if verdict.ruling in CORRECTIONS:
            on_slots[thing(verdict), slot_of(verdict)][verdict.by] = verdict
        if verdict.ruling in CORRECTIONS or verdict.ruling in {"confirmed", "retracted", "restored"}:
            on_fates[thing(verdict)][verdict.by].append(verdict)
    found = [
        _asked(about, f"on {slot.replace('_', ' ')}", list(by_person.values()))
        for (about, slot), by_person in on_slots.items()
        if len({folded(verdict.value or "") for verdict in by_person.values()}) > 1
    ]
    for about, ruled in on_fates.items():
        last = {by: of_one[-1] for by, of_one in ruled.items()}
        sides = {verdict.ruling == "retracted" or verdict.ruling in CORRECTIONS for verdict in last.values()}
        if len(sides) > 1:
            found.append(_asked(about, "on whether it stands", list(last.values())))
    return tuple(sorted(found, key=lambda review: review.id))


def _asked(about: str, on: str, ruled: Sequence[Verdict]) -> Review:
    said = "; ".join(f"{one.by} ruled {one.value or one.ruling.replace('_', ' ')}" for one in ruled)
    ids = tuple(one.id for one in ruled)
    return Review(
        id=review_id("disagreement", (about, on)),
        kind="disagreement",
        about=(about,),
        why=f"Reviewers differ {on}: {said}.",
        verdicts=ids,
    )
