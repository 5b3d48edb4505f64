"""Makes small copies of Streamlit's fonts: three of them are 630 kB, and a page needs 150.

Run: python -m data.make_fonts

Of the icons are kept all that any source of ours names, and all whose names occur in Streamlit's
own scripts. Of the letters are kept those of European languages in Latin script, Greek, signs,
and whatever else a lesson has. The copies bear the originals' file names, so that another version
of Streamlit goes without them until they are made again; `make lint` reports that
(checks/fonts.py).
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
TEXT_FONTS = ("SourceSansVF-*.woff2", "SourceCodeVF-*.woff2")
RANGES = (
    (0x20, 0x17F),  # Latin
    (0x391, 0x3C9),  # Greek
    (0x2000, 0x2BFF),  # signs, arrows, mathematics
)
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
# Their license keeps the name "Source" for the originals.
OWN_NAME = ("Source", "Unrolled")
NAME = re.compile(r""":material/(\w+):|[`"']([a-z0-9_]+)[`"']""")


def original() -> Path:
    """Find Streamlit's icon font."""
    (found,) = (STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
    return found


def text_fonts() -> list[Path]:
    """Find the fonts that pages are set in."""
    return sorted(file for pattern in TEXT_FONTS for file in (STATIC / "media").glob(pattern))


def characters() -> set[int]:
    """Return the code points that the copies keep, where the originals have them."""
    kept = {code for first, last in RANGES for code in range(first, last + 1)}
    return kept.union(*(map(ord, file.read_text("utf-8")) for file in ROOT.glob("lessons/*/*.md")))


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


def copy_icons() -> None:
    """Write the copy of the icon font."""
    font = TTFont(original())
    wanted = ours() | streamlits()
    kept = {glyph for name, glyph in icons(font).items() if name in wanted}
    options = subset.Options(layout_features=["*"], layout_closure=False, flavor="woff2")
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=kept, text="abcdefghijklmnopqrstuvwxyz0123456789_ ")
    cutter.subset(font)
    font.save(HERE / original().name)


def copy_text_font(file: Path) -> None:
    """Write the copy of a font that pages are set in.

    Args:
        file: the original.
    """
    font = TTFont(file)
    options = subset.Options(flavor="woff2", layout_features=FEATURES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    for record in font["name"].names:
        record.string = record.toUnicode().replace(*OWN_NAME)
    font.save(HERE / file.name)


def main() -> None:
    """Write the copies."""
    HERE.mkdir(exist_ok=True)
    for old in HERE.glob("*.woff2"):
        old.unlink()
    copy_icons()
    for file in text_fonts():
        copy_text_font(file)
    for copy in sorted(HERE.glob("*.woff2")):
        print(f"{copy.name}: {copy.stat().st_size} bytes")


if __name__ == "__main__":
    main()
