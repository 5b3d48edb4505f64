"""Lineage: how a branched run came to its config."""

Way = tuple[tuple[dict, int], ...]
"""How a run came to its plan: for each plan before it, its settings and the step it was left at."""
