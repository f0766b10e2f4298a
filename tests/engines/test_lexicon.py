from __future__ import annotations

import pytest

from zenobia.engines.codes_table import read_codes
from zenobia.engines.lexicon import codes_for, load_lexicon, read_actions
from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES
from zenobia.values.lexicon import Codes


def test_every_claim_type_has_codes_and_every_type_words() -> None:
    lexicon = load_lexicon()
    assert set(lexicon.codes) == set(EVENT_TYPES)
    assert set(EVENT_TYPES) - {action.type for action in lexicon.actions} == set()


def test_codes() -> None:
    assert codes_for("air_strike").acled_sub == "Air/drone strike"
    assert codes_for(None) == Codes()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('support = "launch"\n[[action]]\ntype = "air_raid"\nnouns = ["raid"]', "air_raid"),
        ('support = "launch"\n[[action]]\ntype = "battle"', "neither verbs nor nouns"),
        ('support = "launch"\n[[action]]\ntype = "battle"\nverb = ["clash"]', "verb"),
        ('support = "launch"\n[[action]]\ntype = "battle"\nnouns = ["clash"]\nstrength = 4', "strength"),
        ("support = ", "TOML"),
    ],
)
def test_a_broken_action_file_is_named(text: str, named: str) -> None:
    with pytest.raises(BadSettings, match=r"actions\.toml") as raised:
        read_actions("actions.toml", text)
    assert named in str(raised.value)


def test_a_type_without_codes_is_named() -> None:
    row = "".join(f'{key} = "no code"\n' for key in ("plover", "plover_mode", "acled", "acled_sub", "ucdp", "cameo"))
    rows = "\n".join(f"[types.{type_}]\n{row}" for type_ in EVENT_TYPES if type_ != "siege")
    with pytest.raises(BadSettings, match="siege"):
        read_codes("codes.toml", "refine = []\n[sides]\nstate_ids = []\nstate_words = []\ngroup_words = []\n" + rows)
