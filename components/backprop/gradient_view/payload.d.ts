// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** Every gradient from the logits to the image; the last layer's block first. */
export interface Payload {
  rows: number;
  columns: number;
  ink: PackedNumbers;
  brightest: number;
  inkDigits: number;
  vector: PackedNumbers;
  digits: number;
  strongestIndex: number;
  blocks: Block[];
  classes: string[];
  label: number;
  layer: string;
  weightDigits: number;
  cachesKernel: boolean;
  kernel: PackedNumbers | null;
  words: Record<string, string>;
}

/** The gradients of one layer's sums. */
export interface Block {
  name: string;
  values: PackedNumbers;
  isLogits: boolean;
  digits: number;
}
