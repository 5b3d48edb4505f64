"""The small copy of Streamlit's icon font has every icon that a page may show."""

from fontTools.ttLib import TTFont

from data.icons import HERE, icons, original, ours, streamlits
from server.icons import PLACE, Icons
from tests.server.test_shell import answer, says

COPY = HERE / original().name


def test_the_copy_has_all_our_icons_and_all_that_streamlit_may_show():
    whole, kept = (icons(TTFont(file)) for file in (original(), COPY))
    assert ours() <= whole.keys()
    assert {name for name in ours() | streamlits() if name in whole} <= kept.keys()
    assert COPY.stat().st_size < original().stat().st_size / 5


def test_the_copy_is_handed_out_in_the_originals_place_and_once_only():
    app = Icons(says(b"another", b"text/plain"))
    path = PLACE + original().name
    status, headers, body = answer(app, path=path)
    assert (status, body) == (200, COPY.read_bytes())
    assert headers[b"content-type"] == b"font/woff2"
    tag = headers[b"etag"].decode()
    assert answer(app, path=path, if_none_match=tag)[::2] == (304, b"")
    assert answer(app, path="/static/media/other.woff2")[2] == b"another"


def test_every_icon_of_ours_is_drawn_as_in_the_original():
    fonts = TTFont(original()), TTFont(COPY)
    named = [icons(font) for font in fonts]
    for name in ours():
        whole, kept = (font["hmtx"][names[name]] for font, names in zip(fonts, named, strict=True))
        assert whole == kept
