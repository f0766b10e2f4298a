"""The room from bytes to text: decode, extract, normalise, date, name the language."""

from zenobia.clean.documents import Clean

__all__ = ["Clean"]
