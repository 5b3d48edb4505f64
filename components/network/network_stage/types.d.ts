// What the parts of this widget share.

import type { NetworkTrace } from "../../ui/js/nn/network.js";
import type { SoftmaxTrace } from "../../ui/js/nn/softmax.js";
import type { Box, Ctx, FindPart, Root, Theme } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

export type Scene = Payload["scene"];

/** Something that is shown: where, and how much of it is seen. */
export interface Part {
  alpha: number;
  box: Box;
  /** Of each of its values, where these move on their own. */
  cells?: Box[];
  /** 0 to 1: how far it has become its other form. */
  turned?: number;
  /** How wide its title may be, where that is not as wide as its box. */
  titled?: number;
}

export type Layout = Record<string, Part>;

export interface Room {
  width: number;
  height: number;
  font: number;
  narrow: boolean; // higher than wide
  short: boolean; // without room for whole titles
}

/** An image's way through the network. */
export interface Reading {
  input: Float64Array;
  hidden: Float64Array;
  logits: Float64Array;
  probabilities: Float64Array;
  /** Every intermediate, once the network is here. */
  trace: NetworkTrace | null;
}

/** Softmax in two ways: as it is defined, and with the largest logit subtracted. */
export interface SoftmaxTable {
  logits: Float64Array;
  powers: Float64Array;
  total: number;
  probabilities: Float64Array;
  safe: SoftmaxTrace;
}

/** The image elsewhere, and what each pixel adds to the difference of two logits. */
export interface Comparison {
  by: number;
  after: Reading;
  one: number;
  other: number;
  parts: [before: Float64Array, after: Float64Array];
}

export interface Neuron {
  unit: number;
  weights: Float64Array;
  products: Float64Array;
  sum: number;
  bias: number;
  z: number;
  output: number;
}

/** What is shown now. */
export interface Shown {
  reading: Reading;
  isExample: boolean;
  table: SoftmaxTable;
  neuron: Neuron | null;
  chosenClass: number;
  ranking: number[]; // classes, the most probable first
  comparison: Comparison | null;
}

/** A column of values, one a row. */
export interface Column {
  shares: number[];
  texts: string[];
  sample: string;
  middle?: boolean;
  bold?: number;
  framed?: number;
  knobs?: boolean;
  prefersNumbers?: boolean;
  nameless?: boolean; // the names stand in another column
}

/** A value: of which part, and which. */
export interface Target {
  part: string;
  at: number;
}

export interface State {
  key?: string; // of the layout that is shown or moved to
  from?: Layout;
  to?: Layout;
  started: number; // milliseconds
  frame?: number;
  unit?: number; // chosen
  class?: number; // chosen
  pointed?: Target;
  under?: Target; // the pointer
  dragged?: Float64Array; // logits
  added: number; // to every logit
  images: Map<string, HTMLCanvasElement>;
}

export interface View {
  data: Payload;
  state: State;
  part: FindPart;
  root: Root;
  stage: HTMLElement;
  ctx: Ctx;
  theme: Theme;
  room: Room;
  received: Reading;
  shown: Shown;
  update: () => void;
  render: () => void;
}
