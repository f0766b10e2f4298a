"""Every id leads down to bytes; what is not there says so."""

from __future__ import annotations

from types import ModuleType

import pytest

from zenobia.export.explain import Explanation, UnknownId, explain, explanation_lines, explanation_record
from zenobia.store.contract import Store
from zenobia.values.verdict import Verdict, verdict_id


def leaves(node: Explanation) -> set[tuple[str, str]]:
    if not node.rests_on:
        return {(node.kind, node.text)}
    return {leaf for child in node.rests_on for leaf in leaves(child)}


def test_every_kind_of_id_leads_to_captures(store: Store, world: ModuleType) -> None:
    subjects = [
        *(incident.id for incident in world.INCIDENTS),
        *(event.id for event in world.EVENTS),
        *(event.claim.id for event in world.EVENTS),
        *(document.id for document in world.DOCUMENTS),
        *(capture.id for capture in world.CAPTURES),
        *(passage.id for passages in world.PASSAGES for passage in passages),
        *(control.id for control in world.CONTROLS if control.because),
        world.FIGURES.id,
    ]
    for subject in subjects:
        ends = leaves(explain(store, subject))
        assert any(kind == "capture" and "bytes as received from https://notes.example/" in text for kind, text in ends), subject
        assert all(text != "missing or held back" for _, text in ends), subject


@pytest.mark.parametrize(
    "subject", ["incident_0", "control_0", "contradiction_0", "event_0", "claim_0", "passage_0", "doc_0", "x", ""]
)
def test_an_id_that_names_nothing_says_what_to_do(store: Store, subject: str) -> None:
    with pytest.raises(UnknownId, match="names nothing in this store"):
        explain(store, subject)


def test_lines_hold_the_quote_the_speaker_and_the_hash(store: Store, world: ModuleType) -> None:
    lines = "\n".join(explanation_lines(explain(store, world.STRIKES.claim.id)))
    assert f"“{world.STRIKES.claim.quote.text}”" in lines
    assert "said by: Air Ministry (military)" in lines
    assert "via: Wire One" in lines
    assert f"sha256: {world.CAPTURES[0].sha256}" in lines


def test_reasons_for_joining_are_all_kept_in_json(store: Store, world: ModuleType) -> None:
    facts = explanation_record(explain(store, world.RAID.id))["facts"]
    assert [fact["words"] for fact in facts if fact["name"] == "joined because"] == list(world.RAID.joined)


def test_a_ruling_stands_beside_what_it_is_about(store: Store, world: ModuleType) -> None:
    fields = ("note", world.MARKET.claim.id, None, None, None, "desk", world.DAY_3, "seen on film")
    ruling, about, other, slot, value, by, at, why = fields
    store.keep_verdict(
        Verdict(id=verdict_id(*fields), ruling=ruling, about=about, other=other, slot=slot, value=value, by=by, at=at, why=why)  # type: ignore[arg-type]
    )
    lines = "\n".join(explanation_lines(explain(store, world.MARKET.claim.id)))
    assert "ruling: note by desk on 2016-12-14T07:00:00+00:00: seen on film" in lines
    assert "ruling" not in "\n".join(explanation_lines(explain(store, world.TAKEN.claim.id)))
