"""Events to incidents: which claims are about one happening, who speaks, and where they contradict one another."""

from zenobia.reconcile.settle import NAME, VERSION, Settled, settle

__all__ = ["NAME", "VERSION", "Settled", "settle"]
