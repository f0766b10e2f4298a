"""What full text is made of and asked with: values to words, a reader's question to phrases.

1. Words are runs of letters and digits, compatibility forms and marks folded, lower case: the same on every database.
2. A question is words, all of which must be there, and "phrases", which hold together; nothing else is syntax.
3. Names of different parties are kept apart by a word nobody writes, so that no phrase runs from one into the next.
4. An id or slug is one word, folded, beside the names: asking for an id and asking for words is one and the same look-up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from zenobia.values.claim import Claim, Party, Speaker
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.ids import folded
from zenobia.values.incident import Incident

BETWEEN = " zzsep "
"""Stands between two names."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of one row: of the whole, of the parties that act or suffer, of those who speak or publish."""

    words: str
    parties: str = ""
    speakers: str = ""


def wording(text: str) -> str:
    """Fold text to its words, one space between."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return " ".join(_WORD.findall(bare.casefold()))


def phrases(question: str) -> tuple[str, ...]:
    """Cut a question into its words and phrases, each as written, without those that hold no letter or digit; never fails."""
    pieces = (quoted or bare for quoted, bare in _PIECE.findall(question.translate(_QUOTES)))
    return tuple(dict.fromkeys(piece for piece in pieces if wording(piece)))


def _joined(names: Iterable[str | None]) -> str:
    return BETWEEN.join(dict.fromkeys(wording(name) for name in names if name))


def _party_names(parties: Iterable[Party]) -> Iterable[str | None]:
    return chain.from_iterable((party.name, party.text, party.id and folded(party.id)) for party in parties)


def _speaker_names(speakers: Iterable[Speaker]) -> Iterable[str | None]:
    return chain.from_iterable((speaker.name, speaker.text, speaker.id and folded(speaker.id)) for speaker in speakers)


def _holders(claim: Claim) -> Iterable[str | None]:
    return chain.from_iterable((control.holder, control.holder_id and folded(control.holder_id)) for control in claim.control)


def event_terms(event: Event) -> Terms:
    """Give an event's words: its quote, everybody and every place named, and its publisher."""
    claim = event.claim
    said_by = (claim.said_by,) if claim.said_by else ()
    parties = _joined(chain(_party_names((*claim.actor, *claim.target)), _holders(claim)))
    speakers = _joined(chain(_speaker_names((*said_by, *claim.via)), (folded(event.source), event.outlet)))
    fixed = (event.fix.name, event.fix.id and folded(event.fix.id)) if event.fix else ()
    places = _joined((*claim.place, *fixed))
    words = BETWEEN.join(part for part in (wording(claim.quote.text), places, parties, speakers) if part)
    return Terms(words=words, parties=parties, speakers=speakers)


def incident_terms(incident: Incident, of_events: Iterable[Terms]) -> Terms:
    """Give an incident's words: its own, and those of every event in it."""
    told = tuple(of_events)
    names = chain.from_iterable((origin.name, origin.id and folded(origin.id)) for origin in incident.origins)
    slugs = (folded(source) for origin in incident.origins for source in origin.sources)
    speakers = _together(_joined(chain(names, slugs)), *(terms.speakers for terms in told))
    parties = _together(_joined(incident.actors), *map(folded, incident.actors), *(terms.parties for terms in told))
    own = _joined((incident.title, incident.fix.name if incident.fix else None))
    return Terms(words=_together(own, parties, speakers, *(terms.words for terms in told)), parties=parties, speakers=speakers)


def control_terms(control: Control) -> Terms:
    """Give a stretch of control's words: its place, its holder and who says so."""
    parties = _joined((control.holder, control.holder_id and folded(control.holder_id)))
    speakers = _joined((*control.claimed_by, *control.denied_by))
    return Terms(words=_together(wording(control.name), parties, speakers), parties=parties, speakers=speakers)


def _together(*parts: str) -> str:
    return BETWEEN.join(dict.fromkeys(part for part in parts if part))
