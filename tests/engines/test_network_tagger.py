"""The network beside the rules: what is added, and that nothing of the rules is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from zenobia.engines.actors import load_actors
from zenobia.engines.network import Network
from zenobia.engines.network_tagger import SCORE, NetworkTagger
from zenobia.engines.tagger import load_tagger, network_of
from zenobia.ports import Tagger
from zenobia.read.split import split
from zenobia.values.document import Document
from zenobia.values.passage import Passage
from zenobia.values.place import Place
from zenobia.values.spans import Span

REPORT = """Shelling cuts the road to Dol
The Ministry of Defence said on Monday that its soldiers had taken the hills above Qaraf, 12 km east of Dol.

No casualties have been confirmed, in the words of Anwar Haddad, who leads the district hospital.

“They came at night,” Leila Mansour, a teacher from Qaraf, told a radio station. “Nobody was warned.”
"""


class NoPlaces:
    """A gazetteer that knows nothing."""

    def lookup(self, name: str) -> Sequence[Place]:
        return ()

    def place(self, place_id: str) -> Place | None:
        return None

    def admin1(self, country: str, name: str) -> Place | None:
        return None

    def country_of(self, words: str) -> str | None:
        return None


@pytest.fixture(name="passages", scope="module")
def passages_fixture() -> tuple[Passage, ...]:
    document = Document(
        id="doc", capture="capture", source="desk", outlet=None, url="stdin:", title=REPORT.split("\n", 1)[0], text=REPORT,
        published=None, received_at=datetime(2020, 1, 1, tzinfo=UTC), language="en",
    )  # fmt: skip
    return tuple(split(document))


def tagger(name: str) -> Tagger:
    return load_tagger(name, actors=load_actors(), gazetteer=NoPlaces())


def test_what_the_rules_find_stays(network: Network, passages: tuple[Passage, ...]) -> None:
    for ruled, united in zip(tagger("rules").tag(passages), tagger("network").tag(passages), strict=True):
        assert set(ruled.mentions) <= set(united.mentions)
        assert set(ruled.attributions) <= set(united.attributions)
        assert ruled.actions == united.actions


def test_what_is_added_is_no_echo_of_the_rules(network: Network, passages: tuple[Passage, ...]) -> None:
    for ruled, united in zip(tagger("rules").tag(passages), tagger("network").tag(passages), strict=True):
        for mention in set(united.mentions) - set(ruled.mentions):
            assert mention.score == SCORE
            assert not any(mention.span.overlaps(other.span) for other in ruled.mentions)
        for said in set(united.attributions) - set(ruled.attributions):
            assert said.source is not None
            assert said.contents
        assert [one.cue.start for one in united.attributions] == sorted(one.cue.start for one in united.attributions)


@pytest.mark.parametrize(
    ("text", "source", "verb"),
    [
        (
            "Two bridges were cut overnight, the governor's deputy for roads, Karim Aslan, wrote to colleagues.",
            "Karim Aslan",
            "say",
        ),
        ("The hospital, Anwar Haddad believes, was hit on purpose.", "Anwar Haddad", "hedge"),
    ],
)
def test_a_speaker_that_no_rule_knows_is_added(text: str, source: str, verb: str, network: Network) -> None:
    passages = [Passage(id="p", document="d", ordinal=0, span=Span(start=0, end=len(text)), text=text,
                        sentences=(Span(start=0, end=len(text)),))]  # fmt: skip
    assert not tagger("rules").tag(passages)[0].attributions
    (said,) = tagger("network").tag(passages)[0].attributions
    assert said.source is not None
    assert (said.source.cut(text), said.verb, said.score) == (source, verb, SCORE)


def test_a_people_s_adjective_is_no_place(network: Network) -> None:
    text = "Syrian and Kurdish fighters met near Qaraf on Friday."
    whole = Span(start=0, end=len(text))
    passages = [Passage(id="p", document="d", ordinal=0, span=whole, text=text, sentences=(whole,))]
    marked = [mention.span.cut(text) for mention in tagger("network").tag(passages)[0].mentions if mention.kind == "place"]
    assert marked == ["Qaraf"]


def test_a_passage_is_read_alike_alone_and_in_company(network: Network, passages: tuple[Passage, ...]) -> None:
    united = tagger("network")
    together = united.tag(passages)
    assert [united.tag([passage])[0] for passage in passages] == list(together)


def test_without_words_nothing_is_added(network: Network, passages: tuple[Passage, ...]) -> None:
    empty = replace(passages[0], text="", sentences=())
    assert tagger("network").tag([empty]) == tagger("rules").tag([empty])


def test_a_tagger_gives_its_network(network: Network) -> None:
    with_network = tagger("network")
    assert isinstance(with_network, NetworkTagger)
    assert network_of(with_network) is with_network.network
    assert network_of(tagger("rules")) is None
