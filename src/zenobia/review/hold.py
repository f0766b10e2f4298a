"""The do-no-harm policy as one pure layer: in goes a value about to be shown, out the value as it may be shown, or None.

1. Nothing is shown before `delay_hours` have passed since it was received: time for people near an event to leave.
2. Coordinates are snapped to the centre of a cell of a fixed grid of `grid_km`; the disc is widened to cover the cell. The grid
   is fixed to the earth, so that many reports of one spot give no more away than one. The steps of the derivation go, for they
   may hold what was snapped.
3. A withheld name is covered, letter for letter, wherever it stands: quotes keep their length and their place in the report.
4. The hold only takes away. Applied twice it gives what it gave once.

Names of places and their gazetteer ids are shown as the report printed them: the grid hides no named town. It hides nothing at
the source either; the ledger keeps everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import cos, floor, hypot, radians
from typing import TypeVar

from zenobia.values.claim import Claim, Party, Speaker
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.grade import Grade
from zenobia.values.incident import Contradiction, Incident, TollRange
from zenobia.values.place import Fix

Held = TypeVar("Held", Claim, Event, Incident, Control)

COVER = "█"
KM_PER_DEGREE = 111.2
"""Kilometres of one degree of latitude on a sphere of the earth's mean radius."""
POLAR_COS = 0.01
"""Floor of the cosine of latitude: nearer the poles than 0.6 degrees cells stop narrowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What is held back, on every door alike. The default holds nothing back."""

    delay_hours: float = 0.0
    grid_km: float = 0.0
    withheld_names: tuple[str, ...] = ()
    """Names of victims and private persons, as written in reports."""

    def shown_until(self, now: datetime) -> datetime:
        """Give the moment up to which what was received is shown."""
        return now - timedelta(hours=self.delay_hours)

    def apply(self, value: Held, *, received_at: datetime, now: datetime) -> Held | None:
        """Give the value as it may be shown at `now`, or None while it is held back.

        Args:
            received_at: when it reached us: for an incident or a stretch of control, the latest report that it rests on.
        """
        if received_at > self.shown_until(now):
            return None
        if isinstance(value, Claim):
            return self._claim(value)
        if isinstance(value, Event):
            return replace(value, claim=self._claim(value.claim), fix=self._snapped(value.fix))
        if isinstance(value, Control):
            return self._control(value)
        return self._incident(value)

    def snap(self, fix: Fix) -> Fix:
        """Move a fix to the centre of its cell of the grid and widen its disc over the cell."""
        if self.grid_km <= 0 or fix.lat is None or fix.lon is None:
            return fix
        step = self.grid_km / KM_PER_DEGREE
        lat, height = _cell(fix.lat + 90.0, 180.0, step)
        shrink = max(cos(radians(lat - 90.0)), POLAR_COS)
        lon, width = _cell((fix.lon + 180.0) % 360.0, 360.0, step / shrink)
        return replace(
            fix,
            lat=round(lat - 90.0, 6),
            lon=round(lon - 180.0, 6),
            radius_km=max(fix.radius_km or 0.0, round(hypot(height, width * shrink) / 2 * KM_PER_DEGREE, 3)),
            precision="near" if fix.precision == "exact" else fix.precision,
            because=(f"Shown on a fixed grid of {self.grid_km:g} km.",),
        )

    def mask(self, text: str) -> str:
        """Cover every withheld name in a text; its length stays."""
        for name in sorted(self.withheld_names, key=lambda name: (-len(name), name)):
            if name.strip():
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: COVER * len(found[0]), text, flags=re.IGNORECASE)
        return text

    def _snapped(self, fix: Fix | None) -> Fix | None:
        return self.snap(fix) if fix is not None else None

    def _claim(self, claim: Claim) -> Claim:
        if not self.withheld_names:
            return claim
        return replace(
            claim,
            quote=replace(claim.quote, text=self.mask(claim.quote.text)),
            actor=tuple(map(self._party, claim.actor)),
            target=tuple(map(self._party, claim.target)),
            said_by=self._speaker(claim.said_by) if claim.said_by is not None else None,
            via=tuple(map(self._speaker, claim.via)),
        )

    def _party(self, party: Party) -> Party:
        name = self.mask(party.name)
        return replace(party, text=self.mask(party.text), name=name, id=party.id if name == party.name else None)

    def _speaker(self, speaker: Speaker) -> Speaker:
        name = self.mask(speaker.name)
        return replace(speaker, text=self.mask(speaker.text), name=name, id=speaker.id if name == speaker.name else None)

    def _incident(self, incident: Incident) -> Incident:
        return replace(
            incident,
            title=self.mask(incident.title),
            fix=self._snapped(incident.fix),
            actors=tuple(map(self.mask, incident.actors)),
            origins=tuple(replace(origin, name=self.mask(origin.name)) for origin in incident.origins),
            contradictions=tuple(map(self.masked, incident.contradictions)),
            joined=tuple(map(self.mask, incident.joined)),
            tolls=tuple(map(self._toll, incident.tolls)),
            grade=self._grade(incident.grade) if incident.grade is not None else None,
        )

    def masked(self, contradiction: Contradiction) -> Contradiction:
        """Cover names in all the words of a contradiction."""
        return replace(
            contradiction,
            why=self.mask(contradiction.why),
            older=self.mask(contradiction.older),
            said_a=self.mask(contradiction.said_a),
            said_b=self.mask(contradiction.said_b),
            quote_a=self.mask(contradiction.quote_a),
            quote_b=self.mask(contradiction.quote_b),
        )

    def _toll(self, toll: TollRange) -> TollRange:
        said = (replace(one, voice=self.mask(one.voice), text=self.mask(one.text)) for one in toll.said)
        return replace(toll, who=self.mask(toll.who), said=tuple(said))

    def _grade(self, grade: Grade) -> Grade:
        return replace(
            grade,
            airwars_because=tuple(map(self.mask, grade.airwars_because)),
            credibility_because=tuple(map(self.mask, grade.credibility_because)),
            sources=tuple(replace(one, name=self.mask(one.name), why=self.mask(one.why)) for one in grade.sources),
        )

    def _control(self, control: Control) -> Control:
        return replace(
            control,
            fix=self._snapped(control.fix),
            holder=self.mask(control.holder) if control.holder is not None else None,
            claimed_by=tuple(map(self.mask, control.claimed_by)),
            denied_by=tuple(map(self.mask, control.denied_by)),
            positions=tuple(
                replace(
                    one,
                    party=self.mask(one.party),
                    ground=self.mask(one.ground),
                    said_by=tuple(map(self.mask, one.said_by)),
                    denied_by=tuple(map(self.mask, one.denied_by)),
                )
                for one in control.positions
            ),
        )


def _cell(value: float, whole: float, step: float) -> tuple[float, float]:
    """Cut `whole` into equal cells of at least `step`; give the middle and the width of the one that a value lies in."""
    cells = max(1, floor(whole / step))
    width = whole / cells
    return (min(floor(value / width), cells - 1) + 0.5) * width, width
