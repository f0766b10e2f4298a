"""The feed: incidents as Atom (RFC 4287), latest first, for any feed reader.

1. An entry's id never changes; `updated` is when the latest of its reports reached us.
2. Titles are attributed, as everywhere; the summary names the voices and the contradictions.
"""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Request, Response

from zenobia.export.published import Published
from zenobia.serve.api import Filters, events_of
from zenobia.serve.problems import PROBLEMS
from zenobia.serve.replies import reply
from zenobia.serve.shelf import Clock, Shelf
from zenobia.serve.tongue import DEFAULT, tongue
from zenobia.values.incident import Incident

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"


def feed_router(shelf: Shelf, now: Clock) -> APIRouter:
    """Give the routes of the feeds."""
    router = APIRouter(tags=["feeds"], responses=PROBLEMS)

    @router.get("/feeds/incidents.atom", summary="Incidents as Atom")
    def incidents(request: Request, filters: Filters) -> Response:
        with shelf.reader() as reader:
            dated = [(row.item, _updated(reader, row.item)) for row in reader.incidents(filters.query)]
        root = str(request.base_url).rstrip("/")
        feed = Element("feed", {"xmlns": ATOM, "xmlns:georss": GEORSS})
        _text(feed, "id", f"{root}/feeds/incidents.atom")
        _text(feed, "title", "zenobia: incidents")
        _text(feed, "subtitle", "Who claims what about a war. Not a list of facts.")
        _text(feed, "updated", max((updated for _, updated in dated if updated), default=datetime.fromtimestamp(0, now().tzinfo)))
        SubElement(SubElement(feed, "author"), "name").text = "zenobia"
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": str(request.url)})
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{root}/"})
        for incident, updated in dated:
            if updated:
                _entry(feed, incident, updated, root)
        body = tostring(feed, encoding="utf-8", xml_declaration=True)
        return reply(request, body, "application/atom+xml; charset=utf-8")

    return router


def _updated(reader: Published, incident: Incident) -> datetime | None:
    return max((event.received_at for event in events_of(reader, incident)), default=None)


def _entry(feed: Element, incident: Incident, updated: datetime, root: str) -> None:
    entry = SubElement(feed, "entry")
    address = f"{root}/incidents/{incident.id}"
    _text(entry, "id", address)
    _text(entry, "title", incident.title)
    _text(entry, "updated", updated)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(entry, "summary", summary(incident))
    if incident.fix and incident.fix.lat is not None:
        _text(entry, "georss:point", f"{incident.fix.lat} {incident.fix.lon}")


def summary(incident: Incident) -> str:
    """Say an incident in a few attributed sentences."""
    voices = ", ".join(origin.name for origin in incident.origins)
    words = tongue(DEFAULT)
    parts = [f"{words.dated(incident)}; {words.fix(incident.fix)}.", f"According to {voices}." if voices else ""]
    if incident.tolls:
        parts.append(f"Figures: {'; '.join(words.toll(toll) for toll in incident.tolls)}.")
    parts.extend(f"Contradicted: {contradiction.why}" for contradiction in incident.contradictions)
    return " ".join(part for part in parts if part)


def _text(parent: Element, name: str, words: str | datetime) -> None:
    text = words.isoformat() if isinstance(words, datetime) else words
    SubElement(parent, name).text = "".join(character for character in text if character >= " " or character in "\t\n")
