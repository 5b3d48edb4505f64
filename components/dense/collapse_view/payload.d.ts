// Written by `make format` from Python's TypedDict.

/** A network of one input, some hidden neurons and one output. */
export interface Payload {
  hidden: Layer;
  output: Layer;
  words: Record<string, string>;
}

/** A Dense layer of one input and several neurons, or of several inputs and one neuron. */
export interface Layer {
  kernel: number[];
  bias: number[];
}
