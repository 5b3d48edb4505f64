"""The scenes of the lessons after *One training step*, as test_scenes.py has those before."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_scenes import LATER, stands_whole


@pytest.mark.parametrize("lesson", LATER)
def test_every_scene_stands_whole_on_every_screen(page: Page, lesson: str) -> None:
    stands_whole(page, lesson)
