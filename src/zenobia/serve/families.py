"""Types of incidents in seven families: what a map can show by colour. The type itself is always written beside it."""

from __future__ import annotations

FAMILIES: dict[str, tuple[str, ...]] = {
    "fighting": ("battle", "armed_attack", "attack_repelled"),
    "fire": ("air_strike", "shelling", "bombing", "drone_strike", "chemical_attack", "shootdown"),
    "ground": ("territory_gained", "withdrawal", "siege", "movement"),
    "persons": ("execution", "abduction", "arrest", "sexual_violence"),
    "property": ("looting_destruction",),
    "civil": ("agreement", "protest", "displacement", "aid_blocked_or_delivered"),
}
OTHER = "other"
_OF = {name: family for family, names in FAMILIES.items() for name in names}


def family_of(type_: str | None) -> str:
    """Give a type's family; what has none is `other`."""
    return _OF.get(type_ or "", OTHER)
