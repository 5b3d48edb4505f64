// Written by `make format` from Python's TypedDict.

/** Lines, in an order that the learner changes, and what became of the last one checked. */
export interface Payload {
  lines: string[];
  order: number[];
  revision: number;
  stopped: number | null;
  error: string;
  isRight: boolean;
  words: Record<string, string>;
}
