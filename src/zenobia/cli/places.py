"""Commands about place names: `gazetteer build` and `gazetteer fetch`."""

from __future__ import annotations

from pathlib import Path

import click

from zenobia.cli.options import say, talk
from zenobia.engines.gazetteer_import import import_world
from zenobia.gather.downloads import check, download
from zenobia.settings import Settings

GEONAMES = "https://download.geonames.org/export/dump"
FILES = ("admin1CodesASCII.txt", "hierarchy.zip", "alternateNamesV2.zip", "allCountries.zip")
"""What `build` reads, smallest first: about 600 MB in all."""


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
    check(source[1])
    built = import_world(settings.cache_dir, folder=source[1], extracts=extracts, country=country, progress=_told)
    say(f"{built.path}: {built.places:,} places, {built.names:,} names, {built.size_bytes / 1e6:,.0f} MB")


@gazetteer.command()
@click.option(
    "--to", "target", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder; in the cache by default."
)
@click.option("--base", default=GEONAMES, show_default=True, help="Where the files lie.")
@click.pass_obj
def fetch(settings: Settings, /, target: Path | None, base: str) -> None:
    """Download GeoNames' dump, politely; run again, it goes on where it broke off."""
    folder = target or settings.cache_dir / "geonames"
    last = ""

    def told(name: str, had: int, total: int) -> None:
        nonlocal last
        share = f"{name}: {100 * had // total if total else 0} %"
        if share != last and talk.is_terminal:
            say(share)
            last = share

    kept = download([f"{base.rstrip('/')}/{name}" for name in FILES], folder, settings=settings, told=told)
    for name, one in kept.items():
        say(f"{folder / name}: {one.bytes:,} bytes, sha256 {one.sha256}")
    say(f"next: zenobia gazetteer build --from geonames {folder}")


COMMANDS = (gazetteer,)
