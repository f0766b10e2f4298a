"""In: claims. Out: PLOVER 2.0 records, one JSON object a line; one record a claim that has a PLOVER event type and a day.

1. The record's text is the claim's quotation; `text_info` counts in the report's text, `cite_info` leads to the report.
2. A denial is a record with `has_event` false and the auxiliary mode `negation`, so that it is not counted as an event; a hedged
   claim is an event whose comment says so.
3. `resolution` of a place is that of `locate.scales`; a place that PLOVER has no code for has none.
4. An entity's `code` is the state that its reference entry belongs to; its `sector` is given for the forces of a state and for
   civilians. Of armed groups zenobia does not judge which are rebels: their sector is null.

Bounds are lost (`size` holds the lowest said), and so is who speaks against whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zenobia.engines.codes import codes_of, country_of, side_of
from zenobia.export.coded import Left, span
from zenobia.export.statement import iso_day
from zenobia.export.states import state
from zenobia.locate.scales import scales
from zenobia.values.claim import Claim, Party
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.place import Fix

FIELDS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date", "coded_time",
    "comment", "size",
)  # fmt: skip
QUAD: Mapping[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""PLOVER's quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
SIZES = {"killed": "dead", "injured": "injured", "captured": "arrested"}


def _entity(party: Party) -> dict[str, Any]:
    home = state(country_of(party))
    side = side_of(party)
    return {
        "code": home.iso3 if home else None,
        "sector": "CVL" if side == "civil" else "MIL" if side == "state" else None,
        "entity_text": party.text,
        "identifier_id": party.id,
        "identifier_text": party.name,
    }


def _location(fix: Fix | None, words: Sequence[str]) -> list[dict[str, Any]]:
    if fix is None:
        return []
    where = state(fix.country)
    geonames = fix.id if fix.id and fix.id.startswith("geonames:") else None
    return [
        {
            "extracted_place": " / ".join(words) or None,
            "resolved_place": fix.name,
            "geonameid": int(geonames.removeprefix("geonames:")) if geonames else None,
            "lat": fix.lat,
            "lon": fix.lon,
            "city": fix.name if fix.precision == "exact" else None,
            "district": fix.name if fix.precision == "district" else None,
            "province": fix.admin1,
            "country": where.name if where else None,
            "country_code": where.iso3 if where else None,
            "feature_class": None,
            "feature_code": None,
            "resolution": scales(fix).plover,
        }
    ]


def _size(claim: Claim) -> dict[str, int]:
    """Give the lowest bounds of whole groups, the largest where several are counted."""
    found: dict[str, int] = {}
    for toll in claim.toll:
        if toll.what in SIZES and toll.part_of is None:
            found[SIZES[toll.what]] = max(toll.low, found.get(SIZES[toll.what], 0))
    return found


def _comment(event: Event) -> str:
    claim = event.claim
    who = claim.said_by.name if claim.said_by else event.outlet or event.source
    return f"said by {who}{''.join(f' via {relay.name}' for relay in claim.via)}; {claim.stance}"


def plover_record(event: Event, document: Document, *, by_report: bool = False) -> dict[str, Any] | Left:
    """Give one claim as a record with the keys of FIELDS, or say why it is none.

    Args:
        by_report: date a claim that says no day by its report.
    """
    claim = event.claim
    codes, said = codes_of(claim, event.fix.country if event.fix else None), span(event.when)
    if codes.plover is None:
        return Left(f"PLOVER has no event type for it ({claim.type or claim.kind})")
    days = said or ((event.published, event.published) if by_report and event.published else None)
    if days is None:
        return Left("no first and last day are said")
    is_denied = claim.stance == "denies"
    modes = [*((codes.plover_mode,) if codes.plover_mode else ()), *(("negation",) if is_denied else ())]
    return {
        "id": claim.id,
        "has_event": not is_denied,
        "date": days[0].isoformat(),
        "time": None,
        "enddate": days[1].isoformat() if days[1] != days[0] else None,
        "endtime": None,
        "actor": [_entity(party) for party in claim.actor],
        "recipient": [_entity(party) for party in claim.target],
        "event": [codes.plover],
        "event_loc": _location(event.fix, claim.place),
        "event_text": claim.quote.text,
        "quad_code": QUAD[codes.plover],
        "event_scale": None,
        "mode": modes,
        "context": [],
        "link": [],
        "text": claim.quote.text,
        "text_info": {"sequence": None, "start": claim.quote.start, "end": claim.quote.end, "text_story": document.id},
        "cite_info": {
            "corpus": None,
            "citation": f"{document.outlet or document.source}, {iso_day(document.published) or 'no date'}",
            "url": document.url,
            "title": document.title,
            "language": document.language,
            "publication": document.outlet or document.source,
            "license": None,
            "copyright": None,
            "coder": "zenobia",
            "codebook": "PLOVER",
            "version": "2.0",
        },
        "coder": claim.made_by,
        "coded_date": None,
        "coded_time": None,
        "comment": _comment(event) + ("" if said else "; no day is said, dated by the report"),
        "size": _size(claim),
    }
