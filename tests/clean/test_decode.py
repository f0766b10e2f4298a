"""Bytes are read as what they are, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.clean.decode import Undecodable, decode
from zenobia.values.reject import Reason

RUSSIAN = "Армия обстреляла деревню на востоке области, сообщил губернатор в понедельник."
FRENCH = "L’armée a bombardé le village, ont dit des habitants âgés — près de l'école."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marks_and_utf8_need_no_declaration(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_utf8_is_utf8_whatever_was_declared() -> None:
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "latin1", "ISO_8859-1", '"cp1252"'])
def test_latin_1_means_windows_1252(declared: str) -> None:
    assert decode(FRENCH.encode("windows-1252"), declared) == FRENCH


def test_a_page_may_declare_for_itself() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><p>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), is_html=True) == page


@pytest.mark.parametrize("declared", [None, "no-such-charset", "utf-8"])
def test_undeclared_bytes_suggest_their_encoding(declared: str | None) -> None:
    assert decode(RUSSIAN.encode("windows-1251"), declared) == RUSSIAN


def test_escaped_encodings_need_their_declaration() -> None:
    assert decode("北部の村".encode("iso-2022-jp"), "iso-2022-jp") == "北部の村"


def test_mojibake_is_left_as_it_is() -> None:
    spoilt = FRENCH.encode().decode("windows-1252", "replace")
    assert decode(spoilt.encode()) == spoilt


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"Mill\0burns", Reason.BINARY),
        (bytes(range(1, 32)) * 9, Reason.BINARY),
        (b"\xff\xfeM", Reason.UNDECODABLE),
        ("Mill\0".encode("utf-16"), Reason.BINARY),
    ],
)
def test_what_is_no_text_is_told(body: bytes, reason: Reason) -> None:
    with pytest.raises(Undecodable) as raised:
        decode(body)
    assert raised.value.reason is reason


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "big5", "utf-7", "", "utf-16le", "rot13", "idna"]), st.booleans())
def test_any_bytes_give_text_or_the_fault(body: bytes, declared: str | None, is_html: bool) -> None:
    try:
        assert isinstance(decode(body, declared, is_html=is_html), str)
    except Undecodable as fault:
        assert str(fault)
