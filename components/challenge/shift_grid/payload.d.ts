// Written by `make format` from Python's TypedDict.

/** The images, what each was predicted to be, and how the training goes. */
export interface Payload {
  side: number;
  images: string;
  names: string[];
  label: number | null;
  predictions: number[];
  hasGuides: boolean;
  conditions: Condition[];
  status: string;
  accuracies: number[];
  epochs: number;
  target: number;
  words: Record<string, string>;
}

/** A condition of the challenge, and whether it is met. */
export interface Condition {
  text: string;
  state: "open" | "met" | "missed";
}
