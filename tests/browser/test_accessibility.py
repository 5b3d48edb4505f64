"""Nobody is shut out: axe-core looks at every page, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from tests.browser.pages import choose, draw_seven, part, press, settle, visit
from tests.browser.test_gradient_view import answer_all
from tests.browser.test_workbench import opened

# What axe finds in Streamlit itself, by rule and by the element it finds it in.
STREAMLITS_OWN = {
    "empty-table-header": ('role="columnheader"', 'class="blank'),  # above a data frame's index
    "list": ("stSidebarNavItems",),  # a menu in groups
    "listitem": ("st-emotion-cache",),
    "presentation-role-conflict": ("stFileUploaderDropzone", "stIconMaterial"),
    "scrollable-region-focusable": ("stMain", "stSidebarContent", "stDataFrame", "katex"),
    "svg-img-alt": ("main-svg",),
}

GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 22, 29)"}


def prepare(page: Page, address: str) -> None:
    """Bring a page to where it shows most."""
    visit(page, address)
    if address in ("draw", "network"):
        draw_seven(page)
        page.wait_for_timeout(500)
    if address == "dense":
        choose(page, "Weights", "by hand")
    if address == "network":
        choose(page, "Stage", "logits and softmax")
    if address == "backprop":
        page.get_by_role("radio", name="B", exact=True).click()
        settle(page)
        answer_all(page)
        expect(part(page, "stage")).to_be_visible()
    if address == "build":
        opened(page)
        part(page, "rows").get_by_label("one image").select_option("28x28")
        part(page, "kind").select_option("Conv2D")
        press(page, "Add")
        expect(page.get_by_text("Keras stops here")).to_be_visible()
    if address == "experiments":
        page.get_by_text("the CNN alone").click()
        settle(page)
        press(page, "Keep my answer")
        expect(page.get_by_text("What follows from the stored run")).to_be_visible()
    if address == "train":
        page.get_by_label("Epochs").fill("1")
        page.get_by_label("Epochs").press("Enter")
        settle(page)
        page.get_by_role("button", name="Train", exact=True).click()
        expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=120_000)
        page.get_by_role("button", name="Branch from here").click()
        part(page, "confusion").locator("td").nth(35).click()
        expect(page.get_by_text("were read as")).to_be_visible()


def ours(violation: dict, node: dict) -> bool:
    where = f"{node['target']} {node['html']}"
    return not any(mark in where for mark in STREAMLITS_OWN.get(violation["id"], ()))


def mistakes(page: Page, within: str | None = None) -> list[str]:
    """What axe finds that is ours, on the whole page or within a selector."""
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in Axe().run(page, context=within).response["violations"]
        for node in violation["nodes"]
        if ours(violation, node)
    ]


def lasting_mistakes(page: Page) -> list[str]:
    """What axe still finds once the page has come to rest."""
    page.wait_for_timeout(1500)  # what is not there yet cannot be found fault with
    found = mistakes(page)
    for _ in range(4):  # on a busy machine a widget or the theme may come a moment after the page
        if found:
            page.wait_for_timeout(2000)
            found = mistakes(page)
    return found


@pytest.mark.parametrize("address", ["", *(entry.name for entry in CONTENTS[1:])])
def test_axe_finds_nothing_of_ours(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    prepare(page, address)
    settle(page)
    for theme, ground in GROUNDS.items():
        page.emulate_media(color_scheme=theme)  # as the system changes it, in the middle of a page
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        found = lasting_mistakes(page)
        assert not found, "\n".join([theme, *found])
