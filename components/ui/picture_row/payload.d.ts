// Written by `make format` from Python's TypedDict.

/** Pictures in a row, or in the box of a scene's stage. */
export interface Payload {
  pictures: Picture[];
  pick: boolean;
  fills: boolean;
  lines: string[];
}

/** One picture and its words. */
export interface Picture {
  rows: number;
  columns: number;
  levels: string;
  words: string;
  signed: boolean;
  mark: Mark | null;
  numbers: string[];
}

/** A square of a picture that is framed. */
export interface Mark {
  row: number;
  column: number;
  side: number;
}
