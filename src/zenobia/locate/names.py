"""Spellings of place names: in go names as written, out come keys that are equal when the names are.

1. Case, diacritics, apostrophes, hyphens and punctuation never matter.
2. Arabic articles ("al-", "el-", "ash-") never matter, in Latin or Arabic letters, nor does a closing "h" ("Raqqah").
3. A short form with a full stop ("Miss.", "N.Y.") has a key of its own, so that "Miss" and "ny" do not find it.
4. A generic word ("city", "province", "village of") is dropped only by `bare`, because it is part of some names.

It never guesses: two spellings that need more than these rules are two names, and the gazetteer lists both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_NAME_CHARS = 120
"""Characters of the longest name that is looked up. The longest name of the gazetteer has under 90; past that it is no name."""

ARTICLES = frozenset(
    {"al", "el", "ul", "ash", "as", "at", "ath", "ad", "adh", "ar", "az", "an", "ez", "er", "ed", "es", "esh", "et"}
)
GENERIC = frozenset({
    "city", "town", "village", "hamlet", "settlement", "province", "governorate", "governate", "muhafazah", "wilayat",
    "wilaya", "district", "subdistrict", "sub-district", "raion", "rayon", "oblast", "region", "county", "state",
    "municipality", "prefecture", "department", "departments", "neighborhood", "neighbourhood", "quarter", "suburb",
    "area", "the", "of", "republic",
})  # fmt: skip

_SPECIAL = str.maketrans({
    "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e", "ŋ": "n",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ء": "", "ـ": "",
    "ё": "е", "ґ": "г",
})  # fmt: skip
_APOSTROPHES = re.compile(r"['’‘`´ʼʿʾ‛ʻʹ′ʺ\u02be\u02bf]")
_SHORT = re.compile(r"(?:[A-Z][a-z]?\.\s?){2,}|[A-Z][a-z]{1,4}\.")
_WORD = re.compile(r"[^\W_]+")


def words_of(name: str) -> list[str]:
    """Cut a name into plain lower-case words without marks."""
    plain = _APOSTROPHES.sub("", name[: MAX_NAME_CHARS * 2])
    spread = unicodedata.normalize("NFKD", plain).casefold()
    unmarked = "".join(character for character in spread if not unicodedata.combining(character))
    return _WORD.findall(unicodedata.normalize("NFC", unmarked).translate(_SPECIAL).replace(".", ""))


def _closing(word: str) -> str:
    """Drop what spellings differ in at a word's end or, in Arabic letters, at its start."""
    if len(word) > 3 and word[-2:] in {"ah", "eh"}:
        return word[:-1]
    if len(word) > 3 and word.startswith("ال"):
        return word[2:]
    return word


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Give the key of a name; "" when it holds no letter or digit, or is too long to be a name."""
    if len(name) > MAX_NAME_CHARS:
        return ""
    words = words_of(name)
    kept = [_closing(word) for word in words if word not in ARTICLES]
    return "".join(kept) or "".join(words)


def short_form(name: str) -> str:
    """Give the key of a short form that ends in a full stop; "" for all other names."""
    return name.casefold().replace(" ", "") if _SHORT.fullmatch(name) else ""


def plain(name: str) -> str:
    """Give the letters and digits of a name, articles kept: what two equal spellings share."""
    return "".join(words_of(name))


def bare(name: str) -> str:
    """Drop leading and trailing generic words: "the city of Homs", "Homs province", "Homs" give one name."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in GENERIC:
        words.pop()
    while len(words) > 1 and words[0].casefold() in GENERIC:
        words.pop(0)
    return " ".join(words)
