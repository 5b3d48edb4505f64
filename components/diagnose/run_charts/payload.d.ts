// Written by `make format` from Python's TypedDict.

/** A scene of recorded runs. */
export interface Payload {
  scene: string;
  fills: boolean;
  metric: string;
  axis: string;
  charts: Chart[];
  legend: Legend[];
  weights: Weights[];
  stop: StopLine | null;
  lines: string[];
  words: Record<string, string>;
}

/** The curves of one run, or of several that are compared. */
export interface Chart {
  key: string;
  title: string;
  low: number;
  high: number;
  log: boolean;
  end: number;
  curves: Curve[];
  gap: string;
}

/** One curve: a loss or an accuracy after some steps. */
export interface Curve {
  kind: "train" | "validation" | "first" | "second";
  at: number[];
  values: (number | null)[];
}

/** The name of a kind of curve. */
export interface Legend {
  kind: "train" | "validation" | "first" | "second";
  text: string;
}

/** The weights of a network's first neurons. */
export interface Weights {
  title: string;
  levels: string;
  units: number;
  columns: number;
  note: string;
}

/** Where a run can be stopped: what its network is like after each epoch. */
export interface StopLine {
  key: string;
  epochs: number[];
  losses: number[];
  accuracies: number[];
  validation_losses: number[];
  validation_accuracies: number[];
  lowest: number | null;
}
