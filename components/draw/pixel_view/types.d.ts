import type { Mount, Theme } from "../../ui/js/widget.d.ts";
import type { Camera, Payload } from "./payload.d.ts";

/** Where the image lies on the canvas, in CSS pixels. */
export interface Place {
  x: number;
  y: number;
  size: number;
  cell: number;
  step: { across: number; up: number }; // from a channel to the one behind it
  font: number;
}

export interface State {
  camera: Camera | null; // as it is shown
  pixels: string;
  cursor: [row: number, column: number] | null;
  frame: number | null;
  time: number;
  observer?: ResizeObserver;
}

export interface View extends Mount<Payload, State> {
  levels: Uint8Array;
  theme: Theme;
}
