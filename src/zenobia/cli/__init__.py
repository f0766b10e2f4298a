"""Parse, call, print; no thinking.

Records go to stdout, talk to stderr, progress only to a terminal. Exit 0; 1 when a source was at fault (a report was not taken);
2 when we or the caller were.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from zenobia.cli.asking import COMMANDS as ASKING
from zenobia.cli.brief import COMMANDS as BRIEF
from zenobia.cli.ground import COMMANDS as GROUND
from zenobia.cli.options import say
from zenobia.cli.people import COMMANDS as PEOPLE
from zenobia.cli.places import COMMANDS as PLACES
from zenobia.cli.reading import COMMANDS as READING
from zenobia.cli.reviewing import COMMANDS as REVIEWING
from zenobia.cli.running import COMMANDS as RUNNING
from zenobia.cli.watching import COMMANDS as WATCHING
from zenobia.faults import HouseFault, SourceFault
from zenobia.settings import from_environment

EXIT_SOURCE = 1
EXIT_HOUSE = 2
EXIT_BROKEN_PIPE = 141
"""What a shell reports for a reader that went away (128 + SIGPIPE)."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zenobia", message="%(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Keep a ledger of who claims what about a war, and how we know."""
    context.obj = from_environment()


for command in (*READING, *WATCHING, *ASKING, *BRIEF, *GROUND, *REVIEWING, *RUNNING, *PEOPLE, *PLACES):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and turn faults into exit codes: the one place that catches everything."""
    try:
        code = cli(arguments, standalone_mode=False)
    except click.exceptions.Abort:
        say("stopped; what was kept is kept, run it again to go on")
        code = EXIT_HOUSE
    except click.ClickException as fault:
        fault.show()
        code = EXIT_HOUSE
    except (BrokenPipeError, SystemExit):  # click makes the second out of the first; nothing else leaves so
        code = EXIT_BROKEN_PIPE
    except SourceFault as fault:
        say(f"error: {fault}")
        code = EXIT_SOURCE
    except HouseFault as fault:
        say(f"error: {fault}")
        code = EXIT_HOUSE
    except Exception as fault:  # noqa: BLE001 - the outermost line: a message and an exit code, never a bare traceback
        say(f"error: a fault of zenobia's own ({type(fault).__name__}: {fault}); please report it with the command that you ran")
        code = EXIT_HOUSE
    sys.exit(code if isinstance(code, int) else 0)
