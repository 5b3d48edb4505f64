// Written by `make format` from Python's TypedDict.

/** The scene that is shown, of how many, and what the bar says. */
export interface Payload {
  lesson: string;
  scene: number;
  scenes: number;
  hasNext: boolean;
  words: Record<string, string>;
}
