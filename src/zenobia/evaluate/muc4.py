"""Incident templates as the MUC-4 set fills them, in the short form of Du, Rush and Cardie (2021).

In: a report in lower case (`gtt_text`). Out: one template a type of incident that the report tells of.

1. With a network, which reads every report in windows of two sizes, scores averaged: types from its incident head, the best
   window of a size counting; fillers from its role head, neighbours of one role joined, no filler ending in a preposition or the
   like, and no victim with a name of one word.
2. Fillers of one role that name one entity (one's words within the other's, a last name alone, an acronym) are one filler, by
   the name that is marked most often, of several the longest.
3. Where a report tells of several types, a filler belongs to the one with a word for it nearest by; who did it, to the one that
   is told of most surely.
4. With rules: types and fillers of the reader's claims that are not denials; parties that are no people are targets.

Never fills two templates of one type: telling two attacks apart is not tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from zenobia.engines.pieces import INCIDENT_NAMES, ROLE_NAMES, joined
from zenobia.evaluate.metrics.muc4 import normal
from zenobia.evaluate.records import Record, ReportInput, text_of
from zenobia.values.account import Located
from zenobia.values.claim import Claim

if TYPE_CHECKING:
    from zenobia.engines.network import Network, Scores

WINDOWS_PIECES = (478, 270)
"""What the role and incident heads were trained on, most reports whole, and a smaller one, whose errors are others. With 330 or
222 as well, or 330 alone, F1 on the dev part is no better."""
INCIDENT_WORDS: Mapping[str, re.Pattern[str]] = {
    "attack": re.compile(r"attack|kill|murder|assassinat|\bshot|machine-?gun|ambush|massacr"),
    "bombing": re.compile(r"bomb|explo|dynamit|detonat|blast|grenade"),
    "kidnapping": re.compile(r"kidnap|abduct|hostage|captors|releas"),
    "arson": re.compile(r"burn|set (?:on )?fire|arson|fire to"),
    "robbery": re.compile(r"\brob|stole|stolen|loot|theft"),
    "forced work stoppage": re.compile(r"stoppage|strike|paraly"),
}
INCIDENT_OF: Mapping[str, str] = {
    "armed_attack": "attack",
    "battle": "attack",
    "execution": "attack",
    "shelling": "attack",
    "bombing": "bombing",
    "abduction": "kidnapping",
    "looting_destruction": "robbery",
}
"""Claim type to type of incident; others are none. Air strikes are military and no incidents of this set."""
_SMALL = frozenset({"the", "a", "an", "of", "in", "on", "at", "and", "to", "by", "for", "with", "from", "his", "her", "their"})
_HANGING = re.compile(
    r"(?:\s+(?:of|with|in|the|a|and|by|from|for|to|at|on|such as|as|or|which|that|who|where|when|while|after|before|between"
    r"|during|near|against|including|belonging|carrying|owned|located|is|was|were|are|has|have|had|'s|'))+$"
)
_NOT_NAMED = re.compile(r"\b(?:people|civilians?|peasants?|persons?|soldiers?|workers?|others?)\b")
_BODY = re.compile(r"\b(?:army|front|forces|movement|party|group|cartel)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Where scores are cut. Chosen on the dev part, one at a time: on the train part, whose reports the network has learnt,
    others are best. Look again when the network changes, with `python -m train.cuts`."""

    told: float = -1.3
    """Score from which a report tells of a type of incident (probability .21). Dev: .448 to .450 from -1.8 to -1.2, then .438."""
    lifts: Mapping[str, float] = field(default_factory=lambda: {"PerpOrg": -0.25, "Target": 0.25, "Weapon": 0.25})
    """Added to the scores of these roles. Dev: .002 to .003 more than none."""


