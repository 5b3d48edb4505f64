// Written by `make format` from Python's TypedDict.

/** What outlives a reload. */
export interface Payload {
  id: string;
  stored: string;
  isRestored: boolean;
  retries: number;
  session: string;
}
