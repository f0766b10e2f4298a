"""The brief of some days: what is said to have happened or was first reported in them, contested first.

A page, Markdown, and HTML in one file; the command line prints the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from zenobia.export.published import Published
from zenobia.serve.filters import instant, only
from zenobia.serve.problems import bad
from zenobia.serve.rendering import Render, tongue_of
from zenobia.serve.replies import reply
from zenobia.serve.shelf import Shelf
from zenobia.serve.tongue import Tongue
from zenobia.store.contract import Query
from zenobia.values.control import Control
from zenobia.values.incident import Incident

MOST = 200
"""Incidents of a brief at most: longer is no brief; the list has them all."""
MOST_DAYS = 366
STYLE = "body{font:1rem/1.5 serif;max-width:44rem;margin:2rem auto;padding:0 1rem}li{margin:.3rem 0}"
"""Of a brief in a file of its own: readable on a screen and on paper."""


def brief_router(shelf: Shelf, render: Render) -> APIRouter:
    """Give the routes of the brief."""
    router = APIRouter(include_in_schema=False)

    @router.get("/brief")
    def page(request: Request) -> Response:
        with shelf.reader() as reader:
            since, until = _span(request, reader)
            found = gather(reader, since, until)
        day = timedelta(days=1)
        around = {"before": (since - day).isoformat(), "after": (until + day).isoformat()}
        return render(request, "brief.html", since=since, until=until, **around, **found)

    @router.get("/brief.md")
    def markdown(request: Request) -> Response:
        with shelf.reader() as reader:
            since, until = _span(request, reader)
            text = written(tongue_of(request), since, until, gather(reader, since, until), str(request.base_url).rstrip("/"))
        return reply(request, text.encode("utf-8", "replace"), "text/markdown; charset=utf-8")

    return router


def _span(request: Request, reader: Published) -> tuple[date, date]:
    """Read the days asked for."""
    only(request, "since", "until")
    given = {name: value for name in ("since", "until") if (value := request.query_params.get(name))}
    days = {name: instant(name, value, end_of_day=False).date() for name, value in given.items()}
    since, until = span_of(reader, days.get("since"), days.get("until"))
    if not is_brief(since, until):
        raise bad("until", until.isoformat(), f"a brief covers 1 to {MOST_DAYS} days; send a day from {since} on")
    return since, until


def span_of(reader: Published, since: date | None, until: date | None) -> tuple[date, date]:
    """Give the days of a brief: the last day that anything is known of, if none is asked for; one day, if one is."""
    if since is None and until is None:
        line = reader.line()
        since = line.days[-1][0] if line.days else reader.now.date()
    first = since or until or reader.now.date()
    return first, until or first


def is_brief(since: date, until: date) -> bool:
    """True for days in order, and no more than a brief covers."""
    return 0 <= (until - since).days < MOST_DAYS


def gather(reader: Published, since: date, until: date) -> dict[str, list[Any]]:
    """Give what the brief tells, contested first."""
    found = [row.item for row in reader.incidents(Query(start=since, end=until, limit=MOST))]
    stretches = (row.item for row in reader.controls(None, Query(start=since, end=until, limit=MOST)))
    return {
        "contested": [incident for incident in found if incident.is_contested],
        "others": [incident for incident in found if not incident.is_contested],
        "controls": [one for one in stretches if one.start and since <= one.start <= until and one.status != "unknown"],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a brief, with what belongs to it below."""

    title: str
    path: str
    told: str
    below: tuple[str, ...] = ()


def sections(t: Tongue, found: dict[str, list[Any]]) -> list[tuple[str, list[Entry]]]:
    """Give the sections of a brief that hold anything, with their headings."""
    made = [
        (t("brief.contested"), [_incident(t, incident) for incident in found["contested"]]),
        (t("brief.new"), [_incident(t, incident) for incident in found["others"]]),
        (t("brief.control"), [_ground(t, control) for control in found["controls"]]),
    ]
    return [(heading, entries) for heading, entries in made if entries]


def _incident(t: Tongue, incident: Incident) -> Entry:
    below = (*(t.toll(toll) for toll in incident.tolls), *(clash.why for clash in incident.contradictions))
    told = f"{t.dated(incident)}; {t.fix(incident.fix)}."
    return Entry(title=incident.title, path=f"/incidents/{incident.id}", told=told, below=below)


def _ground(t: Tongue, control: Control) -> Entry:
    said = t("place.claimed_by", names=", ".join(control.claimed_by))
    denied = f" {t('place.denied_by', names=', '.join(control.denied_by))}." if control.denied_by else ""
    told = f"{t.status(control)}, {t.days(control.start, control.end)}. {said}.{denied}"
    return Entry(title=control.name, path=f"/places/{quote(control.place, safe='')}", told=told)


def written(t: Tongue, since: date, until: date, found: dict[str, list[Any]], root: str) -> str:
    """Write a brief as Markdown; what sources say is kept from being read as markup."""
    lines = [f"# {t('brief.of', span=t.days(since, until))}", "", t("page.foot")]
    for heading, entries in sections(t, found):
        lines += ["", f"## {heading}", ""]
        for entry in entries:
            lines.append(f"- [{plain(entry.title)}]({root}{entry.path}): {plain(entry.told)}")
            lines += [f"  - {plain(line)}" for line in entry.below]
    if not any(found.values()):
        lines += ["", t("brief.none")]
    return "\n".join(lines) + "\n"


def written_html(t: Tongue, since: date, until: date, found: dict[str, list[Any]], root: str) -> str:
    """Write the same as one HTML file that needs nothing else."""
    title = escape(t("brief.of", span=t.days(since, until)))
    parts = [
        f'<!doctype html><html lang="{t.code}" dir="{t.direction}"><head><meta charset="utf-8"><title>{title}</title>',
        f"<style>{STYLE}</style></head><body><h1>{title}</h1><p>{escape(t('page.foot'))}</p>",
    ]
    for heading, entries in sections(t, found):
        parts.append(f"<h2>{escape(heading)}</h2><ul>")
        for entry in entries:
            below = "".join(f"<li>{escape(line)}</li>" for line in entry.below)
            link = f'<a href="{escape(root + entry.path)}">{escape(entry.title)}</a>'
            parts.append(f"<li>{link}: {escape(entry.told)}{f'<ul>{below}</ul>' if below else ''}</li>")
        parts.append("</ul>")
    if not any(found.values()):
        parts.append(f"<p>{escape(t('brief.none'))}</p>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def plain(text: str) -> str:
    """Escape what Markdown and HTML would take for markup."""
    return "".join(
        f"\\{character}" if character in "\\`*_{}[]()<>#+-.!|&~" else character for character in " ".join(text.split())
    )
