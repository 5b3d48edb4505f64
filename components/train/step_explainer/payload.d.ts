// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** The step a learner asked for, once it is here. */
export interface Payload {
  run: string;
  when: number;
  batch: number;
  total: number;
  told: Step | null;
}

/** One step in its own numbers; None is a value that is no number. */
export interface Step {
  step: number;
  epoch: number;
  count: number;
  units: number[];
  layer: number;
  unit: number;
  right: number;
  strongest: number;
  frozen: boolean;
  sum: number | null;
  mean: number | null;
  penalty: number | null;
  loss: number | null;
  l2: boolean;
  rows: number;
  columns: number;
  images: string[];
  labels: number[];
  predicted: number[];
  probabilities: PackedNumbers;
  losses: PackedNumbers;
  inputs: number;
  wide: number;
  pixels: boolean;
  digits: number;
  rate: number;
  age: number;
  rule: string;
  lines: string[];
  before: PackedNumbers;
  gradient: PackedNumbers;
  update: PackedNumbers;
  after: PackedNumbers;
  spacing: PackedNumbers;
  working: Record<string, PackedNumbers | number | null>;
  words: Record<string, string>;
}
