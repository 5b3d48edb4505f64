// What stands in the output's place while there is none.

/** @import { Payload } from "./payload.d.ts" */

/**
 * Return why there is no output, or nothing where there is one.
 * @param {Pick<Payload, "said" | "is_pending" | "is_failed" | "words">} data
 */
export function waitingText({ said, is_pending: isPending, is_failed: isFailed, words }) {
  if (said !== null) return "";
  if (isPending) return words.pending;
  return isFailed ? words.failed : words.waits;
}
