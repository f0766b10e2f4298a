"""Sub-event types of snippets: plain sentences of every type, and what the table refuses."""

from __future__ import annotations

import pytest

from zenobia.evaluate.case2021 import compile_table, label_of, scores
from zenobia.faults import BadSettings

PLAIN = {
    "ARMED_CLASH": "Soldiers and insurgents traded fire for an hour at the edge of the forest.",
    "GOV_REGAINS_TERIT": "The army retook the hill town from rebels after a week of combat.",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Insurgents captured the border town from government troops at dawn.",
    "NON_VIOL_TERRIT_TRANSFER": "The garrison handed over the fort without a fight.",
    "AIR_STRIKE": "Two air strikes hit a bakery on the river bank.",
    "ART_MISS_ATTACK": "Artillery shelled the eastern quarter through the night.",
    "CHEM_WEAP": "Medics treated patients after a sarin attack on the quarter.",
    "SUIC_BOMB": "A man blew himself up at the gate of the bazaar.",
    "REM_EXPLOS": "A roadside bomb wrecked a minibus outside the capital.",
    "GRENADE": "A boy was hurt when somebody threw a hand grenade into the yard.",
    "ATTACK": "Gunmen opened fire on passengers at a bus stop and killed four.",
    "ABDUCT_DISSAP": "A nurse was kidnapped on her way home, and a ransom was asked.",
    "SEX_VIOL": "Survivors say that the guards raped several women.",
    "ARREST": "Police arrested dozens of opposition members in night raids.",
    "DISR_WEAP": "Customs officers seized rifles and ammunition in a lorry.",
    "AGREEMENT": "The two sides signed a ceasefire on Tuesday.",
    "CHANGE_TO_GROUP_ACT": "The ministry sent additional troops and reinforcements to the frontier.",
    "HQ_ESTABLISHED": "The army set up a new military base on the plateau.",
    "PROPERTY_DISTRUCT": "Shops were looted and torched in the old quarter.",
    "PEACE_PROTEST": "Thousands marched peacefully to demand higher pensions.",
    "PROTEST_WITH_INTER": "Police dispersed demonstrators with water cannon and tear gas and detained protesters.",
    "FORCE_AGAINST_PROTEST": "Security forces opened fire on protesters with live ammunition and killed three.",
    "VIOL_DEMONSTR": "Protesters hurled stones and petrol bombs in clashes with police.",
    "MOB_VIOL": "An angry mob lynched a man accused of witchcraft.",
    "ATTRIB": "The group claimed responsibility for the attack in a statement.",
    "DIPLO": "The foreign minister summoned the ambassador over new sanctions.",
    "ORG_CRIME": "Detectives broke up a ring of cocaine smugglers and money launderers.",
    "MAN_MADE_DISASTER": "A gas leak set off a fire in a factory, and workers were taken to hospital.",
    "NATURAL_DISASTER": "An earthquake of magnitude 6 and landslides destroyed homes in the valley.",
    "OTHER": "Families fled their homes and crossed the river.",
}


@pytest.mark.parametrize("label", PLAIN)
def test_plain_sentences(label: str) -> None:
    assert label_of(PLAIN[label]) == label


def test_every_label_has_a_sentence_here() -> None:
    assert set(scores("")) == set(PLAIN)


def test_a_text_without_any_word_of_the_table_is_other() -> None:
    assert label_of("The moon was full.") == "OTHER"


def test_what_stands_first_counts_more() -> None:
    first, later = "A ceasefire was signed in the capital by both delegations.", "A suicide bomber struck the market last year."
    assert label_of(f"{first} {later}") == "AGREEMENT"
    assert label_of(f"{later} {first}") == "SUIC_BOMB"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[lists]\n[labels.X]\nmeaning = 'm'\nnames = ['@gov hit']\ntells = []", "list @gov is not there"),
        ("[lists]\n[labels.X]\nmeaning = 'm'\nnames = []", "missing required field `tells`"),
        ("[lists]\n[labels.X]\nmeaning = 'm'\nnames = []\ntells = []\nwords = []", "unknown field `words`"),
        ("[lists", "case2021.toml"),
    ],
)
def test_a_broken_table_is_refused(table: str, said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        compile_table(table)
