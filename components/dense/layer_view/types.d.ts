// What the parts of this widget share.

import type { FindPart, Root, SetValue, Theme } from "../../ui/js/widget.d.ts";
import type { HeatLayout } from "./heat_map.js";
import type { Layer, LayerNumbers } from "./layer.js";
import type { Layout } from "./layout.js";
import type { CellEdits } from "./live.js";
import type { Payload } from "./payload.d.ts";

export type Signs = "all" | "above" | "below";

/** What is lit: an input, a unit, the edge between both, or nothing. */
export interface Target {
  input?: number;
  unit?: number;
}

/** What outlives a change of the data. */
export interface State {
  numbers?: LayerNumbers; // which arrive once a layer
  edits: CellEdits; // of neurons, not answered by Python yet
  editsOf?: string; // the layer they are of
  chosen: Target; // what stays lit
  lit: Target; // what is lit just now
  lastUnit?: number; // where the keyboard left each side
  lastInput?: number;
  scene?: number | null; // the unit that the scene lit
  edgesKey?: string | null; // what the edges were drawn for
  frame?: number; // in which the next slice of edges is drawn
  still?: HTMLCanvasElement; // the picture with nothing lit
  heat?: HTMLCanvasElement; // the matrix with nothing lit
  dots?: HTMLCanvasElement; // its weights, one dot each
  dotsKey?: string; // what the dots were painted for
  heatLayout?: HeatLayout;
  resting?: ReturnType<typeof setTimeout>;
  observer?: ResizeObserver | null;
  draw?: () => void;
}

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  sent: Layer; // by Python
  layer: Layer; // the same with what Python has not answered yet
  state: State;
  part: FindPart;
  root: Root;
  send: SetValue;
  theme: Theme;
  layout: Layout;
}
