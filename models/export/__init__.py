"""Files that a learner takes away: weights, curves, scripts, notebooks."""
