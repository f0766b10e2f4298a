"""In: a template's name and values. Out: a page in the reader's language and colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from zenobia.serve.archive import address_of
from zenobia.serve.borders import drawn_for
from zenobia.serve.families import FAMILIES, OTHER, family_of
from zenobia.serve.replies import reply
from zenobia.serve.tongue import LANGUAGES, Tongue, capital, language_of, tongue
from zenobia.settings import Settings
from zenobia.values.grade import CREDIBILITY_WORDS, RELIABILITY_WORDS
from zenobia.values.ids import folded

HERE = Path(__file__).parent
THEMES = ("light", "dark")
SPOKEN = ("day", "when", "dated", "moment", "fix", "toll")
"""Methods of a Tongue that templates use as filters."""

Render = Callable[..., Response]
"""(request, template, **values) to a page."""


def tongue_of(request: Request) -> Tongue:
    """Give the language that a reader chose, or else the browser's."""
    chosen = request.cookies.get("lang")
    return tongue(language_of(asked=None, chosen=chosen, accepted=request.headers.get("accept-language")))


def _filter(name: str) -> Callable[..., str]:
    @pass_context
    def say(context: Context, value: Any) -> str:
        said: str = getattr(context["t"], name)(value)
        return said

    return say


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say a number with its noun in English: 1 claim, 2 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut_words(text: str, most: int) -> str:
    """Shorten a quote at a word, and show that it is shortened."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def renderer(settings: Settings) -> Render:
    """Give the function that turns a template and values into a page."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update({name: _filter(name) for name in SPOKEN})
    templates.filters["counted"] = counted
    templates.filters.update({"anchor": folded, "cap": capital, "family": family_of, "cut": cut_words})
    templates.globals.update(
        LANGUAGES=LANGUAGES,
        CREDIBILITY_WORDS=CREDIBILITY_WORDS,
        RELIABILITY_WORDS=RELIABILITY_WORDS,
        families=(*FAMILIES, OTHER),
        map_style=settings.map_style_url,
        map_archive=address_of(settings.map_pmtiles),
        map_view=settings.worldview,
        map_areas=settings.areas_km > 0,
        map_borders=drawn_for(settings.worldview),
    )

    def render(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        theme = request.cookies.get("theme")
        spoken = tongue_of(request)
        url = request.url
        values = {
            "t": spoken,
            "theme": theme if theme in THEMES else None,
            "path": url.path,
            "here": url.path + (f"?{url.query}" if url.query else ""),
            "status": status,
            **values,
        }
        text = templates.get_template(template).render(**values)
        headers = {"content-language": spoken.code, "vary": "Accept-Language, Cookie"}
        return reply(request, text.encode("utf-8", "replace"), "text/html; charset=utf-8", status=status, headers=headers)

    return render
