"""The small copies of Streamlit's fonts have every icon and letter that a page may show."""

from collections.abc import Iterator

from fontTools.ttLib import TTFont

from checks.rules import rule, unless
from data.make_fonts import HERE, characters, icons, original, ours, streamlits, text_fonts

REMEDY = "run python -m data.make_fonts"


@rule
def icon_font() -> Iterator[str]:
    """The copy of the icon font has all our icons and all that Streamlit may show, and is small."""
    copy = HERE / original().name
    if not copy.exists():
        yield f"{copy.name} is not in data/fonts: {REMEDY}"
        return
    whole, kept = icons(TTFont(original())), icons(TTFont(copy))
    for name in sorted(ours() - whole.keys()):
        yield f"{name} is no icon of Streamlit's"
    for name in sorted((ours() | streamlits()) & whole.keys() - kept.keys()):
        yield f"{name} is not in the copy: {REMEDY}"
    small = copy.stat().st_size < original().stat().st_size / 5
    yield from unless(small, f"the copy has {copy.stat().st_size} bytes")


@rule
def icons_as_drawn() -> Iterator[str]:
    """Every icon of ours is as wide in the copy as in the original."""
    fonts = TTFont(original()), TTFont(HERE / original().name)
    named = [icons(font) for font in fonts]
    for name in sorted(ours()):
        whole, kept = (font["hmtx"][names[name]] for font, names in zip(fonts, named, strict=True))
        yield from unless(whole == kept, f"{name}: {REMEDY}")


@rule
def text_fonts_complete() -> Iterator[str]:
    """The copies of the text fonts have every letter of a lesson that the originals have."""
    for file in text_fonts():
        copy = HERE / file.name
        if not copy.exists():
            yield f"{copy.name} is not in data/fonts: {REMEDY}"
            continue
        whole, kept = (TTFont(font).getBestCmap().keys() for font in (file, copy))
        lost = sorted(map(chr, (whole & characters()) - kept))
        yield from unless(not lost, f"{copy.name} lacks {lost}: {REMEDY}")
