// What the parts of this widget share.

import type { Mount } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  key?: string; // the program and what became of it
  shown: "program" | "output"; // where only one has room
  observer?: ResizeObserver | null;
  draw?: () => void;
}

export type View = Mount<Payload, State>;
