// Written by `make format` from Python's TypedDict.

/** Pictures of one kind. */
export interface Payload {
  pictures: Picture[];
  signed: boolean;
  pick: boolean;
}

/** One picture and its words. */
export interface Picture {
  rows: number;
  columns: number;
  levels: string;
  words: string;
}
