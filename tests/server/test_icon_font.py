"""The small copy of Streamlit's icon font is served in place of the original."""

from data.icons import HERE, original
from server.icon_font import MEDIA_PATH, IconFont
from tests.server.test_shell import answer, says

COPY = HERE / original().name


def test_the_copy_is_handed_out_in_the_originals_place_and_once_only():
    app = IconFont(says(b"another", b"text/plain"))
    path = MEDIA_PATH + original().name
    status, headers, body = answer(app, path=path)
    assert (status, body) == (200, COPY.read_bytes())
    assert headers[b"content-type"] == b"font/woff2"
    tag = headers[b"etag"].decode()
    assert answer(app, path=path, if_none_match=tag)[::2] == (304, b"")
    assert answer(app, path="/static/media/other.woff2")[2] == b"another"
