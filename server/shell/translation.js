// A browser's translation puts <font> elements where React's own texts were. React would write on
// into texts that nobody sees any more, and give the whole page up once it is to take one out.
{
  const standIns = new WeakMap(); // what stands where a text was
  const { removeChild, insertBefore } = Node.prototype;

  // What shows a node in its parent: itself, what stands in for it, or what is wrapped around it.
  const shown = (parent, node) => {
    let found = !node.isConnected && standIns.has(node) ? standIns.get(node) : node;
    while (found && found.parentNode !== parent) found = found.parentNode;
    return found;
  };
  Node.prototype.removeChild = function (node) {
    if (node.parentNode === this) return removeChild.call(this, node);
    shown(this, node)?.remove();
    return node;
  };
  Node.prototype.insertBefore = function (node, before) {
    return insertBefore.call(this, node, before && shown(this, before));
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
  const keep = (element) => {
    if (element.matches(NUMBERS)) element.translate = false;
    for (const each of element.querySelectorAll(NUMBERS)) each.translate = false;
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
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) keep(node);
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
