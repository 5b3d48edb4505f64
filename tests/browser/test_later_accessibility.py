"""The later pages of the lesson, as test_accessibility.py looks at the first."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import LATER, is_accessible


@pytest.mark.parametrize("address", LATER)
def test_every_address_has_its_title_and_axe_finds_nothing_of_ours(
    page: Page, address: str
) -> None:
    is_accessible(page, address)
