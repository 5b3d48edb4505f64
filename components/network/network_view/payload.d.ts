// Written by `make format` from Python's TypedDict.

import type { BrowserNetwork } from "../../ui/js/browser_network.d.ts";
import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** Every value of every column, and the numbers of what is open. */
export interface Payload {
  rows: number;
  columns: number;
  classes: string[];
  answer: string;
  vector: PackedNumbers;
  hidden: HiddenLayer[];
  softmax: Softmax;
  selection: Selection;
  network: BrowserNetwork | null;
  words: Record<string, string>;
  unit?: Unit;
  evidence?: Evidence;
}

/** A hidden layer's outputs. */
export interface HiddenLayer {
  outputs: PackedNumbers;
  units: number;
  activation: string;
}

/** Softmax step by step. */
export interface Softmax {
  logits: number[];
  largest: number;
  shifted: number[];
  powers: number[];
  total: number;
  shares: number[];
}

/** What is open: nothing, a layer and unit, or a term of it; or the evidence of two classes. */
export interface Selection {
  zoom: number[];
  evidence: [number, number] | null;
}

/** One unit's whole sum; its weights only where the browser has not stored them. */
export interface Unit {
  layer: number;
  unit: number;
  weights_id: string;
  products: PackedNumbers;
  products_sum: number;
  bias: number;
  sum: number;
  output: number;
  sum_digits?: number;
  weights?: PackedNumbers;
  outgoing?: PackedNumbers | null;
  sent?: PackedNumbers;
  term?: Term;
}

/** One multiplication, and where it enters the running sum. */
export interface Term {
  input: number;
  value: number;
  weight: number;
  product: number;
  before: number;
  after: number;
  running: PackedNumbers;
}

/** The evidence of each pixel for one class and against another, or why there is none. */
export interface Evidence {
  one: number;
  other: number;
  requested: [number, number];
  mixing?: string;
  pixels?: PackedNumbers;
  counts?: [number, number];
  favoring?: number;
  opposing?: number;
  biases?: number;
  logits?: [number, number];
  difference?: number;
}
