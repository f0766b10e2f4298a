"""In: any id. Out: the tree of what it rests on, down to the bytes as received.

1. Incident, contradiction and control lead to claims; an event to its claim; a claim to its passage; a passage to its document;
   a document to its capture: address, sha256, time received.
2. Rulings by people stand beside what they are about.
3. An id that names nothing is the caller's fault and says so; a retired incident id leads to what took its place.
4. What is missing on the way down is shown as missing, never left out.

Pure over the Reader it is given: what a hold keeps back is not to be seen here either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from zenobia.export.published import Reader
from zenobia.export.statement import iso_day
from zenobia.faults import BadSettings
from zenobia.values.capture import Capture
from zenobia.values.claim import Claim
from zenobia.values.control import Control, Position
from zenobia.values.document import Document
from zenobia.values.event import Event, event_id
from zenobia.values.grade import CREDIBILITY_WORDS, RELIABILITY_WORDS, Grade
from zenobia.values.incident import Contradiction, Incident, TollRange
from zenobia.values.passage import Passage
from zenobia.values.place import Fix, Stop
from zenobia.values.times import When


class UnknownId(BadSettings):
    """An id that names nothing in this store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One value, what is known of it (name, words), and what it rests on."""

    kind: str
    id: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[Explanation, ...] = ()


def explain(store: Reader, subject: str) -> Explanation:
    """Give the tree under an id.

    Raises:
        UnknownId: the id names nothing here.
    """
    kind = subject.partition("_")[0]
    finder = FINDERS.get(kind)
    found = finder(store, subject) if finder else None
    if found is None:
        raise UnknownId(
            f"{subject!r} names nothing in this store; ids look like incident_…, control_…, contradiction_…, event_…, claim_…, "
            "passage_…, doc_… or capture_…: take one from a list"
        )
    return found


def explanation_record(node: Explanation) -> dict[str, Any]:
    """Give the tree as JSON."""
    return {
        "kind": node.kind,
        "id": node.id,
        "text": node.text,
        "facts": [{"name": name, "words": words} for name, words in node.facts],
        "rests_on": [explanation_record(child) for child in node.rests_on],
    }


def explanation_lines(node: Explanation, depth: int = 0) -> Iterable[str]:
    """Give the tree as indented lines of text."""
    indent = "  " * depth
    yield f"{indent}{node.kind} {node.id}: {node.text}"
    for name, words in node.facts:
        yield f"{indent}  · {name}: {words}"
    for child in node.rests_on:
        yield from explanation_lines(child, depth + 1)


def _missing(kind: str, subject: str) -> Explanation:
    return Explanation(kind=kind, id=subject, text="missing or held back")


def _facts(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(words)) for name, words in pairs if words not in (None, "", ()))


def _when_words(when: When | None) -> str | None:
    if when is None:
        return None
    return f"{iso_day(when.start) or '…'} to {iso_day(when.end) or '…'}, from the words “{when.text}”"


WAYS = {"source": "came from", "destination": "went to"}
"""How the ends of a movement are called; its scene is where it was."""


def _stop_words(stop: Stop) -> str:
    where = _fix_words(stop.fix)
    return f"“{stop.text}”: {where}" if where else f"“{stop.text}”"


def _fix_words(fix: Fix | None) -> str | None:
    if fix is None:
        return None
    radius = f", within {fix.radius_km:g} km" if fix.radius_km else ""
    return f"{fix.name} ({fix.precision}{radius})" + "".join(f"; {step}" for step in fix.because)


def _of_capture(capture: Capture) -> Explanation:
    return Explanation(
        kind="capture",
        id=capture.id,
        text=f"{len(capture.body):,} bytes as received from {capture.url}",
        facts=_facts(
            ("sha256", capture.sha256),
            ("received", capture.received_at.isoformat()),
            ("media type", capture.media_type),
            ("WARC", capture.warc),
        ),
    )


def _of_document(store: Reader, document: Document) -> Explanation:
    capture = store.capture(document.capture)
    return Explanation(
        kind="document",
        id=document.id,
        text=document.title or document.url,
        facts=_facts(
            ("publisher", document.outlet or document.source),
            ("published", iso_day(document.published)),
            ("address", document.url),
        ),
        rests_on=(_of_capture(capture) if capture else _missing("capture", document.capture),),
    )


def _of_passage(store: Reader, passage: Passage) -> Explanation:
    document = store.document(passage.document)
    return Explanation(
        kind="passage",
        id=passage.id,
        text=passage.text,
        facts=_facts(("printed", f"{passage.repeats + 1} times" if passage.repeats else None)),
        rests_on=(_of_document(store, document) if document else _missing("document", passage.document),),
    )


def _of_claim(store: Reader, claim: Claim) -> Explanation:
    passages = (passage for passage in store.passages(claim.document) if passage.id == claim.passage)
    passage = next(passages, None)
    speaker = f"{claim.said_by.name} ({claim.said_by.kind})" if claim.said_by else "the outlet, in its own voice"
    return Explanation(
        kind="claim",
        id=claim.id,
        text=f"“{claim.quote.text}”",
        facts=_facts(
            ("said by", speaker),
            ("via", ", ".join(speaker.name for speaker in claim.via)),
            ("stance", claim.stance),
            ("kind", f"{claim.kind} {claim.type}" if claim.type else claim.kind),
            ("read by", f"{claim.made_by}, {claim.score:.2f}" if claim.made_by else None),
            *_rulings(store, claim.id),
        ),
        rests_on=(_of_passage(store, passage) if passage else _missing("passage", claim.passage),),
    )


def _of_event(store: Reader, event: Event) -> Explanation:
    return Explanation(
        kind="event",
        id=event.id,
        text="the claim, made comparable",
        facts=_facts(
            ("where", _fix_words(event.fix)),
            *((WAYS[stop.role], _stop_words(stop)) for stop in event.route if stop.role in WAYS),
            ("when", _when_words(event.when)),
            *_rulings(store, event.id),
        ),
        rests_on=(_of_claim(store, event.claim),),
    )


def _of_claim_ids(store: Reader, claims: Iterable[str]) -> tuple[Explanation, ...]:
    events = ((claim, store.event(event_id(claim))) for claim in dict.fromkeys(claims))
    return tuple(_of_event(store, event) if event else _missing("claim", claim) for claim, event in events)


def _of_contradiction(contradiction: Contradiction) -> Explanation:
    return Explanation(
        kind="contradiction",
        id=contradiction.id,
        text=contradiction.why,
        facts=_facts(
            ("about", contradiction.kind),
            ("between", f"{contradiction.a} and {contradiction.b}"),
            (contradiction.said_a, contradiction.quote_a and f"“{contradiction.quote_a}”"),
            (contradiction.said_b, contradiction.quote_b and f"“{contradiction.quote_b}”"),
            ("note", contradiction.older or ("one may merely be an older report" if contradiction.maybe_older else None)),
        ),
    )


def _of_incident(store: Reader, incident: Incident) -> Explanation:
    return Explanation(
        kind="incident",
        id=incident.id,
        text=incident.title,
        facts=_facts(
            ("when", _when_words(incident.when)),
            ("where", _fix_words(incident.fix)),
            ("voices", "; ".join(f"{origin.name} ({len(origin.claims)})" for origin in incident.origins)),
            *_grade_facts(incident.grade),
            *(("figure", words) for toll in incident.tolls for words in _figure_words(toll)),
            *(("joined because", sentence) for sentence in incident.joined),
            *_rulings(store, incident.id),
        ),
        rests_on=(*map(_of_contradiction, incident.contradictions), *_of_claim_ids(store, incident.claims)),
    )


def _grade_facts(grade: Grade | None) -> Iterable[tuple[str, object]]:
    if grade is None:
        return
    yield "grade (Airwars)", f"{grade.airwars}. {' '.join(grade.airwars_because)}"
    digit = f"{grade.credibility}, {CREDIBILITY_WORDS[grade.credibility]}"
    yield "credibility (Admiralty)", f"{digit}. {' '.join(grade.credibility_because)}"
    for source in grade.sources:
        letter = f"{source.reliability}, {RELIABILITY_WORDS[source.reliability]}"
        yield "reliability (Admiralty)", f"{source.name}: {letter}. {source.why}"


def _figure_words(toll: TollRange) -> Iterable[str]:
    best = "no best" if toll.best is None else f"best {toll.best}"
    high = "no upper bound" if toll.high is None else f"high {toll.high}"
    yield f"{toll.who} {toll.what}: low {toll.low}, {best}, {high}. {toll.best_why}".rstrip()
    for figure in toll.said:
        fate = f"; replaced by {figure.replaced_by}" if figure.replaced_by else ""
        doubt = ", without being sure" if figure.is_hedged else ""
        day = f" ({iso_day(figure.published)})" if figure.published else ""
        yield f"{figure.voice}{day}{doubt}: “{figure.text}”{fate}"


def _position_words(position: Position) -> str:
    state = position.state.replace("_", " ")
    denied = f"; denied by {', '.join(position.denied_by)}" if position.denied_by else ""
    days = f"{iso_day(position.first_said)} to {iso_day(position.last_said)}"
    return f"{position.party} {state} {position.ground}, of {days}, said by {', '.join(position.said_by)}{denied}"


def _of_control(store: Reader, control: Control) -> Explanation:
    holder = f" by {control.holder}" if control.holder else ""
    return Explanation(
        kind="control",
        id=control.id,
        text=f"{control.name}: {control.status}{holder}, {iso_day(control.start) or '…'} to {iso_day(control.end) or '…'}",
        facts=_facts(
            ("rule", control.rule),
            ("claimed by", ", ".join(control.claimed_by)),
            ("denied by", ", ".join(control.denied_by)),
            *(("said", _position_words(position)) for position in control.positions),
            ("last said", iso_day(control.last_said)),
            *_rulings(store, control.id),
        ),
        rests_on=_of_claim_ids(store, (*control.because, *control.against)),
    )


def _rulings(store: Reader, subject: str) -> Iterable[tuple[str, str]]:
    for verdict in store.verdicts():
        if subject in (verdict.about, verdict.other):
            yield "ruling", f"{verdict.ruling} by {verdict.by} on {verdict.at.isoformat()}: {verdict.why}"


def _find_incident(store: Reader, subject: str) -> Explanation | None:
    incident = store.incident(subject)
    return _of_incident(store, incident) if incident else None


def _find_contradiction(store: Reader, subject: str) -> Explanation | None:
    for contradiction in store.contradictions():
        if contradiction.id == subject:
            node = _of_contradiction(contradiction)
            claims = _of_claim_ids(store, (contradiction.a, contradiction.b))
            return Explanation(kind=node.kind, id=node.id, text=node.text, facts=node.facts, rests_on=claims)
    return None


def _find_control(store: Reader, subject: str) -> Explanation | None:
    found = (row.item for row in store.controls() if row.item.id == subject)
    return next((_of_control(store, control) for control in found), None)


def _find_event(store: Reader, subject: str) -> Explanation | None:
    event = store.event(subject)
    return _of_event(store, event) if event else None


def _find_claim(store: Reader, subject: str) -> Explanation | None:
    event = store.event(event_id(subject))
    return _of_event(store, event) if event else None


def _find_passage(store: Reader, subject: str) -> Explanation | None:
    for row in store.documents():
        for passage in store.passages(row.item.id):
            if passage.id == subject:
                return _of_passage(store, passage)
    return None


def _find_document(store: Reader, subject: str) -> Explanation | None:
    document = store.document(subject)
    return _of_document(store, document) if document else None


def _find_capture(store: Reader, subject: str) -> Explanation | None:
    capture = store.capture(subject)
    return _of_capture(capture) if capture else None


FINDERS: dict[str, Callable[[Reader, str], Explanation | None]] = {
    "incident": _find_incident,
    "contradiction": _find_contradiction,
    "control": _find_control,
    "event": _find_event,
    "claim": _find_claim,
    "passage": _find_passage,
    "doc": _find_document,
    "capture": _find_capture,
}
