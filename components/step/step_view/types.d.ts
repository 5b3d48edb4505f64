// What the parts of this widget share.

import type { Mount, Theme } from "../../ui/js/widget.d.ts";
import type { Plane } from "../../ui/js/plane.js";
import type { Payload } from "./payload.d.ts";

export type Scene = Payload["scene"];

/** What outlives a change of the data. */
export interface State {
  key?: string; // the scene, whether it is open, and the numbers
  at: number; // index of the weight's step
  rate: number; // index of the learning rate
  plane?: Plane;
  flights: Animation[]; // of the images, from one scene to the next
  observer?: ResizeObserver | null;
  draw?: () => void;
}

export type View = Mount<Payload, State> & { theme: Theme };

/** A wheel: its teeth are as many as its radius has room for. */
export interface Wheel {
  x: number; // of its middle
  y: number;
  radius: number; // where it meets the next one
  teeth: number;
  phase: number; // radians at which one of its teeth stands
  turned: number; // radians, as the hands of a clock go
}
