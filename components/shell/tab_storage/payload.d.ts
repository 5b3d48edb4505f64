// Written by `make format` from Python's TypedDict.

/** What outlives a reload. */
export interface Payload {
  id: string;
  said: string;
  recalled: boolean;
  asks: number;
  session: string;
}
