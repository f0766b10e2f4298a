from __future__ import annotations

import pytest

from zenobia.claim.ground import find_relation, innermost, is_vague, tidy
from zenobia.claim.spellings import after_lower, core
from zenobia.claim.stance import StanceReader, Surroundings
from zenobia.engines.lexicon import load_lexicon
from zenobia.values.claim import Stance
from zenobia.values.passage import Verb

STANCES = StanceReader(load_lexicon().stances)


def around(sentence: str, trigger: str) -> Surroundings:
    before, _, after = sentence.partition(trigger)
    return Surroundings(before=before, trigger=trigger, after=after)


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The army will attack the town", "attack"),
        ("The army may soon attack the town", "attack"),
        ("Rebels threatened to shell the port", "shell"),
        ("If rebels shell the port, it closes", "shell"),
        ("The council called for a ceasefire to prevent attacks", "attacks"),
    ],
)
def test_unreal(sentence: str, trigger: str) -> None:
    assert STANCES.is_unreal(around(sentence, trigger))


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The army attacked the town", "attacked"),
        ("Rebels managed to shell the port", "shell"),
        ("In May rebels shelled the port", "shelled"),
        ("The council called for an end to the militia's attacks", "attacks"),
    ],
)
def test_real(sentence: str, trigger: str) -> None:
    assert not STANCES.is_unreal(around(sentence, trigger))


@pytest.mark.parametrize(
    ("sentence", "trigger", "verb", "stance"),
    [
        ("Rebels shelled the port", "shelled", None, "asserts"),
        ("Rebels reportedly shelled the port", "shelled", None, "hedges"),
        ("Rebels are believed to have shelled the port", "shelled", None, "hedges"),
        ("It was not clear whether rebels had shelled the port", "shelled", None, "hedges"),
        ("Rebels did not shell the port", "shell", None, "denies"),
        ("Rebels had shelled the port", "shelled", "deny", "denies"),
        ("Rebels had shelled the port", "shelled", "hedge", "hedges"),
        ("The army denied reports that rebels shelled the port", "shelled", None, "denies"),
    ],
)
def test_stance(sentence: str, trigger: str, verb: Verb | None, stance: Stance) -> None:
    assert STANCES.judge(around(sentence, trigger), verb) == stance


@pytest.mark.parametrize(
    ("clause", "relation"),
    [
        ("in a village 12 km north of Arda", "12 km north of Arda"),
        ("a base about 30km (19 miles) south of Arda", "about 30km (19 miles) south of Arda"),
        ("hills east of the city of Arda", "east of the city of Arda"),
        ("on the outskirts of Arda", "on the outskirts of Arda"),
        ("near al-Arda and beyond", "near al-Arda"),
        ("in Arda", None),
    ],
)
def test_relation(clause: str, relation: str | None) -> None:
    assert find_relation(clause) == relation


def test_tidy_places() -> None:
    assert tidy(["the northern city of Arda", "the outskirts of Arda", "Norland’s Beta province"]) == (
        "Arda",
        "Beta province",
        "Norland",
    )
    assert tidy(["the rest of the old city of Arda"]) == ("rest of the old city of Arda",)
    assert innermost("rest of the old city of Arda") == "Arda"


def test_vague_places() -> None:
    ground = load_lexicon().ground
    assert is_vague("ancient citadel", ground) and is_vague("Arda district", ground)
    assert not is_vague("Arda", ground) and not is_vague("Arda city", ground)


def test_core_of_words() -> None:
    assert core("more than 30 of the so-called militants (IS)") == "militants"
    assert core("the Observatory for Peace (OFP)") == "Observatory for Peace"
    assert after_lower("ministry spokesman Ann Smith") == "Ann Smith"
    assert after_lower("a source in the Army") == "a source in the Army"
