// Written by `make format` from Python's TypedDict.

/** The network and the run it comes from. */
export interface Payload {
  id: string;
  isRestored: boolean;
  retries: number;
  state: string;
  run: string;
  network: string | null;
}
