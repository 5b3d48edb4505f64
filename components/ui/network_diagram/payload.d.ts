// Written by `make format` from Python's TypedDict.

/** The layout, and its words. */
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
  words: Record<string, string>;
  live: LivePixel | null;
}

/** A row of the image on its way to the vector. */
export interface Ribbon {
  points: [number, number][];
  opacity: number;
}

/** A weight. */
export interface Edge {
  start: [number, number];
  end: [number, number];
  width: number;
  is_negative: boolean;
  opacity: number;
  description: string;
}

/** A value of the image or of the vector. */
export interface Cell {
  position: [number, number];
  shade: number;
  text: string;
  description: string;
}

/** An output. */
export interface Unit {
  position: [number, number];
  text: string;
  names: Record<string, string>;
  description: string;
}

/** The name of a column, above it. */
export interface Title {
  position: [number, number];
  text: string;
}

/** What the browser needs to lay out the same diagram with another value of one pixel. */
export interface LivePixel {
  slider: string;
  pixel: number;
  image: number[];
  kernel: number[];
  bias: number[];
  activation: string;
}
