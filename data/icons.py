"""Makes a small copy of Streamlit's icon font: 4,300 icons are 375 kB, and a page needs a few.

Run: python -m data.icons

Kept are all that any source of ours names, and all whose names occur in Streamlit's own scripts.
The copy bears the original's name, so that another version of Streamlit goes without it until it
is made again; `make lint` reports that (checks/icons.py).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent / "fonts"
STATIC = Path(streamlit.__file__).parent / "static" / "static"
SOURCES = ("app.py", "components/**/*.py", "pages/*.py", "lessons/**/*.md")
NAME = re.compile(r""":material/(\w+):|[`"']([a-z0-9_]+)[`"']""")


def original() -> Path:
    """Find Streamlit's icon font."""
    (found,) = (STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
    return found


def ours() -> set[str]:
    """Name the icons that our own sources name."""
    files = (file for pattern in SOURCES for file in ROOT.glob(pattern))
    texts = (file.read_text("utf-8") for file in files)
    return {name for text in texts for name in re.findall(r":material/(\w+):", text)}


def streamlits() -> set[str]:
    """Name whatever may be an icon in Streamlit's scripts."""
    texts = (file.read_text("utf-8") for file in (STATIC / "js").glob("*.js"))
    return {one or other for text in texts for one, other in NAME.findall(text)}


def icons(font: TTFont) -> dict[str, str]:
    """Say which glyph of a font each icon's name becomes."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters[glyph] for glyph in spelled): drawn
        for spelled, drawn in _ligatures(font)
        if letters.keys() >= set(spelled)
    }


def _ligatures(font: TTFont) -> Iterator[tuple[list[str], str]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            subtable = getattr(table, "ExtSubTable", table)
            for first, group in getattr(subtable, "ligatures", {}).items():
                for each in group:
                    yield [first, *each.Component], each.LigGlyph


def main() -> None:
    """Write the copy."""
    font = TTFont(original())
    wanted = ours() | streamlits()
    kept = {glyph for name, glyph in icons(font).items() if name in wanted}
    options = subset.Options(layout_features=["*"], layout_closure=False, flavor="woff2")
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=kept, text="abcdefghijklmnopqrstuvwxyz0123456789_ ")
    cutter.subset(font)
    HERE.mkdir(exist_ok=True)
    for old in HERE.glob("*.woff2"):
        old.unlink()
    font.save(HERE / original().name)
    print(f"{len(kept)} icons, {(HERE / original().name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
