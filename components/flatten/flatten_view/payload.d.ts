// Written by `make format` from Python's TypedDict.

/** An image, and the order in which it is read. */
export interface Payload {
  rows: number;
  columns: number;
  channels: number;
  shape: string;
  values: number[];
  order: string;
  indices: number[];
  axes: ("row" | "col" | "channel")[];
  line: "row" | "column";
  lineLength: number;
  brightest: number;
  digits: number;
  position: number;
  revision: number | string;
  picture: number | null;
  fills: boolean;
  target: number | null;
  lit: number | null;
  player: boolean;
  words: Record<string, string>;
}
