// What the parts of this widget share.

import type { Mount } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  hidden: { kernel: number[]; bias: number[] };
  output: { kernel: number[]; bias: number[] };
  activation: "linear" | "relu";
  bend: number; // how far the switch has moved to ReLU, 0 to 1
  frame?: number;
  observer?: ResizeObserver | null;
  draw?: () => void;
}

export type View = Mount<Payload, State>;
