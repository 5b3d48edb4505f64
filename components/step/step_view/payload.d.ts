// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** A scene of the step, and the numbers that it shows. */
export interface Payload {
  scene: "batch" | "forward" | "loss" | "slope" | "gears" | "still" | "update" | "rate" | "nudge" | "deep" | "silent";
  open: boolean;
  columns: number;
  classes: string[];
  label: number;
  chosen: number;
  images: BatchImage[];
  loss: number;
  weight: Weight;
  update: Update;
  trials: Trials | null;
  words: Record<string, string>;
}

/** An image of the batch, its forward pass, and its part in one weight's gradient. */
export interface BatchImage {
  by: number;
  values: PackedNumbers;
  probabilities: number[];
  loss: number;
  input: number;
  d_sum: number;
  gradient: number;
}

/** One weight, and an image's loss over it. */
export interface Weight {
  neuron: number;
  is_hidden: boolean;
  unit: number;
  value: number;
  input: number;
  d_sum: number;
  gradient: number;
  ratios: number[];
  steps: number[];
  losses: number[];
}

/** The weight's update with the mean gradient of the batch. */
export interface Update {
  rate: number;
  gradient: number;
  after: number;
}

/** The learning rates to try. */
export interface Trials {
  rates: Trial[];
  usual: number;
  tests: number;
  correct: number;
  parameters: number;
}

/** A learning rate, and what a step with it does. */
export interface Trial {
  rate: number;
  losses: number[];
  loss: number;
  predicted: number[];
  correct: number;
}
