"""The lesson on a machine without any network: run it inside a network namespace of its own.

``unshare --net python -m tests.deploy.offline`` opens every page there, starts the real server,
draws, trains and has a program run in a real Chromium, and ends with 0 if nothing was missed.
That no page lets a browser ask for anything outside is seen by every browser test
(``watched`` in tests/browser/conftest.py).
"""

import errno
import socket
import struct
import sys

from tests.browser.opening import open_browser, open_context
from tests.browser.server import serve
from tests.deploy.walk_pages import ALL, walk
from tests.pages.visit import errors, turned, visit

ELSEWHERE = ("192.0.2.1", 443)  # nobody's address, by RFC 5737
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP


def bring_up_loopback() -> None:
    """Let this machine speak to itself: in a new namespace not even that works."""
    import fcntl

    with socket.socket() as any_socket:
        name = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(any_socket, GET_FLAGS, name))[1]
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh22x", b"lo", flags | UP))


def is_cut_off() -> bool:
    """Whether there is no way out at all."""
    with socket.socket() as knock:
        return knock.connect_ex(ELSEWHERE) == errno.ENETUNREACH


def open_every_page() -> int:
    """Open the pages one after another as their server does; give their number."""
    learner = visit()
    for name in ALL:
        assert errors(turned(learner, name)) == [], name
    assert "tensorflow" not in sys.modules, "a page brought TensorFlow into the web process"
    return len(ALL)


def main() -> int:
    """Go through the lesson; 2 where there is a network after all."""
    bring_up_loopback()
    if not is_cut_off():
        print("there is a network here", file=sys.stderr)
        return 2
    print(open_every_page(), "pages")
    with serve(UNROLLED_WORKERS="1") as server, open_browser() as browser:
        walk(open_context(browser, base_url=server.url).new_page(), ["home", "draw"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
