"""The small copy of Streamlit's icon font has every icon that a page may show."""

from collections.abc import Iterator

from fontTools.ttLib import TTFont

from checks.rules import rule, unless
from data.icons import HERE, icons, original, ours, streamlits

REMEDY = "run python -m data.icons"


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
