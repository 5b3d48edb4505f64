// Written by `make format` from Python's TypedDict.

import type { PackedNumbers } from "../../ui/js/packed_numbers.d.ts";

/** Kernels in one color scale. */
export interface Payload {
  limit: number;
  side: number;
  rows: Row[];
  words: Record<string, string>;
}

/** Kernels side by side. */
export interface Row {
  title: string;
  values: PackedNumbers;
  captions: string[];
}
