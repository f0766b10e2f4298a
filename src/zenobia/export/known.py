"""In: a ledger, an incident as it stands now, a past moment. Out: the incident as it was known then, or None.

1. It is folded anew, from the events received by then under the rulings made by then: its title, figures, grade and
   contradictions are those of that day.
2. The events are those that it holds now, and those that a ruling made since then took out of it or brought into it.
3. What held them together may have come later. Then they were several incidents, and it is the one that bore the id asked for.
4. Where nothing has come or been ruled since, it is given as it stands.

It looks at no more than these events: two incidents of that day that have become parts of two others since are not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Protocol

from zenobia.engines.actors import Book, load_actors
from zenobia.engines.codes import codes_of
from zenobia.engines.rarity import load_rarity
from zenobia.reconcile import Linker, Report, by_document, voice_of_report
from zenobia.review.rulings import corrected
from zenobia.store.contract import Query, Row
from zenobia.values.actor import side_of
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Incident, Relation, incident_id
from zenobia.values.passage import Passage
from zenobia.values.source import Source
from zenobia.values.verdict import Verdict


class Ledger(Protocol):
    """What is asked of a store."""

    def sources(self) -> Sequence[Source]: ...
    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]: ...
    def passages(self, document_id: str) -> Sequence[Passage]: ...
    def events(self, query: Query) -> Iterator[Row[Event]]: ...
    def event(self, event_id: str) -> Event | None: ...
    def incident(self, incident_id: str) -> Incident | None: ...


@cache
def _actors() -> Book:
    """Keep the book open: reading it takes longer than folding an incident, and a list folds many."""
    return load_actors()


def known_by(
    ledger: Ledger, incident: Incident, moment: datetime, *, name: str = "", verdicts: Sequence[Verdict] | None = None
) -> Incident | None:
    """Give an incident as it was known at a moment.

    Args:
        name: the id asked for, where it has been retired since.
        verdicts: all rulings, where the caller has them already.
    """
    ruled = ledger.verdicts() if verdicts is None else verdicts
    since = _meant([verdict for verdict in ruled if verdict.at > moment], {verdict.id: verdict for verdict in ruled})
    names = dict.fromkeys((*incident.events, *_ruled_since(ledger, incident, since)))
    events = [event for event in map(ledger.event, names) if event is not None]
    then = [event for event in events if event.received_at <= moment]
    is_as_now = len(then) == len(events) == len(incident.events) and name in {"", incident.id}
    if is_as_now and not _concern(since, incident):
        return replace(incident, relations=_then_related(ledger, incident, moment))
    by_then = [verdict for verdict in ruled if verdict.at <= moment]
    linker = Linker(sides=partial(side_of, find=_actors().actor), rarity=load_rarity(), coder=codes_of)
    linker.update(_reports(ledger, corrected(then, by_then)), by_then)
    known = next((one for one in linker.incidents() if one.id == (name or incident.id)), None)
    if known is None or known.id != incident.id:
        return known
    return replace(known, relations=_then_related(ledger, incident, moment))


def _then_related(ledger: Ledger, incident: Incident, moment: datetime) -> tuple[Relation, ...]:
    """Give the relations of which the other incident and the words had come by then."""

    def had_come(relation: Relation) -> bool:
        far = ledger.incident(relation.to if relation.from_ == incident.id else relation.from_)
        events = [ledger.event(name) for name in (event_id(relation.claim), far.founder if far is not None else "")]
        return all(event is not None and event.received_at <= moment for event in events)

    return tuple(filter(had_come, incident.relations))


def _reports(ledger: Ledger, events: Iterable[Event]) -> dict[str, Report]:
    """Put events back into the reports that tell them."""
    parents = {source.id: source.parent for source in ledger.sources() if source.parent}
    made: dict[str, Report] = {}
    for document, report in by_document(events, {}).items():
        texts = {passage.id: passage.text for passage in ledger.passages(document)}
        wire = voice_of_report(report.events, texts, parents, _actors().resolve)
        made[document] = replace(report, texts=texts, wire=wire)
    return made


def _meant(since: Iterable[Verdict], known: Mapping[str, Verdict]) -> list[Verdict]:
    """Give what was ruled, and what was taken back: a withdrawal is about the ruling at its end."""
    found: list[Verdict] = []
    for verdict in since:
        ruling: Verdict | None = verdict
        while ruling is not None and ruling.ruling == "withdrawn":
            ruling = known.get(ruling.about)
        if ruling is not None:
            found.append(ruling)
    return found


def _concern(rulings: Iterable[Verdict], incident: Incident) -> bool:
    """Tell whether a ruling names the incident, a claim of it or a voice in it."""
    voices = (name for origin in incident.origins for name in (origin.name, origin.id))
    names = {incident.id, *incident.events, *incident.claims, *voices}
    return any(ruling.about in names or ruling.other in names for ruling in rulings)


def _ruled_since(ledger: Ledger, incident: Incident, rulings: Iterable[Verdict]) -> Iterator[str]:
    """Give the events that rulings set beside those of the incident, or took out of it."""
    for ruling in rulings:
        if ruling.ruling not in {"same", "different", "retracted", "restored"}:
            continue
        ends = [_events_of(ledger, name) for name in (ruling.about, ruling.other) if name is not None]
        homes = (ledger.incident(incident_id(event)) for end in ends for event in end)
        if any(home is not None and home.id == incident.id for home in homes):
            yield from (event for end in ends for event in end)


def _events_of(ledger: Ledger, name: str) -> list[str]:
    """Give the events that a ruling means by a name."""
    if name.startswith("incident_"):
        found = ledger.incident(name)
        return list(found.events) if found is not None else []
    if name.startswith("doc_"):
        return [row.item.id for row in ledger.events(Query(document=name))]
    return [event_id(name) if name.startswith("claim_") else name]
