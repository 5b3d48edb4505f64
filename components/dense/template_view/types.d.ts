// What the parts of this widget share.

import type { FindPart, Root, Theme } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  source: string; // of the numbers
  values: number[];
  weights: number[];
  selected: number; // index of the weight that the slider moves
}

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  state: State;
  part: FindPart;
  root: Root;
  theme: Theme;
}
