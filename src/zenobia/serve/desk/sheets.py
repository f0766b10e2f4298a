"""In: an incident, its claims and every ruling. Out: what the desk shows: each slot as read and as ruled, and who ruled what.

1. A slot shows what was read, and, where a standing ruling changed it, what it is now: both, side by side.
2. Rulings that were taken back stay in the list, marked.
3. A slot on which two people have standing rulings that clash is marked; the latest holds meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zenobia.review import corrected, disagreements, undone
from zenobia.review.disagree import slot_of, thing
from zenobia.review.rulings import CORRECTIONS
from zenobia.serve.tongue import Tongue
from zenobia.serve.views import ClaimView, IncidentView
from zenobia.values.event import Event
from zenobia.values.ids import folded
from zenobia.values.person import Person
from zenobia.values.verdict import Ruling, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """One slot of a claim: what a form that corrects it sends, what was read, what holds now."""

    what: str
    """Ruling and slot as the form sends them: `wrong_toll|killed: militants`."""
    label: str
    read: str
    ruled: str | None
    """What holds now, where a ruling changed it."""
    is_disputed: bool
    how: str
    """How a value is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """One ruling in a list of rulings."""

    verdict: Verdict
    stands: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """One claim on the desk."""

    view: ClaimView
    rows: tuple[SlotRow, ...]
    rulings: tuple[Ruled, ...]
    is_confirmed: bool
    is_retracted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentSheet:
    view: IncidentView
    claims: tuple[ClaimSheet, ...]
    rulings: tuple[Ruled, ...]
    """On the incident itself and on pairs of its claims."""


HOW: dict[Ruling, str] = {
    "wrong_place": "Palmyra, or Palmyra @ 34.56, 38.28 ± 5 km",
    "wrong_actor": "Syrian Army, or Syrian Army <wikidata:Q…>",
    "wrong_time": "2016-12-11, or 2016-12-11/2016-12-13",
    "wrong_toll": "12, 12-15, or 12- for 12 or more",
    "wrong_type": "air_strike, shelling, battle …",
    "wrong_stance": "asserts, denies or hedges",
    "wrong_speaker": "Ministry of Defence, or Ministry of Defence <wikidata:Q…>",
}


def rows_of(read: Event, now: Event, outlet: str, disputed: frozenset[str], t: Tongue) -> tuple[SlotRow, ...]:
    """Lay out the slots of one claim, as read and as ruled."""

    def row(ruling: Ruling, slot: str | None, label: str, was: str, is_: str) -> SlotRow:
        key = f"{ruling} {folded(slot or '')}".strip()
        return SlotRow(
            what=f"{ruling}|{slot or ''}",
            label=label,
            read=was or t("rule.nothing_read"),
            ruled=(is_ or t("rule.emptied")) if is_ != was else None,
            is_disputed=key in disputed,
            how=HOW.get(ruling, ""),
        )

    def parties(event: Event, slot: str) -> str:
        return ", ".join(party.name for party in (event.claim.actor if slot == "actor" else event.claim.target))

    def speaker(event: Event) -> str:
        return t.speaker(event.claim.said_by, outlet)

    def kind(event: Event) -> str:
        return t.heading(event.claim)

    rows = [
        row("wrong_type", None, t("slot.what"), kind(read), kind(now)),
        row("wrong_speaker", None, t("slot.speaker"), speaker(read), speaker(now)),
        row("wrong_stance", None, t("slot.stance"), t(f"claim.{read.claim.stance}"), t(f"claim.{now.claim.stance}")),
        row("wrong_actor", "actor", t("slot.actor"), parties(read, "actor"), parties(now, "actor")),
        row("wrong_actor", "target", t("slot.target"), parties(read, "target"), parties(now, "target")),
        row("wrong_place", None, t("slot.where"), t.fix(read.fix), t.fix(now.fix)),
        row("wrong_time", None, t("slot.when"), t.when(read.when), t.when(now.when)),
    ]
    left = {(toll.what, folded(toll.who)): toll for toll in now.claim.toll}
    for toll in read.claim.toll:
        after = left.get((toll.what, folded(toll.who)))
        words = t.toll(after) if after else ""
        rows.append(
            row("wrong_toll", f"{toll.what}: {toll.who}", t("slot.figure", what=t(f"toll.{toll.what}")), t.toll(toll), words)
        )
    return tuple(rows)


class Laying:
    """Lays values out for one person who looks: they may take back their own rulings, an editor everybody's."""

    def __init__(self, verdicts: Sequence[Verdict], person: Person, t: Tongue) -> None:
        self._verdicts = verdicts
        self._person = person
        self._t = t
        self._gone = undone(verdicts)
        self._disputed = _disputed(verdicts)
        self._about: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            self._about[thing(verdict)].append(verdict)

    def incident(self, view: IncidentView) -> IncidentSheet:
        views = [claim for voice in view.voices for claim in voice.claims]
        names = {view.incident.id, *(name for claim in views for name in (claim.event.id, claim.event.claim.id))}
        on_whole = [
            verdict
            for verdict in self._verdicts
            if verdict.about == view.incident.id or (verdict.other is not None and names & {verdict.about, verdict.other})
        ]
        return IncidentSheet(view=view, claims=tuple(map(self.claim, views)), rulings=tuple(map(self.ruled, on_whole)))

    def claim(self, view: ClaimView) -> ClaimSheet:
        event = view.event
        mine = self._about.get(event.id, [])
        held = [verdict for verdict in mine if verdict.id not in self._gone]
        (now,) = corrected([event], held)
        fates = [verdict.ruling for verdict in held if verdict.ruling in {"retracted", "restored"}]
        return ClaimSheet(
            view=view,
            rows=rows_of(event, now, view.outlet, frozenset(self._disputed.get(event.id, ())), self._t),
            rulings=tuple(self.ruled(verdict) for verdict in mine if verdict.other is None),
            is_confirmed=any(verdict.ruling == "confirmed" for verdict in held),
            is_retracted=bool(fates) and fates[-1] == "retracted",
        )

    def log(self) -> tuple[Ruled, ...]:
        """Lay out every ruling, latest first."""
        return tuple(map(self.ruled, reversed(self._verdicts)))

    def ruled(self, verdict: Verdict) -> Ruled:
        is_withdrawal = verdict.ruling == "withdrawn"
        stands = is_withdrawal or verdict.id not in self._gone
        is_theirs = self._person.may("editor") or (self._person.may("reviewer") and verdict.by == self._person.name)
        return Ruled(verdict=verdict, stands=stands, may_withdraw=stands and is_theirs and not is_withdrawal)


def _disputed(verdicts: Sequence[Verdict]) -> dict[str, set[str]]:
    """Give, for each event, the slots on which people differ."""
    by_id = {verdict.id: verdict for verdict in verdicts}
    found: dict[str, set[str]] = defaultdict(set)
    for review in disagreements(verdicts):
        for verdict in (by_id[name] for name in review.verdicts):
            if verdict.ruling in CORRECTIONS:
                found[review.about[0]].add(slot_of(verdict))
    return found
