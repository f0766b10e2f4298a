"""What can go wrong, and whose fault it is.

    ZenobiaFault
    ├── SourceFault          the world's: becomes a Reject and the run goes on
    │   ├── Unreachable      no answer, or one we may not ask for
    │   ├── Refused          an answer we were not allowed to take (robots, address check, status)
    │   ├── Unreadable       bytes we could not make a report of
    │   └── Drift            a source changed its shape
    └── HouseFault           ours or the caller's: stops at once
        ├── BadSettings      a setting, option or file of ours does not hold
        ├── BrokenRule       a rule of the house was broken by the code
        └── StoreMismatch    a store that this version cannot open

A message names the value, the limit and the next move. Failure is never `False`, `""` or `None`.
"""

from __future__ import annotations


class ZenobiaFault(Exception):
    """The root; never raised itself."""


class SourceFault(ZenobiaFault):
    """A report, feed or page is at fault; the run goes on without it."""


class Unreachable(SourceFault):
    """No answer came, or the address is one that must not be asked."""


class Refused(SourceFault):
    """An answer came and may not be used."""


class Unreadable(SourceFault):
    """Bytes came and no report could be made of them."""


class Drift(SourceFault):
    """A source no longer has the shape it had."""


class HouseFault(ZenobiaFault):
    """We or the caller are at fault; nothing more is done."""


class BadSettings(HouseFault):
    """An option, setting, lexicon file or environment value does not hold."""


class BrokenRule(HouseFault):
    """An invariant of the house was broken."""


class StoreMismatch(HouseFault):
    """The store was made by another version, or is not a store."""
