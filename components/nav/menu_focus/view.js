// The menu stands at the end of the document, far from its button: where it opens, the focus goes
// to its first link, and back to the button where it closes.

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ parentElement }) {
  const menu = parentElement.host.closest(".st-key-menu");
  const button = document.activeElement;
  const link = menu?.querySelector("a[href]");
  if (link instanceof HTMLElement) link.focus({ preventScroll: true });
  return () => {
    const isLost = document.activeElement === document.body;
    if (isLost && button instanceof HTMLElement && button.isConnected) button.focus();
  };
}
