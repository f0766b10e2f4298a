"""The first speaker that can be reached: named, relaying, credited, or the outlet."""

from __future__ import annotations

import pytest

from zenobia.engines.actors import load_actors
from zenobia.reconcile import Linker, Report, Voice, by_document, credited

BODY = "Fighters entered the town before dawn, residents said. The road to the west was cut by noon and stayed so."
WIRE = Voice(key="made:wire", name="Harbour Wire", id="made:wire")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Town falls\nKAFR SALEH (Reuters) - {BODY}", "Reuters"),
        (f"Town falls\nBy AFP\n{BODY}", "Agence France-Presse"),
        (f"Town falls\nBy Lena Farouk, Associated Press\n{BODY}", "Associated Press"),
        (f"Town falls\n{BODY} --Reuters", "Reuters"),
        (f"Town falls\n{BODY}\nSource: TASS", "TASS"),
        (f"Town falls\n{BODY} A resident told Reuters that shops were shut.", None),
        (f"Town falls\nKAFR SALEH (Reuters) - {BODY} --AFP", None),
        (f"Town falls\nKAFR SALEH (Monday) - {BODY}", None),
        ("", None),
    ],
)
def test_whom_a_report_credits(text, name):
    agency = credited(text, load_actors().resolve)
    assert (agency.name if agency else None) == name


def origins(*reports):
    linker = Linker()
    told = {}
    for event, wire in reports:
        for document, report in by_document([event], {}).items():
            told[document] = Report(events=report.events, texts=report.texts, wire=wire)
    linker.update(told)
    (incident,) = linker.settled().incidents
    return {origin.name: origin.sources for origin in incident.origins}


def test_outlets_that_credit_one_agency_are_one_voice_in_words_of_their_own(tell):
    a = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", words="The town fell by noon.")
    b = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", words="By noon it was taken.", source="desk-two")
    assert origins((a, None), (b, None)) == {"Desk one": ("desk-one",), "Desk two": ("desk-two",)}
    assert origins((a, WIRE), (b, WIRE)) == {"Harbour Wire": ("desk-one", "desk-two")}


def test_a_named_speaker_comes_before_the_agency(tell):
    a = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory")
    b = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory", source="desk-two")
    assert origins((a, WIRE), (b, None)) == {"River Observatory": ("desk-one", "desk-two")}


def test_a_report_that_credits_another_than_before_speaks_with_another_voice(tell):
    event = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS")
    linker = Linker()
    for wire, name in ((None, "Desk one"), (WIRE, "Harbour Wire"), (None, "Desk one")):
        told = by_document([event], {})
        change = linker.update({name: Report(events=report.events, wire=wire) for name, report in told.items()})
        assert [origin.name for one in change.written for origin in one.origins] == [name]
