// What the parts of this widget share.

import type { Mount, Theme } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

/** What outlives a change of the data. */
export interface State {
  source: string; // of the numbers
  values: number[];
  weights: number[];
  selected: number; // index of the weight that the slider moves
}

export interface View extends Mount<Payload, State> {
  theme: Theme;
}
