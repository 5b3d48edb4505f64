// What the parts of this widget share.

import type { FindPart, Root, SetValue, Theme } from "../../ui/js/widget.d.ts";
import type { Story, Words } from "./numbers.js";
import type { Numbers, Payload } from "./payload.d.ts";

export type Order = "vector" | "size";
export type Name = "inputs" | "weights" | "products";
export type ColourOf = (index: number) => number[];

/** A changed number that Python has not taken yet; one not sent yet has an endless serial. */
export interface Edit {
  value: number;
  serial: number;
}

/** What outlives a change of the data. */
export interface State {
  edits: Map<number, Edit>;
  serial: number;
  order: Order;
  mode: Payload["mode"];
  source: string;
  position: number; // of the story: 0 nothing yet, 1…n the products, then what follows
  last: number;
  told: number; // the position that Python knows
  selected?: number; // the number that is edited; the bias comes after all weights
  pointed?: number;
  fromTable?: boolean;
  shown?: number;
  width?: number;
  wrote?: number; // when the words were written
  known?: number; // products in their picture
  first: number; // of the table's rows
  playing?: boolean;
  [name: string]: any;
}

/** One mount of the widget with one set of data. */
export interface View {
  data: Payload;
  state: State;
  part: FindPart;
  root: Root;
  send: SetValue;
  say: Words;
  count: number;
  line: number; // values of one row of the picture
  pace: number; // terms a second
  theme: Theme;
  numbers: Numbers;
  story: Story;
  colours: Record<Name, ColourOf>;
  placeOf: (index: number) => number;
  current: () => number;
  go: (position: number) => void;
  repaint: () => void;
  edited: () => void;
  point: (index: number | undefined, fromTable?: boolean) => void;
  edit: (index: number, text?: string) => void;
  editor: { show: () => void; undo: () => void };
}
