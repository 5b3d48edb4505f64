// Written by `make format` from Python's TypedDict.

/** A table of numbers, or a picture. */
export interface Payload {
  rows: number;
  columns: number;
  values: number[];
  brightest: number | null;
  digits: number;
  label: string;
  words: Record<string, string>;
  chosen: number[] | null;
}
