// Written by `make format` from Python's TypedDict.

/** A program, and what real Keras made of it. */
export interface Payload {
  lines: string[];
  changed: number[];
  stopped: number | null;
  said: Message[] | null;
  sentences: string[];
  note: string;
  is_pending: boolean;
  is_failed: boolean;
  is_open: boolean;
  words: Record<string, string>;
  script_words: Record<string, string>;
}

/** What a program printed, or how it stopped. */
export interface Message {
  kind: "printed" | "warning" | "error";
  text: string;
  marks: [number, number, number][];
}
