// The server names a language by the link and the browser; the learner may have chosen another since.

import { translated } from "./streamlit_words.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const HOLDERS = ["stFileUploader", "stCameraInput", "stMainMenuPopover"]
  .map((name) => `[data-testid="${name}"]`)
  .join();
/** @type {MutationObserver | undefined} */
let changes;

/** @param {Widget<Payload>} widget */
export default function ({ data }) {
  if (document.documentElement.lang !== data.language) {
    document.documentElement.lang = data.language;
  }
  changes?.disconnect();
  changes = new MutationObserver(() => translateAll(data));
  changes.observe(document.body, { childList: true, characterData: true, subtree: true });
  translateAll(data);
}

/** @param {Payload} data */
function translateAll({ original, words }) {
  for (const holder of document.querySelectorAll(HOLDERS)) {
    const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = /** @type {Text} */ (texts.currentNode);
      const text = translated(node.data, original, words);
      if (text !== node.data) node.data = text;
    }
  }
}
