// Written by `make format` from Python's TypedDict.

/** Images with their labels, in the order of the data set. */
export interface Payload {
  side: number;
  count: number;
  images: string;
  labels: string;
  words: Record<string, string>;
}
