// Written by `make format` from Python's TypedDict.

/** A neuron's weighted sum and its bias, where the learner begins. */
export interface Payload {
  weighted: number;
  bias: number;
  activation: string;
  words: Record<string, string>;
}
