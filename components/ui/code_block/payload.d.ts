// Written by `make format` from Python's TypedDict.

/** A script, and what became of it. */
export interface Payload {
  title: string;
  lines: string[];
  differs: number[];
  sign: string;
  stopped: number | null;
  said: Piece[] | null;
  sentences: string[];
  note: string;
  words: Record<string, string>;
}

/** What a script printed, or how it stopped. */
export interface Piece {
  kind: "printed" | "warning" | "error";
  text: string;
  marks: [number, number, number][];
}
