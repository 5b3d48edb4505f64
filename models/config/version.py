"""Version of the lesson, for those who run it; learners are not told."""

VERSION = "1.0.0"  # as in pyproject.toml; what changed stands in CHANGELOG.md
