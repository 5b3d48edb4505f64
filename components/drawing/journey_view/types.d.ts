import type { Products } from "../../ui/js/nn/strongest_products.js";
import type { Mount, Theme } from "../../ui/js/widget.d.ts";
import type { Payload } from "./payload.d.ts";

/** Every number that is shown. */
export interface Numbers {
  side: number;
  vector: ArrayLike<number>;
  hidden: ArrayLike<number>;
  probabilities: ArrayLike<number>;
  connections: (Products & { units: number })[];
  answer: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Where everything lies on the canvas, in CSS pixels. */
export interface Layout {
  isUpright: boolean; // the journey goes down, as on a phone
  font: number;
  image: Box;
  strip: Box; // the vector
  hidden: Point[];
  hiddenRadius: number;
  outputs: Point[];
  outputRadius: number;
  bars: Box[]; // room for each probability
  captions: { name: string; x: number; y: number; align: CanvasTextAlign }[];
}

/** How far each part of the picture has grown, from 0 to 1. */
export interface Growth {
  image: number;
  vector: number;
  neurons: number;
  answer: number;
}

export interface State {
  growth: number; // of the picture, as it is shown
  target: number; // it grows to
  source: string;
  frame: number | null;
  lastTime: number;
  observer?: ResizeObserver;
}

export interface View extends Mount<Payload, State> {
  theme: Theme;
  layout: Layout;
  numbers: Numbers;
}
