"""In: events, incidents, control, documents. Out: their JSON objects, the same on the command line, the API and in files.

1. Every key is always there; a slot that the text leaves empty is null or an empty list, never left out.
2. `quote.text` is exactly `document.text[start:end]`; a quote that does not stand there is a broken rule, not a record.
3. A claim that is no event has a null `type` and only null codes.
4. What a reader inferred (fix, resolved time, names, ids, codes) stands beside the words as written, never in their stead.
5. An incident says how many voices it rests on (`voices`): origins, not outlets.
6. A figure is always a range; `high` null is "no upper bound said", `best` is null where only an upper bound is said.

Never judges a claim, never drops one, never rounds, averages or picks a side.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from zenobia.engines.codes import codes_of as codes_of_claim
from zenobia.engines.lexicon import codes_for
from zenobia.faults import BrokenRule
from zenobia.values.account import Located
from zenobia.values.claim import Party, Speaker
from zenobia.values.control import Control
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.grade import CREDIBILITY_WORDS, RELIABILITY_WORDS, Grade
from zenobia.values.incident import Contradiction, FigureSaid, Incident, Relation, TollRange
from zenobia.values.place import Fix
from zenobia.values.source import Source
from zenobia.values.times import When
from zenobia.values.toll import Toll


def iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def party_record(party: Party) -> dict[str, Any]:
    return {"text": party.text, "name": party.name, "id": party.id}


def speaker_record(speaker: Speaker) -> dict[str, Any]:
    return {"text": speaker.text, "name": speaker.name, "id": speaker.id, "kind": speaker.kind}


def when_record(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"text": when.text, "start": iso_day(when.start), "end": iso_day(when.end), "precision": when.precision}


def fix_record(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "name": fix.name,
        "lat": fix.lat,
        "lon": fix.lon,
        "radius_km": fix.radius_km,
        "precision": fix.precision,
        "id": fix.id,
        "admin1": fix.admin1,
        "country": fix.country,
        "admin_by": fix.admin_by,
        "because": list(fix.because),
    }


def toll_record(toll: Toll) -> dict[str, Any]:
    return {"what": toll.what, "who": toll.who, "low": toll.low, "high": toll.high, "part_of": toll.part_of, "text": toll.text}


def codes_of(action: str | None) -> dict[str, Any]:
    """Give a type's codes in the field's schemes."""
    return asdict(codes_for(action))


def role_of(event: Event, words: str) -> str | None:
    """Give what the claim's words make of one of its places; None when they do not say."""
    return next((stop.role for stop in event.route if stop.text == words), None)


def event_record(event: Event) -> dict[str, Any]:
    """Give one claim as the JSON object that CONTRACT names."""
    claim = event.claim
    quote = claim.quote
    return {
        "id": claim.id,
        "quote": {"start": quote.start, "end": quote.end, "text": quote.text},
        "kind": claim.kind,
        "type": claim.type,
        "codes": asdict(codes_of_claim(claim, event.fix.country if event.fix else None)),
        "actor": [party_record(party) for party in claim.actor],
        "target": [party_record(party) for party in claim.target],
        "place": [{"text": words, "role": role_of(event, words)} for words in claim.place],
        "relation": claim.relation,
        "fix": fix_record(event.fix),
        "route": [
            {"text": stop.text, "role": stop.role, "fix": fix_record(stop.fix)} for stop in event.route if stop.role != "scene"
        ],
        "when": when_record(event.when),
        "said_by": speaker_record(claim.said_by) if claim.said_by else None,
        "via": [speaker_record(speaker) for speaker in claim.via],
        "stance": claim.stance,
        "toll": [toll_record(toll) for toll in claim.toll],
        "control": [
            {"holder": pair.holder, "holder_id": pair.holder_id, "state": pair.state, "place": pair.place}
            for pair in claim.control
        ],
        "score": claim.score,
        "made_by": claim.made_by,
        "event": event.id,
        "passage": claim.passage,
        "document": claim.document,
        "source": event.source,
        "outlet": event.outlet,
        "published": iso_day(event.published),
        "received_at": event.received_at.isoformat(),
    }


def claim_record(event: Event, document: Document) -> dict[str, Any]:
    """Give one claim with its report's address, having checked its quote against the report.

    Raises:
        BrokenRule: the quote is not what stands at its place in the document's text.
    """
    quote = event.claim.quote
    if document.text[quote.start : quote.end] != quote.text:
        raise BrokenRule(
            f"{event.claim.id}: quote {quote.start}:{quote.end} is not what stands there in {document.id}; read the capture again"
        )
    return {**event_record(event), "url": document.url}


