// What the levels of this widget share.

import type { FindPart, Root, SetValue, Theme } from "../../ui/js/widget.d.ts";
import type { Cells } from "./cells.js";
import type { Names } from "./names.js";
import type { Payload, Selection, Softmax, Term } from "./payload.d.ts";

export type Level = "whole" | "evidence" | "unit" | "term";
export type Numbers = Float32Array | Float64Array;

/** The weights of the unit that is open: Python sends them once. */
export interface UnitWeights {
  id: string;
  weights: Numbers;
  outgoing: Numbers | null;
}

export interface HiddenNumbers {
  outputs: Numbers;
  units: number;
  activation: string;
}

export interface UnitNumbers {
  layer: number;
  unit: number;
  weights: Numbers;
  products: Numbers;
  products_sum: number;
  bias: number;
  sum: number;
  sum_digits: number;
  output: number;
  /** What the unit sends on, and by which weights; null for the last layer. */
  outgoing: Numbers | null;
  sent: Numbers | null;
  term: (Omit<Term, "running"> & { running: Numbers }) | null;
}

export interface EvidenceNumbers {
  one: number;
  other: number;
  requested: number[];
  /** The activation that mixes a hidden layer's neurons, so that there is no evidence, or "". */
  mixing: string;
  pixels: Numbers;
  counts: number[];
  favoring: number;
  opposing: number;
  biases: number;
  logits: number[];
  difference: number;
}

/** Every number that is shown, as it is shown: sent by Python, or computed here. */
export interface Shown {
  answer: string;
  vector: Numbers;
  hidden: HiddenNumbers[];
  softmax: Softmax;
  unit: UnitNumbers | null;
  evidence: EvidenceNumbers | null;
}

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  state: any;
  part: FindPart;
  root: Root;
  send: SetValue;
  names: Names;
  theme: Theme;
  width: number;
  shown: Shown;
  /** What there is to read of a value of each kind, by its index. */
  readouts: Record<string, (at: number) => string>;
  layers: Cells[];
  pictures: Cells[];
  evidenceGrid?: Cells;
  select: (selection: Selection) => void;
  zoom: (zoom: number[]) => void;
  point: (kind: string | null, at?: number, aloud?: boolean, zoom?: number[] | null) => void;
}
