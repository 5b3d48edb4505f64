"""The app around the pages: entry script, link, presenter, tour, share, the tab's storage."""
