// A browser's translation puts <font> elements where React's own texts were. React would write on
// into texts that nobody sees any more, and give the whole page up once it is to take one out.
{
  /** @type {WeakMap<Node, any>} */
  const standIns = new WeakMap(); // what stands where a text was
  const { removeChild, insertBefore } = Node.prototype;

  /**
   * Return what shows a node in its parent: itself, what stands in for it, or what is around it.
   * @param {Node} parent
   * @param {Node} node
   * @returns {ChildNode | null}
   */
  const shown = (parent, node) => {
    let found = (!node.isConnected && standIns.get(node)) || node;
    while (found && found.parentNode !== parent) found = found.parentNode;
    return found;
  };
  /** @type {typeof removeChild} */
  Node.prototype.removeChild = function (node) {
    if (node.parentNode === this) return /** @type {any} */ (removeChild.call(this, node));
    shown(this, node)?.remove();
    return node;
  };
  /** @type {typeof insertBefore} */
  Node.prototype.insertBefore = function (node, before) {
    const place = before && shown(this, before);
    return /** @type {any} */ (insertBefore.call(this, node, place));
  };

  // Numbers that change are not for translation at all; the widgets say so themselves.
  const NUMBERS = [
    "stMetricValue",
    "stMetricDelta",
    "stTable",
    "stDataFrame",
    "stCode",
    "stSliderThumbValue",
  ]
    .map((name) => `[data-testid="${name}"]`)
    .concat("code", ".katex")
    .join();
  /** @param {Element} element */
  const keep = (element) => {
    const inside = element.querySelectorAll(NUMBERS);
    for (const each of element.matches(NUMBERS) ? [element, ...inside] : inside) {
      /** @type {HTMLElement} */ (each).translate = false;
    }
  };

  // A text that changes takes its place again, and is translated anew.
  const changes = new MutationObserver((records) => {
    for (const { target } of records) {
      const standIn = standIns.get(target);
      if (!target.isConnected && standIn?.isConnected) standIn.replaceWith(target);
    }
  });
  const comings = new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      for (const node of addedNodes) if (node instanceof Element) keep(node);
      const beside = [...addedNodes, previousSibling, nextSibling].find(
        (node) => node?.nodeName === "FONT",
      );
      for (const node of beside ? removedNodes : []) {
        if (node.nodeType !== Node.TEXT_NODE || node.isConnected) continue;
        standIns.set(node, beside);
        changes.observe(node, { characterData: true });
      }
    }
  });
  comings.observe(document, { childList: true, subtree: true });
}
