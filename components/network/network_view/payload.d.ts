// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** Every value of every column, and the numbers of one place. */
export interface Payload {
  rows: number;
  columns: number;
  classes: string[];
  answer: string;
  vector: PackedNumbers;
  hidden: HiddenLayer[];
  softmax: Softmax;
  place: Place;
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

/** Where the learner looks: nothing, a layer and unit, or a term of it; or a pair of classes. */
export interface Place {
  zoom: number[];
  evidence: [number, number] | null;
}

/** One unit's whole sum; its weights only where the browser has them not yet. */
export interface Unit {
  layer: number;
  unit: number;
  mark: string;
  products: PackedNumbers;
  added: number;
  bias: number;
  sum: number;
  output: number;
  sum_digits?: number | null;
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

export interface Evidence {
  one: number;
  other: number;
  asked: [number, number];
  problem?: string;
  pixels?: PackedNumbers;
  counts?: [number, number];
  for?: number;
  against?: number;
  biases?: number;
  logits?: number[];
  difference?: number;
}
