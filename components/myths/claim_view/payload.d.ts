// Written by `make format` from Python's TypedDict.

/** The program that tests a claim, and what came of it. */
export interface Payload {
  code: string;
  verdict: "" | "true" | "false";
  text: string;
  words: Record<string, string>;
}