CUTS = Cuts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A name in a text for one role."""

    start: int
    text: str
    role: str


def entities(fillers: Sequence[Filler]) -> list[list[Filler]]:
    """Group the fillers of one role by the entity they name, each group by length of name, longest first."""
    groups: list[list[Filler]] = []
    for filler in sorted(fillers, key=lambda one: (-len(normal(one.text)), one.start)):
        if not _content(filler):
            continue
        for group in groups:
            if _is_named_by(group[0], filler):
                group.append(filler)
                break
        else:
            groups.append([filler])
    return groups


def name_of(group: Sequence[Filler]) -> str:
    """Give the name by which a group of fillers goes: the one marked most often, of several the longest."""
    times = Counter(normal(filler.text) for filler in group)
    return max(group, key=lambda filler: (times[normal(filler.text)], len(filler.text))).text


def _content(filler: Filler) -> list[str]:
    return [word for word in normal(filler.text).split() if word not in _SMALL]


def _is_named_by(longer: Filler, shorter: Filler) -> bool:
    """Tell whether a shorter name may stand for a longer one."""
    whole, part = _content(longer), _content(shorter)
    return set(part) <= set(whole) or "".join(word[0] for word in whole) == normal(shorter.text)


def _templates(text: str, kinds: Sequence[str], fillers: Sequence[Filler], led: Sequence[str]) -> Iterator[dict[str, object]]:
    """Fill a template a type; `led` are the types that those who did it are put down for."""
    places = {kind: [match.start() for match in INCIDENT_WORDS[kind].finditer(text)] for kind in kinds}
    owned: dict[tuple[str, str], list[list[str]]] = {(kind, role): [] for kind in kinds for role in ROLE_NAMES}
    for role in ROLE_NAMES:
        for group in entities([filler for filler in fillers if filler.role == role]):
            starts = [filler.start for filler in group]
            away = {kind: min((abs(at - start) for at in places[kind] for start in starts), default=len(text)) for kind in kinds}
            owners = led if role in ("PerpInd", "PerpOrg") else kinds and [min(kinds, key=lambda kind: away[kind])]
            for kind in owners:
                owned[kind, role].append([name_of(group)])
    for kind in kinds:
        yield {"incident_type": kind, **{role: owned[kind, role] for role in ROLE_NAMES}}


def predict_by_network(record: Record, network: Network) -> dict[str, object]:
    """Fill templates from the incident and role heads."""
    text = text_of(record, "gtt_text") or ""
    return {"id": record["id"], "templates": filled(text, readings(text, network), CUTS)}


def readings(text: str, network: Network) -> list[Scores]:
    """Read a text in windows of each size."""
    return [network.score(text, window=pieces) for pieces in WINDOWS_PIECES]


def filled(text: str, read: Sequence[Scores], cuts: Cuts) -> list[dict[str, object]]:
    """Fill the templates that the readings of one text tell of."""
    if not read[0].words:
        return []
    told = told_of(read)
    kinds = [kind for kind, logit in told.items() if logit >= cuts.told]
    surest = sorted(kinds, key=told.__getitem__)[-1:]
    return list(_templates(text, kinds, fillers_of(text, read, cuts.lifts), surest))


def told_of(read: Sequence[Scores]) -> dict[str, float]:
    """Give each type's score: its best window's, averaged over readings of one text."""
    return dict(zip(INCIDENT_NAMES, np.mean([scores.incident.max(axis=0) for scores in read], axis=0).tolist(), strict=True))


def fillers_of(text: str, read: Sequence[Scores], lifts: Mapping[str, float]) -> list[Filler]:
    """Give what the averaged readings of one text mark."""
    scores = replace(read[0], tokens=np.mean([one.tokens for one in read], axis=0))
    marked = joined(text, scores.spans("role", lifts=lifts))
    found = [Filler(start=start, text=_HANGING.sub("", text[start:end]), role=role) for start, end, role in marked]
    return [filler for filler in found if filler.role != "Victim" or " " in filler.text]


def _claimed(claim: Claim, things: frozenset[str]) -> Iterator[Filler]:
    for party in claim.actor:
        role = "PerpOrg" if _BODY.search(party.name.lower()) else "PerpInd"
        yield Filler(start=claim.quote.start, text=party.text, role=role)
    for party in claim.target:
        if not _NOT_NAMED.search(party.text.lower()):
            is_thing = any(party.text in thing for thing in things)
            yield Filler(start=claim.quote.start, text=party.text, role="Target" if is_thing else "Victim")


def predict(record: Record, reader: Callable[[ReportInput], Located]) -> dict[str, object]:
    """Fill templates from the reader's claims."""
    text = text_of(record, "gtt_text") or ""
    located = reader(ReportInput(doc_id=str(record["id"]), title=None, text=text, published=text_of(record, "dct"), outlet=None))
    claims = [event.claim for event in located.events if event.claim.stance != "denies"]
    told = [claim for claim in claims if claim.type in INCIDENT_OF]
    kinds = list(dict.fromkeys(INCIDENT_OF[claim.type] for claim in told if claim.type))
    things = frozenset(
        mention.span.cut(passage.text)
        for passage in located.passages
        for mention in passage.tags.mentions
        if mention.kind == "thing"
    )
    fillers = [filler for claim in told for filler in _claimed(claim, things)]
    return {"id": record["id"], "templates": list(_templates(text, kinds, fillers, kinds))}
