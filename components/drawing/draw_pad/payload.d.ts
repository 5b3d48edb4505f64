// Written by `make format` from Python's TypedDict.

/** The learner's picture in whole levels of ink. */
export interface Payload {
  side: number;
  channels: number;
  levels: number;
  full: number;
  pixels: string;
  stamp: number;
  heard: number;
}
