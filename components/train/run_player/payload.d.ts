// Written by `make format` from Python's TypedDict.

/** A run as far as it is recorded; frames are sent once. */
export interface Payload {
  run: string;
  live: boolean;
  began: number;
  firstEpoch: number;
  total: number;
  trained: number;
  reach: number;
  epochs: number;
  axis: Axis;
  history: Curves;
  others: OtherRun[];
  looks: number[];
  steps: number[];
  frames: Frame[];
  answers: Record<string, (number | null)[]>;
  unit: ChosenUnit | null;
  drawing: string | null;
  words: Record<string, string>;
}

/** Where the curves' axis ends. */
export interface Axis {
  total: number;
  epochs: number;
}

/** Loss and accuracy by step. */
export interface Curves {
  step: number[];
  held_out_step: number[];
  loss: (number | null)[];
  accuracy: (number | null)[];
  held_out_loss: (number | null)[];
  held_out_accuracy: (number | null)[];
}

/** Another run's curves, to compare. */
export interface OtherRun {
  name: string;
  steps: number[];
  heldSteps: number[];
  loss: (number | null)[];
  accuracy: (number | null)[];
  held_out_loss: (number | null)[];
  held_out_accuracy: (number | null)[];
}

/** The network at one step. */
export interface Frame {
  step: number;
  epoch: number;
  over: number;
  judged: number;
  numbers: (number | null)[];
  confusion: number[];
  shape: number[];
  layers: LayerFrame[];
}

/** A layer at one step. */
export interface LayerFrame {
  units: number;
  shown: number;
  inputs: number;
  pictures: string;
  scale: number;
  gradient: number | null;
  dead: number;
  saturated: number;
  weights: Spread;
  activations: Spread;
}

/** A histogram from ``low`` to ``high``. */
export interface Spread {
  counts: number[];
  low: number;
  high: number;
}

/** A unit of which no frame has a picture. */
export interface ChosenUnit {
  layer: number;
  unit: number;
  pictures: Record<string, Levels>;
}

/** A unit's weights. */
export interface Levels {
  levels: string;
  scale: number;
}
