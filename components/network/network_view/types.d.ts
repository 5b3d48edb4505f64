// What the levels of this widget share.

import type { FindPart, Root, SetValue, Theme } from "../../ui/js/widget.d.ts";
import type { Cells } from "./cells.js";
import type { Payload, Place, Unit } from "./payload.d.ts";
import type { Names } from "./whole.js";

export type Level = "whole" | "evidence" | "unit" | "term";
export type Numbers = Float32Array | Float64Array;

/** The weights of the unit that is looked at: they come once. */
export interface Held {
  mark: string;
  weights: Numbers;
  outgoing: Numbers | null;
}

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  state: any;
  part: FindPart;
  root: Root;
  send: SetValue;
  names: Names;
  held: Held;
  theme: Theme;
  width: number;
  /** What is told of a value of each kind, by its index. */
  tell: Record<string, (at: number) => string>;
  layers: Cells[];
  pictures: Cells[];
  evidenceGrid?: Cells;
  go: (place: Place) => void;
  zoom: (zoom: number[]) => void;
  point: (kind: string | null, at?: number, aloud?: boolean, zoom?: number[] | null) => void;
}

/** A view of a unit whose numbers are here. */
export type UnitView = View & { data: { unit: Unit } };
