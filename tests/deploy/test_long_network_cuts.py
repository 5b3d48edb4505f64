"""Cuts of the network by the patience of a real server: minutes, hence ``make test-slow``.

The longest begins before the others and goes on while they are tried.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Server, serve
from tests.deploy.cut_off import HOW, FarPage, far_page

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
SHORT_CUT, LONG_CUT = 30, 200  # seconds; a lease lasts 90


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def long_cut(browser: Browser, server: Server) -> Iterator[FarPage]:
    with far_page(browser, server) as far:
        far.cut("pull")
        yield far


@pytest.fixture(scope="module")
def far(browser: Browser, server: Server, long_cut: FarPage) -> Iterator[FarPage]:
    with far_page(browser, server) as far:
        yield far


@pytest.mark.parametrize("how", HOW)
def test_half_a_minute_costs_nothing(far, how):
    far.cut(how)
    far.mend(SHORT_CUT)
    far.lost_nothing()


def test_after_200_seconds_the_page_reports_that_the_run_was_stopped_and_another_can_start(
    long_cut,
):
    long_cut.mend(LONG_CUT)
    long_cut.reports_the_end_and_another_can_start()
