// Written by `make format` from Python's TypedDict.

/** Where everything stands, and its words. */
export interface Payload {
  width: number;
  height: number;
  ribbons: Ribbon[];
  edges: Edge[];
  cells: Cell[];
  units: Unit[];
  titles: Title[];
  radius: number;
  label: string;
  hint: string;
}

/** A row of the image on its way to the vector. */
export interface Ribbon {
  points: [number, number][];
  opacity: number;
}

export interface Edge {
  from: [number, number];
  to: [number, number];
  width: number;
  below: boolean;
  opacity: number;
  words: string;
}

/** A value of the image or of the vector. */
export interface Cell {
  at: [number, number];
  shade: number;
  text: string;
  words: string;
}

/** An output. */
export interface Unit {
  at: [number, number];
  text: string;
  words: string;
}

/** What stands above a column. */
export interface Title {
  at: [number, number];
  text: string;
}
