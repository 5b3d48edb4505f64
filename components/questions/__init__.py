"""Questions the learner answers before the outcome is shown."""
