// Written by `make format` from Python's TypedDict.

/** An array of any shape, in the order of its last axis. */
export interface PackedNumbers {
  dtype: "i2" | "i4" | "f4" | "f8";
  digits: number;
  data: string;
}
