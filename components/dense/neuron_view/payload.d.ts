// Written by `make format` from Python's TypedDict.

/** A neuron, what the learner changed of it, and the exercises on it. */
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
  isPrepared: boolean;
  picture: number | null;
  layerKey: string;
  neuron: string;
  source: string;
  startsAtEnd: boolean;
  step: number;
  undo: number;
  changes: number;
  lastEvent: number;
  mode: "watch" | "blanks" | "alone";
  exercises: Record<string, Exercise>;
  fills: boolean;
  words: Record<string, string>;
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

/** Each adds one more product, in whole units of the last digit. */
export interface RunningSums {
  vector: number[];
  size: number[];
}

/** An activation from ``-reach`` to ``reach``. */
export interface Curve {
  reach: number;
  values: number[];
}

/** Some terms with blanks, or a whole neuron to compute. */
export interface Exercise {
  id: string;
  blanks: string[];
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
