// Written by `make format` from Python's TypedDict.

/** A neuron, what the learner changed of it, and their exercises on it. */
export interface Payload {
  inputs: number[];
  order: number[];
  numbers: Numbers;
  sums: number[];
  unit: number;
  digits: number;
  activation: string;
  elementwise: boolean;
  lossless: boolean;
  curve: Curve | null;
  rows: number;
  columns: number;
  channels: number;
  brightest: number;
  inputDigits: number;
  place: string;
  source: string;
  atItsEnd: boolean;
  told: number;
  undo: number;
  changes: number;
  seen: number;
  mode: "watch" | "blanks" | "alone";
  practice: Record<string, Exercise>;
}

/** A neuron's numbers; what is called ``…Units`` counts its last decimal. */
export interface Numbers {
  weights: number[];
  products: number[];
  running: RunningSums;
  bias: number;
  biasUnits: number;
  sum: number;
  sumUnits: number;
  output: number;
}

/** The nth adds the products up to and including n, in whole units of the last digit. */
export interface RunningSums {
  vector: number[];
  size: number[];
}

/** An activation from ``-reach`` to ``reach``. */
export interface Curve {
  reach: number;
  values: number[];
}

/** A stretch of terms with blanks, or a whole neuron to compute. */
export interface Exercise {
  id: string;
  asked: string[];
  progress: Record<string, Answer>;
  first: number;
  length: number;
  seed?: number;
  numbers?: Numbers;
}

/** What became of a blank. */
export interface Answer {
  text: string;
  right: boolean;
  errors: number;
  number?: boolean;
}
