"""A browser that translates a page replaces its texts by nodes of its own; the page lives on."""

from playwright.sync_api import Page, expect

from tests.browser.pages import choose, draw_seven, metric, open_menu, settle, visit

# What Chrome's own translation does: each text is replaced by <font> elements with another text,
# also what comes later, but nothing under translate="no".
TRANSLATE = """
() => {
  const wrap = (name, inside) => {
    const font = document.createElement("font");
    font.style.verticalAlign = "inherit";
    font.append(inside);
    return font;
  };
  const isFree = text => text.data.trim() && !text.parentElement.closest(
    'font, style, script, svg, [translate="no"], .notranslate');
  const translate = root => {
    const texts = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts.filter(isFree)) {
      text.replaceWith(wrap("font", wrap("font", `«${text.data}»`)));
    }
  };
  translate(document.body);
  window.translator = new MutationObserver(records => {
    for (const { addedNodes, target } of records) {
      for (const node of addedNodes) if (node.isConnected) translate(node.parentNode);
      if (target.nodeType === Node.TEXT_NODE && target.isConnected) translate(target.parentNode);
    }
  });
  translator.observe(document.body, { childList: true, subtree: true, characterData: true });
}
"""


def test_a_translated_page_stays_live_and_can_be_turned(page: Page) -> None:
    visit(page, "draw")
    page.evaluate(TRANSLATE)
    expect(page.locator("h1")).to_have_text("«An image is numbers»")
    draw_seven(page)
    settle(page)
    # The sentence has changed and is translated anew, and the numbers are as they were.
    expect(page.get_by_text("«The same image as numbers»")).to_be_visible()
    expect(page.get_by_text("drawn by you")).to_be_visible()
    expect(page.get_by_text("nothing drawn yet")).to_have_count(0)
    expect(metric(page, "«range»")).to_have_text("0 to 1")
    choose(page, "Color", "«RGB»")
    expect(metric(page, "«shape»")).to_have_text("(28, 28, 3)")
    for title in (
        "«4 · Network»",
        "«0 · The puzzle»",
        "«Weights»",
        "«1 · An image is numbers»",
    ):
        open_menu(page).get_by_role("link", name=title).click()
        settle(page)
    expect(page.locator("h1")).to_have_text("«An image is numbers»")
    expect(page.get_by_text("NotFoundError")).to_have_count(0)
