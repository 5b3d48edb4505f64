"""The table of contents, a page's footer, links between pages, progress."""
