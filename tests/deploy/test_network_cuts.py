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
from tests.deploy.cut_off import (
    HOW,
    FarPage,
    cut_off,
    reports_the_end_and_another_can_start,
    stood_all_the_while_and_goes_on,
)

SHORT_CUT, LEASE, LONG_CUT = 3, 12, 20  # seconds


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(
        command=impatient(LEASE), STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(LEASE)
    ) as server:
        yield server


@pytest.fixture(scope="module")
def long_cut(browser: Browser, server: Server) -> Iterator[dict[str, FarPage]]:
    """Pages that are cut off, in either way, before and while the others here are."""
    with ExitStack() as opened:
        yield {how: opened.enter_context(cut_off(browser, server, how)) for how in HOW}


@pytest.mark.parametrize("how", HOW)
def test_a_short_cut_costs_nothing(browser: Browser, server: Server, long_cut, how):
    with cut_off(browser, server, how) as far:
        far.mend(SHORT_CUT)
        stood_all_the_while_and_goes_on(far.page)


@pytest.mark.parametrize("how", HOW)
def test_after_a_cut_longer_than_the_server_waits_the_page_tells_so(long_cut, how):
    far = long_cut[how]
    far.mend(LONG_CUT)
    reports_the_end_and_another_can_start(far.page)
