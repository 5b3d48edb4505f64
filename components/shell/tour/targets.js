// Finds what a tour's note explains, also inside widgets.

/**
 * Yield all elements that match a selector, also those in shadow roots, as widgets have them.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Generator<Element>}
 */
function* matching(root, selector) {
  for (const element of root.querySelectorAll("*")) {
    if (element.matches(selector)) yield element;
    if (element.shadowRoot) yield* matching(element.shadowRoot, selector);
  }
}

/**
 * Return the first visible element of the page that matches, those of the main part before others.
 * @param {string} selector
 * @param {Element} except the tour's own element
 */
export function findTarget(selector, except) {
  for (const root of [document.querySelector("[data-testid=stMain]") ?? document, document]) {
    for (const element of matching(root, selector)) {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0 && !except.contains(element)) return element;
    }
  }
  return undefined;
}
