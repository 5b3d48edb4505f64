// Written by `make format` from Python's TypedDict.

/** All that stands on the page. */
export interface Payload {
  side: number;
  images: string;
  label: number | null;
  predictions: number[];
  layers: Layer[];
  conditions: Condition[];
  training: string;
  passed: boolean;
  when: number;
  words: Record<string, string>;
}

/** A layer as code, and what it has to learn. */
export interface Layer {
  code: string;
  shape: string;
  parameters: string;
}

/** A condition of the challenge, and whether it is met. */
export interface Condition {
  text: string;
  state: "open" | "met" | "missed";
}
