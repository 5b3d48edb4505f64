"""The small copies of Streamlit's fonts are served in place of the originals."""

from pathlib import Path

import pytest

from data.make_fonts import HERE, original, text_fonts
from server.fonts import MEDIA_PATH, SmallFonts
from tests.server.test_shell import answer, says


@pytest.mark.parametrize("font", [original(), *text_fonts()], ids=lambda font: font.name)
def test_the_copy_is_sent_in_place_of_the_original_and_once_only(font: Path):
    app = SmallFonts(says(b"another", b"text/plain"))
    path = MEDIA_PATH + font.name
    status, headers, body = answer(app, path=path)
    assert (status, body) == (200, (HERE / font.name).read_bytes())
    assert headers[b"content-type"] == b"font/woff2"
    tag = headers[b"etag"].decode()
    assert answer(app, path=path, if_none_match=tag)[::2] == (304, b"")
    assert answer(app, path="/static/media/other.woff2")[2] == b"another"
