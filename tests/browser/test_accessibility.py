"""Nobody is shut out: axe-core looks at every page, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from components.ui.lesson_text import COMMON
from tests.browser.pages import choose, draw_seven, part, press, settle, visit
from tests.browser.test_gradient_view import answer_all
from tests.browser.test_whole_lesson import TITLES
from tests.browser.test_workbench import opened

# What axe finds in Streamlit itself, by rule and by the element it finds it in.
STREAMLITS_OWN = {
    "empty-table-header": ('role="columnheader"', 'class="blank'),  # above a data frame's index
    "listitem": ("st-emotion-cache",),
    "presentation-role-conflict": ("stFileUploaderDropzone", "stIconMaterial"),
    "scrollable-region-focusable": ("stMain", "stDataFrame", "katex"),
    "svg-img-alt": ("main-svg",),
}

OF_COLORS = ["color-contrast", "link-in-text-block"]  # the only rules that ask for colors
AT_REST = """() => document.getAnimations().every(each => each.playState !== "running"
  || each.effect?.getComputedTiming().iterations === Infinity)"""
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 22, 29)"}


def prepare(page: Page, address: str) -> None:
    """Bring a page to where it shows most."""
    # A tenth of the images shows as much: all of them would cost 15 processor seconds.
    visit(page, "train?epochs=1&images=6000" if address == "train" else address)
    if address in ("draw", "network"):
        draw_seven(page)
        settle(page)
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
        page.get_by_text("only the CNN").click()
        settle(page)
        press(page, COMMON.label("keep answer"))
        expect(page.get_by_text("What follows from the stored run")).to_be_visible()
    if address == "train":
        page.get_by_role("button", name="Train", exact=True).click()
        expect(page.get_by_text("This network is yours now")).to_be_visible(timeout=120_000)
        page.get_by_role("button", name="Branch from here").click()
        part(page, "confusion").locator("td").nth(35).click()
        expect(page.get_by_text("are predicted as")).to_be_visible()


def ours(violation: dict, node: dict) -> bool:
    where = f"{node['target']} {node['html']}"
    return not any(mark in where for mark in STREAMLITS_OWN.get(violation["id"], ()))


def mistakes(page: Page, within: str | None = None, rules: list[str] | None = None) -> list[str]:
    """What axe finds that is ours, on the whole page or within a selector, by all or some rules."""
    options = {"resultTypes": ["violations"]} | (
        {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    )
    return [
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in Axe().run(page, within, options).response["violations"]
        for node in violation["nodes"]
        if ours(violation, node)
    ]


def lasting_mistakes(
    page: Page, within: str | None = None, rules: list[str] | None = None
) -> list[str]:
    """What axe still finds once the page has come to rest."""
    settle(page)  # what is not there yet cannot be found fault with
    page.wait_for_function(AT_REST)
    found = mistakes(page, within, rules)
    for _ in range(4):  # on a busy machine a widget or the theme may come a moment after the page
        if found:
            page.wait_for_timeout(2000)
            found = mistakes(page, within, rules)
    return found


def pages_of_the_lesson() -> list:
    """Every address; with a trainer those that are shown with what it answers."""
    return [
        pytest.param(name, marks=[pytest.mark.trains] if name in ("train", "build") else [])
        for name in ("", *(entry.name for entry in CONTENTS[1:]))
    ]


FIRST, LATER = pages_of_the_lesson()[:8], pages_of_the_lesson()[8:]  # files run side by side


@pytest.mark.parametrize("address", FIRST)
def test_every_address_has_its_title_and_axe_finds_nothing_of_ours(
    page: Page, address: str
) -> None:
    is_accessible(page, address)


def is_accessible(page: Page, address: str) -> None:
    """Look at a page in both themes, where it shows most."""
    page.set_viewport_size({"width": 1280, "height": 900})
    prepare(page, address)
    page.mouse.move(0, 0)  # what lies under it looks different
    settle(page)
    expect(page.locator("h1")).to_have_text(TITLES[address])
    expect(page.get_by_test_id("stException")).to_have_count(0)
    for theme, ground in GROUNDS.items():
        page.emulate_media(color_scheme=theme)  # as the system changes it, in the middle of a page
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        # The dark page is the same but for its colors.
        found = lasting_mistakes(page, rules=None if theme == "light" else OF_COLORS)
        assert not found, "\n".join([theme, *found])


CONTROLS = {
    "train": [
        '[data-testid="stBaseButton-primary"]',
        '[role="radio"][aria-checked="true"]',
        '[role="radio"][aria-checked="false"]',
        "summary",
    ],
    "flatten?scene=1": [
        ".st-key-answers button",
        '[data-testid="stBaseButton-tertiary"]',
        "[data-part=next]",
        ".st-key-top_bar a",
    ],
}
"""A control of each kind on a page, by its selector."""
IS_IN_PAGE = "selector => document.querySelector(selector) !== null"


@pytest.mark.parametrize("address", CONTROLS)
def test_controls_can_be_read_under_the_pointer_and_with_the_focus_in_both_themes(
    page: Page, address: str
) -> None:
    visit(page, address)
    found = []
    for theme in GROUNDS:
        page.emulate_media(color_scheme=theme)
        for control in CONTROLS[address]:
            # Its kind alone: the rest of the page is as it was in the test above. In a widget's
            # shadow a selector finds nothing, and axe looks at the whole page.
            within = control if page.evaluate(IS_IN_PAGE, control) else None
            shown = page.locator(control).locator("visible=true").first
            for reach in (shown.hover, shown.focus):
                reach()
                page.wait_for_function(AT_REST)
                found += [(theme, control, each) for each in mistakes(page, within, OF_COLORS)]
            page.mouse.move(0, 0)
    assert not found, "\n".join(map(str, found))
