"""Cuts of the network by the patience of a real server: minutes, hence ``make test-slow``.

The longest begins before the others and goes on while they are tried.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Server, serve
from tests.deploy.cut_off import (
    HOW,
    FarPage,
    cut_off,
    reports_the_end_and_another_can_start,
    stood_all_the_while_and_goes_on,
)

pytestmark = pytest.mark.slow
SHORT_CUT, LONG_CUT = 30, 200  # seconds; a lease lasts 90


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def long_cut(browser: Browser, server: Server) -> Iterator[FarPage]:
    with cut_off(browser, server, "pull") as far:
        yield far


@pytest.mark.parametrize("how", HOW)
def test_half_a_minute_costs_nothing(browser: Browser, server: Server, long_cut, how):
    with cut_off(browser, server, how) as far:
        far.mend(SHORT_CUT)
        stood_all_the_while_and_goes_on(far.page)


def test_after_200_seconds_the_page_reports_that_the_run_was_stopped_and_another_can_start(
    long_cut,
):
    long_cut.mend(LONG_CUT)
    reports_the_end_and_another_can_start(long_cut.page)
