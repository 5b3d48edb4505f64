"""Data behind exercises: flashcards, runnable scripts, experiments, transforms."""
