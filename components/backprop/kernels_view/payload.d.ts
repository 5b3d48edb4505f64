// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** Kernels in one scale. */
export interface Payload {
  most: number;
  side: number;
  rows: Row[];
}

/** Kernels beside each other. */
export interface Row {
  title: string;
  values: PackedNumbers;
  words: string[];
}
