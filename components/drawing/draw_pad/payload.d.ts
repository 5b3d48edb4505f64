// Written by `make format` from Python's TypedDict.

/** The learner's picture in whole levels of ink. */
export interface Payload {
  side: number;
  channels: number;
  levels: number;
  full: number;
  pixels: string;
  revision: number;
  has_finer_original: boolean;
  acknowledged: number;
  compact: boolean;
  fills: boolean;
  invitation: string;
  words: Record<string, string>;
}
