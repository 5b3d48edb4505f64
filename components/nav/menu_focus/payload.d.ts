// Written by `make format` from Python's TypedDict.

/** Nothing: it works by itself. */
export interface Payload {
}
