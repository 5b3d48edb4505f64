// Changes of the address as browsers allow them: a burst at once, then a steady rate.

const MAX_CHANGES = 20;
const CHANGES_PER_SECOND = 2.5;
export const WAIT_MS = 1000 / CHANGES_PER_SECOND;

/** @typedef {{ changes: number, updatedAt: number }} ChangeBudget */

/** @type {(now: number) => ChangeBudget} */
export const newBudget = (now) => ({ changes: MAX_CHANGES, updatedAt: now });

/**
 * Add what was earned since the last update; return whether a change is allowed now.
 * @param {ChangeBudget} budget
 * @param {number} now milliseconds
 */
export function refill(budget, now) {
  const earned = ((now - budget.updatedAt) / 1000) * CHANGES_PER_SECOND;
  budget.changes = Math.min(MAX_CHANGES, budget.changes + earned);
  budget.updatedAt = now;
  return budget.changes >= 1;
}
