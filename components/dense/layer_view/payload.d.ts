// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** One image's way through a layer. */
export interface Payload {
  layer: string;
  large: boolean;
  numbers: LayerNumbers | null;
  changes: [number, number][];
  inputs: PackedNumbers;
  weighted: PackedNumbers;
  sums: PackedNumbers;
  outputs: PackedNumbers;
  activation: string;
  elementwise: boolean;
  unit: number;
  rows: number;
  columns: number;
  channels: number;
  brightest: number;
  inputDigits: number;
  digits: number;
  isPrepared: boolean;
  picture: number | null;
  layerKey: string;
  fills: boolean;
  panel: "matrix" | "parameters" | "card" | "none";
  hasEdges: boolean;
  lit: number | null;
  note: string;
  words: Record<string, string>;
  lastEvent: number;
}

/** What stays as it is while the image changes, and the learner changes some of it. */
export interface LayerNumbers {
  kernel: PackedNumbers;
  bias: PackedNumbers;
  limit: number;
  largest: number;
}
