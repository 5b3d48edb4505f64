"""Takes the README's screenshots afresh from the app as it is.

Run: python -m docs.screenshots
"""

from pathlib import Path

from tests.browser.opening import open_browser
from tests.browser.pages import stroke, visit
from tests.browser.server import serve

HERE = Path(__file__).parent
THREE = (
    (0.35, 0.25),
    (0.6, 0.2),
    (0.68, 0.35),
    (0.45, 0.48),
    (0.68, 0.6),
    (0.6, 0.78),
    (0.35, 0.75),
)


def main() -> None:
    """Draw a 3 on /network and take its picture."""
    with serve() as server, open_browser() as browser:
        context = browser.new_context(
            base_url=server.url, viewport={"width": 1440, "height": 1000}, color_scheme="light"
        )
        page = context.new_page()
        visit(page, "network")
        stroke(page, *THREE)
        page.wait_for_timeout(1500)
        page.mouse.move(0, 0)
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / "network.png")


if __name__ == "__main__":
    main()