def report_head(document: Document) -> dict[str, Any]:
    """Give a document as the JSON object that CONTRACT names, without its claims."""
    return {
        "id": document.id,
        "doc_id": document.doc_id,
        "title": document.title,
        "published": iso_day(document.published),
        "source": document.source,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "received_at": document.received_at.isoformat(),
        "text": document.text,
        "meta": {key: json.loads(value) for key, value in document.meta},
    }


def document_record(located: Located) -> dict[str, Any]:
    """Give one report with all its claims: a line of `zenobia read --format jsonl`."""
    return {
        "document": report_head(located.document),
        "passages_repeated": located.passages_repeated,
        "claims": [claim_record(event, located.document) for event in located.events],
    }


def contradiction_record(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "id": contradiction.id,
        "kind": contradiction.kind,
        "a": contradiction.a,
        "b": contradiction.b,
        "why": contradiction.why,
        "maybe_older": contradiction.maybe_older,
        "older": contradiction.older or None,
        "said_a": contradiction.said_a,
        "said_b": contradiction.said_b,
        "quote_a": contradiction.quote_a,
        "quote_b": contradiction.quote_b,
    }


def figure_record(figure: FigureSaid) -> dict[str, Any]:
    return {
        "claim": figure.claim,
        "voice": figure.voice,
        "low": figure.low,
        "high": figure.high,
        "text": figure.text,
        "published": iso_day(figure.published),
        "is_hedged": figure.is_hedged,
        "replaced_by": figure.replaced_by,
    }


def grade_record(grade: Grade | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    return {
        "airwars": grade.airwars,
        "airwars_because": list(grade.airwars_because),
        "credibility": grade.credibility,
        "credibility_words": CREDIBILITY_WORDS[grade.credibility],
        "credibility_because": list(grade.credibility_because),
        "sources": [
            {
                "name": source.name,
                "id": source.id,
                "reliability": source.reliability,
                "reliability_words": RELIABILITY_WORDS[source.reliability],
                "why": source.why,
            }
            for source in grade.sources
        ],
    }


def toll_range_record(toll: TollRange) -> dict[str, Any]:
    return {
        "what": toll.what,
        "who": toll.who,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "because": list(toll.because),
        "best_why": toll.best_why,
        "said": [figure_record(figure) for figure in toll.said],
    }


def relation_record(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "from": relation.from_,
        "to": relation.to,
        "why": relation.why,
        "claim": relation.claim,
        "quote": relation.quote,
    }


def incident_record(incident: Incident) -> dict[str, Any]:
    """Give what we judge happened, with everything that speaks against it."""
    return {
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        "codes": asdict(incident.codes) if incident.codes else codes_of(incident.type),
        "when": when_record(incident.when),
        "reported": iso_day(incident.reported),
        "fix": fix_record(incident.fix),
        "is_contested": incident.is_contested,
        "voices": len(incident.origins),
        "actors": list(incident.actors),
        "tolls": [toll_range_record(toll) for toll in incident.tolls],
        "origins": [
            {"name": origin.name, "id": origin.id, "claims": list(origin.claims), "sources": list(origin.sources)}
            for origin in incident.origins
        ],
        "contradictions": [contradiction_record(contradiction) for contradiction in incident.contradictions],
        "because": list(incident.because),
        "against": list(incident.against),
        "joined": list(incident.joined),
        "grade": grade_record(incident.grade),
        "superseded": [{"older": older, "newer": newer} for older, newer in incident.superseded],
        "relations": [relation_record(relation) for relation in incident.relations],
        "founder": incident.founder,
        "events": list(incident.events),
        "claim_ids": list(incident.claims),
    }


def control_record(control: Control) -> dict[str, Any]:
    """Give one stretch of one place's timeline."""
    return {
        "id": control.id,
        "place": control.place,
        "name": control.name,
        "fix": fix_record(control.fix),
        "start": iso_day(control.start),
        "end": iso_day(control.end),
        "status": control.status,
        "holder": control.holder,
        "holder_id": control.holder_id,
        "likeliest": control.likeliest,
        "likeliest_id": control.likeliest_id,
        "claimed_by": list(control.claimed_by),
        "denied_by": list(control.denied_by),
        "because": list(control.because),
        "against": list(control.against),
        "rule": control.rule,
        "positions": [
            {
                "party": position.party,
                "party_id": position.party_id,
                "state": position.state,
                "ground": position.ground,
                "is_part": position.is_part,
                "said_by": list(position.said_by),
                "denied_by": list(position.denied_by),
                "claims": list(position.claims),
                "first_said": iso_day(position.first_said),
                "last_said": iso_day(position.last_said),
            }
            for position in control.positions
        ],
        "last_said": iso_day(control.last_said),
        "parent": control.parent,
    }


def source_record(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "language": source.language,
        "parent": source.parent,
        "licence": source.licence,
    }
