"""Events to incidents: which claims are about one happening, who speaks, and where they contradict one another."""

from zenobia.reconcile.linker import Change, Linker, Report, Settled
from zenobia.reconcile.origins import Voice
from zenobia.reconcile.settle import NAME, VERSION, by_document, settle
from zenobia.reconcile.wires import credited, voice_of_report

__all__ = [
    "NAME",
    "VERSION",
    "Change",
    "Linker",
    "Report",
    "Settled",
    "Voice",
    "by_document",
    "credited",
    "settle",
    "voice_of_report",
]
