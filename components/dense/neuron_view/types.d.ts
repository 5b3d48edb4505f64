// What the parts of this widget share.

import type { FindPart, Root, SetValue, Theme } from "../../ui/js/widget.d.ts";
import type { Edit } from "../live/shared_layer.js";
import type { Anchor } from "./anchor.js";
import type { CurveLayout } from "./curve.js";
import type { Numbers, Payload } from "./payload.d.ts";
import type { Steps } from "./steps.js";
import type { Writing } from "./writing.js";

export type Order = "vector" | "size";
export type Name = "inputs" | "weights" | "products";
export type ColorOf = (index: number) => number[];

/** A weight that is dragged in its picture. */
export interface Drag {
  index: number;
  x: number; // of the pointer at its start
  value: number; // of the weight at its start
  moved: boolean;
}

/** What outlives a change of the data. */
export interface State {
  neuron?: string; // which one the edits are of
  edits: Map<number, Edit>; // not answered by Python; one not sent yet has an endless serial
  serial: number;
  order: Order;
  mode: Payload["mode"];
  source: string; // what the steps are of; another one starts again
  position: number; // the step: 0 nothing yet, 1…n the products, then what follows
  last: number; // step
  reported: number; // the step that Python knows
  selected?: number; // the number that is edited; the bias comes after all weights
  pointed?: number; // the value under the pointer
  fromTable?: boolean; // whether it is pointed at in the table
  drag?: Drag;
  anchor?: Anchor; // of the editor
  rest?: ReturnType<typeof setTimeout>;
  onRest?: () => void;
  shown?: number; // step
  width?: number; // of a picture
  wroteAt?: number; // when the words were written
  known?: number; // products in their picture
  first: number; // of the table's rows
  layers: { [name in Name]?: HTMLCanvasElement }; // the pictures, one dot a value
  scaleKey?: string; // what the scale was written for
  curveKey?: string; // what the curve was drawn for
  curveLayer?: HTMLCanvasElement;
  curveLayout?: CurveLayout;
  exercise?: string | null; // the one that is built
  answers: Record<string, Record<string, string>>; // typed, by exercise and blank
  blank?: string; // that was entered last
  ledFrom?: string; // the blank whose right answer led on already
  playing?: boolean;
  frame?: number;
  observer?: ResizeObserver | null;
  draw?: () => void;
}

/** One mount of the widget with one set of data. */
export interface View {
  sent: Payload; // by Python
  data: Payload; // the same with what Python has not answered yet
  state: State;
  part: FindPart;
  root: Root;
  send: SetValue;
  write: Writing;
  count: number; // of inputs
  line: number; // values of one row of the picture
  pace: number; // terms a second
  theme: Theme;
  numbers: Numbers;
  steps: Steps;
  colors: Record<Name, ColorOf>;
  termOf: (index: number) => number; // the first is 0
  current: () => number; // the index that the step is about
  go: (position: number) => void;
  repaint: () => void;
  edit: (index: number, text?: string) => void; // in the field
  edited: () => void;
  point: (index: number | undefined, fromTable?: boolean) => void;
}
