"""Notices: pages that stand alone, where Streamlit is not asked or has no room."""

from pathlib import Path

from models.languages import in_every_language

FOLDER = Path(__file__).parent
FULL, MISSING = "full", "missing"  # the class is full; an address that leads nowhere


def notice_pages(name: str) -> dict[str, str]:
    """Return a notice as a whole page, by language.

    Its title and words are ``lessons/<language>/<name>.html``; a script of its own is
    ``server/notice/<name>.js``.

    Args:
        name: `FULL`, or `MISSING`, whose page still has the gap ``[[ways]]`` for its links.
    """
    frame, file = (FOLDER / "frame.html").read_text("utf-8"), FOLDER / f"{name}.js"
    script = f"<script>\n{file.read_text('utf-8')}</script>\n" if file.exists() else ""
    pages = {}
    for language, text in in_every_language(f"{name}.html").items():
        title, _, words = text.partition("\n")
        gaps = {"language": language, "name": name, "title": title, "words": words}
        page = frame
        for gap, value in (gaps | {"script": script}).items():
            page = page.replace(f"[[{gap}]]", value)
        pages[language] = page
    return pages
