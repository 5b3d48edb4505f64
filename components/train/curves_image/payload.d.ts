// Written by `make format` from Python's TypedDict.

/** The curves and the text above them; None is a value that is not a number. */
export interface Payload {
  title: string;
  lines: string[];
  step: number[];
  held_out_step: number[];
  steps: number;
  loss: (number | null)[];
  accuracy: (number | null)[];
  held_out_loss: (number | null)[];
  held_out_accuracy: (number | null)[];
}
