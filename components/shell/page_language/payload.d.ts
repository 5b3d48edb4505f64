// Written by `make format` from Python's TypedDict.

/** The language that the page's words are in. */
export interface Payload {
  language: string;
  original: Record<string, string>;
  words: Record<string, string>;
}
