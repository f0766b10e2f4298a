"""Commands about place names: `gazetteer build` and `gazetteer fetch`."""

from __future__ import annotations

from pathlib import Path

import click

from zenobia.cli.options import say
from zenobia.engines.gazetteer_import import import_world
from zenobia.settings import Settings


@click.group()
def gazetteer() -> None:
    """Make the gazetteer larger than the one that ships."""


def _told(done: int, _total: int) -> None:
    say(f"{done:,} places read")


@gazetteer.command()
@click.option(
    "--from",
    "source",
    type=(click.Choice(["geonames"]), click.Path(path_type=Path)),
    required=True,
    metavar="geonames DIR",
    help="What to read, and the folder that holds it.",
)
@click.option("--extract", "extracts", multiple=True, type=click.Path(path_type=Path), help="COD-AB or OpenStreetMap file.")
@click.option("--country", default="", help="State of extracts whose rows do not say (ISO 3166-1, two letters).")
@click.pass_obj
def build(settings: Settings, /, source: tuple[str, Path], extracts: tuple[Path, ...], country: str) -> None:
    """Build the index of the whole world and read with it from now on."""
    built = import_world(settings.cache_dir, folder=source[1], extracts=extracts, country=country, progress=_told)
    say(f"{built.path}: {built.places:,} places, {built.names:,} names, {built.size_bytes / 1e6:,.0f} MB")


COMMANDS = (gazetteer,)
