"""How well something is attested, by scales that others have published; never a score of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AirwarsGrade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]

RELIABILITY_WORDS: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY_WORDS: dict[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The words of both axes: US Army FM 2-22.3 (2006), appendix B, which NATO's AJP-2.1 shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGrade:
    """One voice on the first axis. F unless a person has rated it: what nobody has judged is not middling."""

    name: str
    id: str | None
    reliability: Reliability
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One incident on both scales, each with its reasons as sentences. The two Admiralty axes are never made one."""

    airwars: AirwarsGrade
    airwars_because: tuple[str, ...]
    credibility: Credibility
    credibility_because: tuple[str, ...]
    sources: tuple[SourceGrade, ...]
    """Every voice of the incident, in the order in which they were first seen."""

    @property
    def admiralty(self) -> tuple[str, ...]:
        """Each voice's letter with the incident's digit, such as "F1"."""
        return tuple(f"{source.reliability}{self.credibility}" for source in self.sources)
