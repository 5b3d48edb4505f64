// Written by `make format` from Python's TypedDict.

/** The words on it. */
export interface Payload {
  words: Record<string, string>;
}
