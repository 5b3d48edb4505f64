"""The network between a learner and the server is cut for a moment, and for longer than a lease.

Either every connection breaks, or all is silence and neither end is told, as when a wire is
pulled. The server's patience is shorter here than it is for learners; `test_long_network_cuts`
has what it is for them.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Server, impatient, serve
from tests.deploy.cut_off import HOW, FarPage, far_page

pytestmark = pytest.mark.cluster
# Seconds. The long one ends before a pulled wire's websocket is given up (its pings go unanswered
# for 20 seconds or more): a press that crosses the end of a websocket is lost.
SHORT_CUT, LEASE, LONG_CUT = 3, 12, 18


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(
        command=impatient(LEASE), STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(LEASE)
    ) as server:
        yield server


@pytest.fixture(scope="module")
def far(browser: Browser, server: Server) -> Iterator[dict[str, FarPage]]:
    """A page for each way to cut it off."""
    with ExitStack() as opened:
        yield {how: opened.enter_context(far_page(browser, server)) for how in HOW}


@pytest.fixture(scope="module")
def long_cut(far: dict[str, FarPage]) -> None:
    """Cut both off: one is cut off for as long as the other."""
    for how, page in far.items():
        page.cut(how)


@pytest.mark.parametrize("how", HOW)
def test_a_short_cut_costs_nothing(far, how):
    far[how].cut(how)
    far[how].mend(SHORT_CUT)
    far[how].lost_nothing()


@pytest.mark.parametrize("how", HOW)
def test_after_a_cut_longer_than_the_server_waits_the_page_tells_so(far, long_cut, how):
    far[how].mend(LONG_CUT)
    far[how].reports_the_end_and_another_can_start()
