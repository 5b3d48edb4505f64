// Written by `make format` from Python's TypedDict.

/** A page's notes, in order. */
export interface Payload {
  page: string;
  notes: Note[];
  words: Record<string, string>;
}

/** A note beside one thing of the page. */
export interface Note {
  target: string;
  words: string;
}
