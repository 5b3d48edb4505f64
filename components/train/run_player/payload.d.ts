// Written by `make format` from Python's TypedDict.

/** A run as far as it is recorded; each frame is sent once. */
export interface Payload {
  scene: "random" | "loss" | "train" | "epoch" | "rewind" | "split" | "confusion" | "explore";
  fills: boolean;
  open: boolean;
  run: string;
  isRunning: boolean;
  startStep: number;
  startEpoch: number;
  totalSteps: number;
  trainedSteps: number;
  lastStep: number;
  epochs: number;
  images: number;
  batchSize: number;
  axis: Axis;
  history: Curves;
  otherRuns: OtherRun[];
  recordedSteps: number[];
  availableSteps: number[];
  frames: Frame[];
  predictions: Record<string, (number | null)[]>;
  unit: ChosenUnit | null;
  drawing: Drawing | null;
  mistakes: Mistakes | null;
  split: Split;
  words: Record<string, string>;
}

/** Where the curves' axis ends. */
export interface Axis {
  totalSteps: number;
  epochs: number;
}

/** Loss and accuracy by step. */
export interface Curves {
  step: number[];
  validation_step: number[];
  loss: (number | null)[];
  accuracy: (number | null)[];
  validation_loss: (number | null)[];
  validation_accuracy: (number | null)[];
}

/** Another run's curves, to compare. */
export interface OtherRun {
  name: string;
  steps: number[];
  validationSteps: number[];
  loss: (number | null)[];
  accuracy: (number | null)[];
  validation_loss: (number | null)[];
  validation_accuracy: (number | null)[];
}

/** The network at one step. */
export interface Frame {
  step: number;
  epoch: number;
  averagedBatches: number;
  validationStep: number;
  metrics: (number | null)[];
  confusion: number[];
  prediction: (number | null)[] | null;
  shape: number[];
  layers: LayerFrame[];
}

/** A layer at one step. */
export interface LayerFrame {
  units: number;
  recordedUnits: number;
  inputs: number;
  pictures: string;
  scale: number;
  gradient: number | null;
  dead: number;
  saturated: number;
  weights: Histogram;
  activations: Histogram;
}

/** Counts in equal bins from ``low`` to ``high``. */
export interface Histogram {
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

/** The digit whose predictions are shown. */
export interface Drawing {
  pixels: string;
  digit: number | null;
  isProbe: boolean;
  isExample: boolean;
}

/** Images of a cell of the confusion matrix, or the most wrong of all. */
export interface Mistakes {
  step: number;
  true: number | null;
  predicted: number | null;
  count: number | null;
  images: Mistake[];
}

/** A validation image and the network's prediction for it. */
export interface Mistake {
  pixels: string;
  index: number;
  label: number;
  predicted: number;
  probability: number;
  is_taken: boolean;
}

/** How many images there are for each purpose. */
export interface Split {
  training: number;
  validation: number;
  test: number;
  isOpened: boolean;
  testAccuracy: number | null;
}
