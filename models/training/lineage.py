"""Lineage: how a branched run came to its config."""

Way = tuple[tuple[dict, int], ...]
"""For each config before the present one: its settings, and the step it was left at."""
