"""`zenobia brief`: the brief of some days on stdout, as the pages have it and through the same hold."""

from __future__ import annotations

from datetime import datetime

import click

from zenobia.cli.asking import ledger
from zenobia.cli.options import store_option
from zenobia.serve.briefing import MOST_DAYS, gather, is_brief, span_of, written, written_html
from zenobia.serve.tongue import DEFAULT, LANGUAGES, tongue
from zenobia.settings import Settings

WRITERS = {"md": written, "html": written_html}
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--since", type=DAY, default=None, help="First day; without either, the last day that anything is known of.")
@click.option("--until", type=DAY, default=None, help="Last day; without it, the first.")
@click.option("--format", "format_", type=click.Choice(list(WRITERS)), default="md", show_default=True)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default=DEFAULT, show_default=True, help="Language of the wording.")
@click.option("--site", default="", metavar="URL", help="Where the pages are, for links; without it they begin with /.")
@store_option
@click.pass_obj
def brief(
    settings: Settings,
    /,
    since: datetime | None,
    until: datetime | None,
    format_: str,
    lang: str,
    site: str,
    store_url: str | None,
) -> None:
    """Print the brief of some days: what is said to have happened, contested first."""
    with ledger(settings, store_url) as reader:
        first, last = span_of(reader, since.date() if since else None, until.date() if until else None)
        if not is_brief(first, last):
            raise click.BadParameter(f"{last} is not 1 to {MOST_DAYS} days from {first} on", param_hint="--until")
        text = WRITERS[format_](tongue(lang), first, last, gather(reader, first, last), site.rstrip("/"))
    click.echo(text, nl=False)


COMMANDS = (brief,)
