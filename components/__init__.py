"""Everything on screen: what shows the traces, and what brings the learner's events back."""
