"""Mentions of events across documents: which of them tell of one event. Mentions are given, topics are not looked at.

In: the words of every document, and its marked mentions. Out: a label for each mention; those with one label are held to be one.

1. Mentions meet if they share a stem of a word that is more than a particle.
2. A pair is weighed by four features: the uncommon words that their documents share and those that their sentences share
   (`reconcile.stories`), the share of stems in common, and whether they stand in one document. The weights are learnt on the
   training part.
3. Groups are made as incidents are (`reconcile.cluster`).

The set's own topics and the labels of its marked participants are gold, and never read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from zenobia.engines.rarity import load_rarity
from zenobia.evaluate.metrics.figures import mapping, sequence, whole
from zenobia.evaluate.records import Record
from zenobia.reconcile.cluster import Link, cluster
from zenobia.reconcile.stories import Telling, shared_words, telling
from zenobia.reconcile.weigh import Row, evidence
from zenobia.values.words import Rarity

PRIOR_BITS = -11.4
"""Learnt on the training part by logistic regression, as the weights below."""
LINK_BITS, APART_BITS = -1.0, -6.0
"""Chosen on the development part; between -2 and 0 the figure changes by about a point."""
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ies", "ied", "ed", "es", "s", "al")
_SHORTEST = 3
_PARTICLES = frozenset({
    "in", "on", "up", "out", "off", "to", "the", "a", "of", "for", "at", "be", "have", "down", "over", "into", "from", "by",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One marked mention: its name in the set, its stems, and the words around it."""

    document: str
    name: str
    stems: frozenset[str]
    report: Telling
    sentence: Telling


Both = tuple[Mention, Mention]


def stem(word: str) -> str:
    """Cut a word's commonest endings off, and a doubled last letter: "shooting" and "shootings", not "shot"."""
    bare = word.casefold()
    ending = next((one for one in _ENDINGS if bare.endswith(one) and len(bare) - len(one) >= _SHORTEST), "")
    bare = bare.removesuffix(ending)
    bare = bare[:-1] if len(bare) > _SHORTEST and bare[-1] == bare[-2] else bare
    return bare.rstrip("eiy") or bare


def documents_alike(both: Both) -> float:
    """Their documents use the same uncommon words."""
    return 1.0 if both[0].document == both[1].document else shared_words((both[0].report, both[1].report))


def one_document(both: Both) -> float:
    """Both stand in one document."""
    return float(both[0].document == both[1].document)


def sentences_alike(both: Both) -> float:
    """Their sentences use the same uncommon words."""
    return shared_words((both[0].sentence, both[1].sentence))


def stems_shared(both: Both) -> float:
    """They are the same words."""
    return len(both[0].stems & both[1].stems) / len(both[0].stems | both[1].stems)


TABLE: tuple[Row[Both], ...] = (
    Row(feature=documents_alike, weight_bits=15.3),
    Row(feature=one_document, weight_bits=-4.1),
    Row(feature=sentences_alike, weight_bits=2.1),
    Row(feature=stems_shared, weight_bits=1.3),
)


def mentions(record: Mapping[str, object], rarity: Rarity) -> list[Mention]:
    """Read the mentions of one document, without their labels."""
    name, tokens = str(record["id"]), [str(token) for token in sequence(record.get("tokens"))]
    report = telling(name, " ".join(tokens), (), rarity, None)
    told: dict[int, list[str]] = defaultdict(list)
    for token, number in zip(tokens, sequence(record.get("token_sentence")), strict=False):
        told[whole(number)].append(token)
    sentence = {number: telling(str(number), " ".join(words), (), rarity, None) for number, words in told.items()}
    found = []
    for one in map(mapping, sequence(record.get("events"))):
        words = [stem(word) for word in _WORD.findall(str(one.get("text", "")))]
        stems = frozenset(word for word in words if word not in _PARTICLES) or frozenset(words) or frozenset({""})
        around = sentence.get(whole(one.get("sentence")), report)
        found.append(Mention(document=name, name=str(one["m_id"]), stems=stems, report=report, sentence=around))
    return found


def meeting(marked: Sequence[Mention]) -> set[tuple[int, int]]:
    """Give the pairs that share a stem, as indexes."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(marked):
        for word in sorted(one.stems):
            having[word].append(number)
    return {pair for numbers in having.values() for pair in combinations(numbers, 2)}


def predict_all(records: Sequence[Record]) -> list[dict[str, object]]:
    """Label each mention with the first of its group."""
    rarity = load_rarity()
    marked = [one for record in records for one in mentions(record, rarity)]
    names = [f"{one.document}\x00{one.name}" for one in marked]
    links: list[Link] = []
    apart: list[tuple[str, str]] = []
    for low, high in meeting(marked):
        bits = evidence((marked[low], marked[high]), TABLE, PRIOR_BITS)
        if bits >= LINK_BITS:
            links.append(Link(a=names[low], b=names[high], bits=bits))
        elif bits <= APART_BITS:
            apart.append((names[low], names[high]))
    label = {name: group[0] for group in cluster(names, links, apart=apart).groups for name in group}
    said: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one, name in zip(marked, names, strict=True):
        said[one.document].append({"m_id": one.name, "cluster": label[name].replace("\x00", "/")})
    return [{"id": record["id"], "events": said[str(record["id"])]} for record in records]
