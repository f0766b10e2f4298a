"""Document → Reading: passages with who is named, who speaks, what happened, when, and how many."""

from zenobia.read.reader import Read

__all__ = ["Read"]
