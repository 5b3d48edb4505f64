// What the parts of this widget share.

import type { FindPart, Root } from "../../ui/js/widget.d.ts";
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

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  state: State;
  part: FindPart;
  root: Root;
}
