// Written by `make format` from Python's TypedDict.

import type { BrowserNetwork } from "../../ui/js/browser_network.d.ts";

/** The prediction in a sentence, and what the browser needs to write the next one itself. */
export interface Payload {
  text: string;
  classes: string[];
  network: BrowserNetwork | null;
  words: Record<string, string>;
}
