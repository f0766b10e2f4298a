"""The command line as a user runs it, in this process: arguments and stdin in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from zenobia.cli import main

REPORT = (
    "Shells fall on market in Qasr al-Deir\n"
    "Army artillery shelled the market in Aleppo on Sunday, killing at least 12 civilians, the Syrian "
    "Observatory for Human Rights said.\nA military spokesman denied that the army had shelled the market."
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


class Stdin(io.TextIOWrapper):
    """A stdin that holds given bytes."""

    def __init__(self, body: bytes) -> None:
        super().__init__(io.BytesIO(body), encoding="utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", Stdin(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code=int(left.value.code or 0), out=said.out, err=said.err)

    return call


@pytest.fixture(scope="session")
def report() -> str:
    return REPORT


@pytest.fixture(autouse=True)
def shared_index(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    """Let every command of these tests, child processes too, use the place index that other tests have made."""
    monkeypatch.setenv("ZENOBIA_CACHE_DIR", str(pytestconfig.rootpath / ".cache" / "gazetteer"))
