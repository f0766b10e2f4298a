"""What can be called, set, refused or exported is documented, and what is documented is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from zenobia.export import acled, ged, hxl
from zenobia.export.csv import COLUMNS_OF_CLAIMS, COLUMNS_OF_INCIDENTS
from zenobia.export.writers import WRITERS
from zenobia.settings import Settings
from zenobia.values.reject import Reason

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
SHARED_SECTIONS = ("Options of every command", "Options of every list")


def sections(page: str) -> dict[str, str]:
    """Cut a reference page at its second-level headings."""
    parts = re.split(r"^## (.+)$", (REFERENCE / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        heading.strip("`") if heading.startswith("`") else heading: body
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def first_cells(page: str) -> set[str]:
    """Give every code word that opens a row of a table."""
    return set(re.findall(r"^\| `([^`]+)`", (REFERENCE / page).read_text(encoding="utf-8"), flags=re.MULTILINE))


def commands(group: click.Group, prefix: str = "zenobia") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield f"{prefix} {name}", command


def test_every_command_and_option_is_documented() -> None:
    cli = pytest.importorskip("zenobia.cli", reason="the command line is not there yet", exc_type=ImportError).cli
    documented = sections("cli.md")
    shared = "".join(documented[heading] for heading in SHARED_SECTIONS)
    there = dict(commands(cli))
    assert {heading for heading in documented if heading.startswith("zenobia ")} == set(there)
    for name, command in there.items():
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                longest = max((*option.opts, *option.secondary_opts), key=len)
                assert f"`{longest}" in documented[name] + shared, f"{name} {longest} is not in docs/reference/cli.md"


def test_every_setting_is_documented() -> None:
    assert first_cells("settings.md") == {f"ZENOBIA_{field.name.upper()}" for field in fields(Settings)}


def test_the_documented_defaults_are_the_defaults() -> None:
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    settings = Settings()
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if field.name != "cache_dir":
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            assert f"| `ZENOBIA_{field.name.upper()}` | `{shown}` |" in text


def test_every_reject_reason_is_documented() -> None:
    assert first_cells("rejects.md") == {str(reason) for reason in Reason}


def test_every_export_format_and_column_is_documented() -> None:
    documented = sections("exports.md")

    def rows(heading: str) -> list[str]:
        return re.findall(r"^\| `([^`]+)`", documented[heading], flags=re.MULTILINE)

    front = (REFERENCE / "exports.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert re.findall(r"^\| `([^`]+)`", front, flags=re.MULTILINE) == list(WRITERS)
    assert rows("Columns of `csv`") == list(COLUMNS_OF_INCIDENTS)
    assert rows("Columns of `claims-csv`") == list(COLUMNS_OF_CLAIMS)
    assert rows("Columns of `acled`") == list(acled.COLUMNS)
    assert rows("Columns of `ged`") == list(ged.COLUMNS)
    assert rows("Columns of `hxl`") == list(hxl.COLUMNS)


def test_every_address_of_the_api_and_every_filter_is_documented() -> None:
    app = pytest.importorskip("zenobia.serve.app", reason="the server is not there yet", exc_type=ImportError)
    paths = app.create_app("sqlite:///never-opened.db").openapi()["paths"]
    documented = first_cells("api.md")
    parameters = {
        parameter["name"]
        for path in paths.values()
        for method in path.values()
        for parameter in method.get("parameters", ())
        if parameter["in"] == "query"
    }
    assert {cell for cell in documented if cell.startswith("/")} == set(paths)
    assert {cell for cell in documented if not cell.startswith("/")} == parameters - {"place"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{target} is not there"


def test_every_page_of_the_documentation_is_reachable_from_its_front() -> None:
    seen: set[Path] = set()
    queue = [ROOT / "docs" / "README.md"]
    while queue:
        page = queue.pop()
        if page in seen:
            continue
        seen.add(page)
        links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
        queue += [(page.parent / link).resolve() for link in links if not link.startswith("http")]
    assert set((ROOT / "docs").rglob("*.md")) <= seen
