// Written by `make format` from Python's TypedDict.

/** The curves and the text above them; None is a value that is not a number. */
export interface Payload {
  title: string;
  lines: string[];
  step: number[];
  validation_step: number[];
  steps: number;
  loss: (number | null)[];
  accuracy: (number | null)[];
  validation_loss: (number | null)[];
  validation_accuracy: (number | null)[];
  isTest: boolean;
  words: Record<string, string>;
}
