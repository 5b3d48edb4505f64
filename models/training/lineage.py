"""Lineage: the configs by which a branched run came to its own."""

Lineage = tuple[tuple[dict, int], ...]
"""For each config before the present one: its settings, and the step at which it was left."""
