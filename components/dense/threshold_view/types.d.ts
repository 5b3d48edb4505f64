// What the parts of this widget share.

import type { Mount } from "../../ui/js/widget.d.ts";
import type { Plane } from "../../ui/js/plane.js";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  weighted: number; // the weighted sum
  bias: number;
  plane?: Plane;
  observer?: ResizeObserver | null;
  draw?: () => void;
}

export type View = Mount<Payload, State>;
