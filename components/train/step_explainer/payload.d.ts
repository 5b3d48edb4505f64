// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** The step a learner asked for, once its numbers are known. */
export interface Payload {
  run: string;
  pressId: number;
  batch: number;
  totalBatches: number;
  report: Step | null;
  words: Record<string, string>;
}

/** One step; None is a value that is not a number. */
export interface Step {
  step: number;
  epoch: number;
  batchSize: number;
  units: number[];
  layer: number;
  unit: number;
  correct: number;
  largestGradient: number;
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
  rowLength: number;
  readsPixels: boolean;
  digits: number;
  learningRate: number;
  optimizerStep: number;
  formula: string;
  formulaLines: string[];
  before: PackedNumbers;
  gradient: PackedNumbers;
  update: PackedNumbers;
  after: PackedNumbers;
  spacing: PackedNumbers;
  intermediates: Record<string, PackedNumbers | number | null>;
  texts: Record<string, string>;
}
