"""Diagnose: what two curves tell of a run, on recorded ones and on the learner's own."""
