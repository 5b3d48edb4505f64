// What the parts of this widget share.

import type { FindPart, Root, Theme } from "../../ui/js/widget.d.ts";
import type { Plane } from "../plot/plane.js";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  weighted: number; // the weighted sum
  bias: number;
  plane?: Plane;
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
