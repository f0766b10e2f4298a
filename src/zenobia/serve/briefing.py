"""The brief of some days: what is said to have happened or was first reported in them, contested first; a page and Markdown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

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
    """Read the days asked for: the last day that anything is known of, if none is."""
    only(request, "since", "until")
    given = {name: value for name in ("since", "until") if (value := request.query_params.get(name))}
    days = {name: instant(name, value, end_of_day=False).date() for name, value in given.items()}
    if not days:
        line = reader.line()
        days["since"] = line.days[-1][0] if line.days else reader.now.date()
    since = days.get("since", days.get("until", reader.now.date()))
    until = days.get("until", since)
    if not 0 <= (until - since).days < MOST_DAYS:
        raise bad("until", until.isoformat(), f"a brief covers 1 to {MOST_DAYS} days; send a day from {since} on")
    return since, until


def gather(reader: Published, since: date, until: date) -> dict[str, list[Any]]:
    """Give what the brief tells, contested first."""
    found = [row.item for row in reader.incidents(Query(start=since, end=until, limit=MOST))]
    stretches = (row.item for row in reader.controls(None, Query(start=since, end=until, limit=MOST)))
    return {
        "contested": [incident for incident in found if incident.is_contested],
        "others": [incident for incident in found if not incident.is_contested],
        "controls": [one for one in stretches if one.start and since <= one.start <= until and one.status != "unknown"],
    }


def written(t: Tongue, since: date, until: date, found: dict[str, list[Any]], root: str) -> str:
    """Write a brief as Markdown; what sources say is kept from being read as markup."""
    lines = [f"# {t('brief.of', span=t.days(since, until))}", "", t("page.foot")]
    for key, name in (("contested", "contested"), ("others", "new")):
        if found[key]:
            lines += ["", f"## {t('brief.' + name)}", "", *(_line(t, incident, root) for incident in found[key])]
    if found["controls"]:
        lines += ["", f"## {t('brief.control')}", "", *(_ground(t, control) for control in found["controls"])]
    if not any(found.values()):
        lines += ["", t("brief.none")]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Escape what Markdown and HTML would take for markup."""
    return "".join(
        f"\\{character}" if character in "\\`*_{}[]()<>#+-.!|&~" else character for character in " ".join(text.split())
    )


def _line(t: Tongue, incident: Incident, root: str) -> str:
    parts = [
        f"- [{plain(incident.title)}]({root}/incidents/{incident.id}): {plain(t.dated(incident))}; {plain(t.fix(incident.fix))}."
    ]
    parts += [f"  - {plain(t.toll(toll))}" for toll in incident.tolls]
    parts += [f"  - {plain(clash.why)}" for clash in incident.contradictions]
    return "\n".join(parts)


def _ground(t: Tongue, control: Control) -> str:
    said = plain(t("place.claimed_by", names=", ".join(control.claimed_by)))
    denied = f" {plain(t('place.denied_by', names=', '.join(control.denied_by)))}." if control.denied_by else ""
    return f"- {plain(control.name)}: {plain(t.status(control))}, {plain(t.days(control.start, control.end))}. {said}.{denied}"
