"""The review desk: people sign in, see what needs them, rule, and take back. Every ruling is appended; none is overwritten.

In: a signed-in person's request. Out: pages, and verdicts in the store. It never changes a claim, and never rules by itself.
"""
