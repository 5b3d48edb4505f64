"""Keras programs on a page, edited by the learner and really run."""
