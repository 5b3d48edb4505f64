"""Scenes: a lesson told one screen, one idea at a time."""
