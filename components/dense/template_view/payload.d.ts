// Written by `make format` from Python's TypedDict.

/** An image's values, and the weights that one neuron has for them. */
export interface Payload {
  source: string;
  values: number[];
  weights: number[];
  columns: number;
  brightest: number;
  reach: number;
  isOpen: boolean;
  isDrawable: boolean;
  words: Record<string, string>;
}
